"""Weights found again from noisy rankings; the long run is `python -m benchmarks fit`."""

import numpy as np
import pytest

from benchmarks import fit as bench

DEBATES = 6


@pytest.fixture(scope="module")
def runs():
    return [(case, bench.fitted(case)) for case in bench.cases(DEBATES, seed=3)]


def test_the_error_is_below_that_of_uta(runs):
    ours = np.array([bench.error(found.mean(found.weights), case.weights) for case, found in runs])
    theirs = np.array([bench.error(bench.uta(case, False), case.weights) for case, _ in runs])
    assert ours.mean() < 0.11
    assert ours.mean() + 2 * (ours - theirs).std() / np.sqrt(DEBATES) < theirs.mean()


def test_nine_in_ten_weights_lie_within_their_ranges(runs):
    inside = np.array([bench.covered(found, case.weights) for case, found in runs])
    # Five weights of a debate are one vote, more or less.
    assert inside.mean() == pytest.approx(0.9, abs=3 * np.sqrt(0.9 * 0.1 / (2 * DEBATES)))
