"""Scrutiny: a theory that was not examined bears what its examined peers bear beyond it."""

from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, ScoringProblem, Scrutiny
from toi.engine.remembered import remembered
from toi.engine.scoring.blows import Blows, blows_of


@dataclass(frozen=True, eq=False)
class Borrowing:
    """The blows on its peers' cells that one cell may have to bear.

    Attributes
    ----------
    theory, criterion : int
    examined : float
        How closely the theory was examined: the share of its cell that borrows nothing.
    blows : (K, J) int
        For each of its J peers that have such blows, which; filled up with the number of
        no blow.
    peers : (J,) int
        These peers.
    shares : (J,) float
        How much each counts.
    place : (T + 1,) int
        The column of each theory; J for one that has no such blows, and for -1.
    """

    theory: int
    criterion: int
    examined: float
    blows: Ints
    peers: Ints
    shares: Floats
    place: Ints

    def left(self, lefts: Floats, peer: Ints | None) -> Floats:
        """Return what borrowing leaves of the side that worsens the cell, (S,).

        ``e + (1 - e) sum_j e_j A_(j minus t) / sum_j e_j`` on average, and
        ``A_(J minus t)`` where the peer J is drawn, 1 where none is.

        Parameters
        ----------
        lefts : (B + 1, S) float
            What each blow leaves; 1 for the last, which is no blow.
        peer : (S, T) int or None
            Whom each theory borrows from, -1 where from nobody; None for the mean.
        """
        found = np.ones(lefts.shape[1])
        if peer is None:
            products = np.ones((len(self.peers), len(found)))
            for row in self.blows:
                products *= lefts[row]
            products *= self.shares[:, None]
            mean = 1.0 - self.shares.sum() + products.sum(axis=0)
            return np.asarray(self.examined + (1.0 - self.examined) * mean)
        column = self.place[peer[:, self.theory]]
        draws = np.flatnonzero(column < len(self.peers))
        product = np.ones(len(draws))
        for row in self.blows[:, column[draws]]:
            product *= lefts[row, draws]
        found[draws] = product
        return found


@remembered
def borrowings(problem: ScoringProblem) -> dict[tuple[int, int], Borrowing]:
    """Find the cells, by theory and criterion, that may borrow blows from those of their peers.

    A blow on a peer's cell is left out if what it says meets the theory's own cell, on
    either side, or if an argument of it spares the theory.
    """
    scrutiny = problem.scrutiny
    if scrutiny is None or not (scrutiny.examined < 1.0).any():
        return {}
    found, blows = {}, blows_of(problem)
    spared = _spared(scrutiny, blows)
    for criterion in range(len(problem.criteria)):
        here = np.flatnonzero(blows.criterion == criterion)
        worse = here[blows.raises[here] == problem.is_cost[criterion]]
        for theory in np.flatnonzero(scrutiny.examined < 1.0).tolist():
            own = blows.point[here[blows.theory[here] == theory]]
            beyond = ~np.isin(blows.point[worse], own)
            kept = worse[beyond & ~spared[theory, blows.blow[worse]]]
            one = _borrowing(problem, scrutiny, blows, theory, criterion, kept)
            if one is not None:
                found[theory, criterion] = one
    return found


def _spared(scrutiny: Scrutiny, blows: Blows) -> Bools:
    """Return whether an argument of each blow spares each theory, (T, B)."""
    deals = np.zeros((scrutiny.spared.shape[1], len(blows.blows)))
    for number, blow in enumerate(blows.blows):
        deals[list(blow.arguments), number] = 1.0
    return np.asarray(scrutiny.spared @ deals > 0)


def _borrowing(
    problem: ScoringProblem,
    scrutiny: Scrutiny,
    blows: Blows,
    theory: int,
    criterion: int,
    landings: Ints,
) -> Borrowing | None:
    """Return what one cell borrows of some landings; None if nothing."""
    by_peer: dict[int, list[int]] = {}
    for peer, blow in zip(
        blows.theory[landings].tolist(), blows.blow[landings].tolist(), strict=True
    ):
        by_peer.setdefault(peer, []).append(blow)
    share = dict(
        zip(scrutiny.peers[theory].tolist(), scrutiny.shares[theory].tolist(), strict=True)
    )
    peers = [peer for peer in share if peer in by_peer]
    if not peers:
        return None
    most = max(len(by_peer[peer]) for peer in peers)
    table = np.full((most, len(peers)), len(blows.blows))
    place = np.full(len(problem.theories) + 1, len(peers))
    for column, peer in enumerate(peers):
        table[: len(by_peer[peer]), column] = by_peer[peer]
        place[peer] = column
    return Borrowing(
        theory=theory,
        criterion=criterion,
        examined=float(scrutiny.examined[theory]),
        blows=table,
        peers=np.array(peers, dtype=np.int64),
        shares=np.array([share[peer] for peer in peers]),
        place=place,
    )
