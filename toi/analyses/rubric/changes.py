"""Diff of two versions of a rubric: one entry per changed key, with what held before."""

from collections.abc import Mapping, Sequence
from typing import Any

from toi.analyses.rubric.result import PartChange
from toi.io.debate.entry import Entry
from toi.io.rubric.layers import content_of
from toi.records.base import Record
from toi.records.credences import Belief, covers, said_of
from toi.records.debate import Debate
from toi.records.fields.numbers import middle
from toi.records.layers import PartPath, parts_of
from toi.records.rubric import Rubric

Layers = Sequence[Entry[Rubric]]
# Keys of words and of where a rubric comes from; with those that say when it is used, they are
# all that scores nothing.
IDLE = (
    *("schema", "id", "title", "position", "claims", "extends", "data"),
    *("fitted_from", "unanswered"),
)
SCORE_NOTHING = (*IDLE, "default")
_SECTIONS = [field.alias or name for name, field in Rubric.model_fields.items()]


def changes_between(
    before: Layers, after: Layers, debate: Debate, notes: Mapping[str, str] | None = None
) -> list[PartChange]:
    """Yield every changed part, section by section.

    Where nothing was said before, `before` is what held instead: the recorded value, or
    what a broader line says.
    """
    content = content_of(before)
    known = Rubric.model_validate(content)
    old, new = parts_of(content), parts_of(content_of(after))
    found = []
    for path in sorted({**old, **new}, key=lambda path: _SECTIONS.index(path[0])):
        if old.get(path) != new.get(path):
            key, was = key_of(path), old.get(path)
            note = (notes or {}).get(key, "")
            if was is None:
                was, held = _held(path, known, debate)
                note = note or held
            found.append(PartChange(key, was, new.get(path), note))
    return found


def key_of(path: PartPath) -> str:
    """Return a part's key as a rubric and `--set` have it."""
    return ".".join(path)


def is_same(change: PartChange) -> bool:
    """Tell whether a line that is new says no more than what held before."""
    was, now = change.before, change.after
    return bool((list(was) if isinstance(was, tuple) else was) == now)


def _held(path: PartPath, known: Rubric, debate: Debate) -> tuple[Any, str]:
    """Return what held where a rubric has no line of its own, and why."""
    match path:
        case ("credences", "arguments", name):
            return _believed(name, known, debate)
        case ("credences", *line):
            return None, _range(tuple(line), debate)
        case ("overrides", "judgements", cell):
            theory, _, criterion = cell.partition(".")
            record = debate.theories.get(theory)
            judged = record.judgements.get(criterion) if record else None
            return (judged.value.to_yaml(), "before: as recorded") if judged else (None, "")
        case ("overrides", "forces", cell):
            name, _, rest = cell.partition(".")
            argument = debate.arguments.get(name)
            called = rest.partition(".")[0]
            found = [e for e in argument.effects if e.name == called] if argument else []
            if argument is None or not found:
                return None, ""
            law = argument.source_of(found[0]).force.scaled(found[0].share)
            return law.to_yaml(), "before: as recorded"
        case _:
            return None, ""


def _believed(name: str, known: Rubric, debate: Debate) -> tuple[Any, str]:
    """Return how far an argument was believed without a line of its own."""
    argument = debate.with_arguments(known.arguments).arguments.get(name)
    if argument is None:
        return None, ""
    said = said_of(argument, known.credences)
    if said is None:
        return argument.credence.value, "before: as recorded"
    return plain_belief(said[1]), f"before: by {key_of(said[0])}"


def plain_belief(belief: Belief) -> Any:
    """Return a belief as a rubric's file has it."""
    return belief.model_dump() if isinstance(belief, Record) else belief


def _range(line: tuple[str, ...], debate: Debate) -> str:
    """Return how far the records believe the arguments that a broad line covers."""
    covered = [a for a in debate.arguments.values() if covers(line, a)]
    values = sorted(middle(a.credence.value) for a in covered)
    if not values:
        return ""
    return f"recorded {values[0]:g}-{values[-1]:g} for {len(values)} arguments"
