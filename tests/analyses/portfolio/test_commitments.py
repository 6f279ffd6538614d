"""What commitments cost a board: floors, caps and smallest grants, by name and in their unit."""

import csv
import io
import re
from dataclasses import replace

import pytest

import toi
from tests.analyses.portfolio.helpers import FAST, asked, line, refused, screen
from tests.command import run
from toi.analyses.portfolio.wording.commitments import commitments_told, commitments_verdict
from toi.analyses.portfolio.wording.next_commands import next_commands

pytestmark = pytest.mark.usefixtures("debate")


def test_a_commitment_costs_what_the_split_without_it_brings():
    free, bound = asked(), asked("--floor", "T3=40%", "--cap", "T1=10%")
    costs = {(one["kind"], one["id"]): one["cost"] for one in bound["commitments"]}
    assert set(costs) == {("floor", "T3"), ("cap", "T1")}
    without_cap = asked("--floor", "T3=40%")
    gain = without_cap["expected"] - bound["expected"]
    assert costs["cap", "T1"] == pytest.approx(gain, abs=2e-3)
    assert bound["commitments_cost"] == pytest.approx(
        free["expected"] - bound["expected"], abs=2e-3
    )
    assert free["commitments"] == []


def test_the_screen_says_what_is_held_by_its_floor_and_at_what_price():
    seen = screen("--floor", "T3=40%")
    assert re.search(r"fixed 40 % 40 .*its floor costs [0-9.]+ points", seen)
    assert "The floor of 40 % for Third way costs " in seen
    assert line(asked("--floor", "T3=40%"), "T3")["role"] == "floor"


def test_a_smallest_grant_is_given_or_nothing_is():
    shares = {one["id"]: one["share"] for one in asked("--min-grant", "35%")["allocation"]}
    assert all(share == 0 or share >= 0.35 - 1e-9 for share in shares.values())
    named = asked("--budget", "2M EUR", "--min-grant", "T3=900k")["allocation"]
    assert all(
        one["share"] == 0 or one["share"] >= 0.45 - 1e-9 for one in named if one["id"] == "T3"
    )


