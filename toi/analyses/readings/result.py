"""Result of `toi data agreement`: agreement of readers with one another and with the records."""

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from toi.analyses.shared.result import Interval, Provenance, Result
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Votes:
    """Number of independent votes that the readers are worth.

    Between `least` (the groups) and `most` (the readers); `effective` follows from the
    correlations of errors `within` groups and `between` them, where these were declared.
    """

    least: int
    most: int
    within: float | None
    between: float | None
    effective: float | None


@dataclass(frozen=True, eq=False)
class CriterionAgreement:
    """One criterion; whatever cannot be told from so few readings is null.

    Attributes
    ----------
    theories : int
        Judged by two readers or more: the units of alpha.
    whole : int
        Judged by all: the units of ICC.
    alpha : float
        Krippendorff's; `interval` over resamples of the theories.
    alpha_level : float
        Alpha once each reader's severity is taken off; null where no chain of common cells joins
        all readers.
    icc, icc_consistency : float
        ICC(A,1), and ICC(C,1), which leaves out at what level each reads.
    order : float
        Mean Spearman correlation of two readers' orders of the theories.
    apart : float
        Standard deviation between readers within a cell, in points of the scale.
    spread : float
        Standard deviation over theories of what the readers say together.
    records_order, records_spread : float
        Spearman correlation of the records with what the readers say together, and the
        records' own standard deviation over these theories.
    outside : int
        Cells in which the records lie outside the readers' span.
    """

    id: str
    title: str
    scale: tuple[float, float]
    readings: int
    theories: int
    whole: int
    alpha: float | None
    interval: Interval | None
    icc: float | None
    order: float | None
    apart: float | None
    spread: float | None
    records_order: float | None
    records_spread: float | None
    outside: int
    alpha_level: float | None = None
    icc_consistency: float | None = None


@dataclass(frozen=True, eq=False)
class Leaning:
    """Distance of one reader from the others on a criterion.

    Over the cells that others judged too.

    Attributes
    ----------
    higher : float
        By how many points the reader lies above the mean of the others, on average.
    distance : float
        The same without its sign.
    alpha_without : float
        What alpha would be without this reader; null with two.
    outlier : bool
        Whether alpha rises clearly without this reader, and also once clear severity is taken off.
    beyond : float
        As `higher`, once the severity of every reader is taken off.
    higher_aside, distance_aside : float
        As `higher` and `distance`, once severity that is clear of chance is taken off.
    standard_error : float
        Of `beyond`, from how much the differences vary from cell to cell.
    cells : int
        That the reader shares with others.
    clear : bool
        Whether `beyond` is further from 0 than chance would make the largest of those of all
        readers and criteria.
    mostly : str
        The theory that makes most of it: of an outlier, without whose judgement of it alpha
        would gain half of what it gains without the reader; else null.
    alpha_without_it : float
        What alpha would be then.
    """

    higher: float
    distance: float
    alpha_without: float | None
    outlier: bool
    beyond: float
    standard_error: float | None
    cells: int
    higher_aside: float = 0.0
    distance_aside: float = 0.0
    clear: bool = False
    mostly: str | None = None
    alpha_without_it: float | None = None


@dataclass(frozen=True, eq=False)
class OddTheory:
    """A theory that one reader sees otherwise than the others do.

    Attributes
    ----------
    criteria : tuple of str
        On which the reader lies a fifth of the scale from the mean of the others, or more.
    distance : float
        From that mean, on average over these criteria, as a share of the scale; severity aside.
    everywhere : bool
        Whether these are all on which both judged it.
    why : str or None
        The reason that the reader gives.
    alpha_without : mapping from criterion to float or None
        What alpha would be without what this reader says of it.
    """

    criteria: tuple[str, ...]
    distance: float
    everywhere: bool
    why: str | None = None
    alpha_without: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Unjudged:
    """A theory that a reader remarks on and does not judge, such as for a conflict of interest."""

    reader: str
    theory: str
    why: str


