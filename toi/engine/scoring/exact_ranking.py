"""The deterministic ranking: every number at its expectation."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from toi.engine.problem import Bools, Evaluation, Floats, Inputs, Ints, ScoringProblem
from toi.engine.remembered import remembered
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.ranking import order_key, ranks
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class ExactRanking:
    """K theories ranked by the problem's method.

    Attributes
    ----------
    rows : list of int
        Where the theories stand in the problem.
    inputs : Inputs
        A single draw (S = 1).
    evaluation : Evaluation
        Of all theories of the problem.
    totals : (K,) float
        Scores, 0-100.
    gated : (K,) bool
    """

    problem: ScoringProblem
    rows: list[int]
    inputs: Inputs
    evaluation: Evaluation
    totals: Floats
    gated: Bools

    @cached_property
    def key(self) -> Floats:
        """Return what theories are ranked by, (K,)."""
        return order_key(self.totals, self.gated)

    @cached_property
    def ranks(self) -> Ints:
        """Return the rank of each theory, (K,); those that are level share the better one."""
        return ranks(self.key)

    @cached_property
    def order(self) -> list[int]:
        """Return the places 0 to K - 1 by rank, then by score (of the gated), then by id."""
        ids = [self.problem.theories[t] for t in self.rows]
        below = -order_key(self.totals)
        return sorted(range(len(ids)), key=lambda i: (self.ranks[i], below[i], ids[i]))

    @property
    def leader(self) -> int | None:
        """Return the place of the first of those ranked first; None where all are gated."""
        return None if not self.order or self.gated.all() else self.order[0]

    @property
    def nothing(self) -> float | None:
        """Return the score of doing nothing; None where the method gives it none."""
        return score_of_nothing(self.problem, self.inputs)


def score_of_nothing(problem: ScoringProblem, inputs: Inputs) -> float | None:
    """Return the score of doing nothing in the first draw; None where the method gives it none."""
    found = problem.method.of_nothing(problem, inputs.weights)
    return None if found is None else float(found[0])


@remembered()
def at_expectation(problem: ScoringProblem) -> tuple[Inputs, Evaluation]:
    """Evaluate a problem with every number at its expectation, a single draw."""
    inputs = expected_inputs(problem)
    return inputs, evaluate(problem, inputs)


def exact_ranking(
    problem: ScoringProblem, rows: Sequence[int], inputs: Inputs | None = None
) -> ExactRanking:
    """Rank some theories by their deterministic scores.

    Parameters
    ----------
    rows : sequence of int
        The K theories, all of which a method that compares theories compares.
    inputs : Inputs, optional
        A single draw; by default every number at its expectation.
    """
    rows = list(rows)
    if inputs is None:
        inputs, found = at_expectation(problem)
    else:
        found = evaluate(problem, inputs)
    totals = problem.method.scores(problem, inputs.weights, found, rows)[0]
    return ExactRanking(problem, rows, inputs, found, np.asarray(totals), found.gated[0, rows])
