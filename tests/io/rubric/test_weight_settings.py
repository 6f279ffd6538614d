"""Weights that are set: shares of all weight, numbers beside the others, and their certainty."""

from pathlib import Path

import pytest

import toi
from tests.io.rubric.settled import HEAD, settle
from toi.analyses.shared.session import LoadedDebate
from toi.io.rubric.resolve import resolve
from toi.records.weight_uncertainty import SureOptions

UNKNOWN = HEAD + "weights: {speed: 60, harm: 40}\nweights_sure: unknown\n"
ALIKE = UNKNOWN.replace("60", "40")


@pytest.mark.parametrize("key", ["speed", "weights.speed"])
def test_a_weight(key: str, opened: LoadedDebate) -> None:
    assert settle(opened, f"{key}=3").weights == {"speed": 3, "harm": 40}
    assert settle(opened, f" {key} = 3 ").weights == {"speed": 3, "harm": 40}
    assert settle(opened, f"{key}=1e1").weights == {"speed": 10, "harm": 40}


def test_a_weight_that_the_rubric_does_not_have(opened: LoadedDebate) -> None:
    assert settle(opened, "margin=20").weights == {"speed": 60, "harm": 40, "margin": 20}


@pytest.mark.parametrize(
    ("settings", "weights"),
    [
        (["speed=40%"], {"speed": 40, "harm": 60}),
        (["weights.speed=40%"], {"speed": 40, "harm": 60}),
        (["margin=50%"], {"speed": 30, "harm": 20, "margin": 50}),
        (["margin=50%", "speed=10%"], {"speed": 10, "harm": 40, "margin": 50}),
        (["speed=10%", "margin=50%"], {"speed": 10, "harm": 40, "margin": 50}),
        (["speed=70%", "harm=30%"], {"speed": 70, "harm": 30}),
        (["speed=100%"], {"speed": 100, "harm": 0}),
        (["speed=0%"], {"speed": 0, "harm": 100}),
        (["speed=33.5 %"], {"speed": 33.5, "harm": 66.5}),
        (["speed=40%", "speed=20%"], {"speed": 20, "harm": 80}),
        (["speed=40%", "speed=20"], {"speed": 20, "harm": 40}),
        (["speed=20", "speed=40%"], {"speed": 40, "harm": 60}),
        (["margin=100", "speed=50%"], {"speed": 50, "harm": 40 / 2.8, "margin": 100 / 2.8}),
    ],
)
def test_shares(settings: list[str], weights: dict[str, float], opened: LoadedDebate) -> None:
    assert settle(opened, *settings).weights == pytest.approx(weights)


def test_shares_leave_the_others_in_proportion(opened: LoadedDebate) -> None:
    found = settle(opened, "margin=7%").weights
    assert sum(found.values()) == pytest.approx(100)
    assert found["speed"] / found["harm"] == pytest.approx(60 / 40)


def test_a_rubric_without_weights_has_those_of_the_core(opened: LoadedDebate) -> None:
    assert settle(opened, "speed=40%", text=HEAD).weights == {"speed": 40, "harm": 60}
    assert settle(opened, "margin=20", text=HEAD).weights == {
        "speed": 50,
        "harm": 50,
        "margin": 20,
    }
    assert settle(opened, "doubt=0.2", text=HEAD).weights == {}


def test_weights_that_are_set_are_meant(opened: LoadedDebate) -> None:
    assert settle(opened, text=ALIKE).weights_sure == "unknown"
    assert settle(opened, "doubt=0.2", text=ALIKE).weights_sure == "unknown"
    for setting in ("speed=3", "speed=40%", "weights.margin=1"):
        assert settle(opened, setting, text=ALIKE).weights_sure == "roughly"


def test_weights_that_differ_in_a_file_count_whatever_it_says(opened: LoadedDebate) -> None:
    assert settle(opened, text=UNKNOWN).weights_sure == "roughly"
    Path("rubrics/mine.yaml").write_text(UNKNOWN)
    found = resolve("mine", opened.places, opened.debate)
    said = ["rubric mine: its weights differ, so they count as roughly, not as unknown"]
    assert list(found.notes) == said
    spared = UNKNOWN.replace("40}", "60, margin: 0}")
    assert settle(opened, text=spared).weights_sure == "unknown"


@pytest.mark.parametrize("sure", ["exactly", "roughly", "order"])
def test_other_certainty_stays(sure: str, opened: LoadedDebate) -> None:
    text = UNKNOWN.replace("unknown", sure)
    assert settle(opened, "speed=3", text=text).weights_sure == sure


