"""Result of `toi data discuss`: the cells on which a panel's choice hangs."""

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class DiscussedCell:
    """One cell that several readers judged.

    Attributes
    ----------
    points : float
        That knowing it would add, on average, to the summed scores of those chosen.
    chance : float
        That the choice would change, as the readers see the cell.
    mean : float
        What the readers say together, on the raw scale.
    below, above : float
        Raw values beyond which the choice changes; null where it does not on that side.
    chosen : bool
        Whether the theory is among those chosen now.
    readings : mapping from reader to float
        What each says; of a range the mean.
    ranges : mapping from reader to (float, float)
        Both ends, of those who gave a range.
    """

    theory: str
    criterion: str
    points: float
    chance: float
    mean: float
    below: float | None
    above: float | None
    chosen: bool
    readings: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class DiscussedOption:
    """One theory as a whole: as each reader sees it over all cells that the reader judged.

    Attributes
    ----------
    points : float
        That knowing which reader sees it right would add, on average, to the summed scores of
        those chosen.
    chance : float
        That the choice would change then.
    score : float
        As the readers see it together.
    line : float
        The score at which another choice is as good.
    chosen : bool
        Whether it is among those chosen now.
    views : mapping from reader to float
        Its score, if all its cells are as that reader says.
    """

    theory: str
    points: float
    chance: float
    score: float
    line: float
    chosen: bool
    views: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Evened:
    """What comes out with the severity of readers taken off, where one is clearly severe.

    Attributes
    ----------
    severe : mapping from reader to float
        Severity that is clear of chance, as a share of the scale; above 0 for the worse.
    chosen : tuple of str
        Who is chosen then, best first.
    theory, criterion : str or None
        The cell most worth knowing then; null where none alone turns the choice.
    """

    severe: Mapping[str, float]
    chosen: tuple[str, ...]
    theory: str | None
    criterion: str | None


@dataclass(frozen=True, eq=False)
class ReaderRemark:
    """The words of one reader on a theory, with a judgement or without."""

    theory: str
    reader: str
    why: str


@dataclass(frozen=True, eq=False)
class DiscussResult(Result):
    """Matters worth discussing before the best few are chosen.

    Attributes
    ----------
    choose : int
        How many are chosen.
    chosen : tuple of str
        By the readings as they are, best first; fewer where gates exclude so many.
    theories : int
        Among how many.
    next_best : str
        The best of those that are not chosen.
    margin : float
        Points by which the last of those chosen is ahead of it.
    score : float
        Summed over those chosen.
    everything : float
        Points that knowing every cell would add to it.
    cells : tuple of DiscussedCell
        All that readers judged, most worth first.
    options : tuple of DiscussedOption
        Theories as wholes, most worth first: those that two readers or more judged.
    remarks : tuple of ReaderRemark
        What readers say of the theories in words.
    severity_off : bool
        Whether what readers say is given with their severity taken off.
    evened : Evened or None
        What comes out with it taken off, where it is not and a reader is clearly severe.
    """

    provenance: Provenance
    files: tuple[str, ...]
    choose: int
    chosen: tuple[str, ...]
    theories: int
    next_best: str
    margin: float
    score: float
    everything: float
    readers: tuple[str, ...]
    cells: tuple[DiscussedCell, ...]
    remarks: tuple[ReaderRemark, ...] = ()
    severity_off: bool = False
    options: tuple[DiscussedOption, ...] = ()
    evened: Evened | None = None
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/data-discuss/1"
