"""One share and one amount of a line, whatever the form that it is written in."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import toi
from toi.analyses.layout.page import Page
from toi.analyses.portfolio.reasons.rationale import role
from toi.analyses.portfolio.rounded import UNSPENT, rounded_shares, today_shown
from toi.analyses.portfolio.rounded import amounts as amounts_of
from toi.analyses.portfolio.screen import portfolio_screen, portfolio_table
from toi.analyses.portfolio.shown import losses, share_change, span_text, today_told
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
        split=split,
        no_split=None,
        score=score,
        request=request,
        shorts={},
        also=(),
        theories=(),
        told=frozenset(),
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
    assert page == [*column, 2_000_000, 42_000]  # all, and what little is


def test_shares_add_up_with_what_rounds_to_none_and_what_is_unspent(made):
    split = shared(made, 0.5963, 0.0006, 0.0031, unspent=0.4)
    rounded = rounded_shares(split)
    assert rounded == {"A": 0.6, "B": 0.0, "C": 0.0, UNSPENT: 0.4}
    assert "and 2 theories rounded to 0 % (7,000 EUR) (--all)" in portfolio_screen(split, Page(80))


def test_no_share_stands_beside_its_own_range(made):
    split = shared(made, 0.3341, 0.3332, 0.3327)
    rounded = rounded_shares(split)
    assert sum(rounded.values()) == pytest.approx(1)
    for line in split.allocation:
        shown = f"{100 * rounded[line.id]:g}"
        assert shown in span_text(split, line, rounded[line.id], " ").split()


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


def held(made, shares, bounds, kind="cap"):
    """Return the split with other shares, of which those with bounds are held by them."""
    split = shared(made, *shares)
    lines = tuple(
        replace(line, bound=kind if line.id in bounds else None, smallest=0.0)
        for line in split.allocation
    )
    wishes = replace(split.wishes, bounds={n: (0.0, part) for n, part in bounds.items()})
    return replace(split, allocation=lines, wishes=wishes)


def with_bounds(split, bounds):
    return replace(split.wishes, bounds=bounds)


def test_a_line_that_is_held_has_exactly_its_bound_and_all_add_up(made):
    split = held(made, (0.25617251, 0.650002, 0.09382549), {"A": 0.2561725, "C": 0.0938255})
    found = amounts_of(split)
    assert (found["A"], found["C"]) == (512_345, 187_651)
    assert sum(found.values()) == pytest.approx(2_000_000, abs=1e-6)


@pytest.mark.parametrize(
    ("share", "bounds", "amount"),
    [
        (0.15015, (0.1501, 1.0), 301_000),  # 300,000 would be below its floor
        (0.35035, (0.0, 0.3504), 700_000),  # 701,000 beyond its cap
        (0.15015, (0.1501, 0.1504), 300_300),  # and either beyond one of both
    ],
)
def test_an_amount_is_rounded_to_the_side_on_which_a_line_keeps_its_bounds(
    share, bounds, amount, made
):
    split = held(made, (share, 0.4, 0.6 - share), {})
    split = replace(split, wishes=with_bounds(split, {"A": bounds}))
    found = amounts_of(split)
    assert found["A"] == amount
    assert sum(found.values()) == pytest.approx(2_000_000, abs=1e-6)


def test_a_kind_that_is_far_from_its_bounds_is_held_by_none(made):
    split = held(made, (0.5, 0.4, 0.1), {})
    lines = tuple(replace(x, kind="some" if x.id in "BC" else "one") for x in split.allocation)
    split = replace(split, allocation=lines, wishes=with_bounds(split, {"some": (0.2, 0.7)}))
    found = amounts_of(split)
    assert (found["A"], found["B"], found["C"]) == (1_000_000, 800_000, 200_000)
    tight = with_bounds(split, {"some": (0.2, 0.7), "B": (0.0, 0.4)})
    found = amounts_of(replace(split, wishes=tight))
    assert (found["A"], found["B"], found["C"]) == (1_000_000, 800_000, 200_000)


def test_a_kind_that_is_held_has_exactly_its_bound(made):
    split = held(made, (0.5, 0.4087655, 0.0912345), {})
    lines = tuple(replace(x, kind="some" if x.id in "BC" else "one") for x in split.allocation)
    wishes = replace(split.wishes, bounds={"one": (0.500004, 1.0)})
    by_kind = {"one": 0.5, "some": 0.5}
    split = replace(split, allocation=lines, wishes=wishes, by_kind=by_kind)
    found = amounts_of(split)
    assert found["A"] == 1_000_008
    assert sum(found.values()) == pytest.approx(2_000_000, abs=1e-6)


def test_no_amount_is_rounded_beyond_a_cap_or_below_a_floor(made):
    split = held(made, (0.5, 0.40627, 0.09373), {})
    wishes = replace(split.wishes, bounds={"C": (0.0, 0.0938), "B": (0.4061, 1.0)})
    found = amounts_of(replace(split, wishes=wishes))
    assert found["C"] <= 187_600
    assert found["B"] >= 812_200
    assert sum(found.values()) == pytest.approx(2_000_000, abs=1e-6)


def test_a_share_that_was_asked_for_with_a_decimal_is_shown_so(made):
    split = held(made, (0.5, 0.425, 0.075), {"C": 0.075})
    shares = rounded_shares(split)
    assert (shares["C"], sum(shares.values())) == (0.075, pytest.approx(1))
    line = next(line for line in split.allocation if line.id == "C")
    assert span_text(split, line, shares["C"]) == "7.5"
    assert "7.5 %" in portfolio_screen(split, Page(80))


def test_an_ask_in_whole_per_cents_keeps_them_beside_one_that_is_in_halves(made):
    """It gets its whole ask, so its cap holds it even where more would be worth no more."""
    split = held(made, (0.3, 0.475, 0.225), {"C": 0.225})
    assert rounded_shares(split) == {"A": 0.3, "B": 0.475, "C": 0.225, UNSPENT: 0}
    asked = replace(split.wishes, bounds={"A": (0.0, 0.297), "C": (0.0, 0.225)})
    split = replace(held(made, (0.297, 0.478, 0.225), {"C": 0.225}), wishes=asked)
    assert rounded_shares(split) == pytest.approx({"A": 0.297, "B": 0.478, "C": 0.225, UNSPENT: 0})


def test_half_a_per_cent_that_equal_lines_leave_is_said(made):
    screen = portfolio_screen(held(made, (0.4625, 0.4625, 0.075), {"C": 0.075}), Page(80))
    assert "0.5 % is left where equal shares are rounded alike" in screen
    assert "unspent" not in screen.split("Why")[0]


def test_an_ask_of_less_than_one_per_cent_is_shown_with_what_it_gets(made):
    asks = {"B": 0.0045, "C": 0.0025}  # 9,000 and 5,000 EUR
    split = held(made, (0.6, 0.0045, 0.0025), asks)
    split = replace(split, unspent=0.393)
    assert rounded_shares(split) == pytest.approx({"A": 0.6, **asks, UNSPENT: 0.393})
    table = portfolio_screen(split, Page(80)).split("Why")[1].split("It brings")[0]
    assert amounts(table) == [1_200_000, 9_000, 5_000, 786_000]
    assert "0.45 %" in table
    assert "0.25 %" in table


def test_an_ask_that_no_per_cent_tells_is_shown_and_what_is_left_out_is_added_up(made):
    odd = held(made, (0.998, 0.0004, 0.0016), {"B": 0.0004321, "C": 0.0016})
    table = portfolio_screen(odd, Page(80)).split("Why")[1].split("It brings")[0]
    assert "under 1 %" in table
    free = shared(made, 0.998, 0.0004, 0.0016)
    assert "and 2 theories rounded to 0 % (4,000 EUR) (--all)" in portfolio_screen(free, Page(80))


def test_changes_in_per_cents_have_a_sign_and_what_is_the_same_has_none(made):
    """Where no amount was named; however little it is."""
    split = replace(held(made, (0.5, 0.3, 0.2), {}), amount=None)
    [equal] = [one for one in made.benchmarks if one.name == "equal"]
    shares = dict(zip("ABC", (0.495, 0.3, 0.205), strict=True))
    today = replace(equal, name="today", shares=shares, unspent=0.0)
    split = replace(split, benchmarks=(today, equal), today="today.csv")
    told = today_told(split)
    assert [told[name] for name in "ABC"] == [
        ("49.5 %", "+0.5 %"),
        ("30 %", ""),
        ("20.5 %", "-0.5 %"),
    ]
    assert losses(split) == [(split.allocation[2].short_title, "-0.5 %")]
    changes = [share_change(split, more) for more in (0.0123, -0.75)]
    assert changes == ["+1.2 %", "-75 %"]
    assert share_change(made, -0.0123) == "-25,000 EUR"


def test_what_is_spent_today_stands_as_it_was_given_and_the_column_adds_up(made):
    now = {"A": 600_500, "B": 120_500, "C": 333_333.33}
    shares = {name: amount / 2_000_000 for name, amount in now.items()}
    equal = made.benchmarks[-1]
    today = replace(equal, name="today", shares=shares, unspent=1 - sum(shares.values()))
    split = replace(made, benchmarks=(today, equal), today="today.csv")
    assert today_shown(split) == pytest.approx({**now, UNSPENT: 945_666.67}, abs=1e-6)
    first = amounts_of(split)["A"]
    assert today_told(split)["A"] == ("600,500 EUR", f"+{first - 600_500:,.0f} EUR")
    odd = replace(split, amount=None, unit=None)
    assert today_shown(odd)["A"] == 30  # 30.025 per cent is nobody's figure


def test_little_grants_are_named_with_the_option_against_them(made):
    screen = " ".join(portfolio_screen(shared(made, 0.6, 0.385, 0.015), Page(80)).split())
    assert "Little goes to The odd theory (30,000 EUR); --min-grant AMOUNT" in screen
    held_there = held(made, (0.6, 0.385, 0.015), {"C": 0.015})
    assert "Little goes to" not in portfolio_screen(held_there, Page(80))


def test_little_grants_of_a_compromise_are_named_with_the_rules_that_give_them(debate):
    """Smallest grants are all or nothing, and so for one rubric alone."""
    other = "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    (debate / "rubrics" / "other.yaml").write_text(other)
    found = toi.portfolio(toi.load("data"), ["plain", "other"], budget="2M EUR", draws=200)
    names = list(found.titles)
    shares = dict(zip(names, (0.6, 0.395, 0.005), strict=True))
    expected, part, *_ = found.compromises
    little = replace(expected, shares=shares, unspent=0.0)
    even = replace(part, shares=dict.fromkeys(names, 1 / 3), unspent=0.0)
    split = replace(found, compromises=(little, even))
    said = " ".join(split.screen().split())
    assert f"Little goes to {found.titles[names[2]]} (Expect 10,000 EUR); --without X" in said
    held = replace(split, bounds={names[2]: (0.005, 1.0)})
    assert "Little goes to" not in held.screen()
    assert "Little goes to" not in replace(split, compromises=(even,)).screen()


def test_no_range_of_a_core_line_begins_at_nothing():
    nearly = 37 / 40  # of reruns: then the fifth per cent of its shares is nothing
    assert np.quantile([0.0] * 3 + [0.2] * 37, 0.05) == 0
    assert role(0.2, nearly, False) == "borderline"
    assert np.quantile([0.0] * 2 + [0.2] * 38, 0.05) > 0
    assert role(0.2, 38 / 40, False) == "core"
