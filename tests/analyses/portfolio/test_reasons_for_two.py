"""Why a split for several rubrics gives what it gives: worth to each, bounds, ties, who gains."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import toi
from tests.analyses.report.reading import read
from tests.command import run
from toi.analyses.layout.page import Page
from toi.analyses.portfolio.screen import portfolio_screen
from toi.analyses.portfolio.why import short_why
from toi.analyses.portfolio.worldviews.reasons import why_unspent
from toi.analyses.portfolio.worldviews.shown import satisfied_text
from toi.analyses.portfolio.worldviews.verdict import together_verdict

PROPOSALS = """\
proposal,Reach,Risk
weight,60,40
direction,benefit,cost
scale,0..10,0..10
Alpha,9,1
Beta,9,2
Gamma,8,1
Delta,8,2
Epsilon,8,3
Zeta,7,3
"""
RUBRIC = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\nextends: sheet\n"
ASKED = {"Alpha": 24, "Beta": 24, "Gamma": 24, "Delta": 24}  # which nearly fill their kind
CAPS = [f"{name}={cap}k" for name, cap in ASKED.items()]


@pytest.fixture
def proposals(tmp_path, monkeypatch):
    """Six proposals by three rubrics: one takes all, one few, one none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheet.csv").write_text(PROPOSALS)
    assert run("data", "import", "sheet.csv", "-o", "ws").code == 0
    monkeypatch.chdir(tmp_path / "ws")
    gates = {"few": "gates: [{Reach < 9: exclude}]\n", "none": "gates: [{Risk >= 0: exclude}]\n"}
    for name in ("wide", "few", "none"):
        (tmp_path / "ws" / "rubrics" / f"{name}.yaml").write_text(
            RUBRIC.format(name) + gates.get(name, "")
        )
    return toi.load("data")


def split(debate, *names, **asked):
    return toi.portfolio(debate, names, draws=100, budget="100k", caps=CAPS, **asked)


def said(found, **more):
    return " ".join(found.screen(**more).split())


def reasons(found):
    """The rows of the table that says why, by the lines that they are of."""
    rows = found.screen(width=100).splitlines()
    first = next(i for i, row in enumerate(rows) if row.startswith("Worth of"))
    return {row.split()[0]: row for row in rows[first:] if row}


def test_money_that_only_raises_a_full_kind_goes_to_the_best_and_is_said_to_be_movable(proposals):
    found = split(proposals, "wide", "few")
    best = [one for one in found.compromises if one.rule != "proportional"]
    for one in best:
        assert set(one.shares) == {*ASKED, "Epsilon"}
        (tie,) = one.movable
        assert (tie.line, tie.to) == ("Epsilon", ("Zeta",))
        assert 0 < tie.share < one.shares["Epsilon"]
    text = said(found)
    amount = f"{round(best[0].movable[0].share * 1000) * 100:,}"
    assert f"{amount} of what Epsilon gets (Expect, Nash, Maximin, wide) would do as well" in text
    assert reasons(found)["Zeta"].endswith("gated some would do as well in it")
    assert reasons(found)["Epsilon"].endswith("gated some of it would do as well elsewhere")
    one = toi.portfolio(proposals, "wide", draws=100, budget="100k", caps=CAPS)
    assert f"{amount} of what Epsilon gets would do as well in Zeta: where a kind is" in said(one)
    assert [move.to for move in one.movable] == [("Zeta",)]
    zeta = next(line for line in one.allocation if line.id == "Zeta")
    assert short_why(one, zeta).startswith("some would do as well in it")
    assert "worth" not in short_why(one, zeta)
    epsilon = next(line for line in one.allocation if line.id == "Epsilon")
    all_of_it = replace(one, movable=[replace(one.movable[0], share=epsilon.share)])
    assert short_why(all_of_it, epsilon) == "would do as well elsewhere"
    assert "elsewhere" not in short_why(one, epsilon)
    free = toi.portfolio(proposals, ["wide", "few"], draws=100, budget="100k")
    assert not any(one.movable for one in (*free.compromises, *free.favourites))
    assert "as well" not in said(free)


