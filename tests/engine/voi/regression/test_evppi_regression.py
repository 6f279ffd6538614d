"""What knowing many numbers is worth, by regression: closed forms, and counting by hand."""

import math
import subprocess
import sys

import numpy as np
import pytest

from tests import small
from tests.engine.voi.debates import DRAWS, pair, policy
from toi import threads
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.voi.regression import basis
from toi.engine.voi.regression.basis import Basis
from toi.engine.voi.regression.evppi_regression import KnowingInputs, evppi_by_regression
from toi.engine.voi.regression.sparse_regression import Moments, Tiles


def normals(sd=(1.0, 2.0), mean=(5.0, 5.4)):
    open_ended = small.criterion(clip=False)
    theories = [
        small.theory(name, {"c1": {"normal": [m, s]}})
        for name, m, s in zip("AB", mean, sd, strict=True)
    ]
    return small.problem([open_ended], theories)


def everywhere(inputs, choices=2):
    """Every choice may hang on every input."""
    return np.ones((inputs, choices), dtype=bool)


def test_what_decides_nothing_is_worth_nothing():
    problem = normals(mean=(5.0, 50.0))
    assert policy(problem, labels_by_kind(problem)["judgements"]) == (0.0, 0.0)
    assert policy(problem, frozenset()) == (0.0, 0.0)
    rng = np.random.default_rng(1)
    found, error = pair(evppi_by_regression(rng.random((3, DRAWS)), rng.normal(0, 5, (4, DRAWS))))
    assert abs(found) <= 4 * error


def test_chance_does_not_pass_for_knowledge_in_a_fit():
    """Forty inputs that say nothing, few draws: on its own draws a fit would look useful."""
    found = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        worth = rng.normal(0, 5, (4, 400))
        found.append(evppi_by_regression(rng.random((40, 400)), worth).points)
    assert abs(np.mean(found)) <= 4 * np.std(found) / len(found) ** 0.5
    assert abs(np.mean(found)) < 1.0


def test_inputs_that_say_the_same_twice_do_no_harm():
    rng = np.random.default_rng(2)
    x = rng.normal(0, 1, DRAWS)
    worth = np.stack([x, np.zeros(DRAWS)]) + rng.normal(0, 1, (2, DRAWS))
    once, error = pair(evppi_by_regression(x[None], worth))
    thrice, _ = pair(evppi_by_regression(np.stack([x, -x, 2 * x + 1]), worth))
    assert once == pytest.approx(1 / math.sqrt(2 * math.pi), abs=4 * error)
    assert thrice == pytest.approx(once, abs=error / 2)


def test_worth_that_bends_in_an_input_is_found():
    """Either end of x makes A the better: a straight line through it would see nothing."""
    x = np.random.default_rng(3).uniform(-1, 1, DRAWS)
    found, error = pair(evppi_by_regression(x[None], np.stack([np.abs(x), np.full(DRAWS, 0.5)])))
    assert found == pytest.approx(0.125, abs=4 * error + 1e-3)  # E max(|x|, 1/2) - 1/2


def test_worth_that_bends_away_from_0_is_found(monkeypatch):
    """The same about 1; and of an input more than may bend only a straight line is seen."""
    x = np.random.default_rng(3).uniform(0, 2, DRAWS)
    worth = np.stack([np.abs(x - 1), np.full(DRAWS, 0.5)])
    monkeypatch.setattr(basis, "MOST_BENT", 1)
    found, error = pair(evppi_by_regression(x[None], worth))
    assert found == pytest.approx(0.125, abs=4 * error + 1e-3)
    monkeypatch.setattr(basis, "MOST_BENT", 0)
    assert abs(evppi_by_regression(x[None], worth).points) < 0.02


def test_what_never_varies_is_no_input():
    x = np.random.default_rng(3).normal(0, 1, 500)
    worth = np.stack([x, np.zeros(500)])
    alone = evppi_by_regression(x[None], worth)
    assert alone.inputs == 1
    assert evppi_by_regression(np.stack([np.full(500, 3.0), x]), worth) == alone


def test_of_many_inputs_those_that_never_vary_are_none(monkeypatch):
    monkeypatch.setattr(basis, "MOST_BENT", 1)
    monkeypatch.setattr(basis, "MOST_PAIRED", 1)
    x = np.random.default_rng(3).normal(0, 1, (3, 500))
    with_one = np.insert(x, 1, 3.0, axis=0)
    np.testing.assert_array_equal(Basis.of(with_one, everywhere(4))(with_one), x)
    worth = np.stack([x[0] + x[2], np.zeros(500)])
    assert evppi_by_regression(with_one, worth) == evppi_by_regression(x, worth)


def test_what_varies_in_none_of_the_draws_of_a_half_does_no_harm():
    """Its slope is 0, and the others' are what they are without it."""
    x = np.random.default_rng(3).normal(0, 1, (3, 500))
    x[1] = 0.0
    found = Moments(Tiles(everywhere(3, 1)))
    found.add(x, (2.0 * x[0] - x[2])[None], threads.Crew())
    assert found.fit().slopes[0][0] == pytest.approx([2.0, 0.0, -1.0], abs=1e-6)


