"""Hits as arrays: the forces of arguments, and the cells that they pull."""

from collections.abc import Iterator

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, Quantity
from toi.light_dataclass import dataclass
from toi.records.argument import Effect
from toi.records.debate import Debate
from toi.records.rubric import Rubric


@dataclass(frozen=True, eq=False)
class CompiledHits:
    """The forces of arguments, and H hits, sorted by all that is said of each in its order.

    Attributes
    ----------
    forces : list of Quantity
    argument, force, theory, criterion, raises, share : (H,)
        Of each hit; `force` is its place among `forces`.
    """

    forces: list[Quantity]
    argument: Ints
    force: Ints
    theory: Ints
    criterion: Ints
    raises: Bools
    share: Floats


def compile_hits(
    debate: Debate,
    rubric: Rubric,
    row: dict[str, int],
    column: dict[str, int],
    number: dict[str, int],
) -> CompiledHits:
    """Find the forces, and every cell that an argument pulls.

    Effects that inherit pull with the force of the one they name, times their share. A
    rubric's force for an effect is theirs too; one for a theory is that theory's alone.
    """
    quantities: dict[str, Quantity] = {}
    places: dict[str, int] = {}
    pulled: list[int] = []  # the rows of theories, those of one pull after those of another
    pulls: list[tuple[int, int, int, bool, float, int]] = []
    for name, argument in sorted(debate.arguments.items()):
        for effect in argument.effects:
            source = argument.source_of(effect)
            criterion, raises = column[effect.criterion], source.raises is not None
            for quantity, share, theories in _pulls(debate, rubric, name, effect, source):
                which = places.setdefault(quantity.label, len(places))
                quantities[quantity.label] = quantity
                pulled += [row[theory] for theory in theories]
                pulls.append((number[name], which, criterion, raises, share, len(theories)))
    *of_pulls, many = np.array(pulls, dtype=np.float64).reshape(-1, 6).T
    each = [np.repeat(one, many.astype(np.int64)) for one in of_pulls]
    by, force, on, raising, share_of = each
    theory = np.array(pulled, dtype=np.int64)
    order = np.lexsort((share_of, raising, on, theory, force, by))
    return CompiledHits(
        forces=list(quantities.values()),
        argument=by[order].astype(np.int64),
        force=force[order].astype(np.int64),
        theory=theory[order],
        criterion=on[order].astype(np.int64),
        raises=raising[order].astype(bool),
        share=share_of[order],
    )


def _pulls(
    debate: Debate, rubric: Rubric, argument: str, effect: Effect, source: Effect
) -> Iterator[tuple[Quantity, float, tuple[str, ...]]]:
    """Yield with which force, and which share of it, an effect pulls which theories."""
    usual = _force(rubric, argument, effect, source)
    theories = debate.reached(effect.on, effect.except_)
    if rubric.overrides.forces:
        for theory in theories:
            yield *(_force_on(rubric, argument, effect, theory) or usual), (theory,)
    elif theories:
        yield *usual, theories


def _force_on(
    rubric: Rubric, argument: str, effect: Effect, theory: str
) -> tuple[Quantity, float] | None:
    """Return the force of a rubric's own for an effect on one theory, if it has one."""
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
