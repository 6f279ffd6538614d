"""Effects of arguments in short form, in words: a misread direction is seen at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toi.analyses.shared.format import listed
from toi.io.debate.entry import Entry
from toi.io.debate.short_form import is_short
from toi.records.argument import Argument, Effect
from toi.records.debate import EVERYTHING, Debate

AGAINST_THE_GRAIN = "it lowers what should be low; if it speaks against it, write worse"


def short_arguments(entries: Sequence[Entry[Argument]], debate: Debate) -> tuple[str, ...]:
    """Say of each argument in short form what it does, one line for each."""
    return tuple(
        f"{entry.record.title}: {'; '.join(_does(entry.record, _written(entry), debate))}"
        for entry in entries
        if is_short(_written(entry))
    )


def _written(entry: Entry[Argument]) -> Any:
    found = entry.document.data
    for step in entry.path:
        found = found[step]
    return found


def _does(argument: Argument, written: Mapping[str, Any], debate: Debate) -> Iterator[str]:
    """Yield what each effect does, then what the argument answers."""
    several = written.get("effects")
    for n, effect in enumerate(argument.effects):
        said = several[n] if isinstance(several, list) else written
        yield _effect(effect, "lowers" in said, debate)
    for attack in argument.against:
        yield f"weakens {debate.arguments[attack.argument].title!r}"
    if not argument.effects and not argument.against:
        yield "does nothing yet"


def _effect(effect: Effect, lowers: bool, debate: Debate) -> str:
    """Word an effect in the sense of the theories, whichever end of the scale is the good one."""
    criterion = debate.criteria[effect.criterion]
    less_is_better = criterion.direction == "cost"
    end = "worse" if (effect.raises is not None) == less_is_better else "better"
    whom = _named(effect.on, debate)
    if effect.except_:
        whom += f", but for {_named(effect.except_, debate)},"
    remark = "less is better" if less_is_better else ""
    if less_is_better and lowers:
        remark += f": {AGAINST_THE_GRAIN}"
    return f"makes {whom} {end} on {criterion.title}{f' ({remark})' if remark else ''}"


def _named(names: Sequence[str], debate: Debate) -> str:
    """Name theories by their short titles, and kinds and groups as they are."""
    every = f"every {debate.words.one}"
    theories = debate.theories
    return listed(
        [
            every if name == EVERYTHING else theories[name].short if name in theories else name
            for name in names
        ]
    )
