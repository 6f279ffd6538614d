"""Numbers as screens write them."""

from dataclasses import replace

import pytest

from toi.analyses.flips.change_words import change_text
from toi.analyses.flips.result import Change
from toi.analyses.readings.shown.numbers_screen import alpha
from toi.analyses.shared.format import (
    on_scale,
    on_scale_finely,
    per_cent_beside,
    rounded,
    score_text,
    signed,
    whole,
)
from toi.analyses.shared.moves import pairs_text


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
        (0.45, (0.45, 12), "0.5"),  # not 0
        (0.0, (0, 100), "0"),
        (0.963, (0, 10), "1"),
    ],
)
def test_a_step_is_a_tenth_of_the_scale_at_most(raw, scale, text):
    assert on_scale(raw, scale) == text


@pytest.mark.parametrize(
    ("raw", "scale", "text"),
    [
        (52.5, (10, 60), "52.5"),
        (18500.5, (18500.5, 210000), "18500.5"),
        (0.4, (0, 1000), "0.4"),
        (52.53, (10, 60), "53"),
    ],
)
def test_a_number_as_people_give_it_is_the_same_on_every_screen(raw, scale, text):
    assert on_scale_finely(raw, scale) == on_scale(raw, scale) == text


def test_what_was_judged_keeps_a_decimal_where_no_argument_moved_it():
    mean = (5 + 6 + 6) / 3
    assert on_scale(mean, (0, 10)) == "6"  # after arguments, of which no tenth is sure
    assert on_scale(mean, (0, 10), judged=True) == "5.7"
    assert on_scale(6.0, (0, 10), judged=True) == "6"
    assert on_scale(mean, (0, 100), judged=True) == "6"


def test_agreement_is_not_rounded_up_to_a_bound_that_it_misses():
    assert [alpha(value) for value in (0.796, 0.8, 0.6668, 0.667, 0.662)] == [
        ".79",
        ".80",
        ".66",
        ".67",
        ".66",
    ]


def test_a_share_beside_a_limit_shows_on_which_side_it_lies():
    shown = [per_cent_beside(share, 0.9) for share in (0.85, 0.8964, 0.89996, 0.9, 0.9002, 0.904)]
    assert shown == ["85 %", "89.6 %", "89.9 %", "90 %", "90.0 %", "90.4 %"]


def test_a_half_is_rounded_one_way_however_it_was_reckoned():
    reckoned = 15.549999999999999
    assert f"{reckoned:.1f}" != f"{15.55:.1f}"
    assert rounded(reckoned, 1) == rounded(15.55, 1) == "15.6"
    change = Change("judgement", "T.c", reckoned, 15.4, 15.4, 1)
    assert change_text(change) == "15.6 -> 15.4"
    assert signed(reckoned, 1) == "+15.6"
    for score in (31.5, 31.499999999999996, 32.50000000000001):
        assert (score_text(score), signed(-score)) == (whole(score), "-32"), (
            "as its neighbour has it"
        )


def test_what_a_change_starts_from_does_not_look_like_what_it_goes_to():
    change = Change("weight", "c", 0.1739, 0.1702, 0.17, 0)
    assert change_text(change) == "17.4 % -> 17 %"
    assert change_text(replace(change, from_=0.1702)) == "17.02 % -> 17 %"
    assert change_text(replace(change, from_=0.25)) == "25 % -> 17 %"


def test_pairs_are_written_in_full():
    assert [pairs_text(one) for one in (3, 0.5, 1_500_000.5)] == ["3", "0.5", "1,500,000.5"]
