"""Rankings: who is level, who leads and by how much, with and without gates; scores by chunks."""

from dataclasses import replace

import numpy as np
import pytest

from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.problem import Gate
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.ranking import best_shares, lead, order_key, ranks
from toi.engine.scoring.score import joined, score

NONE = -np.inf


def test_what_agrees_to_a_billionth_of_a_point_is_level_and_gates_are_below_all():
    totals = np.array([50.0, 50.0 + 4e-10, 50.0 + 6e-10, 0.0])
    assert ranks(order_key(totals)).tolist() == [2, 2, 1, 4]
    gated = np.array([False, True, False, True])
    key = order_key(totals, gated)
    assert key.tolist() == [50.0, NONE, pytest.approx(50.0, abs=1e-8), NONE]
    assert ranks(key).tolist() == [2, 3, 1, 3]


def test_who_share_the_first_place_share_it_equally_and_nobody_has_it_where_all_are_gated():
    keys = np.array([[3.0, 1.0, 3.0], [NONE, NONE, NONE], [1.0, 2.0, 0.0]])
    assert best_shares(keys) == pytest.approx(np.array([[0.5, 0, 0.5], [0, 0, 0], [0, 1, 0]]))
    assert best_shares(keys[0]).tolist() == [0.5, 0, 0.5]


def test_a_lead_over_the_gated_is_without_end_and_nothing_where_all_are():
    scores = np.array([[NONE, 5.0, 2.0], [4.0, NONE, NONE], [NONE, NONE, NONE]])
    assert lead(scores, 0).tolist() == [NONE, np.inf, 0.0]
    assert lead(scores[0], 1) == pytest.approx(3)
    assert lead(scores[0, 1:2], 0).shape == ()


def test_the_gated_share_a_rank_but_stand_by_score_and_the_level_by_id():
    plain = table_problem([[3.0], [8.0], [4.0], [9.0], [8.0]])
    problem = replace(plain, gates=(Gate(0, "<", 5.0, "c0 < 5"),))
    found = exact_ranking(problem, range(5))
    assert found.ranks.tolist() == [4, 2, 4, 1, 2]
    assert found.order == [3, 1, 4, 2, 0]


@pytest.mark.parametrize("chunk", [None, 10, 9, 3, 1])
def test_scores_are_those_of_one_evaluation_whatever_the_chunks(chunk):
    first, second = Distribution("uniform", (2, 8)), Distribution("uniform", (1, 6))
    plain = table_problem([[first, 4.0], [5.0, second], [3.0, 2.0]])
    problem = replace(plain, gates=(Gate(0, "<", 4.0, "c0 < 4"),))
    inputs, rows = sampled_inputs(problem, 3, 10), [2, 0]
    found = evaluate(problem, inputs)
    for values in (False, True):
        mine = score(problem, inputs, rows, [Additive(), Minimum()], values, chunk)
        np.testing.assert_array_equal(mine.totals, found.totals[:, rows])
        np.testing.assert_array_equal(mine.by_method[1], 100 * found.values[:, rows].min(axis=2))
        np.testing.assert_array_equal(mine.gated, found.gated[:, rows])
        assert set(found.gated[:, 0].tolist()) == {False, True}
        if values:
            np.testing.assert_array_equal(mine.values, found.values[:, rows])
        else:
            assert mine.values is None
        again = joined([mine.at(slice(0, 4)), mine.at(slice(4, 10))])
        np.testing.assert_array_equal(again.totals, mine.totals)
        np.testing.assert_array_equal(again.gated, mine.gated)
        assert joined([mine]) is mine
