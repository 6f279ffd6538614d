"""`toi rubric check`: all that is wrong with a rubric, and mending what can be mended."""

import operator
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from toi.analyses.rubric.result import PartChange, RubricChecked
from toi.analyses.shared.format import count, listed
from toi.analyses.shared.session import LoadedDebate
from toi.distribution import figure
from toi.errors import InputErrors, Problem, usage
from toi.io.debate.entry import Entry
from toi.io.paths import is_dir, is_file, read_plain
from toi.io.rubric.find import find, is_found, rubrics_in, untaken_notes
from toi.io.rubric.layers import content_of, counted_layer, read_entry
from toi.io.rubric.personal import target
from toi.io.rubric.references import Rename, renames
from toi.io.rubric.resolve import ResolvedRubric, resolve
from toi.io.yaml.edit import with_content, with_names, with_values
from toi.io.yaml.parse import MAX_BYTES, parse
from toi.records.credences import belief_in, covers, said_of
from toi.records.debate import Debate
from toi.records.rubric import GATE, Rubric
from toi.records.weight_uncertainty import counts_only_which

OF_A_FILE = ("schema", "id", "title", "data")  # what tells files apart that say the same
SHORT = 12  # digits of a digest that a rubric records
COMPARES = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


def run_rubric_check(opened: LoadedDebate, asked: str, fix: bool = False) -> RubricChecked:
    """Check a rubric; problems are returned, not raised."""
    mended = _mended(opened, asked) if fix else []
    found = find(asked, opened.places)
    layers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    made = None
    try:
        rubric = resolve(asked, opened.places, opened.debate)
    except InputErrors as error:
        problems = tuple(error.problems)
    else:
        made = opened.provenance(rubric)
        layers = tuple(entry.document.name for entry in rubric.layers)
        warnings = tuple(_warnings(rubric, opened.debate))
    return RubricChecked(
        provenance=made,
        name=asked,
        file=found.shown_as,
        layers=layers,
        problems=problems,
        warnings=warnings,
        mended=tuple(mended),
        checked=(found.shown_as,),
        fine=() if problems else (found.shown_as,),
        notes=(*opened.noted(), *found.notes),  # what resolving notes is warned of above
    )


def _not_found(opened: LoadedDebate, asked: str, error: InputErrors) -> RubricChecked:
    """Return what is wrong with a name or a path that is none of a rubric."""
    return RubricChecked(
        provenance=None,
        name=asked,
        file=asked,
        layers=(),
        problems=tuple(error.problems),
        warnings=(),
        mended=(),
        checked=(asked,),
        fine=(),
        notes=opened.noted(),
    )


def run_rubric_checks(
    opened: LoadedDebate, words: Sequence[str], fix: bool = False
) -> RubricChecked:
    """Check all rubrics that words name, be they of one file or of all in a folder."""
    folders = [w for w in words if is_dir(Path(w)) and not is_found(w, opened.places)]
    if not folders and len(words) == 1:
        return run_rubric_check(opened, words[0], fix)
    found = []
    for word in words:
        try:
            names = rubrics_in(Path(word)) if word in folders else [word]
            found += [run_rubric_check(opened, name, fix) for name in names]
        except InputErrors as error:
            if len(words) == 1:
                raise
            found.append(_not_found(opened, word, error))  # the others are checked all the same
    untaken = [note for folder in folders for note in untaken_notes(Path(folder), folder)]
    inside = [note for one in found for note in one.notes]
    notes = dict.fromkeys([*untaken, *_alike([one.name for one in found]), *inside])
    many = count(len(found), "rubric")
    return RubricChecked(
        provenance=next((one.provenance for one in found if one.provenance), None),
        name=" ".join(words),
        file=f"{words[0]} ({many})" if len(words) == 1 else many,
        layers=(),
        problems=tuple(problem for one in found for problem in one.problems),
        warnings=tuple(dict.fromkeys(warning for one in found for warning in one.warnings)),
        mended=tuple(change for one in found for change in one.mended),
        checked=tuple(one.file for one in found),
        fine=tuple(one.file for one in found if not one.problems),
        notes=tuple(notes),
    )


def _alike(names: Sequence[str]) -> Iterator[str]:
    """Say which of several files hold the same, and which have one id."""
    contents: dict[str, list[str]] = {}
    ids: dict[str, list[str]] = {}
    for name in names:
        data = parse(name, read_plain(Path(name), MAX_BYTES)).data if is_file(Path(name)) else None
        if isinstance(data, dict):
            said = {key: value for key, value in data.items() if key not in OF_A_FILE}
            contents.setdefault(repr(said), []).append(name)
            ids.setdefault(str(data.get("id")), []).append(name)
    for same in contents.values():
        if len(same) > 1:
            yield f"{listed(same)} say the same"
    for one, same in ids.items():
        if len(same) > 1:
            yield f"the id {one!r} stands in {listed(same)}; here they are known by their files"


def _mended(opened: LoadedDebate, asked: str) -> list[PartChange]:
    """Write the new names and the present digest into the rubric's own file."""
    file = target(asked, opened.places)
    entry = read_entry(file.found.shown_as, file.raw, [])
    if entry is None:
        return []  # so broken that nothing in it can be told apart
    stale = [r for r in renames(entry.record, opened.debate) if not r.clashes]
    names = {(r.path, r.is_key): r.text for r in stale}
    digest = _digest_to_write(entry, opened.debate)
    values: dict[tuple[Any, ...], Any] = {("data",): digest} if digest else {}
    raw = with_values(with_names(file.raw, names), values)
    if raw == file.raw:
        return []
    document = parse(file.found.shown_as, raw)
    before = parse(file.found.shown_as, file.raw).data
    meant = with_content(_renamed(before, stale), values)
    if document.problems or document.data != meant:
        message = f"{file.found.shown_as} is written in a way that cannot be mended safely"
        raise usage(f"{message}; nothing was written", "cannot-edit")
    file.write(raw)
    done = [PartChange(_key(r), r.old, r.new) for r in stale]
    return [*done, PartChange("data", entry.record.data, digest)] if digest else done


