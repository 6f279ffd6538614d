"""The share that a number makes among weights, and when somebody may have meant another."""

import pytest

import toi
from toi.errors import InputErrors
from toi.io.rubric.resolve import resolve
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


@pytest.mark.parametrize("text", ["[0.2, 0.4]", "0.4..0.2", "20-40%", "40 to 20"])
def test_a_range_of_a_weight_is_told_where_it_is_written(text, workspace):
    opened = toi.load()
    with pytest.raises(InputErrors) as caught:
        resolve("plain", opened.places, opened.debate, [f"speed={text}"])
    [problem] = caught.value.problems
    assert "weight a list" not in problem.message
    assert problem.message.endswith(
        "is not a number; write one number, and its range in weights_sure: "
        "{ranges: {NAME: [0.2, 0.4]}}"
    )
