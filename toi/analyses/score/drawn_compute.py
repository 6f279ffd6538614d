"""What many draws of everything uncertain say of the theories of a ranking."""

from functools import partial

import numpy as np

from toi.analyses.shared.session import Model
from toi.engine.problem import Floats, Ints
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.engine.smaa.indices import percentiles, rank_range, tiers
from toi.engine.smaa.simulate import sampled_scores
from toi.engine.smaa.standings import standings
from toi.engine.voi.leader_shrinkage import expected_of_leader
from toi.light_dataclass import dataclass
from toi.processes import meanwhile
from toi.progress import stage
from toi.threads import Crew


@dataclass(frozen=True, eq=False)
class DrawnRanking:
    """What draws say of T theories.

    Attributes
    ----------
    spread : (3, T) float
        The 5th, the 50th and the 95th percentile of each score.
    limits : (T, 2) int
        The ranks between which each stands in nine draws of ten.
    tier : (T,) int
    first : (T,) float
        Share of the draws in which each leads.
    gated : (T,) float
        Share of the draws in which a gate excludes each.
    beaten : (T,) float
        Share of the draws in which the leader beats each.
    average : (T,) float
        Mean score of each.
    expected : float or None
        What to expect of the leader if ranges are errors: its score, shrunk to the mean. None
        where it varies mostly with the weights, which are chosen and no errors.
    """

    spread: Floats
    limits: Ints
    tier: Ints
    first: Floats
    gated: Floats
    beaten: Floats
    average: Floats
    expected: float | None


def drawn_of(
    model: Model, ranking: ExactRanking, seed: int, draws: int, is_wide: bool
) -> DrawnRanking:
    """Draw everything uncertain, and find what that says of the theories that are ranked."""
    crew, shown, order = Crew(), ranking.rows, ranking.order
    with stage(f"drawing {len(shown):,} theories {draws:,} times"):
        drawn = sampled_scores(model.problem, shown, seed, draws)
    found = standings(drawn.totals, drawn.gated, crew)
    spread = percentiles(drawn.totals, (0.05, 0.5, 0.95), crew)
    expect = partial(expected_of_leader, ranking, drawn.totals, seed)
    with meanwhile(lambda: (expect(),), is_wide) as expected:  # None would not be sent
        return DrawnRanking(
            spread=spread,
            limits=rank_range(found.acceptability),
            tier=tiers(order, found),
            first=found.first.copy(),  # all of it is large
            gated=found.gated,
            beaten=found.margins(order[0]) if order else np.zeros(0),
            average=drawn.totals.mean(axis=0),
            expected=expected()[0],
        )
