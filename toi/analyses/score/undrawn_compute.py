"""What a ranking says of theories that no draw is needed for."""

from collections.abc import Sequence

from toi.analyses.score.result import Unranked
from toi.analyses.score.unranked_compute import other_kinds, otherwise, unranked
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import heard_on, usual_number
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Undrawn:
    """What no draw is needed for.

    Attributes
    ----------
    rank_otherwise : list of int, or None
        Ranks of those shown by the other setting of scrutiny; None where there is no other.
    bearing, acting : list of int
        How many arguments bear on each theory shown, and how many of them act on its score.
    usual : float
        How many usually act.
    heard : set of str
        The arguments that act on any.
    """

    provenance: Provenance
    rank_otherwise: list[int] | None
    bearing: list[int]
    acting: list[int]
    usual: float
    heard: set[str]
    unranked: tuple[Unranked, ...]
    other_kinds: tuple[Unranked, ...]


def undrawn_of(
    model: Model, ranking: ExactRanking, kinds: Sequence[str], seed: int, draws: int
) -> Undrawn:
    """Work out what no draw is needed for, of the theories that are ranked."""
    shown = ranking.rows
    other = otherwise(model, shown)
    acting = heard_on(model, shown, acting=True)
    return Undrawn(
        provenance=model.opened.provenance(model.rubric, seed, draws, kinds),
        rank_otherwise=None if other is None else other.ranks.tolist(),
        bearing=heard_on(model, shown).counts,
        acting=acting.counts,
        usual=usual_number(model),
        heard={model.problem.arguments[a] for a in acting.arguments},
        unranked=unranked(model, ranking, other),
        other_kinds=other_kinds(model, shown),
    )
