"""Rounded shares add up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toi.analyses.shared.rounding import (
    beside_fixed,
    in_even_steps,
    in_grouped_steps,
    in_steps,
    in_tenths,
)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12).filter(lambda x: sum(x) > 0))
def test_rounded_shares_add_up(weights):
    exact = [w / sum(weights) for w in weights]
    rounded = in_steps(exact)
    assert sum(rounded) == pytest.approx(1)
    assert all(abs(a - b) < 0.01 + 1e-9 for a, b in zip(exact, rounded, strict=True))


def test_equal_shares_are_rounded_alike():
    assert in_even_steps([1 / 3] * 3) == pytest.approx([0.33] * 3)
    assert in_even_steps([0.5, 0.5]) == [0.5, 0.5]


@given(st.lists(st.tuples(st.integers(1, 500), st.sampled_from("abc")), min_size=1, max_size=20))
def test_parts_of_a_group_add_up_to_what_the_group_is_rounded_to(lines):
    whole = sum(weight for weight, _ in lines)
    shares, groups = [weight / whole for weight, _ in lines], [group for _, group in lines]
    found = in_grouped_steps(shares, groups)
    assert sum(found) == pytest.approx(1)
    for group in set(groups):
        exact = sum(s for s, one in zip(shares, groups, strict=True) if one == group)
        shown = sum(s for s, one in zip(found, groups, strict=True) if one == group)
        assert abs(shown - exact) < 0.01 + 1e-9
        if abs(exact * 100 - round(exact * 100)) < 1e-9:
            assert shown == pytest.approx(exact)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=8).filter(lambda x: sum(x) > 0.1))
def test_what_is_fixed_stays_and_the_rest_still_adds_up(weights):
    exact = [1_234_567 * w / sum(weights) for w in weights]
    found = beside_fixed(exact, {0: round(exact[0], 2)}, 1000, 1_234_567)
    assert found[0] == round(exact[0], 2)
    even = len(set(weights)) == len(weights)
    assert sum(found) == pytest.approx(1_234_567) if even else sum(found) <= 1_234_568
    assert all(abs(a - b) <= 1001 for a, b in zip(exact, found, strict=True)) or not even


def test_an_odd_rest_goes_to_what_rounding_took_most_from():
    assert beside_fixed([7.5, 50.6, 41.9], {0: 7.5}, 1, 100) == [7.5, 50.5, 42]
    assert beside_fixed([7.5, 46.25, 46.25], {0: 7.5}, 1, 100) == [7.5, 46, 46]


def test_an_odd_rest_goes_past_what_is_whole_already():
    assert beside_fixed([22.5, 47.5, 30.0], {0: 22.5}, 1, 100) == [22.5, 47.5, 30]
    assert beside_fixed([22.5, 30.0, 30.0, 17.5], {0: 22.5}, 1, 100) == [22.5, 30, 30, 17.5]
    assert beside_fixed([22.5, 60.1, 17.4], {0: 22.5}, 1, 100) == [22.5, 60, 17.5]


def test_what_is_nothing_gets_nothing_of_an_odd_rest():
    assert beside_fixed([7.5, 46.25, 46.25, 0.0], {0: 7.5}, 1, 100) == [7.5, 46, 46, 0]
    fixed = {1: 707874.4038577655, 2: 1292125.5961422347}  # whose sum is off by a rounding error
    assert beside_fixed([0.0, *fixed.values()], fixed, 2000, 2_000_000)[0] == 0.0


@pytest.mark.parametrize("points", [[1.26, 1.26, 1.26], [-0.26, 0.13, 5.04, -3.33], [], [0.05]])
def test_points_in_tenths_add_up_to_their_sum_in_tenths(points):
    found = in_tenths(points)
    assert f"{sum(found):.1f}" == f"{sum(points):.1f}"
    assert all(abs(a - b) < 0.1 for a, b in zip(found, points, strict=True))


@given(st.lists(st.floats(-40, 40), min_size=1, max_size=12), st.booleans())
def test_parts_add_up_to_their_sum_as_it_is_written_whichever_way_that_was_rounded(points, up):
    whole = (math.floor(10 * math.fsum(points) + 1e-9) + up) / 10
    found = in_tenths(points, whole)
    assert sum(found) == pytest.approx(whole, abs=1e-9)
    assert all(abs(a - b) < 0.1 + 1e-8 for a, b in zip(found, points, strict=True))


def test_parts_add_up_to_a_gap_of_scores_that_are_written_further_apart_than_they_are():
    whole = round(round(45.25, 1) - round(45.75, 1), 1)  # halves go to even: -0.6, not -0.5
    found = in_tenths([-1.5, 1.0, 0.0], whole)
    assert sum(found) == pytest.approx(whole, abs=1e-9)
    assert all(abs(a - b) < 0.1 + 1e-8 for a, b in zip(found, [-1.5, 1.0, 0.0], strict=True))