def test_what_is_asked_for_in_a_run_is_priced_by_name_before_what_the_rubric_asks_for(debate):
    own = ("--set", "portfolio.bounds.T1.cap=20%", "--budget", "2M EUR")
    seen = screen(*own, "--floor", "T3=500k", "--min-grant", "T2=150k", "--min-grant", "T1=100k")
    asked_for, of_rubric = seen.split("Of the rubric, the ")
    for words in (
        "floor of 500,000 EUR for Third way",
        "smallest grant of 150,000 EUR for Long way",
        "smallest grant of 100,000 EUR for ",
    ):
        assert words in asked_for
    assert re.match("cap of 20 % for .* [0-9.]+", of_rubric)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--together", "T1=+30%"), "is not A+B=+30%"),
        (("--together", "T1+T3=30"), "30 may be per cents; write +30%"),
        (("--together", "T1+T2+T3=-30%"), "which of three lines stands in for which is not said"),
        (("--together", "T1+other=+30%"), "other is a kind or group; name single lines"),
        (("--together", "T1+T3=-130%"), "strength -1.3 is not a share from -1 to 10"),
        (("--tail", "0"), "tail 0 is not a share of the cases"),
        (("--cap", "T2=10%", "--only", "T1,T3"), "T2 is not in question: --only leaves it out"),
        (("--floor", "T2=10%", "--without", "T2"), "T2 is not in question: --without leaves it"),
        (("--least-return", "99"), "no split brings 99 points on average; at most "),
        (
            ("--min-grant", "T1=60%", "--cap", "T1=10%"),
            "the smallest grant of 60 % for Short way (T1) is above its cap of 10 %",
        ),
        (
            ("--floor", "T1=60%", "--cap", "T1=10%"),
            "the floor of 60 % for Short way (T1) is above its cap of 10 %",
        ),
        (
            ("--floor", "T1=500k", "--cap", "T1=200k", "--budget", "2M EUR"),
            "the floor of 500,000 EUR for Short way (T1) is above its cap of 200,000 EUR",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(words, why):
    assert why in refused(*words)


def test_smallest_grants_that_leave_no_room_are_named():
    said = refused("--min-grant", "60%", "--floor", "T1=20%", "--floor", "T3=20%")
    assert "the smallest grant of 60 % for Short way (T1)" in said


def test_a_line_whose_cap_lies_below_the_smallest_grant_of_all_is_noted():
    done = run("portfolio", *FAST, "--min-grant", "30%", "--cap", "T1=10%")
    assert (
        "the cap of 10 % for Short way (T1) is below the smallest grant of 30 %, so it gets nothing"
        in done.err
    )
    closed = run("portfolio", *FAST, "--min-grant", "30%", "--cap", "T1=0%")
    assert "smallest grant" not in closed.err


def test_a_line_that_would_be_core_without_its_floor_is_core():
    free = line(asked(), "T1")
    assert free["role"] == "core"
    share = f"{100 * free['share']:.2f}"
    held = line(asked("--floor", f"T1={share}%"), "T1")
    assert (held["role"], held["resamples"]) == ("core", free["resamples"])
    assert "raised to its floor" not in screen("--floor", f"T1={share}%")


def test_a_floor_far_below_the_share_does_not_make_a_line_firmer():
    free = {one["id"]: one["resamples"] for one in asked()["allocation"]}
    floors = [word for name in free for word in ("--floor", f"{name}=0.1%")]
    found = {one["id"]: one for one in asked(*floors)["allocation"]}
    loose = [name for name, one in found.items() if one["role"] != "floor"]
    assert loose
    assert {name: found[name]["resamples"] for name in loose} == {n: free[n] for n in loose}


def test_a_commitment_is_told_in_the_unit_in_which_it_was_asked_for():
    seen = screen("--budget", "2M EUR", "--floor", "T3=40%", "--cap", "T1=200k")
    assert "floor of 40 % for Third way" in seen
    assert "cap of 200,000 EUR for Short way" in seen


def test_a_table_of_asks_holds_as_if_each_were_typed(tmp_path):
    table = tmp_path / "asks.csv"
    table.write_text(
        "Option,Ask,Smallest grant\nT1,200k,200k\nThird way,10%,\nT2,,1.5M\n", encoding="utf-8"
    )
    money = ("--budget", "2M EUR")
    read = asked(*money, "--asks", str(table))
    typed = asked(
        *money, "--cap", "T1=200k", "--min-grant", "T1=200k", "--cap", "T3=10%",
        "--min-grant", "T2=1.5M",
    )  # fmt: skip
    for key in ("allocation", "commitments", "expected"):
        assert read[key] == typed[key]
    looser = asked(*money, "--asks", str(table), "--cap", "T3=50%")  # the command line goes first
    assert line(looser, "T3")["share"] > 0.1
    found = toi.portfolio(toi.load(), "plain", budget="2M EUR", asks=str(table), draws=100)
    first = found.frontier[0]
    steep = replace(found, frontier=(first, replace(first, risk=1.0, cvar=first.cvar + 9)))
    assert any(f"--asks {table}" in command for command in next_commands(steep))
    some = run("portfolio", *FAST, *money, "--asks", str(table), "--only", "T1,T2")
    assert some.code == 0
    assert "left out" in some.err + some.out


def test_of_many_commitments_the_dearest_are_told_and_where_the_others_are():
    found = toi.portfolio(toi.load(), "plain", draws=200, caps=["T1=99%"])
    (one,) = found.commitments
    moved = {"T1": -0.1, "T2": 0.1}
    many = tuple(
        replace(one, kind="grant", title=f"grant {n} for it", cost=0.1 * n, changes=moved)
        for n in range(7)
    )
    told = commitments_told(replace(found, commitments=many))
    assert [f"grant {n} for it" in told for n in range(7)] == [n > 3 for n in range(7)]
    assert "0.4 and 3 others; 1 more costs under 0.05 points." in told
    assert told.count(" gives more to ") == 2
    assert told.endswith("Each with what it costs and moves: --all.")
    whole = commitments_told(replace(found, commitments=many), everything=True)
    assert all(f"The grant {n} for it gives more to " in whole for n in range(7))
    assert "--all" not in whole
    few = commitments_told(replace(found, commitments=many[3:6]))
    assert all(f"grant {n} for it " in few for n in (3, 4, 5))


def test_a_row_of_csv_has_what_each_commitment_of_the_line_costs():
    bounds = ("--cap", "T1=30%", "--min-grant", "T1=25%", "--cap", "T2=35%", "--floor", "T3=5%")
    prices = {(c["id"], c["kind"]): c["cost"] for c in asked(*bounds)["commitments"]}
    assert max(prices.values()) > 0.05
    for row in csv.DictReader(io.StringIO(run("portfolio", *FAST, *bounds, "-f", "csv").out)):
        for kind in ("floor", "cap", "grant"):
            cell = row[f"{kind}_cost"]
            price = prices.get((row["id"], kind))
            assert (float(cell) if cell else None) == pytest.approx(price, abs=1e-6)


def test_of_many_commitments_that_cost_nothing_the_first_are_named():
    found = toi.portfolio(toi.load(), "plain", draws=200, caps=["T1=99%"])
    (free,) = found.commitments
    many = tuple(replace(free, id=str(n), title=f"cap of {90 + n} % for it") for n in range(9))
    said = commitments_verdict(replace(found, commitments=many))
    assert said.startswith("The cap of 90 % for it, ")
    assert said.endswith("the cap of 92 % for it and 6 others cost nothing.")


def test_commitments_that_stand_in_for_one_another_are_priced_together():
    """Without one of them the others still bind: alone each costs nothing, together they do."""
    found = toi.portfolio(toi.load(), "plain", draws=200, caps=["T1=99%", "T2=99%"])
    assert "together" not in commitments_verdict(found)
    said = commitments_verdict(replace(found, commitments_cost=0.3))
    assert said.startswith("What was fixed costs 0.3 points together. Alone the cap of 99 % ")
    assert said.endswith(" cost nothing.")
