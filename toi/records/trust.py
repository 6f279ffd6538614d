"""Trust: a rubric moves recorded credences instead of overwriting them, so that hedges last."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from toi.records.base import FromZero, Record
from toi.records.fields.numbers import from_zero
from toi.records.fields.refusals import refuse


def _trust(value: object) -> float:
    if isinstance(value, list):
        raise refuse("trust-range", "trust is one number from 0, not a range")
    return from_zero(value, "trust")


class Trust(Record):
    """A factor on the odds of what was said, as its record has them."""

    trust: Annotated[FromZero, BeforeValidator(_trust)] = Field(
        description="By how much to multiply the odds of the recorded credence, from 0"
    )


def trusted(credence: float | tuple[float, float], k: float) -> float | tuple[float, float]:
    """Multiply the odds of a credence by a factor; of a range, those of both ends.

    ``q' = k q / (1 - q + k q)``, and 0 where k is 0. So 1 leaves it as it is, and what was
    said with a hedge stays less likely than what was said flatly.

    Parameters
    ----------
    credence : float or (float, float)
        0 to 1.
    k : float
        From 0.

    Returns
    -------
    float or (float, float)
        0 to 1.

    Examples
    --------
    >>> round(trusted(0.5, 3.0), 9)
    0.75
    """
    if isinstance(credence, tuple):
        low, high = credence
        return _moved(low, k), _moved(high, k)
    return _moved(credence, k)


def _moved(q: float, k: float) -> float:
    return k * q / (1 - q + k * q) if k > 0 else 0.0
