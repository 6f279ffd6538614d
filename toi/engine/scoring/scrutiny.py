"""Scrutiny: what was not examined bears what its examined peers bear beyond it."""

from functools import cached_property
from itertools import accumulate, chain

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, PeerScrutiny, ScoringProblem
from toi.engine.remembered import HITS, remembered
from toi.engine.scoring.joint_pulls import JointHits, joint_hits
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Borrowing:
    """The joint pulls on the cells of its peers that one cell may have to bear.

    Attributes
    ----------
    theory, criterion : int
    examined : float
        How closely the theory was examined.
    pulls : (K, J) int
        Which joint pulls, for each of the J peers that have some; columns are filled up
        with B, which is no joint pull.
    peers : (J,) int
        These peers.
    shares : (J,) float
        How much each counts; peers without such pulls have the rest of 1.
    theories : int
        How many there are.
    """

    theory: int
    criterion: int
    examined: float
    pulls: Ints
    peers: Ints
    shares: Floats
    theories: int

    @cached_property
    def column(self) -> Ints:
        """Return where each theory stands among the peers, (T + 1,); J for all others and -1."""
        found = np.full(self.theories + 1, len(self.peers))
        found[self.peers] = np.arange(len(self.peers))
        return found

    def remaining(self, remaining: Floats, peer: Ints | None) -> Floats:
        """Find what is left of the side that worsens the cell, (S,), by what is borrowed.

        ``e + (1 - e) sum_j e_j A_(j minus t) / sum_j e_j`` on average; where a peer J is
        drawn, ``A_(J minus t)``, and 1 where none is.

        Parameters
        ----------
        remaining : (B + 1, S) float
            What each joint pull leaves; 1 for the last, which is none.
        peer : (S, T) int or None
            As in `Inputs`.
        """
        if peer is None:
            left = np.ones((len(self.peers), remaining.shape[1]))
            for pulls in self.pulls:
                left *= remaining[pulls]
            mean = 1.0 - self.shares.sum() + (self.shares[:, None] * left).sum(axis=0)
            return np.asarray(self.examined + (1.0 - self.examined) * mean)
        column = self.column[peer[:, self.theory]]
        borrows = np.flatnonzero(column < len(self.peers))
        product = np.ones(len(borrows))
        for pulls in self.pulls[:, column[borrows]]:
            product *= remaining[pulls, borrows]
        found = np.ones(remaining.shape[1])
        found[borrows] = product
        return found


@remembered(HITS | {"scrutiny"})
def borrowings(problem: ScoringProblem) -> dict[tuple[int, int], Borrowing]:
    """Find the cells, by theory and criterion, that may borrow from those of their peers.

    A joint pull on a peer's cell is left out if its point is made on the theory's own cell
    too, for better or worse, or if an argument in it spares the theory.
    """
    scrutiny, hits = problem.scrutiny, joint_hits(problem)
    if scrutiny is None or not hits.pulls:
        return {}
    found: dict[tuple[int, int], Borrowing] = {}
    spared = _spared(scrutiny, hits)
    worse = np.flatnonzero(hits.raises == problem.is_cost[hits.criterion])
    peer, criterion, point, pull = (
        one[worse] for one in (hits.theory, hits.criterion, hits.point, hits.pull)
    )
    for theory in np.flatnonzero(scrutiny.examined < 1.0).tolist():
        is_peer = np.zeros(len(problem.theories), dtype=bool)
        is_peer[scrutiny.peers[theory]] = True
        made = np.zeros((len(problem.criteria), hits.point.max(initial=0) + 1), dtype=bool)
        own = hits.theory == theory
        made[hits.criterion[own], hits.point[own]] = True
        kept = is_peer[peer] & ~made[criterion, point] & ~spared[theory, pull]
        shares = _shares(scrutiny, theory)
        for c, by_peer in _by_criterion(criterion[kept], peer[kept], pull[kept]).items():
            in_order = {name: by_peer[name] for name in shares if name in by_peer}
            found[theory, c] = _borrowing(scrutiny, hits, theory, c, in_order, shares)
    return found


def _spared(scrutiny: PeerScrutiny, hits: JointHits) -> Bools:
    """Tell whether an argument in each joint pull spares each theory, (T, B)."""
    arguments = [pull.arguments for pull in hits.pulls]
    starts = list(accumulate(map(len, arguments[:-1]), initial=0))
    of_each = scrutiny.spared[:, list(chain.from_iterable(arguments))]
    return np.asarray(np.logical_or.reduceat(of_each, starts, axis=1))


def _shares(scrutiny: PeerScrutiny, theory: int) -> dict[int, float]:
    """Return how much each peer of a theory counts."""
    peers, shares = scrutiny.peers[theory].tolist(), scrutiny.shares[theory].tolist()
    return dict(zip(peers, shares, strict=True))


def _by_criterion(criterion: Ints, peer: Ints, pull: Ints) -> dict[int, dict[int, list[int]]]:
    """Collect the joint pulls of some hits, (n,), by criterion and by the peer whom they hit."""
    found: dict[int, dict[int, list[int]]] = {}
    for c, name, b in zip(criterion.tolist(), peer.tolist(), pull.tolist(), strict=True):
        found.setdefault(c, {}).setdefault(name, []).append(b)
    return found


def _borrowing(
    scrutiny: PeerScrutiny,
    hits: JointHits,
    theory: int,
    criterion: int,
    by_peer: dict[int, list[int]],
    shares: dict[int, float],
) -> Borrowing:
    """Lay out what one cell may borrow."""
    peers = np.array(list(by_peer), dtype=np.int64)
    most = max(map(len, by_peer.values()))
    none = len(hits.pulls)
    filled_up = [pulls + [none] * (most - len(pulls)) for pulls in by_peer.values()]
    return Borrowing(
        theory=theory,
        criterion=criterion,
        examined=float(scrutiny.examined[theory]),
        pulls=np.ascontiguousarray(np.array(filled_up).T),
        peers=peers,
        shares=np.array([shares[peer] for peer in by_peer]),
        theories=len(scrutiny.examined),
    )
