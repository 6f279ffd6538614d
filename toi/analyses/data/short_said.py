"""Effects of arguments in short form, in words: a misread direction is seen at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toi.analyses.shared.format import listed, on_scale
from toi.io.debate.entry import Entry
from toi.io.debate.short_form import is_short
from toi.records.argument import Argument, Effect
from toi.records.debate import EVERYTHING, Debate

AGAINST_THE_GRAIN = "it lowers what should be low; if it speaks against it, write worse"

MOST_CELLS = 3  # whose way is shown


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
        yield _effect(argument, effect, "lowers" in said, debate)
    for attack in argument.against:
        yield f"weakens {debate.arguments[attack.argument].title!r}"
    if not argument.effects and not argument.against:
        yield "does nothing yet"


def _effect(argument: Argument, effect: Effect, lowers: bool, debate: Debate) -> str:
    """Word an effect in the sense of the theories, whichever end of the scale is the good one."""
    criterion = debate.criteria[effect.criterion]
    less_is_better = criterion.direction == "cost"
    raises = argument.source_of(effect).raises is not None
    end = "worse" if raises == less_is_better else "better"
    whom = _named(effect.on, debate)
    if effect.except_:
        whom += f", but for {_named(effect.except_, debate)},"
    remark = "less is better" if less_is_better else ""
    if less_is_better and lowers:
        remark += f": {AGAINST_THE_GRAIN}"
    told = f"makes {whom} {end} on {criterion.title}{f' ({remark})' if remark else ''}"
    return f"{told}: {_moves(argument, effect, debate)}"


def _moves(argument: Argument, effect: Effect, debate: Debate) -> str:
    """Write where each cell stands now and where the effect alone would put it, if sound."""
    criterion, source = debate.criteria[effect.criterion], argument.source_of(effect)
    end = criterion.scale[source.raises is not None]
    reached = debate.reached(effect.on, effect.except_)
    said = []
    for name in reached:
        now = debate.theories[name].judgements[effect.criterion].value.mean
        then = now + effect.share * source.force.mean * (end - now)
        whose = f"{debate.theories[name].short} " if len(reached) > 1 else ""
        at = on_scale(now, criterion.scale, judged=True)
        said.append(f"{whose}{at} -> {on_scale(then, criterion.scale)}")
    text = listed(said, MOST_CELLS)
    if effect.share * source.force.support[1] < 1:
        return text
    return (
        f"{text}; at most to {end:g}, where the scale ends (to go further, widen `scale` of "
        f"{criterion.id} in criteria.yaml)"
    )


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
