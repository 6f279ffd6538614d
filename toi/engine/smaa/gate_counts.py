"""How often gates exclude each theory, and all of them, and how often each gate does one."""

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.evaluate import ScoredOnly
from toi.engine.scoring.score import parts
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.values import gate_meets
from toi.light_dataclass import dataclass

ROUNDING = 1e-6  # of a draw: less is left of shares that were taken away again


@dataclass(frozen=True, eq=False)
class GateCounts:
    """Counts of draws.

    Attributes
    ----------
    gated : (T,) int
        In how many a gate excludes each theory.
    nobody : int
        In how many gates exclude all, so that nobody leads.
    """

    gated: Ints
    nobody: int

    def with_more(self, other: "GateCounts") -> "GateCounts":
        """Return the counts with those of further draws."""
        return GateCounts(self.gated + other.gated, self.nobody + other.nobody)

    def held(self, ranks: Floats) -> Floats:
        """Return in how many draws each holds each rank, (T, T), but for those of nobody.

        Where gates exclude all, all are level, and share all ranks, which none of them holds.
        """
        if not self.nobody:
            return ranks
        found = ranks - self.nobody / len(ranks)
        return np.where(found > ROUNDING, found, 0.0)


def gate_counts(gated: Bools) -> GateCounts:
    """Count in how many draws, (S, T), gates exclude each, and all."""
    if not gated.any():
        return GateCounts(np.zeros(gated.shape[1], dtype=np.int64), 0)
    nobody = sum(int(gated[some].all(axis=1).sum()) for some in parts(len(gated), BLOCK))
    return GateCounts(gated.sum(axis=0), nobody)


def gate_shares(problem: ScoringProblem, theory: int, seed: int, n: int) -> Floats:
    """Return the share of `n` draws in which each gate excludes one theory, (G,).

    The draws are those that `sampled_scores` makes.
    """
    if not problem.gates:
        return np.zeros(0)
    smaller, rows = restricted(problem, [theory])
    cells = ScoredOnly(smaller, sampled_inputs(smaller, seed, n)).cells[:, rows]
    met = (
        gate_meets(smaller, gate.criterion, gate.comparison, gate.threshold, cells)
        for gate in smaller.gates
    )
    return np.array([one.mean() for one in met])
