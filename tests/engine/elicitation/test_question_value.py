"""What a question about an argument can teach: nothing where nothing is left to ask."""

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