def test_two_arguments_that_count_only_together_are_worth_it_together(monkeypatch):
    rng = np.random.default_rng(4)
    both = (rng.random((2, DRAWS)) < 0.5).astype(float)
    monkeypatch.setattr(basis, "MOST_PAIRED", 2)
    unlike = np.where(both[0] == both[1], 1.0, 0.0)  # neither alone says anything of it
    worth = np.stack([unlike, np.full(DRAWS, 0.6)])
    found, error = pair(evppi_by_regression(both, worth))
    assert found == pytest.approx(0.5 * 1.0 + 0.5 * 0.6 - 0.6, abs=4 * error)
    alone, error = pair(evppi_by_regression(both[:1], worth))
    assert abs(alone) <= 4 * error + 1e-9


def test_what_was_learnt_but_not_valued_is_no_number():
    columns, gains = np.random.default_rng(0).random((2, 64)), np.zeros((2, 64))
    one = KnowingInputs(Basis.of(columns, everywhere(2)))
    one.learn(0, columns, gains)
    found = one.found()
    assert (found.inputs, found.points) == (2, 0.0)
    assert math.isnan(found.standard_error)


def test_choices_led_by_knowledge_are_counted_by_hand():
    """Nothing, or a bet of 1 on whether x is above 0: knowing x gains 1 in every other draw."""
    x = np.resize([1.0, -1.0], 64)
    for unit in (1.0, 1e-6):
        found = evppi_by_regression(unit * x[None], np.array([np.zeros(64), x]))
        assert found.points == pytest.approx(0.5)
        assert found.changed == 0.5
        assert found.instead == 1


def test_choices_are_counted_in_both_halves():
    """Led by x, 3 of 4 bets are taken that would not be, and 2 of 4 left that would be taken."""
    x = np.array([1.0, 1, 1, -1, 1, 1, -1, -1])
    found = evppi_by_regression(x[None], np.array([np.zeros(8), x]))
    assert found.changed == 5 / 8
    assert found.instead == 1


def test_inputs_count_the_same_whatever_their_unit():
    """A bet on x, that pays 1.5 or costs 0.5, is taken without knowing; who knows may leave it."""
    x = np.resize([1.0, -1.0], 64)
    for unit in (1e6, 1.0, 1e-6):
        found = evppi_by_regression(unit * x[None], np.array([np.zeros(64), x + 0.5]))
        assert found.points == pytest.approx(0.5 * 0.5)


def test_two_draws_of_each_half_have_an_error_and_one_has_none():
    """Led by x, the halves gain 1 and 0, and 0 and 1."""
    x = np.array([1.0, -1.0, -1.0, 1.0])
    worth = np.array([np.zeros(4), x])
    found = evppi_by_regression(x[None], worth)
    assert found.points == pytest.approx(0.5)
    assert found.standard_error == pytest.approx(math.sqrt(2 * 0.25) / 2)
    assert math.isnan(evppi_by_regression(x[None, :2], worth[:, :2]).standard_error)


def test_the_error_of_what_is_gained_by_hand():
    """Led by x, each half of the draws gains 1 once in three."""
    x = np.tile([1.0, -1.0, -1.0], 2)
    found = evppi_by_regression(x[None], np.array([np.zeros(6), x]))
    assert found.points == pytest.approx(1 / 3)
    of_half = math.sqrt((1 / 3) / 3)  # a variance of a third, over three draws
    assert found.standard_error == pytest.approx(math.sqrt(2) * of_half / 2)


@pytest.mark.parametrize("width", [2, 3, 8])
def test_any_number_of_threads_regresses_to_the_same_bits(width, monkeypatch):
    rng = np.random.default_rng(4)
    columns, value = rng.random((70, 600)), rng.normal(0, 5, (40, 600))
    monkeypatch.setattr(threads, "SHORT", 0.0)
    threads.use(1)
    try:
        alone = evppi_by_regression(columns, value)
        threads.use(width)
        assert evppi_by_regression(columns, value) == alone
    finally:
        threads.use(None)


@pytest.mark.skipif(sys.platform != "linux", reason="solved elsewhere by fork")
def test_a_large_table_is_solved_in_a_process_that_takes_what_it_loads_with_it():
    """Else the libraries would take memory while more is learnt. The fit is the same to the bit."""
    code = """
import sys
import numpy as np
from toi import threads
from toi.engine.voi.regression.evppi_regression import evppi_by_regression
threads.use(int(sys.argv[1]))
rng = np.random.default_rng(4)
print(evppi_by_regression(rng.random((1030, 600)), rng.normal(0, 5, (2, 600))))
print("scipy.linalg" in sys.modules)
"""
    alone, elsewhere = (
        subprocess.run(
            [sys.executable, "-c", code, threads], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        for threads in "12"
    )
    assert (alone[1], elsewhere[1]) == ("True", "False")
    assert alone[0] == elsewhere[0]
