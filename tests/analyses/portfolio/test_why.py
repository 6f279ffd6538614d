"""The words that say why a line gets what it gets, whatever the line."""

from dataclasses import replace

import pytest

from tests.analyses.portfolio.helpers import board
from toi.analyses.portfolio.line_result import ArgumentApart, CriterionApart
from toi.analyses.portfolio.why import full_why, held_by, short_why, why_less, why_out
from toi.analyses.shared.result import Interval


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    found = board(tmp_path_factory.mktemp("board"), "C=0%")
    return replace(found, commitments=(), wishes=replace(found.wishes, bounds={}))


@pytest.fixture(scope="module")
def line(made):
    """Return a line that is surely in, and of which nothing is told."""
    some = next(one for one in made.allocation if one.share > 0)
    nothing = dict.fromkeys(("criterion", "argument", "behind", "against", "bound", "hedges"))
    return replace(some, role="core", resamples=1.0, gated=None, **nothing)


def apart(points, cost=False):
    return CriterionApart("c", "Reach", cost, points)


def rival(points):
    return ArgumentApart("a", "A rival is there", points)


@pytest.mark.parametrize(
    ("points", "cost", "said"),
    [
        (0.6, False, "ahead on Reach (+1"),
        (-0.6, False, "behind on Reach (-1"),
        (0.6, True, "ahead for its low Reach (+1"),
        (-0.6, True, "behind for its high Reach (-1"),
    ],
)
def test_a_point_on_a_criterion_is_ahead_or_behind_as_its_sign_is(made, line, points, cost, said):
    assert full_why(made, replace(line, criterion=apart(points, cost))).startswith(said)


@pytest.mark.parametrize(("points", "side"), [(0.6, "for"), (-0.6, "against")])
def test_a_point_of_an_argument_is_for_or_against_as_its_sign_is(made, line, points, side):
    said = full_why(made, replace(line, argument=rival(points)))
    assert said.startswith(f"{side} it “A rival is there” ({points:+.0f})")


def test_how_often_a_line_is_in_stands_beside_its_reason_only_where_it_is_in_doubt(made, line):
    reruns = made.precision.resamples
    often, reason = f"in {reruns} of {reruns} reruns", "+3 for Reach"
    assert short_why(made, line) == often
    assert short_why(made, replace(line, criterion=apart(3.0))) == reason
    doubted = replace(line, criterion=apart(3.0), role="borderline")
    assert short_why(made, doubted) == f"{reason}; {often}"


def test_less_than_today_is_told_by_what_takes_most_and_of_what_gets_something(made, line):
    behind = replace(line, behind=apart(-1.0), against=rival(-2.0))
    assert why_less(made, behind).startswith("against it “A rival is there”")
    assert why_less(made, replace(behind, against=rival(-0.5))).startswith("behind on Reach")
    assert why_less(made, replace(behind, share=0.0)) == ""
    floored = replace(behind, bound="floor", role="floor", criterion=apart(-3.0))
    assert why_less(made, floored).startswith("behind on Reach (-3")
    assert "less than today: behind on Reach" in full_why(made, floored)
    capped = replace(behind, bound="cap")
    assert why_less(made, capped) == "limited by its cap"
    assert "less than today" not in full_why(made, capped)


def test_what_lacks_nothing_is_out_by_the_number_of_lines_its_smallest_grant_or_a_hair(made, line):
    out = replace(line, share=0.0, worth=5.0, short=0.0, smallest=0.0)
    assert why_out(made, out) == "just at the margin"
    in_money = why_out(made, replace(out, smallest=0.1))
    assert in_money == "200,000 EUR is not worth it here"
    in_shares = replace(made, amount=None, unit=None)
    assert why_out(in_shares, replace(out, smallest=0.1)) == "10 % is not worth it here"
    capped = replace(made, wishes=replace(made.wishes, bounds={out.id: (0.0, 0.05)}))
    assert (
        why_out(capped, replace(out, smallest=0.1))
        == "its cap is below the smallest grant, 200,000 EUR"
    )
    three = replace(made, wishes=replace(made.wishes, max_lines=3))
    assert why_out(three, replace(out, smallest=0.1)) == "left out: at most 3 theories"
    assert why_out(made, replace(out, short=2.0)) == "worth 5, needs 7"


def test_a_range_has_no_end_between_nothing_and_the_smallest_grant(line):
    granted = replace(line, share=0.4, smallest=0.3)

    def span(low, high, **other):
        return replace(granted, range=Interval(low, 0.4, high), **other).span

    assert span(0.25, 0.5, role="borderline") == (0.0, 0.5)
    assert span(0.25, 0.5) == (0.3, 0.5)  # core: its range does not begin at 0
    assert span(0.3 - 1e-9, 0.5, role="borderline") == (0.3 - 1e-9, 0.5)
    assert span(0.0, 0.1, share=0.0, role="out") == (0.0, 0.3)
    assert span(0.0, 0.0, share=0.0, role="out") == (0.0, 0.0)


def test_a_line_that_may_have_all_and_does_is_funded_whole(made, line):
    granted = replace(line, bound="grant", share=made.budget)
    assert held_by(made, granted) == "funded whole"
    assert held_by(made, replace(granted, share=made.budget / 2)) == "raised to its smallest grant"
