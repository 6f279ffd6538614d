"""What a question about an argument can teach: nothing where nothing is left to ask."""

from itertools import combinations

import numpy as np
import pytest

from tests import small
from toi.engine.elicitation.question_value import question_values


@pytest.fixture(scope="module")
def problem():
    """B leads A unless `hit` is unsound; `faint` can change no order."""
    return small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 5})],
        [
            small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)]),
            small.argument("faint", 0.5, [(["B"], "c1", "lowers", 0.01)]),
        ],
    )


def test_the_argument_that_decides_is_worth_asking_about_and_others_are_not(problem):
    found = question_values(problem, [0, 1], [])
    assert found[problem.arguments.index("hit")] > found[problem.arguments.index("faint")]
    assert found[problem.arguments.index("faint")] == pytest.approx(0, abs=1e-9)


def test_what_was_asked_is_not_asked_again(problem):
    hit, faint = (problem.arguments.index(name) for name in ("hit", "faint"))
    assert question_values(problem, [0, 1], [hit])[hit] == 0
    assert question_values(problem, [0, 1], [hit, faint]).tolist() == [0, 0]


def test_knowing_is_worth_it_for_the_best_and_for_each_two_on_average():
    """If `hit` is sound C is the best, at 60; if it is not, A at 80, as on average."""
    cells = [small.theory(n, {"c1": v}) for n, v in (("A", 8), ("B", 5), ("C", 4))]
    hits = [(["A"], "c1", "lowers", 0.9), (["C"], "c1", "raises", 1 / 3)]
    made = small.problem([small.criterion()], cells, [small.argument("hit", 0.3, hits)])
    sound, unsound = np.array([8.0, 50, 60]), np.array([80.0, 50, 40])
    mean = 0.3 * sound + 0.7 * unsound

    def gain(theories):
        some = list(theories)
        return 0.3 * sound[some].max() + 0.7 * unsound[some].max() - mean[some].max()

    pairs = [gain(pair) for pair in combinations(range(3), 2)]
    found = question_values(made, [0, 1, 2], [])
    assert found == pytest.approx([gain(range(3)) + np.mean(pairs)])
    assert min(gain(range(3)), *pairs) > 0
    assert question_values(made, [0, 1], []) == pytest.approx([2 * gain([0, 1])])


def test_an_argument_is_settled_after_replies_with_the_chance_of_its_strength():
    """`hit` is surely sound, but as likely as not answered: A is at 8 or at 80, B at 50."""
    cells = [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 5})]
    hit = small.argument("hit", 1.0, [(["A"], "c1", "lowers", 0.9)])
    reply = small.argument("reply", 0.5, [], [("hit", 1.0)])
    made = small.problem([small.criterion()], cells, [hit, reply])
    gain = 0.5 * 50 + 0.5 * 80 - 50  # the same for the best of all and of the only pair
    assert question_values(made, [0, 1], []) == pytest.approx([2 * gain, 2 * gain])


def test_what_a_gate_would_exclude_is_worth_the_least():
    """A, at 88, is out where `shuts` is sound, and then worth C's 24; B is at 72."""
    cells = {"A": (9, 2), "B": (7, 2), "C": (1, 2)}
    made = small.problem(
        [small.criterion("c1"), small.criterion("c2", direction="cost")],
        [small.theory(name, {"c1": a, "c2": b}) for name, (a, b) in cells.items()],
        [small.argument("shuts", 0.5, [(["A"], "c2", "raises", 0.5)])],
        weights={"c1": 4, "c2": 1},
        gates=[{"c2 > 5": "exclude"}],
    )
    gain = 0.5 * 72 + 0.5 * 88 - 72
    assert question_values(made, [0, 1, 2], []) == pytest.approx([gain + gain / 3])
