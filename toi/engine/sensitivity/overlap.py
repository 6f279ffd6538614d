"""Overlap of lines of attack: who leads if all lines overlapped alike, from 0 to 1."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.scoring.score import Scores
from toi.engine.sensitivity.one_at_a_time import BaseCase
from toi.light_dataclass import dataclass

STEPS = 100  # of a scan from 0 to 1, and then inside each step in which the leader changes
ROUNDS = 4  # scans: the step found is at last 1e-8


@dataclass(frozen=True)
class LeadSpan:
    """A span of overlaps at which one theory leads.

    Attributes
    ----------
    low, high : float
        From 0 to 1.
    leader : int or None
        Its column in the base case; None where a gate excludes all.
    """

    low: float
    high: float
    leader: int | None


def scores_at(base: BaseCase, overlaps: Floats) -> Scores:
    """Score the theories, (K, N), with every line at the overlap ``overlaps[k]`` in draw k."""
    assert base.problem.lines is not None  # else there is nothing to change
    n = len(base.problem.lines.names)
    overlap = np.repeat(overlaps[:, None], n, axis=1)
    return base.score(base.inputs.repeat(len(overlaps)).with_(overlap=overlap))


def lead_spans(base: BaseCase) -> list[LeadSpan]:
    """Find who leads at every overlap that all lines could have in common, from 0 upwards.

    By scans; a lead that comes and goes within one step of the first scan is not seen.
    """
    found: list[LeadSpan] = []
    for start, leader in _changes(base, 0.0, 1.0, ROUNDS):
        if found:
            found[-1] = LeadSpan(found[-1].low, start, found[-1].leader)
        found.append(LeadSpan(start, 1.0, leader))
    return found


def _changes(
    base: BaseCase, low: float, high: float, rounds: int
) -> list[tuple[float, int | None]]:
    """Return from where on each theory leads between two overlaps; the first from `low`."""
    places = np.linspace(low, high, STEPS + 1)
    leaders = [_leader(key) for key in scores_at(base, places).key]
    found = [(low, leaders[0])]
    for k in range(STEPS):
        if leaders[k + 1] == leaders[k]:
            continue
        inside = [(float(places[k + 1]), leaders[k + 1])]
        if rounds > 1:
            inside = _changes(base, float(places[k]), float(places[k + 1]), rounds - 1)[1:]
        found += inside
    return found


def _leader(key: Floats) -> int | None:
    """Return the first of those ranked first, as `BaseCase.leader` does."""
    return None if np.isneginf(key).all() else int(np.argmax(key))
