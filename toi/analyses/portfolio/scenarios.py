"""Scenarios of a split: what each line is worth above doing nothing, draw by draw."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.shared.session import Model
from toi.engine.portfolio.scenarios.bootstrap import Resamples, resamples
from toi.engine.portfolio.scenarios.kept_values import KeptValues
from toi.engine.portfolio.scenarios.line_values import (
    LITTLE_ROOM,
    ROOM,
    LineValues,
    drawn_values,
)
from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.engine.sampling.event_draws import sampled_events
from toi.engine.sampling.sampler import weights_block
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.subproblem import restricted
from toi.errors import usage
from toi.light_dataclass import dataclass

AT_THE_MEAN = 0
MOST_DRAWS = 2**20
MOST_CELLS = 2**27  # over all draws: 1 GiB
PLAIN = 12  # bootstrap samples that are looked at with the mean weights too
FURTHEST = 1e5  # scales that a value may lie off its own, where that is not clipped


@dataclass(frozen=True, eq=False)
class Scenarios:
    """Draws of everything uncertain about some lines.

    Attributes
    ----------
    problem : ScoringProblem
        Only what the lines depend on.
    rows : (T,) int
        Where the lines stand in it.
    worth : (S, T) float
        Above doing nothing, with the mean weights.
    mean_weights : (C,) float
    same, redrawn : Resamples
        Of the scenarios, with the mean weights and with weights drawn as the rubric says how sure
        they are.
    values : KeptValues or None
        Of all lines, where their worth in every scenario is wanted with drawn weights.
    exact_gated : (T,) bool
        Excluded by a gate at the mean of every number.
    raw : (T, C) float
        Mean raw values.
    seed : int
    """

    problem: ScoringProblem
    rows: Ints
    worth: Floats
    mean_weights: Floats
    same: Resamples
    redrawn: Resamples
    values: KeptValues | None
    exact_gated: Bools
    raw: Floats
    seed: int

    @property
    def weights_redrawn(self) -> bool:
        """Return whether the weights of the bootstrap samples differ."""
        return not (self.redrawn.weights == self.mean_weights).all()

    def without_values(self) -> "Scenarios":
        """Return them for whoever asks for no worth with drawn weights any more: much is let go."""
        return replace(self, values=None)

    def worth_with(self, weights: Floats) -> Floats:
        """Return the worth (S, T) with the weights (C,) of a bootstrap sample."""
        if np.array_equal(weights, self.mean_weights):
            return self.worth
        assert self.values is not None  # else they were let go, or not asked for
        return self.values.worth(weights)

    def sound(self) -> Bools:
        """Draw which arguments are sound in which scenario, (S, A), as they are in these."""
        return sampled_events(self.problem, self.seed, len(self.worth))


def draw_scenarios(
    model: Model, ids: Sequence[str], seed: int, draws: int, again: int = 0, careful: bool = False
) -> Scenarios:
    """Draw every uncertain number that some lines depend on.

    Parameters
    ----------
    draws : int
        How many scenarios; `AT_THE_MEAN` for the one in which every number is its mean.
    again : int
        How many bootstrap samples of them there are to be.
    careful : bool
        Whether what a line is worth in every scenario is wanted of these, not its mean alone.

    Raises
    ------
    InputErrors
        Where the rubric's method gives doing nothing no score, so many draws do not fit, or
        a value lies so far off its scale that no split can be found.
    """
    method = model.problem.method
    if method.compares:
        raise usage(
            f"under {method.name} doing nothing has no score, so nothing can be worth more; "
            "add --set method=additive",
            "no-worth",
        )
    problem, rows = model.problem, np.array([model.problem.row[i] for i in ids])
    if draws != AT_THE_MEAN:  # one draw is soon made: quicker than leaving anything out
        problem, rows = restricted(problem, rows.tolist())
    exact = exact_ranking(problem, rows.tolist())
    mean = exact.inputs.weights[0]
    scenarios = max(draws, 1)
    _refuse_too_many(draws, len(rows))
    same, redrawn = _resamples(problem, mean, seed, scenarios, again, len(rows))
    whole = careful and not (redrawn.weights == mean).all()
    if whole:
        _refuse_too_many(draws, len(rows) * len(problem.criteria))
    if draws == AT_THE_MEAN:
        only = LineValues(problem, rows, exact.evaluation.values[:, rows], exact.gated[None, :])
        groups = iter([(np.arange(len(rows)), only)])
    else:
        groups = drawn_values(problem, rows, seed, draws, LITTLE_ROOM if whole else ROOM)
    worth = np.empty((len(rows), scenarios)).T
    kept = KeptValues.of(problem, rows, scenarios) if whole else None
    furthest = np.zeros((len(rows), len(problem.criteria)))  # in scales
    for places, values in groups:
        furthest[places] = np.maximum(values.values.max(axis=0), -values.values.min(axis=0))
        worth[:, places] = values.worth(mean)
        if not careful:
            same.take_in(places, values)
            redrawn.take_in(places, values)
        if kept is not None:
            kept.take_in(places, values)
        del values  # before those of other lines are drawn
    _refuse_too_far(furthest, problem, ids)
    return Scenarios(
        problem=problem,
        rows=rows,
        worth=worth,
        mean_weights=mean,
        same=same,
        redrawn=redrawn,
        values=kept,
        exact_gated=exact.gated,
        raw=problem.low + (problem.high - problem.low) * exact.evaluation.cells[0, rows],
        seed=seed,
    )


def _resamples(
    problem: ScoringProblem, mean: Floats, seed: int, scenarios: int, again: int, lines: int
) -> tuple[Resamples, Resamples]:
    """Draw bootstrap samples: some with the mean weights, (C,), and all with drawn ones."""
    times = min(again, scenarios)
    drawn = weights_block(problem, seed, 0)[:times] if times else np.empty((0, len(mean)))
    alike = np.broadcast_to(mean, drawn.shape)
    all_ = resamples(seed, scenarios, alike if np.allclose(drawn, alike) else drawn, lines)
    return all_.with_weights(alike[: min(PLAIN, again // 2)]), all_


def _refuse_too_many(draws: int, cells: int) -> None:
    """Refuse draws that need more memory than a laptop has: all of them are held at once."""
    most = min(MOST_DRAWS, max(MOST_CELLS // max(cells, 1), 1))
    if draws > most:
        raise usage(
            f"{draws:,} draws are too many to hold; at most {most:,} here", "too-many-draws"
        )


def _refuse_too_far(furthest: Floats, problem: ScoringProblem, ids: Sequence[str]) -> None:
    """Refuse values that leave their scale, (T, C), by so much that the solver finds no split."""
    if furthest.max(initial=0.0) > FURTHEST:
        t, c = map(int, np.unravel_index(furthest.argmax(), furthest.shape))
        raise usage(
            f"{ids[t]} on {problem.criteria[c]} is more than {FURTHEST:,.0f} times its scale away "
            "from it in some draws; no split is found among such values",
            "off-scale",
        )
