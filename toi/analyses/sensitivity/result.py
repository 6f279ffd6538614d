"""Result of `toi sensitivity`."""

from collections.abc import Mapping
from typing import ClassVar

from toi.analyses.cruxes.result import BasisShare, Cruxes, Regrets, SingleWorth
from toi.analyses.flips.critical_result import CriticalWeights
from toi.analyses.flips.result import Changing, ToLead
from toi.analyses.ranks.result import Ranks
from toi.analyses.score.result import WorthKnowing
from toi.analyses.sensitivity.overlap_result import OverlapMoves
from toi.analyses.shared.result import MethodLabel, Provenance, Result
from toi.analyses.sobol.result import Sobol
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class SensitivityResult(Result):
    """Robustness of a ranking, and what would change it; None is what was not asked for.

    `drawn` counts the draws behind ranks and pairs, which may be fewer than were asked for
    where the work was ended early: then `complete` is false. `kept` counts those behind
    cruxes and regret. `worth_knowing` holds what it is surely worth something to know by itself,
    most first: the weights, arguments and judgements. Of the judgements besides, `no_gain` holds
    those that surely gain less than a screen would show, and `unsettled` those of which so many
    draws cannot tell. `critical`, the weights at which pairs swap, is there only where it is the
    topic. `asides` are those of the `warnings` that only who asks for notes is told. `first` is the
    first of all and its score, None where a gate excludes all: then `lifting` names what may let
    one of them through, where worth is the topic. `nothing` is the score of doing nothing.
    """

    provenance: Provenance
    method: MethodLabel
    topic: str | None
    theory: str | None
    drawn: int
    kept: int
    complete: bool
    ranks: Ranks | None
    changing: Changing | None
    to_lead: ToLead | None
    sobol: Sobol | None
    worth: Cruxes | None
    regret: Regrets | None
    variance_by_basis: Mapping[str, BasisShare] | None
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    worth_knowing: tuple[SingleWorth, ...] = ()
    asides: tuple[str, ...] = ()
    overlap: OverlapMoves | None = None
    rubric_title: str = ""
    notes: tuple[str, ...] = ()
    no_gain: tuple[SingleWorth, ...] = ()
    unsettled: tuple[SingleWorth, ...] = ()
    critical: CriticalWeights | None = None
    first: tuple[str, float] | None = None
    nothing: float | None = None
    lifting: tuple[WorthKnowing, ...] = ()

    schema: ClassVar = "toi/sensitivity/1"
    hidden: ClassVar = (
        "asides",
        "rubric_title",
        "notes",
        "no_gain",
        "unsettled",
        "first",
        "nothing",
        "lifting",
    )
    sections: ClassVar = {"ranks": Ranks, "changing": Changing, "worth": Cruxes}
