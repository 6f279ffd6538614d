"""Scrutiny sources: the arguments and peers behind what an unexamined theory bears."""

from collections.abc import Iterator

import numpy as np

from toi.engine.problem import Evaluation, Floats, Inputs, ScoringProblem, Whole
from toi.engine.scoring.cells import part_shares
from toi.engine.scoring.contributions import argument_shares, contributions, side_parts
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.magnitudes import magnitude, pull_terms
from toi.engine.scoring.scrutiny import borrowings
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class BorrowedPoints:
    """Points that an argument against a peer costs a theory.

    `argument` and `peer` are their numbers in the problem.
    """

    argument: int
    peer: int
    points: float


def scrutiny_sources(
    problem: ScoringProblem, inputs: Inputs, found: Evaluation, theory: int
) -> list[BorrowedPoints]:
    """Split what scrutiny costs a theory in a single draw, heaviest first.

    Each peer counts by its share and by what it bears beyond what the theory bears itself,
    shared out as in `contributions`. The points add up to the row of the theory in
    `Contributions.scrutiny`, over all criteria.

    Parameters
    ----------
    inputs : Inputs
        At the mean over all peers, as `expected_inputs` gives it (S = 1).
    theory : int
    """
    points = contributions(problem, inputs, found).scrutiny[theory]
    together: dict[tuple[int, int], float] = {}
    for criterion in np.flatnonzero(points).tolist():
        parts = dict(_shifts(problem, found, theory, criterion))
        whole = sum(parts.values())
        for leaf, shift in parts.items():
            for source, share in _shares(problem, inputs, found, leaf, criterion).items():
                cost = points[criterion] * shift / whole * share
                together[source] = together.get(source, 0.0) + cost
    sources = (BorrowedPoints(*source, cost) for source, cost in together.items())
    return sorted(sources, key=lambda one: (-abs(one.points), one.argument, one.peer))


def _shifts(
    problem: ScoringProblem, found: Evaluation, theory: int, criterion: int
) -> Iterator[tuple[int, float]]:
    """Find how far scrutiny moves a theory's cell, by the parts that it moves."""
    shift = (found.examined - found.argued)[0, :, criterion]
    for step in problem.derivations:
        if isinstance(step, Whole) and step.theory == theory:
            shares = part_shares(problem, step)[:, criterion].tolist()
            for part, share in zip(step.parts, shares, strict=True):
                if share * shift[part]:
                    yield part, share * float(shift[part])
            return
    yield theory, float(shift[theory])


def _shares(
    problem: ScoringProblem, inputs: Inputs, found: Evaluation, theory: int, criterion: int
) -> dict[tuple[int, int], float]:
    """Share what a cell borrows among pairs (argument, peer); the shares add up to 1."""
    one = borrowings(problem)[theory, criterion]
    pulls, terms = joint_hits(problem).pulls, pull_terms(problem, inputs, found.strength)
    shares: dict[tuple[int, int], float] = {}
    for column, peer in enumerate(one.peers.tolist()):
        mine = [pulls[b] for b in one.pulls[:, column].tolist() if b < len(pulls)]
        sizes = np.array([float(magnitude(problem, pull, terms)[0]) for pull in mine])
        parts: Floats = one.shares[column] * side_parts(sizes, np.zeros(1, dtype=np.int64))
        for pull, part in zip(mine, parts.tolist(), strict=True):
            for argument, share in argument_shares(problem, pull, terms).items():
                source = argument, peer
                shares[source] = shares.get(source, 0.0) + share * part
    total = sum(shares.values())
    return {source: share / total for source, share in shares.items()}