def test_certainty_that_is_set_stays(opened: LoadedDebate) -> None:
    for settings in (["weights_sure=unknown", "speed=3"], ["speed=3", "weights_sure=unknown"]):
        assert settle(opened, *settings).weights_sure == "unknown"
        assert settle(opened, *settings, text=UNKNOWN).weights_sure == "unknown"
    assert settle(opened, "weights_sure=order").weights_sure == "order"
    assert settle(opened, "weights_sure={dirichlet: 9}").weights_sure == SureOptions(dirichlet=9)


def test_weights_over_those_of_an_unknown_parent_are_meant(opened: LoadedDebate) -> None:
    Path("rubrics/below.yaml").write_text(ALIKE.replace("mine", "below"))
    child = HEAD + "extends: below\n"
    assert settle(opened, text=child).weights_sure == "unknown"
    own = child + "weights: {speed: 1}\n"
    assert settle(opened, text=own).weights_sure == "roughly"
    Path("rubrics/mine.yaml").write_text(own)
    assert resolve("mine", opened.places, opened.debate).notes == ()  # nobody said otherwise
    sure = child + "weights: {speed: 1}\nweights_sure: unknown\n"
    assert settle(opened, text=sure).weights_sure == "roughly"
    assert settle(opened, text=child + "weights: {speed: 40}\n").weights_sure == "unknown"


@pytest.mark.parametrize(
    ("weights", "setting", "said"),
    [
        ("{speed: 60, harm: 40}", "speed=0.6", "for 60 % write speed=60%"),
        ("{speed: 60, harm: 40}", "harm=0.05", "for 5 % write harm=5%"),
        ("{speed: 0.6, harm: 0.4}", "speed=60", "for 60 % write speed=60%"),
    ],
)
def test_a_share_beside_weights_of_another_size(
    weights: str, setting: str, said: str, opened: LoadedDebate
) -> None:
    text = HEAD + f"weights: {weights}\n"
    with pytest.raises(toi.InputErrors, match=said):
        settle(opened, setting, text=text)
    plainly = f"weights.{setting}"
    assert settle(opened, plainly, text=text).weights[setting.split("=")[0]] > 0


def test_weights_of_one_size_are_taken_as_they_are(opened: LoadedDebate) -> None:
    small = HEAD + "weights: {speed: 3, harm: 2}\n"
    assert settle(opened, "speed=0.6", text=small).weights == {"speed": 0.6, "harm": 2}
    both = settle(opened, "speed=0.6", "harm=0.4").weights
    assert (both["speed"], both["harm"]) == (0.6, 0.4)


SHARES = {
    "percentages before, not after": ("{speed: 25, harm: 75}", ["speed=60"], "44.4", "60"),
    "parts of 1": ("{speed: 0.25, harm: 0.75}", ["speed=0.5"], "40", "50"),
    "no point on a scale to 3": ("{speed: 1, harm: 3}", ["speed=60"], "95.2", "60"),
}


@pytest.mark.parametrize("case", SHARES)
def test_a_number_that_may_be_meant_as_a_share_is_told_the_share_it_makes(
    case: str, opened: LoadedDebate
) -> None:
    weights, settings, share, meant = SHARES[case]
    assert notes_on(weights, settings, opened) == (
        f"{settings[0]} is a number beside the others, {share} % of all weight; for {meant} % "
        f"write speed={meant}%",
    )


@pytest.mark.parametrize(
    ("weights", "settings"),
    [
        ("{speed: 25, harm: 75}", ["speed=40", "harm=60"]),  # percentages after too
        ("{speed: 1, harm: 3}", ["speed=2"]),  # points
        ("{speed: 25, harm: 75}", ["speed=60%"]),
        ("{speed: 25, harm: 75}", ["weights.speed=60"]),  # plainly a number
        ("{speed: 25, harm: 75}", ["speed=300"]),
        ("{speed: 25, harm: 75}", ["speed=0"]),
    ],
)
def test_other_numbers_are_told_nothing(
    weights: str, settings: list[str], opened: LoadedDebate
) -> None:
    assert notes_on(weights, settings, opened) == ()


def notes_on(weights: str, settings: list[str], opened: LoadedDebate) -> tuple[str, ...]:
    """What is noted of settings over some weights."""
    Path("rubrics/mine.yaml").write_text(HEAD + f"weights: {weights}\n")
    return resolve("mine", opened.places, opened.debate, settings).notes
