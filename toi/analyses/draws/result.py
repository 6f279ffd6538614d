"""Result of `toi.draws`: every number of every draw, as arrays."""

from collections.abc import Mapping
from typing import Any, ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class DrawsResult(Result):
    """S draws of T theories, C criteria and A arguments, as numpy arrays.

    Attributes
    ----------
    theories, criteria, arguments : mapping
        Title by id, in the order of the arrays.
    score : (S, T) float
        In points, by the rubric's method.
    rank : (S, T) int
        1 is the best; those that are level share the better one.
    excluded : (S, T) bool
        Whether a gate excludes it in that draw.
    weight : (S, C) float
        Shares of all weight.
    judgement, cell : (S, T, C) float
        On the criteria's own scales: as the proponent has it, and after arguments, scrutiny and
        conditions.
    value : (S, T, C) float
        Of the cell, from 0 to 1, which is best.
    sound : (S, A) bool
        Whether each argument is sound in that draw.
    """

    provenance: Provenance
    theories: Mapping[str, str]
    criteria: Mapping[str, str]
    arguments: Mapping[str, str]
    score: Any
    rank: Any
    excluded: Any
    weight: Any
    judgement: Any
    cell: Any
    value: Any
    sound: Any

    schema: ClassVar = "toi/draws/1"

    def to_json(self) -> str:
        """Refuse: draws are arrays.

        Raises
        ------
        TypeError
        """
        raise TypeError("draws are arrays; take to_xarray(), to_frame() or the arrays themselves")
