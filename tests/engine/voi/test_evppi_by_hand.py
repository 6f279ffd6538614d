"""What knowing one argument is worth where it can be told by hand, with its error."""

import numpy as np
import pytest

from tests import small
from tests.engine.voi.debates import forced_of
from toi.engine.voi import batches
from toi.engine.voi.best import best_in_draw


def test_a_certain_argument_has_no_share_but_both_worlds():
    hit = [(["A"], "c1", "lowers", 0.9)]
    arguments = [
        small.argument("never", 0.0, hit),
        small.argument("always", 1.0, [(["B"], "c1", "lowers", 0.3)]),
        small.argument("maybe", 0.5, [(["A"], "c1", "lowers", 0.2)]),
    ]
    values = {"c1": {"uniform": [4, 8]}}
    problem = small.problem(
        [small.criterion()], [small.theory("A", values), small.theory("B", values)], arguments
    )
    forced = forced_of(problem)
    at = {name: i for i, name in enumerate(problem.arguments)}
    sure = [at["never"], at["always"]]
    for one in (*forced.shares_of_first(), forced.evppi()):
        assert (one.value[sure] == 0).all()
        assert (one.standard_error[sure] == 0).all()
    sound, unsound = forced.p_first(True).value, forced.p_first(False).value
    assert sound[at["never"], 0] == 0.0  # A falls below 1, B stands above 2
    assert 0.6 < unsound[at["never"], 0] == sound[at["always"], 0] < 1.0
    assert unsound[at["always"], 0] < 0.5
    np.testing.assert_allclose(sound.sum(axis=1), 1.0)


def test_theories_that_are_the_same_share_the_first_place_in_both_worlds():
    values = {"c1": 5}
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", values), small.theory("B", values)],
        [
            small.argument("x", 0.5, [(["A", "B"], "c1", "lowers", 0.3)]),
            small.argument("y", 0.5, [(["A", "B"], "c1", "raises", 0.7)]),
            small.argument("z", 0.5, [(["A"], "c1", "lowers", 0.0)]),
        ],
    )
    forced = forced_of(problem, draws=1000)
    for sound in (True, False):
        np.testing.assert_array_equal(forced.p_first(sound).value, 0.5)
    np.testing.assert_array_equal(forced.first.sum(axis=1) / 1000, 0.5)
    assert np.isnan(forced.shares_of_first()[0].value).all()  # who is first does not vary
    assert (forced.evppi().value == 0).all()


def test_two_that_share_the_first_place_give_way_to_two_others():
    """With `x` sound A and B fall from 8 to 4, behind C and D."""
    theories = [
        small.theory(name, {"c1": value}) for name, value in zip("ABCD", (8, 8, 6, 6), strict=True)
    ]
    arguments = [small.argument("x", 0.5, [(["A", "B"], "c1", "lowers", 0.5)])]
    forced = forced_of(small.problem([small.criterion()], theories, arguments), draws=1000)
    assert forced.p_first(True).value.tolist() == [[0, 0, 0.5, 0.5]]
    assert forced.p_first(False).value.tolist() == [[0.5, 0.5, 0, 0]]


def test_where_every_criterion_has_a_value_function():
    """Above 4 next to nothing is gained: A keeps its lead unless `x` takes it below that."""
    flat = {"c1": [[0, 0], [4, 0.9], [10, 1]]}
    theories = [small.theory("A", {"c1": 10}), small.theory("B", {"c1": 4})]
    arguments = [
        small.argument("x", 0.5, [(["A"], "c1", "lowers", 0.8)]),
        small.argument("y", 0.5, [(["A"], "c1", "lowers", 0.2)]),
    ]
    problem = small.problem([small.criterion()], theories, arguments, value_functions=flat)
    forced = forced_of(problem, draws=1000)
    assert forced.p_first(True).value[0].tolist() == [0, 1]
    assert forced.p_first(False).value[0].tolist() == [1, 0]
    found, size = forced.worths.sound.of(slice(None)).sum(axis=2), 1000
    assert found[0, 1] / size == pytest.approx(90)
    assert found[0, 0] / size < 100 * 0.9 * 2 / 4 + 1e-9


