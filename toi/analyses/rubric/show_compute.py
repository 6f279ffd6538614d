"""`toi rubric show`: a resolved rubric, and who says what in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from toi.analyses.rubric.changes import IDLE, changes_between, is_same, key_of
from toi.analyses.rubric.result import PartChange, RubricShown, ShownPart
from toi.analyses.shared.session import LoadedDebate
from toi.io.debate.entry import Entry
from toi.io.rubric.layers import content_of
from toi.io.rubric.resolve import ResolvedRubric, resolve
from toi.records.debate import Debate
from toi.records.layers import parts_of
from toi.records.rubric import Rubric

BY_DEFAULT = "default"


def run_rubric_show(
    opened: LoadedDebate, asked: str | None, settings: Iterable[str] = ()
) -> RubricShown:
    """Return a rubric with all that it extends and all settings laid over each other."""
    rubric = resolve(asked, opened.places, opened.debate, settings)
    content = _dumped(rubric.rubric)
    names = [entry.document.name for entry in rubric.layers]
    changes, same = _changes(rubric, opened.debate)
    return RubricShown(
        provenance=opened.provenance(rubric),
        name=rubric.name,
        file=names[0] if names else None,
        extends=tuple(named(entry) for entry in rubric.layers[1:]),
        rubric=content,
        origins=tuple(_origins(rubric, content)),
        changes=tuple(changes),
        same=same,
        notes=opened.noted(rubric),
    )


def named(entry: Entry[Rubric]) -> str:
    """Return the name of a rubric by its file."""
    return entry.document.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _origins(rubric: ResolvedRubric, content: dict[str, Any]) -> list[ShownPart]:
    """Yield every part with the nearest layer that says it; what differs from all was set."""
    layers = [(named(e), parts_of(dict(e.document.data))) for e in rubric.layers]
    unset = parts_of(_dumped(Rubric.model_validate(content_of(rubric.layers))))
    found = []
    for path, value in parts_of(content).items():
        if path == ("arguments",):
            found += _own_arguments(rubric.layers)
            continue
        origin = next((name for name, parts in layers if path in parts), BY_DEFAULT)
        if rubric.settings and unset.get(path) != value:
            origin = "--set"
        elif path == ("weights_sure",) and _meant(rubric.layers, value):
            origin = "weights given over a parent that leaves them unknown"
        found.append(ShownPart(".".join(path), value, origin))
    return found


def _dumped(rubric: Rubric) -> dict[str, Any]:
    return rubric.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _own_arguments(layers: Sequence[Entry[Rubric]]) -> list[ShownPart]:
    return [
        ShownPart(f"arguments.{own['id']}", own, named(entry))
        for entry in reversed(layers)
        for own in entry.document.data.get("arguments", ())
    ]


def _meant(layers: Sequence[Entry[Rubric]], sure: Any) -> bool:
    """Tell whether weights count as `roughly` only since a child gives some."""
    said = [e.document.data["weights_sure"] for e in layers if "weights_sure" in e.document.data]
    return bool(said) and said[0] == "unknown" and sure == "roughly"


def _changes(rubric: ResolvedRubric, debate: Debate) -> tuple[list[PartChange], int]:
    """Return what the file changes of what it extends, and how many lines only repeat it."""
    if len(rubric.layers) < 2:
        return [], 0
    own = parts_of(dict(rubric.layers[0].document.data))
    changes = own_changes(rubric.layers, debate)
    written = {key_of(path) for path in own if path[0] not in IDLE}
    return changes, len(written - {change.key for change in changes})


def own_changes(layers: Sequence[Entry[Rubric]], debate: Debate) -> list[PartChange]:
    """Return what a file changes of the rubric that it extends, as far as it scores anything."""
    if len(layers) < 2:
        return []
    found = changes_between(layers[1:], layers, debate)
    return [c for c in found if c.key.split(".")[0] not in IDLE and not is_same(c)]
