"""Peers in draws: whether a theory was examined, and whose fate it shares if not."""

from functools import cache

import numpy as np

from toi.engine.problem import SCRUTINY, Floats, Ints, ScoringProblem
from toi.engine.sampling.quantile_tables import LEVELS
from toi.engine.sampling.streams import streams


@cache
def _waits() -> Floats:
    """Return the time at which a clock of rate 1 rings, by the level of its stream, (LEVELS,)."""
    return np.asarray(-np.log((np.arange(LEVELS) + 0.5) / LEVELS))


class PeerDraws:
    """Draws of the peer that one theory borrows from.

    With the chance of its scrutiny it borrows nothing. Else peer j is drawn with
    probability ``e_j / sum_j e_j``: it is the first of clocks that ring at rates e_j, the
    one with the least ``-log(U_j) / e_j`` (which is the largest ``log e_j`` plus a Gumbel
    number). Each clock has a stream of its own, so that one peer more leaves the draws in
    which it is not chosen as they were.
    """

    def __init__(self, problem: ScoringProblem, seed: int, theory: int) -> None:
        assert problem.scrutiny is not None
        label = f"{SCRUTINY}/{problem.theories[theory]}"
        self.theory = theory
        self._peers = problem.scrutiny.peers[theory]
        self._shares = problem.scrutiny.shares[theory]
        self._examined = round(float(problem.scrutiny.examined[theory]) * LEVELS)
        peers = [f"{label}/{problem.theories[j]}" for j in self._peers]
        self._coin, *self._clocks = streams(seed, [label, *peers])

    def fill(self, first: int, out: Ints) -> None:
        """Overwrite `out` (n,) with the peers of the draws from `first` on, -1 for none."""
        out[:] = -1
        examined = self._coin.happens(first, len(out), self._examined)
        draws = np.flatnonzero(~np.broadcast_to(examined, len(out)))
        soonest = np.full(len(draws), np.inf)
        chosen = np.full(len(draws), -1)
        for peer, share, clock in zip(self._peers, self._shares, self._clocks, strict=True):
            rings = _waits()[clock.integers(first, len(out))[draws]] / share
            sooner = rings < soonest
            soonest[sooner], chosen[sooner] = rings[sooner], peer
        out[draws] = chosen


def peer_draws(problem: ScoringProblem, seed: int) -> list[PeerDraws]:
    """Make one for each theory that may borrow from its peers."""
    if problem.scrutiny is None:
        return []
    return [
        PeerDraws(problem, seed, theory)
        for theory in np.flatnonzero(problem.scrutiny.examined < 1.0).tolist()
    ]
