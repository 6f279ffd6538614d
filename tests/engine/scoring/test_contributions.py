"""Contributions by hand: each argument's part of each cell, in lines and by themselves."""

import numpy as np
import pytest

from tests import small
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import (
    Splitting,
    argument_shares,
    contributions,
    side_parts,
)
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.magnitudes import pull_terms
from toi.engine.scoring.subproblem import Kept

CRITERIA = [small.criterion("c1"), small.criterion("c2")]
THEORIES = [
    small.theory(n, {"c1": v, "c2": w}) for n, v, w in (("A", 8, 2), ("B", 5, 6), ("C", 4, 9))
]


def split(arguments, lines=()):
    problem = small.problem(CRITERIA, THEORIES, arguments, lines)
    inputs = expected_inputs(problem)
    return problem, contributions(problem, inputs, evaluate(problem, inputs))


def test_cells_of_different_theories_do_not_mix():
    """On C's first cell one pull, on A's second two: each side is shared out by itself."""
    problem, found = split(
        [
            small.argument("x", 1, [(["C"], "c1", "lowers", 0.5), (["A"], "c2", "raises", 0.4)]),
            small.argument("y", 0.5, [(["A"], "c2", "raises", 0.6), (["A"], "c2", "lowers", 0.2)]),
        ]
    )
    row, x, y = problem.row, *(problem.arguments.index(name) for name in "xy")
    assert found.arguments[row["C"], 0, x] == pytest.approx(-50 * 0.4 * 0.5)
    # R = .6 x .7, of which Aumann and Shapley give x .4 (1 - .15), y .3 (1 - .2); A = .9.
    b, raised, lowered = 0.2, 0.6 * 0.7, 0.9
    up = 50 * ((1 - b) + (1 - b * lowered)) / 2
    down = -50 * (b + 1 - (1 - b) * raised) / 2
    assert found.arguments[row["A"], 1, x] == pytest.approx(up * 0.4 * 0.85)
    assert found.arguments[row["A"], 1, y] == pytest.approx(up * 0.3 * 0.8 + down * 0.1)
    assert np.count_nonzero(found.arguments) == 3
    whole = found.case.sum(axis=1) + found.arguments.sum(axis=(1, 2))
    assert whole == pytest.approx(exact_ranking(problem, range(3)).totals)


def test_a_line_that_takes_nothing_is_shared_equally():
    arguments = [
        small.argument(name, credence, [(["A"], "c1", "lowers", 0.5)], line="l")
        for name, credence in (("x", 0), ("y", 0))
    ]
    problem, found = split(arguments, [small.line("l", 0.5)])
    assert not found.arguments.any()
    inputs = expected_inputs(problem)
    terms = pull_terms(problem, inputs, evaluate(problem, inputs).strength)
    (pull,) = joint_hits(problem).pulls
    assert argument_shares(problem, pull, terms) == {0: 0.5, 1: 0.5}


def test_nothing_that_pulls_has_no_parts():
    assert side_parts(np.zeros(0), np.zeros(0, dtype=np.int64)).shape == (0,)


def test_the_leader_is_the_first_by_id_of_those_ranked_first():
    gates = [{"c1 < 4.5": "exclude"}]
    problem = small.problem(
        CRITERIA, [*THEORIES, small.theory("D", {"c1": 9, "c2": 2})], gates=gates
    )
    rows = [problem.row[name] for name in "DBA"]
    assert exact_ranking(problem, rows).leader == 1  # B and D are level at 55
    assert exact_ranking(problem, rows).order == [1, 0, 2]
    assert exact_ranking(problem, [problem.row["C"]]).leader is None
    assert exact_ranking(problem, []).leader is None


@pytest.fixture(scope="module")
def splitting():
    """Three arguments on three theories; the first cell of the first is raised and no more."""
    arguments = [
        small.argument("x", 1, [(["A", "C"], "c1", "raises", 0.5), (["B"], "c2", "lowers", 0.3)]),
        small.argument("y", 0.5, [(["B"], "c1", "lowers", 0.6), (["C"], "c1", "raises", 0.2)]),
        small.argument("z", 0.8, [(["A", "B", "C"], "c2", "lowers", 0.4)]),
    ]
    problem = small.problem(CRITERIA, THEORIES, arguments)
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs)
    whole = contributions(problem, inputs, found)
    total = whole.case.sum(axis=1) + whole.arguments.sum(axis=(1, 2))
    assert total == pytest.approx(found.totals[0])
    return Splitting(problem, inputs, found), whole


def test_where_a_side_is_the_first_of_all_it_is_shared_out_too(splitting):
    _, whole = splitting
    b = 0.8
    assert whole.arguments[0, 0].tolist() == pytest.approx([50 * (1 - b) * 0.5, 0, 0])


@pytest.mark.parametrize("theories", [[0], [1], [2], [2, 0], [1, 2, 0], []])
@pytest.mark.parametrize(
    ("criteria", "arguments"), [([0], [0, 1]), ([1], [0]), ([1], [2]), ([0, 1], [1]), ([], [])]
)
def test_some_contributions_are_those_of_all(splitting, theories, criteria, arguments):
    split, whole = splitting
    every = split.of(theories)
    np.testing.assert_array_equal(every.arguments, whole.arguments[theories])
    np.testing.assert_array_equal(every.case, whole.case[theories])
    kept = Kept(
        judged=np.ones(3, dtype=bool),
        theories=np.ones(3, dtype=bool),
        criteria=np.isin(np.arange(2), criteria),
        arguments=np.isin(np.arange(3), arguments),
    )
    some = split.of(theories, kept)
    assert (some.criterion.tolist(), some.argument.tolist()) == (criteria, arguments)
    cells = np.ix_(theories, np.array(criteria, dtype=int))
    np.testing.assert_array_equal(some.case, whole.case[cells])
    those = np.ix_(theories, np.array(criteria, dtype=int), np.array(arguments, dtype=int))
    np.testing.assert_array_equal(some.arguments, whole.arguments[those])


def test_what_stands_alone_has_all_of_what_it_takes():
    problem, _ = split([small.argument("x", 0.5, [(["A"], "c1", "lowers", 0.5)])])
    inputs = expected_inputs(problem)
    terms = pull_terms(problem, inputs, evaluate(problem, inputs).strength)
    (pull,) = joint_hits(problem).pulls
    assert argument_shares(problem, pull, terms) == {0: 1.0}
