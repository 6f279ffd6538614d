"""What a board asks: commitments and their price, smallest grants, what goes together, money."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import toi
from tests.analyses.portfolio.helpers import FAST, asked, refused
from tests.command import run
from toi.analyses.portfolio.verdict import commitments_verdict
from toi.analyses.portfolio.worldviews.screen import equal_verdict, worldviews_table

pytestmark = pytest.mark.usefixtures("debate")


def screen(*words):
    done = run("portfolio", *FAST, *words)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def line(found, name):
    return next(one for one in found["allocation"] if one["id"] == name)


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


def test_equal_shares_keep_floors_and_caps():
    found = asked("--floor", "T3=50%", "--cap", "T1=10%")
    equal = next(one for one in found["benchmarks"] if one["name"] == "equal")
    assert equal["shares"] == pytest.approx({"T1": 0.1, "T2": 0.4, "T3": 0.5})
    assert equal["title"] == "equal shares within the same limits"


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


def test_lines_that_are_worth_more_together_are_found_and_told():
    apart = line(asked(), "T3")["share"]
    found = asked("--together", "T1+Third way=+100%")
    (synergy,) = found["synergies"]
    assert synergy["lines"] == ["T1", "T3"]
    assert synergy["points"] > 0
    assert line(found, "T3")["share"] > apart
    assert "Third way (+100 %) bring" in screen("--together", "T1+Third way=+100%")
    assert not any("need or strengthen" in text for text in found["leaves_out"])


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


def test_a_copy_of_a_rubric_is_no_opinion_of_its_own_and_the_notes_say_so(debate):
    plain = (debate / "rubrics" / "plain.yaml").read_text()
    other = plain.replace("id: plain", "id: other") + "weights_sure: exactly\n"
    for name in ("copy", "again"):
        (debate / "rubrics" / f"{name}.yaml").write_text(plain.replace("id: plain", f"id: {name}"))
    for name in ("other", "twin"):
        text = other.replace("id: other", f"id: {name}")
        (debate / "rubrics" / f"{name}.yaml").write_text(text)
    counted = asked()["other_rubrics"]
    assert "other" in counted
    assert not {"copy", "again", "twin"} & set(counted)
    seen = screen("--notes")
    assert "not counted again: again (as plain), copy (as plain) and twin (as other)" in seen


def test_amounts_come_from_exact_shares_and_have_a_unit():
    found = run("portfolio", *FAST, "--budget", "2M EUR", "--format", "csv").out.splitlines()
    heads = found[0].split(",")
    rows = [dict(zip(heads, one.split(","), strict=True)) for one in found[1:]]
    for row in rows:
        assert float(row["amount"]) == pytest.approx(2e6 * float(row["share"]), abs=1000)
        assert row["unit"] == "EUR"
    assert sum(float(row["amount"]) for row in rows) == pytest.approx(2e6, abs=1)


def test_the_worst_cases_are_called_by_their_share():
    assert "Worst 5 % of cases:" in screen("--tail", "5%")
    assert "Worst tenth of cases:" in screen()
    worse = json.loads(run("portfolio", *FAST, "--tail", "1%", "--format", "json").out)["cvar"]
    assert worse < asked()["cvar"]


def test_a_rubric_may_be_named_without_an_option():
    named = run("portfolio", "plain", "--draws", "200", "--format", "json")
    assert json.loads(named.out)["provenance"]["rubric"] == "plain"


def test_compromises_refuse_what_is_all_or_nothing(debate):
    text = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\n"
    for name in ("mine", "theirs"):
        (debate / "rubrics" / f"{name}.yaml").write_text(text.format(name))
    both = ("portfolio", "mine", "theirs", "--draws", "200")
    for words in (("--min-grant", "20%"), ("--together", "T1+T3=-30%"), ("--least-return", "1")):
        done = run(*both, *words)
        assert (done.code, done.out) == (2, "")
        assert "(rubric mine); split by one rubric alone (-r mine), by one with" in done.err
    few = run(*both, "--credence", "3,1", "--max-lines", "2")
    assert few.code == 2
    sets = re.findall(r"--set (\S+)=(\d+)%", few.err)
    assert sum(int(share) for _, share in sets) == 100
    words = [word for name, share in sets for word in ("--set", f"{name}={share}%")]
    assert run("portfolio", "-r", "mine", *words, "--draws", "200", "--max-lines", "2").code == 0
    assert run(*both, "--together", "T1+T3=+30%").code == 0


def test_keys_of_a_portfolio_are_explained_by_their_names():
    for word in ("min_grants", "portfolio.min_grants"):
        assert "min_grants is a key of a rubric, under portfolio." in run("show", word).err


def test_a_capped_rival_gives_the_rest_to_the_next_best():
    best = max(asked()["allocation"], key=lambda one: one["worth"])["id"]
    found = asked("--cap", f"{best}=10%")
    one = next(one for one in found["benchmarks"] if one["name"] == "one")
    assert one["unspent"] == pytest.approx(0, abs=1e-9)
    assert one["shares"][best] == pytest.approx(0.1)
    assert one["title"].endswith(" first (10 %), then the next best")
    every = [word for name in ("T1", "T2", "T3") for word in ("--cap", f"{name}=10%")]
    assert "first (10 %), then the next best (70 % unspent)" in screen(*every)


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


def test_a_commitment_is_told_in_the_unit_in_which_it_was_asked_for():
    seen = screen("--budget", "2M EUR", "--floor", "T3=40%", "--cap", "T1=200k")
    assert "floor of 40 % for Third way" in seen
    assert "cap of 200,000 EUR for Short way" in seen


def test_kinds_that_nobody_asked_for_are_not_told(debate):
    file = debate / "data" / "theories.yaml"
    file.write_text(file.read_text().replace("kinds: [listed, other]", "kinds: [other]"))
    assert re.search(r"\d % to (listed|other)", screen("--kind", "listed,other"))
    assert not re.search(r"\d % to (listed|other)", screen("--only", "T1,T2,T3"))


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
    assert f"--asks {table}" in run("portfolio", *FAST, *money, "--asks", str(table)).out.replace(
        "\\\n", ""
    )
    some = run("portfolio", *FAST, *money, "--asks", str(table), "--only", "T1,T2")
    assert some.code == 0
    assert "left out" in some.err + some.out


def test_of_many_commitments_that_cost_nothing_the_first_are_named():
    found = toi.portfolio(toi.load(), "plain", draws=200, caps=["T1=99%"])
    (free,) = found.commitments
    many = tuple(replace(free, id=str(n), title=f"cap of {90 + n} % for it") for n in range(9))
    said = commitments_verdict(replace(found, commitments=many))
    assert said.startswith("The cap of 90 % for it, ")
    assert said.endswith("the cap of 95 % for it and 3 others cost nothing.")


def test_a_split_among_options_of_equal_worth_is_one_of_several(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("same.csv").write_text("Option,Reach,Speed\nweight,60,40\nA,5,5\nB,5,5\nC,5,5\nD,4,5\n")
    words = ("portfolio", "--draws", "200", "--max-lines", "2")
    assert run("data", "import", "same.csv", "-o", "ws").code == 0
    monkeypatch.chdir(tmp_path / "ws")
    assert json.loads(run(*words, "-f", "json").out)["interchangeable"] == [["A", "B", "C"]]
    said = " ".join(run(*words).out.split())
    assert "One of several splits that are as good: A, B and C are worth the same in" in said
    spread = ("portfolio", "--draws", "200")  # all that are alike get the same
    assert json.loads(run(*spread, "-f", "json").out)["interchangeable"] == []


def test_amounts_of_one_split_for_two_are_the_same_in_every_form(debate):
    """They add up to the budget, and a cap and today's amounts stand as they were given."""
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    )
    (debate / "today.csv").write_text("T1,90001.5\nT2,60k\n")
    asked = {"budget": "200k EUR", "caps": ["T1=60347"], "credence": [2, 1]}
    found = toi.portfolio(
        toi.load("data"), ["plain", "other"], draws=200, current="today.csv", **asked
    )
    rows = [row for row in worldviews_table(found).rows if row[0] == "amount, EUR"]
    columns = list(zip(*(row[3:-1] for row in rows), strict=True))
    assert [sum(column) for column in columns] == pytest.approx([200_000] * len(columns))
    shown = found.screen(width=100)
    drawn = {text.get_text() for text in found.plot("portfolio").texts}
    for row in rows[:-1]:
        line = next(one for one in shown.splitlines() if row[2] in one)
        amounts = [f"{amount:,.12g}" if amount else "." for amount in row[3:-2]]
        assert line.split()[-len(amounts) :] == amounts
        assert {f"{one} EUR" for one in amounts[:4] if one != "."} <= drawn
    assert "60,347" in shown
    assert "90,001.5" in shown


