"""What lines gain or lose once an argument is settled, held against a world in which it is."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.analyses.portfolio.reasons import settling as module
from toi.analyses.portfolio.reasons.settling import settling
from toi.engine.scoring.exact_ranking import exact_ranking

ROWS = np.array([3, 0, 2])  # not all theories are lines, nor do they stand in order
SIDES = [1.0, 0.0]


@pytest.fixture(scope="module")
def problem():
    """One argument acts on a line, one on all, one on what is no line, one on an argument."""
    criteria = [small.criterion(), small.criterion("c2", direction="cost")]
    ranges = [{"c1": {"pert": [2, i + 3, 9]}, "c2": 4} for i in range(4)]
    arguments = [
        small.argument("one", 0.3, [(["T0"], "c1", "lowers", 0.5)]),
        small.argument("all", 0.6, [(["T0", "T1", "T2", "T3"], "c2", "raises", 0.4)]),
        small.argument("elsewhere", 0.5, [(["T1"], "c1", "raises", 0.5)]),
        small.argument("answer", 0.8, [], [("one", 0.7)]),
    ]
    theories = [small.theory(f"T{i}", values) for i, values in enumerate(ranges)]
    return small.problem(criteria, theories, arguments)


def in_worlds(problem, sound):
    """Changes of scores were each argument believed so far, (A, T), one world after another."""
    before, found = exact_ranking(problem, ROWS.tolist()).totals, []
    for a in range(len(problem.arguments)):
        credence = np.where(np.arange(len(problem.arguments)) == a, sound, problem.credence)
        world = exact_ranking(replace(problem, credence=credence), ROWS.tolist())
        found.append(world.totals - before)
    return np.array(found)


@pytest.mark.parametrize("at_once", [1, 20, 2**21])
def test_lines_move_as_they_do_in_a_world_in_which_the_argument_is_settled(
    at_once, problem, monkeypatch
):
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    found = settling(problem, ROWS)
    assert found.names == ("all", "answer", "elsewhere", "one")
    for moves, side in zip((found.sound, found.unsound), SIDES, strict=True):
        right = in_worlds(problem, side)
        assert (np.abs(right).max(axis=1) > 1e-3).tolist() == [True, True, False, True]
        for a, row in enumerate(right):
            np.testing.assert_allclose(moves.of_argument(a), row, atol=1e-9)
        np.testing.assert_allclose(moves.of_lines(np.array([2, 0])), right[:, [2, 0]], atol=1e-9)
        weights = np.array([0.5, -2.0, 3.0])
        np.testing.assert_allclose(moves.sums(weights), right @ weights, atol=1e-9)


def test_what_is_believed_as_far_as_it_was_moves_nothing(problem):
    """And in between a line moves in proportion, where an argument reaches it by one way."""
    found = settling(problem, ROWS)
    for a, credence in enumerate(problem.credence):
        np.testing.assert_allclose(found.at(a, credence), 0.0, atol=1e-9)
        between = 0.5 * (1.0 + credence)
        np.testing.assert_allclose(found.at(a, between), found.sound.of_argument(a) / 2, atol=1e-9)


def test_only_what_moves_is_kept(problem):
    """Of thousands of arguments and lines a table of all would fill the memory."""
    found = settling(problem, ROWS).sound
    assert (found.points != 0).all()
    assert found.argument.tolist() == [0, 0, 0, 1, 3]


def test_a_debate_without_arguments_moves_nothing():
    theories = [small.theory(f"T{i}", {"c1": i}) for i in range(4)]
    found = settling(small.problem([small.criterion()], theories), ROWS)
    assert found.sound.of_lines(ROWS[:1] * 0).shape == (0, 1)
    assert found.sound.sums(np.ones(3)).shape == (0,)
