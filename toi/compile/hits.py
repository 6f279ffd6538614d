"""Hits as arrays: the forces of arguments, and the cells that they pull."""

from toi.engine.problem import Quantity
from toi.records.argument import Effect
from toi.records.debate import Debate
from toi.records.rubric import Rubric


def compile_hits(
    debate: Debate,
    rubric: Rubric,
    row: dict[str, int],
    column: dict[str, int],
    number: dict[str, int],
) -> tuple[list[Quantity], list[tuple[tuple[int, int, int, int, bool], float]]]:
    """Find the forces, and (argument, force, theory, criterion, raises), share for each hit.

    Effects that inherit pull with the force of the one they name, times their share. A
    rubric's force for an effect is theirs too; one for a theory is that theory's alone.
    """
    quantities: dict[str, Quantity] = {}
    places: dict[str, int] = {}
    hits: list[tuple[tuple[int, int, int, int, bool], float]] = []
    for name, argument in sorted(debate.arguments.items()):
        for effect in argument.effects:
            source = argument.source_of(effect)
            usual = _force(rubric, name, effect, source)
            for theory in debate.reached(effect.on, effect.except_):
                quantity, share = _force_on(rubric, name, effect, theory) or usual
                which = places.setdefault(quantity.label, len(places))
                quantities[quantity.label] = quantity
                cell = row[theory], column[effect.criterion]
                hits.append(((number[name], which, *cell, source.raises is not None), share))
    hits.sort()
    return list(quantities.values()), hits


def _force_on(
    rubric: Rubric, argument: str, effect: Effect, theory: str
) -> tuple[Quantity, float] | None:
    """Return the force of a rubric's own for an effect on one theory, if it has one."""
    if not rubric.overrides.forces:
        return None
    alone = rubric.overrides.forces.get(f"{argument}.{effect.name}.{theory}")
    if alone is None:
        return None
    return Quantity(f"force/{argument}/{effect.name}/{theory}", alone.value, 0.0, 1.0), 1.0


def _force(rubric: Rubric, argument: str, effect: Effect, source: Effect) -> tuple[Quantity, float]:
    """Find the force with which an effect pulls, and the share of it that acts."""
    own = rubric.overrides.forces
    for named, share in ((effect, 1.0), (source, effect.share)):
        shared = own.get(f"{argument}.{named.name}")
        if shared is not None:
            label = f"force/{argument}/{named.name}"
            return Quantity(label, shared.value, 0.0, 1.0), share
    return Quantity(f"force/{argument}/{source.name}", source.force, 0.0, 1.0), effect.share
