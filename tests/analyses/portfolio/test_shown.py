"""One share and one amount of a line, whatever the form that it is written in."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

import toi
from toi.analyses.layout.page import Page
from toi.analyses.portfolio.screen import portfolio_screen, portfolio_table
from toi.analyses.portfolio.shown import UNSPENT, rounded_shares, span_ends
from toi.analyses.report.sections.split.section import portfolio as section
from toi.analyses.shared.result import Interval


@pytest.fixture(scope="module")
def made():
    return toi.portfolio(toi.load("docs/example/data"), draws=200, budget="2,000,000 EUR")


def shared(made, *shares, unspent=0.0):
    """Return the split with other shares, each with no room beside it."""
    lines = tuple(
        replace(line, share=share, range=Interval(share, share, share))
        for line, share in zip(made.allocation, shares, strict=True)
    )
    return replace(made, allocation=lines, unspent=unspent)


def reported(split):
    """Return what the section of a report reads."""
    score = SimpleNamespace(results=())
    request = SimpleNamespace(portfolio_first=False)
    return SimpleNamespace(
        split=split, no_split=None, score=score, request=request, shorts={}, also=(), theories=()
    )


def amounts(text):
    return [int(found.replace(",", "")) for found in re.findall(r"([0-9,]+)\sEUR", text)]


def test_a_line_has_one_amount_on_the_screen_in_a_report_and_in_csv(made):
    split = shared(made, 0.6, 0.379, 0.021)
    screen = amounts(portfolio_screen(split, Page(80)).split("Why")[1].split("It brings")[0])
    page = amounts(str(section(reported(split)).body))
    table = portfolio_table(split)
    column = [row[table.headers.index("amount")] for row in table.rows]
    assert screen == column == [1_200_000, 758_000, 42_000]
    assert page == [*column, 2_000_000]  # all


def test_shares_add_up_with_what_rounds_to_none_and_what_is_unspent(made):
    split = shared(made, 0.5963, 0.0006, 0.0031, unspent=0.4)
    rounded = rounded_shares(split)
    assert rounded == {"A": 0.6, "B": 0.0, "C": 0.0, UNSPENT: 0.4}
    assert "and 2 lines rounded to 0 % (--all)" in portfolio_screen(split, Page(80))


def test_no_share_stands_beside_its_own_range(made):
    split = shared(made, 0.3341, 0.3332, 0.3327)
    rounded = rounded_shares(split)
    assert sum(rounded.values()) == pytest.approx(1)
    for line in split.allocation:
        low, high = span_ends(split, line, rounded[line.id])
        assert low <= round(100 * rounded[line.id]) <= high


def test_equal_lines_stay_equal_and_what_that_leaves_is_said(made):
    screen = portfolio_screen(shared(made, 1 / 3, 1 / 3, 1 / 3), Page(80))
    assert amounts(screen.split("Why")[1].split("It brings")[0]) == [666_000] * 3 + [2_000]


def test_shares_of_kinds_are_sums_of_the_table(made):
    split = shared(made, 0.684, 0.172, 0.144)
    kinds = ("listed", "outreach", "agenda")
    lines = [replace(x, kind=kind) for x, kind in zip(split.allocation, kinds, strict=True)]
    by_kind = {kind: line.share for kind, line in zip(kinds, lines, strict=True)}
    split = replace(split, allocation=tuple(lines), by_kind=by_kind)
    screen = portfolio_screen(split, Page(80))
    said = [int(found) for found in re.findall(r"(\d+) %\s+to", screen.split(" lines")[0])]
    assert said == [69, 17, 14]
