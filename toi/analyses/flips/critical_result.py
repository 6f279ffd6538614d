"""Critical weights: at which share of one weight two theories swap."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.shared.result import CriterionLabel
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class CriticalWeightRow:
    """The nearest weight of one criterion at which one theory overtakes another.

    Attributes
    ----------
    lead : float
        Of the one ahead, in points.
    now, to : float
        Shares of all weights, 0 to 1; the others keep their proportions.
    change, relative : float or None
        Of the weight before all are divided by their sum, and as a share of the weight
        (Triantaphyllou & Sanchez 1997, with a plus where it rises). Null where the weight would
        have to be all there is; `relative` too where it is 0 now.
    """

    criterion: str
    ahead: str
    behind: str
    lead: float
    now: float
    to: float
    change: float | None
    relative: float | None

    @property
    def distance(self) -> float:
        """Return by how much the share changes."""
        return abs(self.to - self.now)


@dataclass(frozen=True, eq=False)
class CriticalWeights:
    """Critical weights of pairs of theories.

    Attributes
    ----------
    about : str or None
        The theory of which each pair is shown: the one asked about, else the leader.
    pairs : tuple of CriticalWeightRow
        By rank of the two, then by criterion; what no weight swaps is left out.
    sizes : bool
        False where the method takes no account of the size of a weight.
    """

    about: str | None
    pairs: tuple[CriticalWeightRow, ...]
    sizes: bool
    theories: Mapping[str, float]
    labels: tuple[CriterionLabel, ...]

    hidden: ClassVar = ("theories", "labels")

    def of(self, theory: str) -> list[CriticalWeightRow]:
        """Return the pairs that one theory is in."""
        return [row for row in self.pairs if theory in (row.ahead, row.behind)]
