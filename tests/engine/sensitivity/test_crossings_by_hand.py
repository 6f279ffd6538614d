"""Where the leader is overtaken, by hand: in closed form and by scans alike."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.engine.sensitivity.helpers import SimpleDebate
from toi.engine.problem import Gate
from toi.engine.sensitivity import breakeven as module
from toi.engine.sensitivity.breakeven import _by_scans, breakeven, crossings, nearest
from toi.engine.sensitivity.one_at_a_time import (
    Parameter,
    base_case,
    credence_parameters,
    judgement_parameters,
    weight_parameters,
)

VALUES = {"T1": (8, 2), "T2": (5, 5), "T3": (6, 3)}


@pytest.fixture(scope="module")
def here():
    """Scores of 65, 50 and 52.5 at weights of 3/4 and 1/4."""
    return SimpleDebate(VALUES, {"a": 3, "b": 1}).base_case()


def scanned(monkeypatch, found):
    """Let no number be taken as linear, unless `found` in closed form."""
    if not found:
        monkeypatch.setattr(module, "linear_in", lambda base, some: np.zeros(len(some), dtype=bool))


@pytest.mark.parametrize("closed", [True, False], ids=["closed form", "scans"])
def test_each_number_at_which_another_leads(here, closed, monkeypatch):
    """A second theory is level at w = 1/2, where the third is at 3 / 5 w, later: at 1 / 3."""
    scanned(monkeypatch, closed)
    parameters = [*weight_parameters(here), *judgement_parameters(here)]
    found = crossings(here, parameters, 0, [1, 2])
    wanted = {
        ("weight", 0): (0.5, 1),
        ("weight", 1): (0.5, 1),
        ("judgement", 0): ((0.525 - 0.05) / 0.75, 2),  # of T1 on a, down
        ("judgement", 2): ((0.65 - 0.125) / 0.75, 1),  # of T2 on a, up
        ("judgement", 4): ((0.65 - 0.075) / 0.75, 2),  # of T3 on a, up
        ("judgement", 5): ((0.65 - 0.45) / 0.25, 2),  # of T3 on b, up
    }
    assert [(one.parameter.kind, one.parameter.index) for one in found] == list(wanted)
    for one, (value, who) in zip(found, wanted.values(), strict=True):
        assert one.value == pytest.approx(value, abs=1e-7)
        assert abs(one.beyond - one.value) < 1e-6
        assert (one.beyond - one.value) * (one.value - one.parameter.now) > 0
        assert one.new_leader == who
        assert one.verified
        assert one.distance == pytest.approx(abs(value - one.parameter.now), abs=1e-7)


@pytest.mark.parametrize("closed", [True, False], ids=["closed form", "scans"])
@pytest.mark.parametrize("value", [0.001, 0.04, 0.96, 0.999, 1 - 1e-7])
def test_it_is_found_wherever_on_the_way(closed, value, monkeypatch):
    """T2 has the value on the only criterion, which T1's falls to and T3's rises to."""
    scanned(monkeypatch, closed)
    values = {"T1": (10,), "T2": (10 * value,), "T3": (0,)}
    here = SimpleDebate(values, {"a": 1}).base_case()
    first, _, third = judgement_parameters(here)
    (down,) = crossings(here, [first], 0, [1])
    (up,) = crossings(here, [third], 1, [2])
    assert down.value == pytest.approx(value, abs=1e-7)
    assert up.value == pytest.approx(value, abs=1e-7)
    assert 0 <= down.beyond < value + 1e-12
    assert value - 1e-12 < up.beyond <= 1


@pytest.mark.parametrize("closed", [True, False], ids=["closed form", "scans"])
def test_who_is_level_at_the_end_has_not_overtaken(closed, monkeypatch):
    scanned(monkeypatch, closed)
    here = SimpleDebate({"T1": (8, 2), "T2": (8, 1)}, {"a": 3, "b": 1}).base_case()
    assert crossings(here, weight_parameters(here), 0, [1]) == []


@pytest.mark.parametrize("closed", [True, False], ids=["closed form", "scans"])
def test_who_is_level_now_is_overtaken_at_once(closed, monkeypatch):
    scanned(monkeypatch, closed)
    here = SimpleDebate({"T1": (8, 2), "T2": (4, 6)}, {"a": 1, "b": 1}).base_case()
    (one, other) = crossings(here, weight_parameters(here), 0, [1])
    assert (one.value, other.value) == pytest.approx((0.5, 0.5), abs=1e-6)
    assert one.beyond < 0.5 < other.beyond


def test_what_a_gate_excludes_overtakes_nobody(here):
    gated = replace(here, problem=replace(here.problem, gates=(Gate(1, ">=", 5.0, "b >= 5"),)))
    found = crossings(gated, weight_parameters(gated), 0, [1, 2])
    assert [one.new_leader for one in found] == [2, 2]
    assert [one.value for one in found] == pytest.approx([1 / 3, 2 / 3])
    assert crossings(gated, weight_parameters(gated), 0, [1]) == []


def test_a_credence_that_bends_is_searched():
    """`by` lowers A itself and takes from `hit`: it is ahead of 3.8 in between."""
    arguments = [
        small.argument(
            "by", 0.9, [(["A"], "c1", "lowers", 0.5)], against=[("hit", 0.9)], kind="rebuttal"
        ),
        small.argument("hit", 1.0, [(["A"], "c1", "lowers", 0.6)]),
    ]
    made = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 3.8})],
        arguments,
    )
    here = base_case(made, [0, 1])
    by, _ = credence_parameters(here)

    def score(q):
        return 8 * (1 - 0.5 * q) * (1 - 0.6 * (1 - 0.9 * q))

    assert here.score().totals[0, 0] == pytest.approx(10 * score(0.9))
    found = crossings(here, [by], 0, [1])
    for one in found:
        assert score(one.value) == pytest.approx(3.8, abs=1e-6)
        assert one.verified
    assert [one.value < 0.9 for one in found] == [True, False]
    rows = np.array([[0.9], [0.0]])
    direct = _by_scans(here, [by], rows[0], rows[1], 0, [1])
    assert found[0].value == pytest.approx(0.9 * (1 - direct[0, 0]))


def test_two_swap_whichever_is_ahead_and_the_nearer_side_is_told(here):
    parameters = [*judgement_parameters(here), *weight_parameters(here)]
    one, other = (breakeven(here, parameters, *pair) for pair in ((0, 2), (2, 0)))
    assert [(c.parameter, c.value) for c in one] == [(c.parameter, c.value) for c in other]
    distances = [round(c.distance, 9) for c in one]
    assert distances == sorted(distances)
    assert {c.new_leader for c in one} == {2}
    weight = Parameter("weight", 0, 0.5)
    both = [module.Crossing(weight, v, v, 1, True) for v in (0.1, 0.8)]
    assert nearest(both) == [both[1]]
