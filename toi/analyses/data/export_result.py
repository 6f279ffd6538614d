"""Result of `toi data export`: a debate as a decision matrix."""

from typing import ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.distribution import Distribution
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class MatrixColumn:
    """A criterion."""

    id: str
    title: str
    direction: str
    scale: tuple[float, float]
    clip: bool
    weight: float
    preference: tuple[str, tuple[float, ...]] | None  # under promethee2: function, parameters


@dataclass(frozen=True, eq=False)
class MatrixRow:
    """A theory, with a value for every criterion; `not_known` names those on which it is any."""

    id: str
    title: str
    values: tuple[Distribution, ...]
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class MatrixResult(Result):
    """A decision matrix, before the arguments or after them."""

    provenance: Provenance
    after: bool
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    weights_sure: str | None = None  # in a word; None where limits say more
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/data-export/1"
