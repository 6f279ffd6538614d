"""Several rubrics at one table, against scalar optimisation and sums by hand."""

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

from tests.engine.portfolio.views import unconstrained
from toi.engine.portfolio.compromise import RULES, reconcile
from toi.engine.portfolio.outcome import values_of
from toi.engine.portfolio.problem import Preferences


def two(half=1.0, a=10.0, b=10.0):
    """Two views, each of which cares for one of two lines alone."""
    return [
        Preferences(np.array([[a, 0.0]]), np.full(2, half)),
        Preferences(np.array([[0.0, b]]), np.full(2, half)),
    ]


def test_two_who_care_alike_meet_in_the_middle():
    found = reconcile(two(), unconstrained(2), np.array([0.5, 0.5]))
    assert found.favourites == pytest.approx(np.eye(2), abs=1e-6)
    assert found.best == pytest.approx([10 * np.log(2)] * 2, abs=1e-4)
    assert found.dictator == pytest.approx([5 * np.log(2)] * 2, abs=1e-4)
    for rule in RULES:
        assert found.rules[rule] == pytest.approx([0.5, 0.5], abs=5e-3), rule
    satisfied = found.satisfaction(values_of(two(), np.array([0.5, 0.5])))
    by_hand = (np.log(1.5) - np.log(2) / 2) / (np.log(2) / 2)  # .17
    assert satisfied == pytest.approx([by_hand] * 2, abs=1e-4)


@pytest.mark.parametrize("credence", [0.5, 0.6, 0.3])
@pytest.mark.parametrize("scale", [1.0, 7.0])
def test_rules_find_what_scalar_optimisation_finds(credence, scale):
    """All is spent, so a split is the share x of the first line."""
    views = two(b=10 * scale)  # on their own ranges, scale does not matter
    weights = np.array([credence, 1 - credence])
    found = reconcile(views, unconstrained(2), weights)

    def satisfied(x):
        value = np.log1p(np.array([x, 1 - x])) / np.log(2)
        return (value - weights) / (1 - weights)

    def best(goal):
        low = brentq(lambda x: satisfied(x)[0], 0, 1) + 1e-9
        high = brentq(lambda x: satisfied(x)[1], 0, 1) - 1e-9
        return minimize_scalar(
            lambda x: -goal(satisfied(x)), bounds=(low, high), method="bounded"
        ).x

    level = brentq(lambda x: satisfied(x)[0] - satisfied(x)[1], 0.01, 0.99)
    wanted = {
        "proportional": credence,
        "nash": best(lambda u: weights @ np.log(u)),
        "minimax": level,
        "expected": minimize_scalar(
            lambda x: -weights @ satisfied(x), bounds=(0, 1), method="bounded"
        ).x,
    }
    for rule, x in wanted.items():
        mine = weights @ satisfied(found.rules[rule][0])
        assert mine == pytest.approx(weights @ satisfied(x), abs=3e-3), rule
        assert found.rules[rule][0] == pytest.approx(x, abs=0.02), rule


def test_views_that_agree_have_nothing_to_settle():
    view = Preferences(np.array([[20.0, 10.0, -5.0]]), np.full(3, 0.1))
    found = reconcile([view, view], unconstrained(3), np.array([0.4, 0.6]))
    for rule in RULES:
        assert found.rules[rule] == pytest.approx(found.favourites[0])
        assert found.satisfaction(values_of([view, view], found.rules[rule])).tolist() == [1, 1]


def test_what_one_sees_as_harm_is_weighed_as_harm():
    """The second loses 10 points per share of what the first wants, at once."""
    views = [
        Preferences(np.array([[10.0, 1.0]]), np.full(2, 1.0)),
        Preferences(np.array([[-10.0, 10.0]]), np.full(2, 1.0)),
    ]
    found = reconcile(views, unconstrained(2), np.array([0.5, 0.5]))
    assert values_of(views, np.array([0.5, 0.0])) == pytest.approx([10 * np.log(1.5), -5])
    assert found.favourites[1] == pytest.approx([0, 1], abs=1e-3)
    for rule in ("nash", "minimax"):
        satisfied = found.satisfaction(values_of(views, found.rules[rule]))
        assert (satisfied > 0).all()
        assert found.rules[rule][0] < 0.5


def test_minimax_leaves_nobody_worse_than_any_other_rule():
    rng = np.random.default_rng(0)
    views = [
        Preferences(rng.normal(rng.uniform(2, 15, 5), 3, (40, 5)), np.full(5, 0.1), risk=risk)
        for risk in (0.0, 0.3, 0.6)
    ]
    found = reconcile(views, unconstrained(5), np.array([0.2, 0.3, 0.5]))
    worst = {
        rule: found.satisfaction(values_of(views, split)).min()
        for rule, split in found.rules.items()
    }
    assert worst["minimax"] >= max(worst.values()) - 2e-3
    mean = {
        rule: np.array([0.2, 0.3, 0.5]) @ found.satisfaction(values_of(views, split))
        for rule, split in found.rules.items()
    }
    assert mean["expected"] >= max(mean.values()) - 2e-3


def test_the_order_of_views_does_not_matter():
    views, weights = two(b=40.0), np.array([0.7, 0.3])
    one = reconcile(views, unconstrained(2), weights)
    other = reconcile(views[::-1], unconstrained(2), weights[::-1])
    for rule in RULES:
        assert one.rules[rule] == pytest.approx(other.rules[rule], abs=5e-3)