@dataclass(frozen=True, eq=False)
class FarTheory:
    """A theory that one reader sees far otherwise than all else, beside what the others say.

    Attributes
    ----------
    criteria : tuple of str
        On which the reader judged it, and others too.
    share : float
        What the reader says, as a share of the scale with 1 at its good end: the mean over these
        criteria, all alike.
    low, high : float
        The least and the most of the same of the others who judged it on all of them.
    why : str or None
        The reason that the reader gives.
    """

    reader: str
    theory: str
    criteria: tuple[str, ...]
    share: float
    low: float
    high: float
    why: str | None = None


@dataclass(frozen=True, eq=False)
class ReaderSeverity:
    """Severity of a reader: how much worse one judges than all do on average on the same cells.

    That mean has the reader in it, so that severities of one part add up to 0. From the mean of
    the others alone a reader is n / (n - 1) times as far: of two, twice.

    Attributes
    ----------
    value : float
        As a share of the scale: .1 is 1 point of 0 to 10 towards the bad end.
    standard_error : float
        Null where the reader shares fewer than five cells with others.
    clear : bool
        Whether it is further from 0 than chance would make the largest of all readers'.
    part : int
        Only readers of the same part are compared: a chain of common cells joins them.
    without : tuple of str
        Theories that this reader sees far otherwise than all the rest, which are left out.
    """

    value: float
    standard_error: float | None
    clear: bool
    part: int
    without: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class PanelReader:
    """One reader: the group, null where there is none; how many cells; the leaning by criterion.

    `odd` are the theories that make most of what sets the reader apart on a criterion.
    """

    id: str
    group: str | None
    cells: int
    criteria: Mapping[str, Leaning]
    severity: ReaderSeverity | None
    odd: Mapping[str, OddTheory] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class OutsideCell:
    """A cell in which the records say less than the lowest reader or more than the highest."""

    theory: str
    criterion: str
    record: float
    low: float
    high: float
    by: float
    readers: int


@dataclass(frozen=True, eq=False)
class WideCell:
    """A cell on which two readers are far apart: what the lowest and the highest say, and who.

    Of a range the mean counts.
    """

    theory: str
    criterion: str
    low: float
    high: float
    lowest: str
    highest: str


@dataclass(frozen=True, eq=False)
class OrderPair:
    """Agreement of two orders, over the theories that both place."""

    theories: int
    spearman: float | None
    kendall_tau_b: float | None


@dataclass(frozen=True, eq=False)
class OrdersAgreement:
    """Orders of theories that readers gave: among each other, and with the rubric's ranking.

    `among` is the mean over pairs of readers, `together` the order of their mean ranks.
    """

    among: OrderPair
    readers: Mapping[str, OrderPair]
    together: OrderPair


@dataclass(frozen=True, eq=False)
class AgreementResult(Result):
    """Agreement of readers; the records are those before the arguments, or `final`.

    `own` tells that the records are nothing but what these readers say together, as those that
    `toi data import` makes of sheets. `halo` is how far a reader's deviations from the others
    correlate over the criteria of a theory, severity aside: 0 where each cell is judged by itself.
    `far` are the theories that a reader sees far otherwise than all else, first the furthest;
    `widest` the five cells on which two readers are furthest apart, by the criterion's scale.
    """

    provenance: Provenance
    files: tuple[str, ...]
    view: str
    final: bool
    resamples: int
    votes: Votes
    criteria: tuple[CriterionAgreement, ...]
    readers: tuple[PanelReader, ...]
    outside: tuple[OutsideCell, ...]
    orders: OrdersAgreement | None
    passed: int
    unjudged: tuple[Unjudged, ...] = ()
    far: tuple[FarTheory, ...] = ()
    halo: float | None = None
    widest: tuple[WideCell, ...] = ()
    own: bool = False
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/data-agreement/1"
