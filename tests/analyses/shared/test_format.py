"""Numbers as screens write them."""

import pytest

from toi.analyses.shared.format import on_scale


@pytest.mark.parametrize(
    ("raw", "scale", "text"),
    [
        (5.234, (0, 10), "5"),
        (6.38, (0, 10), "6.4"),
        (2.5, (0, 10), "2.5"),
        (5.23, (1, 6), "5.2"),
        (2.25, (1, 6), "2.2"),
        (5.0, (1, 6), "5"),
        (3.0, (1, 5), "3.0"),
        (55.5, (0, 100), "55.5"),
        (55.52, (0, 100), "56"),
        (0.525, (0, 1), "0.5"),
        (0.05, (0, 0.5), "0.05"),
    ],
)
def test_a_step_is_a_tenth_of_the_scale_at_most(raw, scale, text):
    assert on_scale(raw, scale) == text