def test_each_line_is_told_with_its_worth_to_each_rubric_and_what_bounds_it(proposals):
    found = split(proposals, "few", "wide", floors=["Beta=10k"])
    rows = reasons(found)
    wide = toi.portfolio(proposals, "wide", draws=100)
    worth = {line.id: f"{line.worth:.0f}" for line in wide.allocation}
    assert rows["Gamma"].split()[1:3] == ["gated", worth["Gamma"]]
    assert rows["Alpha"].split()[1:3] == [worth["Alpha"], worth["Alpha"]]
    assert rows["Alpha"].endswith("its cap 24,000")
    assert rows["Gamma"].endswith("its cap 24,000 (Expect, Nash, Maximin)")
    assert found.views[1].worth == pytest.approx({x.id: x.worth for x in wide.allocation})


def test_a_rubric_that_excludes_all_is_no_reason_why_others_would_not_spend_alike(proposals):
    found = split(proposals, "wide", "none", "few")
    text = said(found)
    assert "3 rubrics (wide 33 %, none 33 % and few 33 %), but for none, which has nothing" in text
    assert "would spend 48 % of the budget alike. In every split below but none's: Alpha" in text
    assert set(found.everybody) == {"Alpha", "Beta"}
    assert "better for both wide and few: " in text
    assert "(none has nothing to gain)." in text
    assert "better for every rubric" not in text
    two = said(split(proposals, "wide", "few"))
    assert (
        "2 rubrics (wide 50 % and few 50 %) would spend 48 % of the budget alike. In every" in two
    )
    assert "nothing to gain" not in two


def test_satisfaction_below_nought_is_worse_than_a_lot(proposals):
    """Whoever takes few lines leaves the other worse off than a lot between both would."""
    found = split(proposals, "wide", "few")
    wide = found.views[0]
    few = found.favourites[1]
    assert few.satisfaction["wide"] < 0
    lost = few.regret["wide"]
    assert wide.best - lost < wide.dictator
    assert f"{few.satisfaction['wide']:.0%}".removesuffix("%") in said(found)
    assert [satisfied_text(x) for x in (None, 0.5, -0.4, -1.0, -1.1)] == [
        *("-", "50", "-40", "-100", "<-100"),
    ]
    assert "-- satisfaction: 100 its favourite, 0 as if by lot" in said(found)
    assert "below 0 it would rather draw lots" in said(found)


def test_that_a_kind_fades_is_told_with_the_split(proposals):
    told = "once one option has 10 % of the budget, or all options together 40 %."
    both = split(proposals, "wide", "few")
    one = toi.portfolio(proposals, "wide", draws=100)
    for found in (both, one):
        assert told in said(found)
    kept = {"settings": ["portfolio.half_kind=50%"]}
    assert "together 50 %" in said(toi.portfolio(proposals, "wide", draws=100, **kept))
    none = {"settings": ["portfolio.returns=none"]}
    assert "fades" not in said(toi.portfolio(proposals, "wide", draws=100, **none))
    assert "fades" not in said(split(proposals, "wide", "few", **none))
    few = Path("rubrics/few.yaml")
    few.write_text(few.read_text() + "portfolio: {half_line: 0.2}\n")
    apart = said(split(toi.load("data"), "wide", "few"))
    assert "By wide: What money brings fades: half is gone once one option has 10 %" in apart
    assert "By few: What money brings fades: half is gone once one option has 20 %" in apart


def test_a_line_that_fades_otherwise_is_told_with_the_split(proposals):
    few = Path("rubrics/few.yaml")
    few.write_text(few.read_text() + "portfolio: {half: {Alpha: 0.25}}\n")
    debate = toi.load("data")
    told = "once one option has 10 % of the budget (but Alpha 25 %), or all options together"
    alone = toi.portfolio(debate, "few", draws=100)
    assert told in said(alone)
    assert told in " ".join(portfolio_screen(alone, Page(80), notes=True).split())
    assert alone.wishes.half == {"Alpha": 0.25}
    both = said(split(debate, "wide", "few"))
    assert f"By few: What money brings fades: half is gone {told}" in both
    assert "By wide: What money brings fades: half is gone once one option has 10 % of the" in both
    without = toi.portfolio(debate, "few", draws=100, without="Alpha")
    assert "(but " not in said(without)