def _key(rename: Rename) -> str:
    """Return where a name stood, the name itself left out."""
    path = rename.path[:-1] if rename.is_key else rename.path
    return ".".join(map(str, path))


def _digest_to_write(entry: Entry[Rubric], debate: Debate) -> str | None:
    """Return the present digest, as long as the one that the rubric records, if they differ."""
    said = entry.record.data
    if said is None or debate.digest.startswith(said):
        return None
    return debate.digest[: max(len(said), SHORT)]


def _renamed(content: Any, stale: list[Rename]) -> Any:
    """Return the file's data under the new names."""
    for rename in stale:
        content = _with_name(content, rename.path, rename)
    return content


def _with_name(content: Any, path: tuple[Any, ...], rename: Rename) -> Any:
    step, *rest = path
    if rest:
        items = content.items() if isinstance(content, dict) else enumerate(content)
        below = {k: _with_name(v, tuple(rest), rename) if k == step else v for k, v in items}
    elif rename.is_key:
        below = {(rename.text if k == step else k): v for k, v in content.items()}
    else:
        items = content.items() if isinstance(content, dict) else enumerate(content)
        below = {k: rename.text if k == step else v for k, v in items}
    return below if isinstance(content, dict) else list(below.values())


def _warnings(rubric: ResolvedRubric, debate: Debate) -> Iterator[Problem]:
    """Yield what is no mistake, but may not do what was meant."""
    entry = rubric.layers[0]
    said = entry.record.data
    if said is not None and not debate.digest.startswith(said):
        message = (
            f"the records changed since it was written ({said[:6]}, now {debate.digest[:6]}): see "
            "whether its weights fit the ends of the scales as they are now, and its beliefs the "
            "arguments; --fix then writes the present digest"
        )
        yield entry.problem("data-differs", message, "data")
    yield from _idle_weights(rubric)
    yield from _idle_gates(entry, debate)
    yield from _idle_lines(rubric, debate)


def _idle_weights(rubric: ResolvedRubric) -> Iterator[Problem]:
    counted = counted_layer(rubric.layers)
    if counted is not None:
        message = "the weights differ, so they count as roughly; write that, or set them alike"
        yield counted.problem("weights-sure", message, "weights_sure")
    weights = {weight for weight in rubric.rubric.weights.values() if weight > 0}
    sure = rubric.rubric.weights_sure
    if counts_only_which(sure) and len(weights) > 1:
        message = (
            "weights differ, but `weights_sure: unknown` counts only which are above 0; write "
            "roughly, order or exactly"
        )
        if sure != "unknown":
            message = (
                "weights differ, but limits without `dirichlet` count only which are above 0; "
                "add `dirichlet: 30`"
            )
        entry = next(
            (e for e in rubric.layers if "weights_sure" in e.document.data), rubric.layers[0]
        )
        yield entry.problem("weights-unused", message, "weights_sure")


def _idle_gates(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    """Yield gates of the file that exclude everything, or nothing, whatever is judged."""
    for index, rule in ((i, rule) for i, gate in enumerate(entry.record.gates) for rule in gate):
        read = GATE.fullmatch(rule)
        if read is None or read[1] not in debate.criteria:
            continue
        meets, limit = COMPARES[read[2]], float(read[3])
        ends = debate.criteria[read[1]].scale
        at_ends = {bool(meets(end, limit)) for end in ends}
        if len(at_ends) == 1:
            whom = "everything" if at_ends == {True} else "nothing"
            message = (
                f"it excludes {whom}, whatever is judged: {read[1]} goes from {figure(ends[0])} to "
                f"{figure(ends[1])}"
            )
            yield entry.problem("gate-idle", message, "gates", index, rule, key=True)


def _idle_lines(rubric: ResolvedRubric, debate: Debate) -> Iterator[Problem]:
    """Yield lines of the file on several arguments that do not reach all that were meant."""
    entry, credences = rubric.layers[0], rubric.rubric.credences
    arguments = debate.with_arguments(rubric.rubric.arguments).arguments.values()
    own = entry.record.credences
    lines = [
        (level, name) for level in ("tags", "speakers", "kinds") for name in getattr(own, level)
    ]
    repeated = _repeated(rubric, debate) if lines else set()
    for line in lines:
        covered = [argument for argument in arguments if covers(line, argument)]
        reached = sum((said_of(a, credences) or ((), 0))[0] == line for a in covered)
        kept = [argument.id for argument in covered if argument.id in repeated]
        if not reached:
            message = (
                f"no argument is left to {line[1]!r}: all of the {len(covered)} that it covers "
                "have more particular lines"
            )
            yield entry.problem("credence-unused", message, "credences", *line, key=True)
        elif kept:
            message = (
                f"{line[1]!r} reaches {reached} of {len(covered)} arguments: the lines on "
                f"{listed(kept)} win, though they only repeat what held before; delete them if "
                f"{line[1]!r} is to count there"
            )
            yield entry.problem("credence-repeated", message, "credences", *line, key=True)


def _repeated(rubric: ResolvedRubric, debate: Debate) -> set[str]:
    """Return arguments whose lines in the file say what held without it, as a new file's do."""
    own = rubric.layers[0].record.credences.arguments
    before = Rubric.model_validate(content_of(rubric.layers[1:])).credences
    known = debate.with_arguments(rubric.rubric.arguments).arguments
    return {
        name
        for name, belief in own.items()
        if name in known and belief == belief_in(known[name], before)
    }
