"""What is scored again, in part or by other weights, is what scoring anew would give."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.problem import Condition, Whole
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring import subproblem
from toi.engine.scoring.evaluate import evaluate, reweighted
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.engine.scoring.ranking import lead
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import GROUP, in_groups
from toi.engine.scoring.what_if import scores_if
from toi.engine.smaa.indices import indices_of
from toi.engine.smaa.rank_accumulator import RankAccumulator
from toi.engine.smaa.simulate import drawn_blocks, sampled_scores, simulate


@pytest.fixture(scope="module")
def problem():
    return small.problem(
        [small.criterion(), small.criterion("c2")],
        [
            small.theory("A", {"c1": {"uniform": [2, 8]}, "c2": 4}),
            small.theory("B", {"c1": 5, "c2": {"uniform": [1, 6]}}),
        ],
        [
            small.argument("one", 0.5, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("two", 0.4, [(["A", "B"], "c2", "lowers", 0.5)]),
        ],
    )


def test_other_weights_score_as_if_they_had_been_there_from_the_start(problem):
    inputs = sampled_inputs(problem, 3, 50)
    weights = np.random.default_rng(1).dirichlet([1.0, 1.0], 50)
    anew = evaluate(problem, inputs.with_(weights=weights))
    again = reweighted(problem, evaluate(problem, inputs), weights)
    np.testing.assert_array_equal(again.totals, anew.totals)
    np.testing.assert_array_equal(again.nothing, anew.nothing)
    assert not np.array_equal(again.totals, evaluate(problem, inputs).totals)


@pytest.mark.parametrize("argued", [True, False])
def test_scores_are_those_of_a_whole_evaluation(argued):
    """Whose tables of base cells and values they leave out, and the draws as they were given."""
    effects = [(["B"], "c1", "lowers", 0.5), (["C"], "c2", "raises", 0.25)]
    criteria = [small.criterion(), small.criterion("c2", direction="cost")]
    uncertain = {"c1": {"uniform": [2, 8]}, "c2": {"uniform": [1, 6]}}
    plain = small.problem(
        criteria,
        [small.theory(name, uncertain) for name in "ABCD"],
        [small.argument("one", 0.5, effects)] if argued else [],
    )
    bends = np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.8, 1.0])
    derivations = Whole(0, (1, 2), (0.25, 0.75)), Condition(3, (0,), 0.5, (0.5, 0.5))
    here = replace(plain, derivations=derivations, value_functions=(bends, None))
    inputs = sampled_inputs(here, 0, 600)
    given = inputs.judgements.copy()
    methods = [Additive(), Geometric()]
    found = score(here, inputs, range(4), methods, chunk=512)
    np.testing.assert_array_equal(inputs.judgements, given)
    whole = evaluate(here, inputs)
    for one, method in zip(found.by_method, methods, strict=True):
        expected = method.scores(here, inputs.weights, whole, range(4))
        np.testing.assert_array_equal(one, expected)


def test_a_ranking_of_given_inputs_is_that_of_their_scores(problem):
    given = expected_inputs(problem).with_(sound=np.array([[1.0, 0.0]]))
    found = exact_ranking(problem, [0, 1], given)
    np.testing.assert_allclose(found.totals, score(problem, given, [0, 1]).totals[0])
    assert not np.allclose(found.totals, exact_ranking(problem, [0, 1]).totals)


@pytest.mark.parametrize("sound", [0.0, 1.0])
def test_what_if_sets_the_members_of_each_group_and_no_others(problem, sound):
    inputs = expected_inputs(problem)
    found = scores_if(problem, inputs, [[0], [0, 1], []], sound, [0, 1])
    for row, members in zip(found.totals, ([0], [0, 1], []), strict=True):
        credence = inputs.sound.copy()
        credence[0, members] = sound
        anew = score(problem, inputs.with_(sound=credence), [0, 1])
        assert row == pytest.approx(anew.totals[0], abs=1e-12)


def test_draws_repeated_are_the_draws_in_their_order(problem):
    inputs = sampled_inputs(problem, 0, 3)
    twice = inputs.repeat(2)
    assert twice.draws == 6
    np.testing.assert_array_equal(twice.sound, np.concatenate([inputs.sound] * 2))
    np.testing.assert_array_equal(twice.judgements, np.concatenate([inputs.judgements] * 2))


def test_a_lead_is_over_the_best_other_and_nothing_without_one():
    scores = np.array([[30.0, 50.0, 20.0], [-np.inf, -np.inf, -np.inf]])
    assert lead(scores, 0).tolist() == [-20, 0]
    assert lead(scores, 1).tolist() == [20, 0]
    assert lead(scores, 0, [2]).tolist() == [10, 0]
    assert lead(scores[:, :1], 0).tolist() == [0, 0]
    assert float(lead(scores[0], 0)) == -20


def test_draws_that_were_scored_before_are_counted_as_if_scored_now(problem):
    n = 9000  # two blocks, of which the first was scored
    known = sampled_scores(problem, [0, 1], 5, 8192)
    anew = simulate(problem, [0, 1], drawn_blocks(problem, 5, n))
    found = simulate(problem, [0, 1], drawn_blocks(problem, 5, n), scored=known)
    np.testing.assert_array_equal(found.acceptability, anew.acceptability)
    np.testing.assert_array_equal(found.mean, anew.mean)
    # They are taken for what they are, not worked out again.
    turned = replace(known, by_method=(known.totals[:, ::-1],))
    other = simulate(problem, [0, 1], drawn_blocks(problem, 5, n), scored=turned)
    assert not np.array_equal(other.mean, anew.mean)


def test_theories_that_are_scored_in_groups_score_as_all_at_once():
    laws = [[Distribution("uniform", (i % 7, 8))] for i in range(GROUP + 6)]
    problem, everybody = table_problem(laws), list(range(GROUP + 6))
    assert [len(group) for group in in_groups(problem, everybody)] == [GROUP, 6]
    found = sampled_scores(problem, everybody[::-1], 2, 40)
    whole = score(problem, sampled_inputs(problem, 2, 40), everybody[::-1])
    np.testing.assert_array_equal(found.totals, whole.totals)
    np.testing.assert_array_equal(found.gated, whole.gated)


def test_theories_that_are_compared_with_one_another_are_scored_together(problem, monkeypatch):
    monkeypatch.setattr(subproblem, "GROUP", 1)
    for method in (Additive(), TopsisMethod()):
        mine = replace(problem, method=method)
        wanted = score(mine, sampled_inputs(mine, 3, 20), [1, 0])
        np.testing.assert_array_equal(sampled_scores(mine, [1, 0], 3, 20).totals, wanted.totals)


def test_harm_is_not_known_once_a_block_came_without_doing_nothing():
    scores, gated = np.array([[1.0, 2.0]]), np.zeros((1, 2), dtype=bool)
    counts = RankAccumulator(2)
    counts.add(scores, gated)
    counts.add(scores, gated, nothing=np.array([1.5]))
    assert indices_of(counts).below_nothing is None