def test_what_is_split_is_called_as_the_records_call_it(proposals):
    alone = toi.portfolio(proposals, "wide", draws=100, max_lines=1)
    assert [one.title for one in alone.commitments if one.kind == "most"] == ["at most 1 option"]
    assert "whether an option can take in so much" in " ".join(alone.leaves_out)
    assert any("options that need" in one for one in split(proposals, "wide", "few").leaves_out)
    floors = ["Alpha=10%", "Beta=10%"]
    with pytest.raises(toi.InputErrors, match="at most 1 option"):
        toi.portfolio(proposals, "wide", draws=100, max_lines=1, floors=floors)


def test_what_no_favourite_has_is_told_to_be_next_in_line_for_whom(proposals):
    found = toi.portfolio(proposals, ["wide", "few"], draws=100, budget="100k", caps=["Alpha=60k"])
    favoured, told = {name for one in found.favourites for name in one.shares}, []
    for name in found.titles:
        new = any(name in one.shares for one in found.compromises) and name not in favoured
        row = reasons(found)[name]
        assert row.endswith(" in no favourite; next in line for wide") == new
        told.append(new)
    assert any(told)


def test_a_demand_of_this_run_is_not_called_that_of_a_rubric(proposals):
    floors = ("--floor", "Alpha=70%", "--floor", "Beta=70%")
    done = run("portfolio", "wide", "few", "--draws", "100", *floors)
    assert "the floor of 70 % for Alpha and the floor of 70 % for Beta; give up" in done.err
    kind = run("portfolio", "wide", "few", "--floor", "Alpha=70%", "--cap", "listed=50%")
    assert "the floor of 70 % for Alpha and the cap of 50 % for listed; give up" in kind.err


def test_the_worth_and_what_is_movable_are_in_json(proposals):
    words = ("portfolio", "wide", "few", "--draws", "100", "--budget", "100k")
    caps = [word for cap in CAPS for word in ("--cap", cap)]
    data = json.loads(run(*words, *caps, "-f", "json").out)
    assert data["views"][1]["worth"]["Gamma"] == 0
    table = list(csv.DictReader(io.StringIO(run(*words, *caps, "-f", "csv").out)))
    (gamma,) = [row for row in table if (row["what"], row["id"]) == ("worth", "Gamma")]
    assert float(gamma["wide"]) == pytest.approx(data["views"][0]["worth"]["Gamma"])
    assert (float(gamma["few"]), gamma["nash"], gamma["equal"]) == (0, "", "")
    assert [one["to"] for one in data["compromises"][0]["movable"]] == [["Zeta"]]


def test_a_page_says_why_too(proposals):
    caps = [word for cap in CAPS for word in ("--cap", cap)]
    asked = ("--portfolio", "--budget", "100k", *caps, "-o", "page.html")
    assert run("report", "wide", "none", "few", *asked).code == 0
    page = " ".join(read(Path("page.html").read_text()).first("main").text.split())
    assert "some would do as well in it" in page
    assert "would do as well in Zeta: where a kind is full" in page
    assert "below 0 it would rather draw lots" in page
    assert "or all options together 40 %" in page
    assert "in the favourite of each that has something to gain: Alpha and Beta." in page
    assert run("report", "wide", *asked, "--force").code == 0
    page = " ".join(read(Path("page.html").read_text()).first("main").text.split())
    assert "of what Epsilon gets would do as well in Zeta" in page


