"""Amounts of a board: how money is written, what today pays for, what stays unspent."""

from pathlib import Path

import pytest

from tests.analyses.portfolio.helpers import FAST, asked, line, refused, screen
from tests.command import run

pytestmark = pytest.mark.usefixtures("debate")


def test_a_floor_may_be_written_as_money_is():
    money = line(asked("--budget", "2M EUR", "--floor", "T3=1,000,000 EUR"), "T3")["share"]
    assert money == pytest.approx(0.5, abs=1e-6)
    for written in ("900k", "900000", "900 000"):
        share = line(asked("--budget", "2M EUR", "--floor", f"T3={written}"), "T3")["share"]
        assert share >= 0.45 - 1e-6


def test_an_amount_that_may_be_two_is_refused_without_its_unit_and_a_bare_one_is_told():
    said = refused("--budget", "2M EUR", "--floor", "T3=1,500")
    assert "may be 1500 or 1.5; write one of them, with its unit (EUR)" in said
    done = run("portfolio", *FAST, "--budget", "2M EUR", "--floor", "T3=500", "--min-grant", "150k")
    assert "note: --floor 'T3=500' is taken as 500 EUR, 0.025 % of the budget" in done.err
    assert "--min-grant" not in done.err


def test_a_file_of_today_in_thousands_is_read_so_and_remarks_are_noted(debate):
    (debate / "today.csv").write_text("Line,kEUR,Remark\nT1,400,as before\nT3,300\n")
    words = ("--budget", "2M EUR", "--current", "today.csv")
    today = next(one for one in asked(*words)["benchmarks"] if one["name"] == "today")
    assert today["shares"] == pytest.approx({"T1": 0.2, "T3": 0.15})
    done = run("portfolio", *FAST, *words)
    assert "note: today.csv is in thousands, as its heading 'kEUR' says" in done.err
    assert "note: today.csv: column is not read: Remark" in done.err


def test_what_today_pays_for_outside_the_question_is_named(debate):
    (debate / "today.csv").write_text('T2,"500,000 EUR"\nT1,300k EUR\n')
    words = ("--budget", "2M EUR", "--current", "today.csv", "--only", "T1,T3")
    assert asked(*words)["today_outside"] == {"Long way": pytest.approx(0.25)}
    assert "(500,000 EUR for Long way, not in question here, counts as unspent)" in screen(*words)


def test_a_split_on_record_is_not_how_somebody_s_own_money_is_spent(debate):
    record = "schema: toi/allocations/1\nallocations:\n  - {id: then, title: Then, gist: So, "
    record += "basis: inferred, why: So, shares: {T1: 1}}\n"
    (debate / "data" / "allocations.yaml").write_text(record)
    assert asked()["today"] == "then: Then"
    assert asked("--budget", "2M EUR")["today"] is None
    assert asked("--only", "T1,T3")["today"] is None
    assert asked("--budget", "2M EUR", "--current", "then")["today"] == "then: Then"


def test_amounts_come_from_exact_shares_and_have_a_unit():
    found = run("portfolio", *FAST, "--budget", "2M EUR", "--format", "csv").out.splitlines()
    heads = found[0].split(",")
    rows = [dict(zip(heads, one.split(","), strict=True)) for one in found[1:]]
    for row in rows:
        assert float(row["amount"]) == pytest.approx(2e6 * float(row["share"]), abs=1000)
        assert row["unit"] == "EUR"
    assert sum(float(row["amount"]) for row in rows) == pytest.approx(2e6, abs=1)


@pytest.mark.parametrize(("amount", "said"), [("5 FTE", "FTE"), ("900k USD", "USD")])
def test_what_is_spent_today_in_another_unit_is_refused(debate, amount, said):
    (debate / "today.csv").write_text(f"T1,{amount}\n")
    found = refused("--budget", "2M EUR", "--current", "today.csv")
    assert f"today.csv is in {said}, while the budget is in EUR" in found


def test_signs_and_codes_of_a_currency_are_one_unit(debate):
    (debate / "today.csv").write_text("T1,€500k\n")
    words = ("--budget", "2M EUR", "--current", "today.csv", "--floor", "T1=€500k")
    today = asked(*words)["benchmarks"][0]
    assert today["shares"]["T1"] == pytest.approx(0.25)


def test_a_budget_in_a_currency_has_no_three_decimals():
    assert asked("--budget", "400.000 EUR")["amount"] == 400_000
    assert "may be 400000 or 400; write one of them" in refused("--budget", "400.000")


def test_what_stays_unspent_is_told_as_it_is_beside_caps_that_are_thirds(tmp_path, monkeypatch):
    """Caps of 20,000, 9,000, 6,000 twice and 5,000 twice leave 24,000 of 75,000: 32 %, not 31."""
    monkeypatch.chdir(tmp_path)
    rows = [f"{name},{value},5" for name, value in zip("ABCDEF", (9, 8, 7, 6, 5, 4), strict=True)]
    Path("caps.csv").write_text("\n".join(["Option,Reach,Speed", "weight,60,40", *rows]))
    assert run("data", "import", "caps.csv", "-o", "ws").code == 0
    monkeypatch.chdir(tmp_path / "ws")
    caps = (20, 9, 6, 6, 5, 5)
    words = [w for name, k in zip("ABCDEF", caps, strict=True) for w in ("--cap", f"{name}={k}k")]
    done = run("portfolio", "--draws", "200", "--budget", "75k EUR", *words)
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "32 % unspent" in said
    assert "32 % 24,000 EUR unspent" in said
    assert "31 %" not in said
