"""What estimates of worth tell: how sure they are, and what one says of another."""

import math
from collections.abc import Iterable, Sequence

from toi.analyses.cruxes.result import FEWEST_DRAWS, NOISE, SingleWorth
from toi.engine.sampling.input_labels import Labels
from toi.engine.voi.regression.evppi_regression import KnowingSeveral


def error_of(error: float, draws: int) -> float:
    """Return a standard error; NaN where draws are too few for it to be one."""
    return error if draws >= FEWEST_DRAWS else float("nan")


def within_noise(value: float, error: float) -> bool:
    """Tell whether a worth cannot be told from 0; knowing never harms, so below 0 is noise.

    What is 0 without an error is no noise: no draw is decided otherwise.
    """
    if value == 0.0 and error == 0.0:
        return False
    return not value > NOISE * error  # so that an unknown error is noise too


def surely_gains(known: KnowingSeveral) -> bool:
    """Tell whether knowing some numbers is worth more than noise."""
    return known.points > 0.0 and not within_noise(known.points, known.standard_error)


def at_least_its_parts(
    labels: Labels, known: KnowingSeveral, others: Iterable[tuple[Labels, KnowingSeveral]]
) -> KnowingSeveral:
    """Return what knowing a group is worth: no less than any part of it surely is.

    All are lower bounds, and whoever knows more may choose as if knowing the part alone. Of many
    numbers and few draws a regression may learn less than of few.
    """
    parts = [one for own, one in others if own < labels and surely_gains(one)]
    best = max(parts, key=lambda one: one.points, default=known)
    if best.points <= known.points:
        return known
    return KnowingSeveral(
        known.inputs, best.points, best.standard_error, best.changed, best.instead
    )


def most_first(found: Iterable[SingleWorth], guessed: Sequence[str]) -> list[SingleWorth]:
    """Sort by worth, most first; what noise cannot tell apart, by a guess that has none.

    Parameters
    ----------
    guessed : sequence of str
        Ids of what seems worth most, most first.
    """
    place = {name: i for i, name in enumerate(guessed)}
    left = sorted(found, key=lambda one: (-one.evppi, one.id))
    order = []
    while left:
        level = (one for one in left if not _surely_less(one, left[0]))
        order.append(min(level, key=lambda one: place.get(one.id, len(place))))
        left.remove(order[-1])
    return order


def _surely_less(one: SingleWorth, first: SingleWorth) -> bool:
    """Tell whether one thing is worth less than another by more than noise."""
    error = math.hypot(one.standard_error, first.standard_error)
    return first.evppi - one.evppi > NOISE * error