def test_where_caution_counts_worth_alone_is_not_said_to_be_the_reason(proposals):
    assert "first money in an option brings." in said(split(proposals, "wide", "few"))
    (Path("rubrics") / "few.yaml").write_text(
        Path("rubrics/few.yaml").read_text() + "portfolio: {risk: 0.4}\n"
    )
    again = said(split(toi.load("data"), "wide", "few"))
    assert "on average; by few what the worst cases bring counts too (--risk)." in again
    assert "by all what the worst" in said(split(proposals, "wide", "few", risk=0.5))


def test_why_money_stays_unspent_is_told(proposals):
    def unspent(*names, **asked):
        found = toi.portfolio(proposals, names, draws=100, **asked)
        told = "; ".join(why_unspent(found))
        assert ("unspent" in reasons(found)) == bool(told)
        return told

    each = [f"{name}=10%" for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")]
    told = "caps leave no more (Expect, Nash, Maximin); what favourites leave (Pro rata)"
    assert unspent("wide", "few", caps=each) == told
    assert unspent("wide", "few", caps=["listed=60%"]) == "caps leave no more"
    assert unspent("wide", "few") == ""
    assert unspent("wide", "none") == "what favourites leave (Pro rata)"
    limits = {"caps": ["Alpha=20%", "Gamma=20%"], "settings": ["portfolio.exposure.Risk=1"]}
    assert "within the limits no more is gained" in unspent("wide", "few", **limits)


def test_rules_that_serve_the_worst_off_equally_well_are_all_named(proposals):
    found = split(proposals, "wide", "few")
    least = {"nash": 0.8, "minimax": 0.804}
    rules = tuple(
        replace(
            one,
            satisfaction={"wide": least.get(one.rule, 0.5), "few": 1.0},
            regret={"wide": 1.0, "few": 0.0},
        )
        for one in found.compromises
    )
    told = "fares best under Nash and Maximin, where it has a satisfaction of 80."
    assert told in together_verdict(replace(found, compromises=rules))


def test_what_holds_a_kind_is_told_of_each_of_its_lines(proposals):
    theories = Path("data/theories.yaml")
    text, (first, *rest) = "", theories.read_text().split("kinds: [listed]")
    text = first + "".join(f"kinds: [{'a' if n < 3 else 'b'}]{x}" for n, x in enumerate(rest))
    theories.write_text(text)
    debate = toi.load("data")
    found = toi.portfolio(debate, ["wide", "few"], draws=100, kinds="all", caps=["b=5%"])
    assert found.line_kinds["Gamma"] == "a"
    assert found.line_kinds["Delta"] == "b"
    rows = reasons(found)
    assert " the cap of b, 5 % (Expect, Nash, Maximin)" in rows["Delta"]
    assert " the cap of b, 5 % (Expect, Nash, Maximin)" in rows["Epsilon"]
    assert "the cap" not in rows["Alpha"]
    assert "or all lines of a kind have 40 %, so that the next of a kind gets less." in said(found)


def test_what_does_no_good_by_any_has_no_cap_that_nobody_set(proposals):
    """It is closed to all, which is no cap of anybody's; equal shares reach it all the same."""
    sheet = Path("../sheet.csv")
    sheet.write_text(PROPOSALS + "Eta,0,9\n")
    assert run("data", "import", "../sheet.csv", "-o", ".", "--force").code == 0
    found = split(toi.load("data"), "wide", "few")
    assert reasons(found)["Eta"].endswith(" no good by any")
    assert found.equal.shares["Eta"] > 0
    assert "equal shares of all that some rubric's gates let through, within the" in said(found)
    assert "equal shares, within the" in said(split(proposals, "wide", "sheet"))
    capped = toi.portfolio(toi.load("data"), ["wide", "few"], draws=100, caps=["Eta=0%"])
    assert reasons(capped)["Eta"].endswith(" no good by any; its cap 0 %")


def test_a_line_that_is_closed_is_told_so_and_nothing_else(proposals):
    found = toi.portfolio(proposals, ["wide", "few"], draws=100, caps=["Alpha=0%"])
    assert reasons(found)["Alpha"].endswith(" its cap 0 %")
