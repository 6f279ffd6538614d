"""The scenarios that a split is outcome_of in: worth above doing nothing, draw by draw."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from toi.analyses.shared.session import Model
from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.values import by_theory, theory_weights
from toi.errors import usage
from toi.light_dataclass import dataclass

AT_THE_MEAN = 0
MOST_DRAWS = 2**20
MOST_CELLS = 2**27  # over all draws: 1 GiB
FURTHEST = 1e5  # scales that a value may lie off its own, where that is not clipped


@dataclass(frozen=True, eq=False)
class Scenarios:
    """Draws of everything uncertain about some lines, weights left open.

    Attributes
    ----------
    problem : ScoringProblem
        Only what the lines depend on.
    rows : (T,) int
        Where the lines stand in it.
    values : (S, T, C) float
        Of every cell; 1 is best.
    gated : (S, T) bool
    sound : (S, A) float
        Which arguments are sound in which scenario, 0 or 1.
    weights : (S, C) float
        Drawn as the rubric says how sure they are.
    mean_weights : (C,) float
    exact_gated : (T,) bool
        Excluded by a gate at the mean of every number.
    raw : (T, C) float
        Mean raw values.
    """

    problem: ScoringProblem
    rows: Ints
    values: Floats
    gated: Bools
    sound: Floats
    weights: Floats
    mean_weights: Floats
    exact_gated: Bools
    raw: Floats

    def worth(self, weights: Floats | None = None) -> Floats:
        """Return worth above doing nothing (S, T) with some weights (C,), by default the mean ones.

        A line that a gate excludes in a scenario is worth 0 there: it would be stopped.
        """
        chosen = self.mean_weights if weights is None else weights
        own = theory_weights(self.problem, chosen[None, :], self.rows.tolist())  # in all scenarios
        method = self.problem.method
        assert isinstance(method, ValueMethod)  # others are refused before anything is drawn
        scores = method.of_values(own, self.values)
        nothing = method.of_nothing(self.problem, chosen[None, :])
        return np.where(self.gated, 0.0, scores - nothing[0])

    def mean_worth(self, chances: Floats, weights: Floats) -> Floats:
        """Return expected worth (B, T) by B weights (B, C) and chances of the scenarios (B, S)."""
        method = self.problem.method
        if not method.linear_in_weights:
            return np.array([c @ self.worth(w) for c, w in zip(chances, weights, strict=True)])
        assert isinstance(method, ValueMethod)
        own = by_theory(theory_weights(self.problem, weights, self.rows.tolist()))
        nothing = method.of_nothing(self.problem, weights)
        shape = len(self._weighted), len(self.rows), len(chances)
        values = (self._open_values @ chances.T).reshape(shape).transpose(2, 1, 0)
        scores = (own[:, :, self._weighted] * values).sum(axis=2)
        return np.asarray(scores - nothing[:, None] * (chances @ ~self.gated))

    @cached_property
    def _weighted(self) -> Ints:
        """Return the criteria that have some weight, of which alone values are looked at."""
        return np.flatnonzero((self.weights > 0).any(axis=0) | (self.mean_weights > 0))

    @cached_property
    def _open_values(self) -> Floats:
        """Return points per unit of weight, (criteria with weight times T, S); 0 where gated."""
        found = self.values.T[self._weighted]
        found *= 100.0  # where it lies, since it is large
        found[:, self.gated.T] = 0.0
        return found.reshape(-1, len(self.values))


def draw_scenarios(model: Model, ids: Sequence[str], seed: int, draws: int) -> Scenarios:
    """Draw every uncertain number that some lines depend on.

    Parameters
    ----------
    draws : int
        How many scenarios; `AT_THE_MEAN` for the one in which every number is its mean.

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
    _refuse_too_many(draws, len(problem.theories) * len(problem.criteria))
    exact = exact_ranking(problem, rows.tolist())
    if draws == AT_THE_MEAN:
        inputs, values = exact.inputs, exact.evaluation.values[:, rows]
        gated = exact.gated[None, :]
    else:
        inputs = sampled_inputs(problem, seed, draws)
        found = score(problem, inputs, rows.tolist(), values=True)
        assert found.values is not None
        values, gated = found.values, found.gated
    _refuse_too_far(values, problem, ids)
    return Scenarios(
        problem=problem,
        rows=rows,
        values=values,
        gated=gated,
        sound=inputs.sound,
        weights=inputs.weights,
        mean_weights=exact.inputs.weights[0],
        exact_gated=exact.gated,
        raw=problem.low + (problem.high - problem.low) * exact.evaluation.cells[0, rows],
    )


def _refuse_too_many(draws: int, cells: int) -> None:
    """Refuse draws that need more memory than a laptop has: all of them are held at once."""
    most = min(MOST_DRAWS, max(MOST_CELLS // max(cells, 1), 1))
    if draws > most:
        raise usage(
            f"{draws:,} draws are too many to hold; at most {most:,} here", "too-many-draws"
        )


def _refuse_too_far(values: Floats, problem: ScoringProblem, ids: Sequence[str]) -> None:
    """Refuse what leaves its scale by so much that the solver finds no split."""
    furthest = np.maximum(values.max(axis=0), -values.min(axis=0))  # (T, C), in scales
    if furthest.max(initial=0.0) > FURTHEST:
        t, c = np.unravel_index(furthest.argmax(), furthest.shape)
        raise usage(
            f"{ids[t]} on {problem.criteria[c]} is more than {FURTHEST:,.0f} times its scale away "
            "from it in some draws; no split is found among such values",
            "off-scale",
        )
