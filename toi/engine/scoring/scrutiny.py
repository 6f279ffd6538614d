"""Scrutiny: what was not examined bears what its examined peers bear beyond it."""

from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, PeerScrutiny, ScoringProblem
from toi.engine.remembered import remembered
from toi.engine.scoring.joint_pulls import JointHits, joint_hits


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
    column : (T + 1,) int
        Where each theory stands among `peers`; J for all others, and for -1.
    """

    theory: int
    criterion: int
    examined: float
    pulls: Ints
    peers: Ints
    shares: Floats
    column: Ints

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


@remembered
def borrowings(problem: ScoringProblem) -> dict[tuple[int, int], Borrowing]:
    """Find the cells, by theory and criterion, that may borrow from those of their peers.

    A joint pull on a peer's cell is left out if its point is made on the theory's own cell
    too, for better or worse, or if an argument in it spares the theory.
    """
    scrutiny = problem.scrutiny
    if scrutiny is None:
        return {}
    found, hits = {}, joint_hits(problem)
    spared = _spared(scrutiny, hits)
    for criterion in range(len(problem.criteria)):
        here = np.flatnonzero(hits.criterion == criterion)
        worse = here[hits.raises[here] == problem.is_cost[criterion]]
        for theory in np.flatnonzero(scrutiny.examined < 1.0).tolist():
            own = hits.point[here[hits.theory[here] == theory]]
            beyond = ~np.isin(hits.point[worse], own)
            kept = worse[beyond & ~spared[theory, hits.pull[worse]]]
            one = _borrowing(scrutiny, hits, theory, criterion, kept)
            if one is not None:
                found[theory, criterion] = one
    return found


def _spared(scrutiny: PeerScrutiny, hits: JointHits) -> Bools:
    """Tell whether an argument in each joint pull spares each theory, (T, B)."""
    found = np.zeros((len(scrutiny.spared), len(hits.pulls)), dtype=bool)
    for number, pull in enumerate(hits.pulls):
        found[:, number] = scrutiny.spared[:, list(pull.arguments)].any(axis=1)
    return found


def _borrowing(
    scrutiny: PeerScrutiny, hits: JointHits, theory: int, criterion: int, kept: Ints
) -> Borrowing | None:
    """Collect what one cell may borrow of some joint hits; None if nothing."""
    by_peer: dict[int, list[int]] = {}
    for peer, pull in zip(hits.theory[kept].tolist(), hits.pull[kept].tolist(), strict=True):
        by_peer.setdefault(peer, []).append(pull)
    share = dict(
        zip(scrutiny.peers[theory].tolist(), scrutiny.shares[theory].tolist(), strict=True)
    )
    peers = [peer for peer in share if peer in by_peer]
    if not peers:
        return None
    most = max(len(by_peer[peer]) for peer in peers)
    table = np.full((most, len(peers)), len(hits.pulls))
    column = np.full(len(scrutiny.examined) + 1, len(peers))
    for j, peer in enumerate(peers):
        table[: len(by_peer[peer]), j] = by_peer[peer]
        column[peer] = j
    return Borrowing(
        theory=theory,
        criterion=criterion,
        examined=float(scrutiny.examined[theory]),
        pulls=table,
        peers=np.array(peers, dtype=np.int64),
        shares=np.array([share[peer] for peer in peers]),
        column=column,
    )