def test_a_split_for_two_is_held_against_equal_shares_and_the_next_command_is_another(debate):
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    )
    asked = {"caps": ["T1=30%"], "draws": 200}
    found = toi.portfolio(toi.load("data"), ["plain", "other"], **asked)
    assert found.equal.shares == pytest.approx({"T1": 0.3, "T2": 0.35, "T3": 0.35})
    lost = found.equal.regret
    assert min(lost.values()) > 0
    own = toi.portfolio(toi.load("data"), "plain", **asked)
    equal = next(one for one in own.benchmarks if one.name == "equal")
    assert lost["plain"] == pytest.approx(own.expected - equal.expected, abs=2e-3)
    said = " ".join(found.screen().split())
    assert f"plain {lost['plain']:.1f} and other {lost['other']:.1f}; " in said
    nash = found.compromises[2]
    worse = replace(found.equal, regret={name: x + 0.1 for name, x in nash.regret.items()})
    assert re.search("better for every rubric: .*Nash", equal_verdict(replace(found, equal=worse)))
    one_worse = replace(worse, regret={**worse.regret, "other": 0.0})
    assert "no rule is better for all" in equal_verdict(replace(found, equal=one_worse))
    assert "toi portfolio plain other --credence 2,1 " in said
    again = toi.portfolio(toi.load("data"), ["plain", "other"], credence=[2, 1], **asked)
    assert "--credence" not in again.screen()


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