def test_a_chain_of_answers():
    """c answers b, b answers a, a hits A: each world in closed form."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 1})],
        [
            small.argument("a", 0.6, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("b", 0.7, [], [("a", 0.8)]),
            small.argument("c", 0.2, [], [("b", 0.9)]),
        ],
    )
    forced = forced_of(problem, theory=0)
    effect = -80 * 0.5 * 0.6  # of a's strength, on A

    def strength(b, c):
        return 1 - 0.8 * b * (1 - 0.9 * c)

    rises = {
        "a": -80 * 0.5 * strength(0.7, 0.2),
        "b": effect * (strength(1, 0.2) - strength(0, 0.2)),
        "c": effect * (strength(0.7, 1) - strength(0.7, 0)),
    }
    found, error = batches.ratio(forced.rise, forced.size)
    for a, name in enumerate(problem.arguments):
        assert abs(found[a] - rises[name]) <= 4 * error[a] + 1e-9


def test_a_gated_theory_is_worth_the_least_and_never_first():
    """A, the better, is shut out where the argument is sound."""
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2", direction="cost")],
        [small.theory("A", {"c1": 9, "c2": 2}), small.theory("B", {"c1": 4, "c2": 2})],
        [small.argument("shuts", 0.5, [(["A"], "c2", "raises", 0.5)])],
        weights={"c1": 4, "c2": 1},
        gates=[{"c2 > 5": "exclude"}],
    )
    forced = forced_of(problem, draws=2048)
    np.testing.assert_array_equal(forced.p_first(True).value, [[0.0, 1.0]])
    np.testing.assert_array_equal(forced.p_first(False).value, [[1.0, 0.0]])
    a, b = 88.0, 48.0  # where it is not sound
    exact = 0.5 * b + 0.5 * a - max(0.5 * b + 0.5 * a, b)  # a gated A is worth B's score
    assert forced.evppi().value[0] == pytest.approx(exact, abs=1e-9)


def test_shares_of_the_first_place_lie_apart_by_hand():
    """A alone before; after, A alone, B alone, or both."""
    before = best_in_draw(np.array([[2.0, 2, 2], [1, 1, 1]]), None)
    tied = best_in_draw(np.array([[2.0, 2, 2], [2, 2, 2]]), None)
    after = best_in_draw(np.array([[2.0, 1, 2], [1, 2, 2]]), None)
    assert before.apart(after.dense(2), after.together).tolist() == [0, 2, 0.5]
    assert tied.apart(after.dense(2), after.together).tolist() == [0.5, 0.5, 0]


def test_an_argument_that_decides_by_hand():
    """A is at 8 where `hit` is sound (.5), else at 80, B at 50: B is chosen without knowing."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 5})],
        [small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)])],
    )
    found = forced_of(problem, draws=1024).evppi()
    assert found.value == pytest.approx([0.5 * 50 + 0.5 * 80 - 50])
    assert found.standard_error == pytest.approx([0], abs=1e-9)


def test_a_theory_that_an_argument_shuts_out_is_worth_the_lowest_score_there():
    """A, at 88, is out where `shuts` is sound and then worth C's 24; who knows takes B's 40."""
    cells = {"A": (9, 2), "B": (3, 2), "C": (1, 2)}
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2", direction="cost")],
        [small.theory(name, {"c1": a, "c2": b}) for name, (a, b) in cells.items()],
        [small.argument("shuts", 0.5, [(["A"], "c2", "raises", 0.5)])],
        weights={"c1": 4, "c2": 1},
        gates=[{"c2 > 5": "exclude"}],
    )
    found = forced_of(problem, draws=2048).evppi()
    assert found.value == pytest.approx([0.5 * (40 - 24)])


def test_the_error_of_a_value_is_that_of_the_mean_gain():
    """B is uniform from 49 to 51 and A as before: who knows gains (80 - B) / 2 in each draw."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": {"uniform": [4.9, 5.1]}})],
        [small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)])],
    )
    found = forced_of(problem, draws=4096).evppi()
    assert found.value == pytest.approx([15], abs=0.05)
    assert found.standard_error == pytest.approx([2 / 12**0.5 / 2 / 4096**0.5], rel=0.2)


@pytest.mark.parametrize("value", [3.3, 7.77])
def test_a_score_that_does_not_vary_has_no_shares(value):
    """Whatever rounding makes of its variance."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": value}), small.theory("B", {"c1": {"uniform": [2, 8]}})],
        [small.argument("a", 0.5, [(["B"], "c1", "lowers", 0.5)])],
    )
    for share in forced_of(problem, draws=1000, theory=0).shares_of_score():
        assert np.isnan(share.value).all()
