"""From the name of a rubric to the whole of it: found, extended, set and checked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any

from toi.errors import InputErrors, Problem
from toi.io.debate.entry import Entry
from toi.io.debate.folders import Folders
from toi.io.debate.load import (
    check_schema,
    checked_document,
    document_of,
    read_document,
    read_raw,
)
from toi.io.debate.partial import sound_part
from toi.io.debate.validate import validate
from toi.io.rubric.checks import check_layer, check_whole
from toi.io.rubric.choose import SEVERAL, choose
from toi.io.rubric.find import RubricFile, available, find
from toi.io.rubric.link import Link, is_link, read_link
from toi.io.rubric.other_records import fits, other_records
from toi.io.rubric.settings import apply_settings
from toi.io.rubric.stale import stale_judgements
from toi.io.rubric.weight_checks import small_weights
from toi.io.rubric.written import in_full
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import Document, parse
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.portfolio import NO_PORTFOLIO
from toi.records.rubric import Rubric, differ, layered
from toi.records.weight_uncertainty import counts_only_which, why_idle

UNWRITTEN = "none"  # what the rubric is called where none was written for the data
# What a file says of itself, not of its children.
OF_ONE_FILE = ("default", "position", "claims", "fitted_from", "unanswered")


@dataclass(frozen=True)
class ResolvedRubric:
    """A rubric with all it inherits and all that was set, ready to compile.

    Attributes
    ----------
    layers : tuple of Entry
        The files it is made of, the nearest first.
    notes : tuple of str
        What to tell the user: why this rubric was chosen, what in it has no effect.
    """

    rubric: Rubric
    name: str
    settings: tuple[str, ...] = ()
    layers: tuple[Entry[Rubric], ...] = ()
    notes: tuple[str, ...] = ()

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
    found = _default(folders, debate) if asked is None else find(asked, folders)
    return _read_and_resolved(found, folders, debate, settings)


def _linked(
    link: Link, folders: Folders, debate: Debate, settings: Iterable[str]
) -> ResolvedRubric:
    """Resolve the rubric that a link starts from, with what it moves, then with settings."""
    found = None if link.rubric == UNWRITTEN else find(link.rubric, folders)
    named = _read_and_resolved(found, folders, debate)
    stale = link.stale(debate.digest, named.digest)
    named = replace(named, notes=(*named.notes, *stale))
    return with_settings(named, debate, (*link.settings, *settings))


def resolve_start(asked: str | None, folders: Folders, debate: Debate) -> ResolvedRubric:
    """Resolve the rubric to start from, or none where several may be meant."""
    try:
        return resolve(asked, folders, debate)
    except InputErrors as error:
        if asked is None and [problem.code for problem in error.problems] == [SEVERAL]:
            note = "several rubrics lie beside this data; none of them is taken here"
            return replace(_read_and_resolved(None, folders, debate), notes=(note,))
        raise


def _default(folders: Folders, debate: Debate) -> RubricFile | None:
    """Find the rubric that is meant where none is named; None where none was written."""
    return choose(folders, lambda file: fits(_layers(file, folders, debate, []), debate))


def _fitting(folders: Folders, debate: Debate) -> list[str]:
    """Return the names of the rubrics that are about a debate."""
    files = ((name, find(name, folders)) for name in available(folders))
    return [name for name, file in files if fits(_layers(file, folders, debate, []), debate)]


def _refuse_other_records(
    layers: Sequence[Entry[Rubric]], folders: Folders, debate: Debate
) -> None:
    others = other_records(layers, debate, lambda: _fitting(folders, debate))
    if others:
        raise InputErrors(others)


def _layers(
    found: RubricFile, folders: Folders, debate: Debate, problems: list[Problem]
) -> list[Entry[Rubric]]:
    """Read a rubric and all it extends, the child first."""
    first = _read_file(found.file, found.shown_as, problems, debate)
    return _chain(first, folders, problems, debate)


def _read_and_resolved(
    found: RubricFile | None, folders: Folders, debate: Debate, settings: Iterable[str] = ()
) -> ResolvedRubric:
    problems: list[Problem] = []
    if found is None:
        note = "no rubric was written for this data: equal weights on its core criteria"
        return _resolved(UNWRITTEN, [], debate, tuple(settings), problems, (note,))
    layers = _layers(found, folders, debate, problems)
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
    return _resolved(rubric.name, list(rubric.layers), debate, asked, [], notes)


def resolve_text(found: RubricFile, raw: bytes, folders: Folders, debate: Debate) -> ResolvedRubric:
    """Resolve a rubric from bytes that stand in the place of its file, as `resolve` does.

    Raises
    ------
    InputErrors
        With every problem in the bytes and in what they extend.
    """
    problems: list[Problem] = []
    first = read_entry(found.shown_as, raw, problems, debate)
    layers = _chain(first, folders, problems, debate)
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


def counted_layer(layers: Sequence[Entry[Rubric]]) -> Entry[Rubric] | None:
    """Find the file whose `weights_sure: unknown` gives way to weights of its own.

    A file that only extends it and gives weights is understood: nobody wrote there that they
    do not count.
    """
    for entry in layers:
        data = entry.document.data
        if "weights_sure" in data or data.get("weights"):
            unsure = data.get("weights_sure") == "unknown" and data.get("weights")
            return entry if unsure and content_of(layers)["weights_sure"] == "roughly" else None
    return None


def _counted(name: str, layers: Sequence[Entry[Rubric]]) -> tuple[str, ...]:
    """Note weights that count although the file that gives them says `unknown`."""
    if counted_layer(layers) is None:
        return ()
    return (f"rubric {name}: its weights differ, so they count as roughly, not as unknown",)


def content_of(layers: Sequence[Entry[Rubric]]) -> dict[str, Any]:
    """Lay the layers of a rubric over each other.

    Parameters
    ----------
    layers : sequence of Entry
        The files, the nearest first; without any, equal weights.

    Returns
    -------
    dict
        The content of a rubric file that extends none.
    """
    content: dict[str, Any] = {"schema": "toi/rubric/1", "id": UNWRITTEN}
    content |= {"title": "Equal weights on the core criteria", "weights_sure": "unknown"}
    for entry in reversed(layers):
        inherited = {key: value for key, value in content.items() if key not in OF_ONE_FILE}
        content = lay_over(inherited, _written(entry))
    return content


def lay_over(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Lay the content of a child's file over its parent's.

    Weights that a file gives are meant: where they make the weights differ, these count as
    `roughly`, even where the file or its parent says `unknown`.
    """
    merged = layered(parent, child)
    unsure = merged.get("weights_sure") == "unknown"
    if unsure and child.get("weights") and differ(merged["weights"]):
        merged["weights_sure"] = "roughly"
    return merged


