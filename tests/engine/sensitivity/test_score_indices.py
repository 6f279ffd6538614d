"""Indices of theories that come some at a time are those of all together, in less memory."""

import tracemalloc
from dataclasses import fields, replace

import numpy as np
import pytest

from tests.mixed import mixed_totals
from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.problem import Gate
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.ranking import best_shares, lead, order_key
from toi.engine.sensitivity.pick_freeze import mixed_scores
from toi.engine.sensitivity.score_indices import score_indices
from toi.engine.sensitivity.sobol import PANEL, indices, resample_counts, variances

MANY = 2 * PANEL + 7
POINTS, RESAMPLES, SEED = BLOCK, 20, 5
RIVALS = [t for t in range(MANY) if t not in (40, 3)]


def problem_of(theories):
    """Theories that reach about as high; the last, and one in each panel, are the same numbers."""
    rows = [
        [9.7, 4.9]  # first about as often as not, and then level
        if i in (1, PANEL + 1, theories - 1)
        else [Distribution("uniform", (i % 5 / 10, 8 + i % 3)), 4.0 + i // 2 % 2]
        for i in range(theories)
    ]
    return table_problem(rows)


def resampled(points):
    return resample_counts(np.random.default_rng(1), points, RESAMPLES)


def found_of(problem, points=POINTS, goes_on=lambda done: True):
    groups = list(labels_by_kind(problem).values())
    rows = list(range(len(problem.theories)))
    mixed = mixed_scores(problem, rows, groups, SEED, points, goes_on)
    rivals = [t for t in RIVALS if t in rows]
    return score_indices(mixed, len(rows), 40, rivals, resampled)


def of_all_at_once(problem):
    """Who is first, and every score with the lead, from all scores at all points."""
    rows, groups = list(range(MANY)), list(labels_by_kind(problem).values())
    totals, gated = mixed_totals(problem, rows, groups, SEED, POINTS)
    counts = resampled(POINTS)
    first = best_shares(order_key(totals, gated))
    scores = np.concatenate([totals, lead(totals, 40, RIVALS)[..., None]], axis=2)
    return (
        indices(variances(first[0], first[1], first[2:], counts).together()),
        indices(variances(scores[0], scores[1], scores[2:], counts)),
    )


def assert_same(one, other):
    for field in fields(one):
        np.testing.assert_allclose(
            getattr(one, field.name), getattr(other, field.name), rtol=1e-9, atol=1e-12
        )


@pytest.mark.parametrize("below", [0.0, 3.0, 11.0], ids=["none", "some", "all"])
def test_theories_some_at_a_time_have_the_indices_of_all_at_once(below):
    """Gates exclude nobody, some, or all, who then are level."""
    problem = replace(problem_of(MANY), gates=(Gate(0, "<", below, "c0"),))
    found = found_of(problem)
    first, each = of_all_at_once(problem)
    assert_same(found.first, first)
    assert_same(found.each, each)
    assert (found.points, found.evaluations) == (POINTS, 6 * POINTS)


def test_it_ends_early_as_long_as_the_first_theories_are_worked_out():
    problem, points = problem_of(MANY), BLOCK + 100
    told = []

    def no(done):
        told.append(done)
        return False

    assert found_of(problem, points, no).points == BLOCK
    assert told[-1] == BLOCK
    assert found_of(problem, points, lambda done: done < points / 2).points == points


def test_more_theories_take_little_more_memory():
    """All scores of 80 more theories would take 30 MiB more."""

    def peak(theories):
        tracemalloc.start()
        found_of(problem_of(theories))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most / 2**20

    found_of(problem_of(PANEL))  # what is made once for all
    assert peak(80 + PANEL) - peak(PANEL) < 6
