"""The share that a number makes among weights, and when somebody may have meant another."""

import pytest

from toi.io.rubric.setting_change import SettingChange
from toi.io.rubric.weight_settings import shares_made


def made(before: dict[str, float], value: float) -> tuple[str, str]:
    """What is said of speed set to a number."""
    change = SettingChange(f"speed={value:g}", ("weights", "speed"), value)
    return shares_made(before, {**before, "speed": value}, [change])["speed"]


@pytest.mark.parametrize(
    ("before", "value", "hint"),
    [
        ({"speed": 0.25, "harm": 0.75}, 0.4, "for 40 % write speed=40%"),
        ({"speed": 0.25, "harm": 0.75}, 3, ""),  # no share of 1
        ({"speed": 25, "harm": 75}, 25.4, ""),  # 25.3 %, as near as makes no difference
        ({"speed": 25, "harm": 75}, 28, "for 28 % write speed=28%"),  # 27.2 %
        ({"speed": 25, "harm": 75}, 26, ""),  # 25.7 %
    ],
)
def test_a_share_is_asked_about_where_another_was_written(before, value, hint):
    share, told = made(before, value)
    assert share == f"{100 * value / (value + before['harm']):.3g} % of all weight"
    assert told == hint