def _written(entry: Entry[Rubric]) -> dict[str, Any]:
    """Return what the file itself says of the position, as plain data."""
    data: dict[str, Any] = entry.document.data
    return {key: value for key, value in data.items() if key not in ("extends", "data")}


def _chain(
    entry: Entry[Rubric] | None, folders: Folders, problems: list[Problem], debate: Debate
) -> list[Entry[Rubric]]:
    """Read the rubric and all it extends, the child first."""
    found: list[Entry[Rubric]] = []
    names: list[str] = []
    while entry is not None:
        found.append(entry)
        names.append(entry.document.name)
        parent = entry.record.extends
        if parent is None:
            break
        known = available(folders)
        if parent not in known:
            message = f"no rubric {parent!r}{did_you_mean(parent, known)}"
            problems.append(entry.problem("unknown-rubric", message, "extends"))
            break
        folder, file = known[parent]
        name = f"{folder.shown_as}/{file.name}"
        if name in names:
            circle = " -> ".join([*names[names.index(name) :], name])
            message = f"a circle of `extends`: {circle}; remove one"
            problems.append(entry.problem("extends-cycle", message, "extends"))
            break
        entry = _read_parent(file, name, problems, debate)
    return found


def read_entry(
    name: str, raw: bytes, problems: list[Problem], debate: Debate | None = None
) -> Entry[Rubric] | None:
    """Read the rubric that some bytes hold.

    Parameters
    ----------
    name : str
        What problems call the file.
    raw : bytes
        The file.
    problems : list of Problem
        Gets what is wrong.
    debate : Debate, optional
        Whose titles may stand in the place of ids in own arguments.

    Returns
    -------
    Entry of Rubric, or None
        What is sound of it; None where nothing can be told apart.
    """
    document = checked_document(parse(name, raw), problems)
    return None if document is None else _entry(document, problems, debate)


def _read_file(
    file: Traversable, name: str, problems: list[Problem], debate: Debate
) -> Entry[Rubric] | None:
    document = read_document(file, name, problems)
    return None if document is None else _entry(document, problems, debate)


def _read_parent(
    file: Traversable, name: str, problems: list[Problem], debate: Debate
) -> Entry[Rubric] | None:
    """Read a rubric that another extends: many of a group extend the same."""
    raw = read_raw(file, name, problems)
    if raw is None:
        return None
    known = _sound_by_itself(raw, name)
    if known is not None:
        return known
    document = document_of(raw, name, problems)
    return None if document is None else _entry(document, problems, debate)


@lru_cache(maxsize=8)
def _sound_by_itself(raw: bytes, name: str) -> Entry[Rubric] | None:
    """Return the rubric that some bytes hold, if nothing in it is wrong or needs a debate."""
    problems: list[Problem] = []
    document = document_of(raw, name, problems)
    if document is None or "arguments" in document.data:
        return None
    entry = _entry(document, problems, None)
    return None if problems else entry


def _entry(
    document: Document, problems: list[Problem], debate: Debate | None
) -> Entry[Rubric] | None:
    content = document.data = in_full(document, debate, problems)
    if not check_schema(document, "rubric", problems):
        if "schema" in content:
            return None  # another kind of file: what else it holds is not wrong
        content = {**content, "schema": "toi/rubric/1"}
    record = validate(Rubric, content, document, (), problems)
    if record is None:  # what is sound of it is checked further
        record = sound_part(Rubric, content, whole=("arguments",))
    return None if record is None else Entry(record, document, ())
