"""From the name of a rubric to the whole of it: found, extended, set and checked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toi.errors import InputErrors, Problem, usage
from toi.io.debate.called import record_of_id
from toi.io.debate.entry import Entry
from toi.io.debate.folders import Folders
from toi.io.rubric.checks import check_layer, check_whole
from toi.io.rubric.choose import DEFAULT, SeveralRubrics, choose
from toi.io.rubric.find import UNWRITTEN, RubricFile, available, find, is_found
from toi.io.rubric.layers import (
    content_of,
    counted_layer,
    read_chain,
    read_entry,
    read_layers,
)
from toi.io.rubric.link import Link, is_link, read_link
from toi.io.rubric.other_records import fits, other_records
from toi.io.rubric.settings import apply_settings
from toi.io.rubric.stale import stale_judgements
from toi.io.rubric.weight_checks import small_weights
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.portfolio import NO_PORTFOLIO
from toi.records.rubric import Rubric, differ
from toi.records.weight_uncertainty import counts_only_which, why_idle


@dataclass(frozen=True)
class ResolvedRubric:
    """A rubric with all it inherits and all that was set, ready to compile.

    Attributes
    ----------
    layers : tuple of Entry
        The files it is made of, the nearest first.
    notes : tuple of str
        What to tell the user: why this rubric was chosen, what in it has no effect.
    others : tuple of str
        Rubrics that may be meant as well, where none was taken for that.
    unsaid : bool
        Whether commands take it where none is named: the shipped default where that is used, or
        what stands in where none was written.
    """

    rubric: Rubric
    name: str
    settings: tuple[str, ...] = ()
    layers: tuple[Entry[Rubric], ...] = ()
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unsaid: bool = False

    def __repr__(self) -> str:
        said = ", ".join((self.name, *self.settings))
        return f"<ResolvedRubric: {said}>"

    @property
    def digest(self) -> str:
        """SHA-256 of the resolved content, whatever its form and the order of its keys."""
        import hashlib
        import json

        unsaid = {"extends", "data", "default", "fitted_from", "unanswered"}
        if self.rubric.portfolio == NO_PORTFOLIO:  # what is left as it is counts for nothing
            unsaid.add("portfolio")
        content = self.rubric.model_dump(mode="json", by_alias=True, exclude=unsaid)
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def named_digest(rubric: ResolvedRubric) -> str:
    """Return the digest that a rubric has by its files alone, whatever was set for this run."""
    named = Rubric.model_validate(content_of(rubric.layers))
    return replace(rubric, rubric=named).digest


def resolve(
    asked: str | None, folders: Folders, debate: Debate, settings: Iterable[str] = ()
) -> ResolvedRubric:
    """Find, read, extend, set and check a rubric.

    Where none is named, see `toi.io.rubric.choose.choose`; where none was written for the
    data, weights are equal.

    Parameters
    ----------
    asked : str or None
        A name, a path, a link to a position, or None for the default.
    folders : Folders
        Where names are looked for.
    debate : Debate
        What the rubric is about.
    settings : iterable of str
        Changes for one run, as in ``--set``.

    Returns
    -------
    ResolvedRubric
        Ready to compile, with notes on its choice.

    Raises
    ------
    InputErrors
        With every problem in the rubric, in what it extends and in the settings; where none
        is named, also if several may be meant.
    """
    if asked is not None and is_link(asked):
        return _linked(read_link(asked, debate), folders, debate, settings)
    return _named(asked, folders, debate, settings)


def _named(
    asked: str | None, folders: Folders, debate: Debate, settings: Iterable[str] = ()
) -> ResolvedRubric:
    """Resolve the rubric of a name or a path, or the default."""
    found = _default(folders, debate) if asked is None else _found(asked, folders, debate)
    made = _read_and_resolved(found, folders, debate, settings)
    return replace(made, unsaid=_goes_unsaid(found, folders, debate))


def _found(asked: str, folders: Folders, debate: Debate) -> RubricFile:
    """Find a rubric; what is the id of a record instead is told as that."""
    try:
        return find(asked, folders)
    except InputErrors:  # only then, since all records are looked through
        record = record_of_id(asked, debate)
        if record is None:
            raise
    what, name = record
    raise usage(f"{name} is {what}, no rubric: toi show {name}", "not-a-rubric")


def _goes_unsaid(found: RubricFile | None, folders: Folders, debate: Debate) -> bool:
    """Tell whether a rubric need not be named; one beside the data may get company later."""
    if found is None or found.name != DEFAULT:
        return found is None
    try:
        usual = _default(folders, debate)
    except InputErrors:
        return False
    return usual is not None and usual.name == DEFAULT


def _linked(
    link: Link, folders: Folders, debate: Debate, settings: Iterable[str]
) -> ResolvedRubric:
    """Resolve the rubric that a link starts from, with what it moves, then with settings."""
    unwritten = link.rubric == UNWRITTEN and not is_found(UNWRITTEN, folders)
    named = _named(None if unwritten else link.rubric, folders, debate)
    stale = link.stale(debate.digest, named.digest)
    named = replace(named, notes=(*named.notes, *stale))
    return with_settings(named, debate, (*link.settings, *settings))


def resolve_start(asked: str | None, folders: Folders, debate: Debate) -> ResolvedRubric:
    """Resolve the rubric to start from, or none where several may be meant."""
    try:
        return resolve(asked, folders, debate)
    except SeveralRubrics as error:
        note = "several rubrics lie beside this data; none of them is taken here"
        taken = _read_and_resolved(None, folders, debate)
        return replace(taken, notes=(note,), others=tuple(error.names), unsaid=True)


def _default(folders: Folders, debate: Debate) -> RubricFile | None:
    """Find the rubric that is meant where none is named; None where none was written."""
    return choose(folders, lambda file: fits(read_layers(file, folders, debate, []), debate))


def fitting(folders: Folders, debate: Debate) -> list[str]:
    """Return the names of the rubrics that are about a debate."""
    files = ((name, find(name, folders)) for name in available(folders))
    return [name for name, file in files if fits(read_layers(file, folders, debate, []), debate)]


def _refuse_other_records(
    layers: Sequence[Entry[Rubric]], folders: Folders, debate: Debate
) -> None:
    others = other_records(layers, debate, lambda: fitting(folders, debate))
    if others:
        raise InputErrors(others)


def _read_and_resolved(
    found: RubricFile | None, folders: Folders, debate: Debate, settings: Iterable[str] = ()
) -> ResolvedRubric:
    problems: list[Problem] = []
    if found is None:
        note = "no rubric was written for this data: equal weights on its core criteria"
        return _resolved(UNWRITTEN, [], debate, tuple(settings), problems, (note,))
    layers = read_layers(found, folders, debate, problems)
    _refuse_other_records(layers, folders, debate)
    return _resolved(found.name, layers, debate, tuple(settings), problems, found.notes)


def with_settings(
    rubric: ResolvedRubric, debate: Debate, settings: Iterable[str]
) -> ResolvedRubric:
    """Return a resolved rubric with further settings made in it.

    Raises
    ------
    InputErrors
        With every problem in the settings.
    """
    added = tuple(settings)
    if not added:
        return rubric
    asked = (*rubric.settings, *added)
    idle = _idle(rubric.name, rubric.rubric)  # the settings may mend it
    notes = tuple(note for note in rubric.notes if note not in idle)
    made = _resolved(rubric.name, list(rubric.layers), debate, asked, [], notes)
    return replace(made, unsaid=rubric.unsaid)


def resolve_text(found: RubricFile, raw: bytes, folders: Folders, debate: Debate) -> ResolvedRubric:
    """Resolve a rubric from bytes that stand in the place of its file, as `resolve` does.

    Raises
    ------
    InputErrors
        With every problem in the bytes and in what they extend.
    """
    problems: list[Problem] = []
    first = read_entry(found.shown_as, raw, problems, debate)
    layers = read_chain(first, folders, problems, debate)
    _refuse_other_records(layers, folders, debate)
    return _resolved(found.name, layers, debate, (), problems, found.notes)


def _resolved(
    name: str,
    layers: list[Entry[Rubric]],
    debate: Debate,
    settings: tuple[str, ...],
    problems: list[Problem],
    notes: tuple[str, ...],
) -> ResolvedRubric:
    known = debate  # with the arguments of the layers below
    for entry in reversed(layers):
        problems += check_layer(entry, known)
        known = known.with_arguments(entry.record.arguments)
    if problems:
        raise InputErrors(problems)
    changed: list[str] = []
    whole = apply_settings(content_of(layers), settings, known, changed)
    problems += check_whole(whole, debate, layers)
    if problems:
        raise InputErrors(problems)
    notes = (
        *notes,
        *_idle(name, whole),
        *_counted(name, layers),
        *small_weights(name, layers),
        *stale_judgements(name, layers, debate),
        *changed,
    )
    return ResolvedRubric(whole, name, settings, tuple(layers), notes)


def _idle(name: str, rubric: Rubric) -> tuple[str, ...]:
    """Note weights that differ although only which are above 0 counts."""
    if differ(rubric.weights) and counts_only_which(rubric.weights_sure):
        return (f"rubric {name}: {why_idle(rubric.weights_sure)}",)
    return ()


def _counted(name: str, layers: Sequence[Entry[Rubric]]) -> tuple[str, ...]:
    """Note weights that count although the file that gives them says `unknown`."""
    if counted_layer(layers) is None:
        return ()
    return (f"rubric {name}: its weights differ, so they count as roughly, not as unknown",)
