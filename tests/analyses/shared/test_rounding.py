"""Rounded shares add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toi.analyses.shared.rounding import in_even_steps, in_steps


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12).filter(lambda x: sum(x) > 0))
def test_rounded_shares_add_up(weights):
    exact = [w / sum(weights) for w in weights]
    rounded = in_steps(exact)
    assert sum(rounded) == pytest.approx(1)
    assert all(abs(a - b) < 0.01 + 1e-9 for a, b in zip(exact, rounded, strict=True))


def test_equal_shares_are_rounded_alike():
    assert in_even_steps([1 / 3] * 3) == pytest.approx([0.33] * 3)
    assert in_even_steps([0.5, 0.5]) == [0.5, 0.5]
