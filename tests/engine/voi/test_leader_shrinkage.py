"""What to expect of a leader: its score, drawn to the mean of all by what is error in it."""

import math
from dataclasses import replace

import pytest

from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.problem import Gate
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.smaa.simulate import sampled_scores
from toi.engine.voi import leader_shrinkage
from toi.engine.voi.leader_shrinkage import expected_of_leader, shrunk_leader
from toi.engine.voi.regret import shrinkage

FIRST, SECOND = [Distribution("uniform", (7, 9)), 8.0], [Distribution("uniform", (3, 7)), 5.0]
THIRD = [2.0, Distribution("uniform", (0, 4))]


def shrunk(laws, sure="exactly", draws=400):
    """Scores in some draws, and their first's score shrunk."""
    problem, rows = table_problem(laws, sure=sure), list(range(len(laws)))
    totals, base = sampled_scores(problem, rows, 0, draws).totals, base_case(problem, rows)
    return totals, shrunk_leader(base, 0, base.score().totals[0], totals, 0)


def test_a_leader_falls_back_by_its_factor_toward_the_mean_of_all():
    """At 80, 50 and 20 in points, whose mean is 50."""
    totals, found = shrunk([FIRST, SECOND, THIRD])
    assert (found.score, found.mean) == pytest.approx((80, 50))
    assert found.tau == pytest.approx(30, rel=0.1)
    assert 0.9 < found.factor < 1
    assert found.factor == pytest.approx(found.tau**2 / (found.tau**2 + found.sigma**2))
    assert found.expected == pytest.approx(50 + 30 * found.factor)
    assert found.factor_error == shrinkage(totals).standard_error[0] > 0
    assert (found.by_weights, found.chosen, found.theories) == (0, False, 3)


def test_weights_that_make_most_of_it_are_chosen_and_no_errors(monkeypatch):
    _, found = shrunk([[9.0, 3.0], [5.0, 6.0], [1.0, 2.0]], "unknown")
    assert found.chosen
    assert found.by_weights > 0.99
    assert math.isfinite(found.factor)
    assert found.expected is None
    monkeypatch.setattr(leader_shrinkage, "MOSTLY", found.by_weights)  # just as much is not more
    _, found = shrunk([[9.0, 3.0], [5.0, 6.0], [1.0, 2.0]], "unknown")
    assert found.expected == found.shrunk


def test_of_two_theories_and_where_nothing_varies_nothing_is_expected():
    assert shrunk([FIRST, SECOND])[1].expected is None
    _, found = shrunk([[5.0]] * 3)
    assert math.isnan(found.factor)
    assert found.expected is None


def test_what_to_expect_of_whoever_leads_and_of_nobody_where_gates_exclude_all():
    problem, rows = table_problem([FIRST, SECOND, THIRD], sure="exactly"), [2, 0, 1]
    totals = sampled_scores(problem, rows, 0, 400).totals
    base = base_case(problem, rows)
    right = shrunk_leader(base, 1, base.score().totals[0], totals, 0).expected
    assert expected_of_leader(exact_ranking(problem, rows), totals, 0) == right < 80
    barred = replace(problem, gates=(Gate(0, "<", 11.0, "c0 < 11"),))
    assert expected_of_leader(exact_ranking(barred, rows), totals, 0) is None


def test_only_the_first_block_of_draws_is_looked_at():
    laws = [FIRST, SECOND, THIRD]
    totals, found = shrunk(laws, draws=BLOCK + 64)
    assert found.factor == shrinkage(totals[:BLOCK]).factor[0] != shrinkage(totals).factor[0]
