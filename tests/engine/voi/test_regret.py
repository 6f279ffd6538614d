"""Regret, the winner's curse and whose numbers, against enumeration, by hand and closed forms."""

import itertools
import tracemalloc

import numpy as np
import pytest

from tests import small
from toi.engine.problem import event_label
from toi.engine.sampling.input_labels import mixed
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.voi.regret import lead_variances, regrets, shrinkage

DRAWS = 16384


def events_problem():
    """Three theories, three arguments that are sound or not: eight worlds."""
    return small.problem(
        [small.criterion()],
        [small.theory(n, {"c1": v}) for n, v in (("A", 8), ("B", 6), ("C", 5))],
        [
            small.argument("x", 0.4, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("y", 0.5, [(["B"], "c1", "lowers", 0.4)]),
            small.argument("z", 0.3, [(["C"], "c1", "raises", 0.6)]),
        ],
    )


def test_regret_against_all_worlds():
    problem = events_problem()
    inputs = sampled_inputs(problem, 0, DRAWS)
    drawn = score(problem, inputs, [0, 1, 2])
    totals, gated = drawn.totals, drawn.gated
    found = regrets(totals, gated)
    mean, best = np.zeros(3), np.zeros(3)
    for x, y, z in itertools.product([0, 1], repeat=3):
        chance = (0.4 if x else 0.6) * 0.5 * (0.3 if z else 0.7)
        scores = np.array([80 - 40 * x, 60 - 24 * y, 50 + 30 * z])
        first = scores == scores.max()
        mean += chance * (scores.max() - scores)
        best += chance * first / first.sum()  # A at 80 and C at 80 share
    assert (np.abs(found.mean - mean) <= 4 * found.standard_error).all()
    assert (np.abs(found.p_best - best) <= 4 * np.sqrt(best * (1 - best) / DRAWS)).all()
    assert found.p_best.sum() == pytest.approx(1.0)
    np.testing.assert_allclose(found.percentiles[0], [0, 0, 0], atol=1e-9)
    assert found.percentiles[2, 1] == pytest.approx(80 - 36)


def test_regret_by_hand_with_ties_and_gates():
    totals = np.array([[5.0, 3.0, 1.0], [2.0, 4.0, 4.0], [9.0, 1.0, 3.0]])
    gated = np.array([[False] * 3, [False] * 3, [True, False, False]])  # A shut out at its best
    found = regrets(totals, gated)
    np.testing.assert_allclose(found.mean, [(0 + 2 + 2) / 3, (2 + 0 + 2) / 3, (4 + 0 + 0) / 3])
    np.testing.assert_allclose(found.p_best, [1 / 3, 0.5 / 3, 1.5 / 3])


def test_shrinkage_by_hand():
    """Two draws of three theories; less each draw's mean: (3, 0, -3) and (1, 0, -1)."""
    found = shrinkage(np.array([[13.0, 10.0, 7.0], [21.0, 20.0, 19.0]]))
    # means 2, 0, -2; variances 1, 0, 1; tau^2 = (8 - 2) / 2 = 3
    assert found.tau == pytest.approx(3**0.5)
    np.testing.assert_allclose(found.sigma, [1, 0, 1], atol=1e-12)
    np.testing.assert_allclose(found.factor, [3 / 4, 1, 3 / 4])


def test_percentiles_are_of_the_draws():
    """A is 0 to 100, B always 100: what A loses is 100 to 0."""
    totals = np.column_stack([np.arange(101.0), np.full(101, 100.0)])
    found = regrets(totals, np.zeros((101, 2), dtype=bool))
    np.testing.assert_allclose(found.percentiles, [[5, 0], [50, 0], [95, 0]])


def test_shrinkage_is_the_same_in_any_unit():
    rng = np.random.default_rng(1)
    totals = rng.normal([50.0, 45.0, 40.0], [4.0, 3.0, 6.0], (2000, 3))
    one, other = shrinkage(totals), shrinkage(totals / 1e3)
    assert other.factor == pytest.approx(one.factor)
    assert other.standard_error == pytest.approx(one.standard_error)
    assert other.tau == pytest.approx(one.tau / 1e3)


def test_shrinkage_of_two_by_hand():
    """Less each draw's mean: (3, -3) and (1, -1)."""
    found = shrinkage(np.array([[13.0, 7.0], [21.0, 19.0]]))
    # means 2, -2; variances 1, 1; tau^2 = (8 - 2) / 1 = 6
    assert found.tau == pytest.approx(6**0.5)
    np.testing.assert_allclose(found.factor, [6 / 7, 6 / 7])


def test_scores_that_differ_no_more_than_their_errors_shrink_wholly():
    rng = np.random.default_rng(0)
    means = np.array([0.3, 0.0, -0.3])
    found = shrinkage(50 + means + rng.normal(0, 5, (DRAWS, 3)))
    assert found.tau == 0.0
    np.testing.assert_array_equal(found.factor, 0.0)


def test_shrinkage_finds_the_truth_where_ranges_are_errors():
    """Readings of known truths: the moments give back the spread of the truths."""
    rng = np.random.default_rng(5)
    true, error = rng.normal(50, 8, 400), rng.uniform(2, 6, 400)
    reading = true + error * rng.normal(size=400)
    common = rng.normal(0, 20, (1000, 1))  # moves all theories together, and must not count
    found = shrinkage(reading + error * rng.normal(size=(1000, 400)) + common)
    assert found.tau == pytest.approx(8, rel=0.12)
    shrunk = reading.mean() + found.factor * (reading - reading.mean())
    assert np.mean((shrunk - true) ** 2) < 0.9 * np.mean((reading - true) ** 2)


def test_nothing_to_shrink_where_nothing_differs():
    found = shrinkage(np.full((100, 3), 40.0))
    assert np.isnan(found.factor).all()


def two_uniforms():
    """A rests on a wide range, B on a narrow one: the lead varies by both, 9 to 1."""
    return small.problem(
        [small.criterion()],
        [
            small.theory("A", {"c1": {"uniform": [4, 10]}}),
            small.theory("B", {"c1": {"uniform": [2, 4]}}),
        ],
    )


def judged(theory):
    return frozenset([f"judgement/{theory}/c1"])


def test_shares_of_the_lead_in_closed_form():
    problem = two_uniforms()
    inputs = sampled_inputs(problem, 0, 8192)
    parts = [judged("A"), judged("B"), frozenset()]
    share, error = lead_variances(problem, inputs, [0, 1], 0, parts)
    assert (np.abs(share - [0.9, 0.1, 0.0]) <= 4 * error).all()
    assert (error[:2] > 0).all()
    assert np.isnan(lead_variances(problem, inputs, [0, 1], 0, parts[2:])[0]).all()
    assert np.isnan(lead_variances(problem, inputs, [0], 0, parts)[0]).all()  # no other


def test_a_leader_that_a_gate_excludes_has_no_lead():
    """A leads B by 36 - 2 c2, c2 from 2 to 8 alike, and by nothing above 5; B from 48 to 64."""
    gated = small.problem(
        [small.criterion("c1"), small.criterion("c2", direction="cost")],
        [
            small.theory("A", {"c1": 9, "c2": {"uniform": [2, 8]}}),
            small.theory("B", {"c1": {"uniform": [4, 6]}, "c2": 2}),
        ],
        weights={"c1": 4, "c2": 1},
        gates=[{"c2 > 5": "exclude"}],
    )
    inputs = sampled_inputs(gated, 0, 8192)
    groups = [frozenset(["judgement/A/c2"]), frozenset(["judgement/B/c1"])]
    share, error = lead_variances(gated, inputs, [0, 1], 0, groups)
    of_a = (29**2 + 6**2 / 12) / 2 - (29 / 2) ** 2
    of_b = 16**2 / 12
    assert (np.abs(share - np.array([of_a, of_b]) / (of_a + of_b)) <= 4 * error).all()


def test_a_lead_that_hardly_varies_has_its_shares():
    narrow = small.problem(
        [small.criterion()],
        [
            small.theory("A", {"c1": {"uniform": [7, 7.003]}}),
            small.theory("B", {"c1": {"uniform": [2, 2.001]}}),
        ],
    )
    inputs = sampled_inputs(narrow, 0, 4096)
    groups = [judged("A"), judged("B")]
    share, error = lead_variances(narrow, inputs, [0, 1], 0, groups)
    assert (np.abs(share - [0.9, 0.1]) <= 4 * error).all()
    wide = two_uniforms()  # the same, a thousand times as wide
    same = lead_variances(wide, sampled_inputs(wide, 0, 4096), [0, 1], 0, groups)
    assert np.array([share, error]) == pytest.approx(np.array(same), rel=1e-6)


def test_what_is_held_stands_at_its_expectation():
    problem = events_problem()
    inputs, mean = sampled_inputs(problem, 0, 100), expected_inputs(problem)
    labels = frozenset([event_label(problem.arguments[1])])
    held = mixed(problem, mean.repeat(100), inputs, labels)
    np.testing.assert_array_equal(held.sound[:, 1], inputs.sound[:, 1])
    np.testing.assert_array_equal(held.sound[:, [0, 2]], np.tile([0.4, 0.3], (100, 1)))
    np.testing.assert_array_equal(held.judgements, np.repeat(mean.judgements, 100, axis=0))
    np.testing.assert_array_equal(held.weights, np.repeat(mean.weights, 100, axis=0))


def test_losses_of_many_theories_are_never_all_in_memory():
    totals = np.random.default_rng(0).random((1000, 2**13)).T
    tracemalloc.start()
    regrets(totals, np.zeros(totals.shape, dtype=bool))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 0.9 * totals.nbytes  # which all losses would take once more
