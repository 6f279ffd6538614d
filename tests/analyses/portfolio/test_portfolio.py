"""`toi portfolio`: the split, and what it follows."""

import csv
import io
import json
from types import SimpleNamespace

import pytest

import toi
from tests.analyses.portfolio.helpers import FAST, asked, refused
from tests.command import run
from toi.analyses.portfolio.compute import left_out
from toi.analyses.portfolio.rounded import UNSPENT
from toi.analyses.portfolio.worldviews.result import Compromise
from toi.analyses.portfolio.worldviews.shown import rounded_compromise
from toi.words import PLAIN_WORDS


def test_a_split_with_its_reasons(debate):
    found = asked("--budget", "2 000 EUR", "--current", "none")
    assert found["schema"] == "toi/portfolio/1"
    shares = {line["id"]: line["share"] for line in found["allocation"]}
    assert sum(shares.values()) + found["unspent"] == pytest.approx(1, abs=1e-9)
    assert found["allocation"] == sorted(found["allocation"], key=lambda line: -line["share"])
    assert {line["role"] for line in found["allocation"]} <= {"core", "hedge", "borderline", "out"}
    assert (found["amount"], found["unit"]) == (2000, "EUR")
    assert found["leaves_out"] == list(left_out(PLAIN_WORDS, synergies=False))
    assert [b["name"] for b in found["benchmarks"]] == ["equal", "one"]
    for benchmark in found["benchmarks"]:
        assert benchmark["gain"] == pytest.approx(found["expected"] - benchmark["expected"])
    assert 0 < found["exposures"].pop("harm") < 10
    assert not found["exposures"]
    assert [step["risk"] for step in found["frontier"]] == [0, 0.2, 0.4, 0.6, 0.8, 1]
    screen = run("portfolio", *FAST, "--budget", "2000").out
    assert max(map(len, screen.splitlines())) <= 80
    plain = " ".join(screen.split())
    for word in ("--notes", "Next: toi explain", "seed 0", "Worst tenth"):
        assert word in plain
    noted = run("portfolio", *FAST, "--notes").out
    assert "Leaves out" in noted
    assert "Assumes" in noted


def test_the_interface_prints_what_the_command_prints(debate):
    opened = toi.load(everything=False)
    result = toi.portfolio(opened, "plain", draws=400, current="none", max_lines=2)
    done = run("portfolio", *FAST, "-f", "json", "--current", "none", "--max-lines", "2")
    assert result.to_json() == done.out
    assert sum(line.share > 0 for line in result.allocation) <= 2
    assert result.precision.gap >= 0


def test_equal_shares_that_nobody_can_give_are_said_to_be_impossible_and_why(debate):
    opened = toi.load(everything=False)
    few = toi.portfolio(opened, "plain", draws=100, current="none", max_lines=2)
    large = toi.portfolio(opened, "plain", draws=100, current="none", min_grants=["60%"])
    free = toi.portfolio(opened, "plain", draws=100, current="none")
    titles = [
        next(b.title for b in found.benchmarks if b.name == "equal") for found in (few, large, free)
    ]
    assert titles == [
        "equal shares (not possible: more options than are allowed)",
        "equal shares (not possible: some below their smallest grant)",
        "equal shares",
    ]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_about_the_same(debate):
    words = ("portfolio", *FAST, "-f", "json", "--risk", "0.5", "--current", "none")
    one, two, other = run(*words), run(*words), run(*words, "--seed", "1")
    assert one.out == two.out
    assert one.out != other.out
    first, second = json.loads(one.out), json.loads(other.out)
    assert first["expected"] == pytest.approx(second["expected"], abs=4)


def test_more_budget_is_the_solvers_argument(debate):
    once = toi.portfolio(rubric="plain", draws=400)
    twice = toi.portfolio(rubric="plain", draws=400, budget_factor=2.0)
    assert twice.expected > once.expected
    assert sum(line.share for line in twice.allocation) + twice.unspent == pytest.approx(2)


def test_preferences_of_the_rubric_are_followed(debate):
    (debate / "rubrics" / "wish.yaml").write_text(
        """\
schema: toi/rubric/1
id: wish
title: Wishes
weights: {speed: 60, harm: 40}
portfolio:
  returns: sqrt
  risk: 0.5
  half: {T1: 0.3}
  overlaps: {alike: {lines: [T1, T3], half: 0.1}}
  bounds: {T2: {floor: 0.2}, other: {cap: 0.1}}
  exposure: {harm: 3}
"""
    )
    found = json.loads(run("portfolio", "-r", "wish", "--draws", "400", "-f", "json").out)
    line = {one["id"]: one for one in found["allocation"]}
    assert line["T2"]["share"] >= 0.2 - 1e-9
    assert line["T3"]["share"] <= 0.1 + 1e-9
    assert found["exposures"]["harm"] <= 3 + 1e-6
    assert found["wishes"]["returns"] == "sqrt"
    words = ("portfolio", "-r", "wish", "--draws", "400", "--set", "portfolio.risk=0", "--notes")
    screen = run(*words).out
    assert "risk 0" in screen


def test_a_rubric_says_what_competes_for_the_effort(debate):
    text = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\nportfolio: {{kinds: [{}]}}\n"
    for name, kind in (("narrow", "other"), ("wrong", "othr")):
        (debate / "rubrics" / f"{name}.yaml").write_text(text.format(name, kind))

    def split(*words):
        return json.loads(run("portfolio", *words, "--draws", "400", "-f", "json").out)["kinds"]

    assert split("-r", "narrow") == {"other": 1}
    assert split("-r", "narrow", "--kind", "listed") == split("-r", "plain") == {"listed": 3}
    assert split("-r", "narrow", "-r", "plain") == {"listed": 3}  # what either of them wants
    refused = " ".join(run("portfolio", "-r", "wrong").err.split())
    assert "wrong.yaml:5" in refused
    assert "did you mean 'other'" in refused


def test_today_from_a_record_and_from_files(debate):
    (debate / "data" / "allocations.yaml").write_text(
        """\
schema: toi/allocations/1
allocations:
  - id: last-year
    title: Last year
    gist: As counted.
    shares: {T2: 3, other: 1}
    basis: stated
    why: It was counted.
"""
    )
    (debate / "today.yaml").write_text("T2: 75 %\nT3: 25%\n")
    (debate / "today.csv").write_text("line;amount\nT2;75 %\nT3;25\n")
    (debate / "half.yaml").write_text("T2: 1\nunspent: 1\n")
    found = [asked(), asked("--current", "today.yaml"), asked("--current", "today.csv")]
    for one in found:
        today = one["benchmarks"][0]
        assert today["shares"] == pytest.approx({"T2": 0.75, "T3": 0.25})
        assert one["moves"][-1]["closed"] == pytest.approx(1)
        gains = sum(move["gain"] for move in one["moves"])
        assert gains == pytest.approx(one["expected"] - today["expected"], abs=1e-6)
    assert found[0]["today"] == "last-year: Last year"
    assert asked("--current", "half.yaml")["benchmarks"][0]["unspent"] == pytest.approx(0.5)
    assert run("data", "check").code == 0
    assert asked("--current", "none")["today"] is None


def test_gates_exclude_and_all_may_be_excluded(debate):
    rubric = debate / "rubrics" / "plain.yaml"
    text = rubric.read_text()
    rubric.write_text(text + "gates:\n  - harm > 2.1: exclude\n")
    line = {one["id"]: one for one in asked()["allocation"]}
    assert (line["T1"]["share"], line["T1"]["gated"]) == (0, "harm > 2.1")
    rubric.write_text(text + "gates:\n  - harm >= 0: exclude\n")
    found = asked()
    assert (found["unspent"], found["expected"]) == (1, 0)
    screen = run("portfolio", *FAST).out
    assert screen.startswith("Every option is excluded by a gate")


def test_what_would_bring_a_line_in(debate):
    """T1 at so much speed is in but for the argument that it breaks down."""
    tight = ("--set", "portfolio.half_line=1", "--set", "portfolio.half_kind=1")
    found = asked(*tight, "--set", "T1.speed=6", "--set", "T2.speed=9", "--set", "T3.speed=0")
    line = {one["id"]: one for one in found["allocation"]}
    assert line["T1"]["share"] == 0
    assert line["T1"]["short"] > 0
    enters = line["T1"]["enters"]
    if enters is not None:
        there = asked(
            *tight,
            "--set",
            "T1.speed=6",
            "--set",
            "T2.speed=9",
            "--set",
            "T3.speed=0",
            "--set",
            f"{enters['argument']}={enters['credence']:.4f}",
        )
        assert {one["id"]: one for one in there["allocation"]}["T1"]["share"] > 0


def test_a_hedge_is_in_because_it_pays_when_the_others_fail(debate):
    """T1 and T2 both break down if an argument is sound; T3 is another kind of thing."""
    file = debate / "data" / "theories.yaml"
    text = file.read_text().replace("kinds: [listed, other]", "kinds: [other]")
    text = text.replace("speed: {value: {pert: [1, 5, 9]}", "speed: {value: 3")
    file.write_text(text.replace("speed: {value: 3,", "speed: {value: 7,", 1))
    file = debate / "data" / "arguments.yaml"
    text = file.read_text().replace(
        "criterion: speed, lowers: 0.4", "criterion: speed, lowers: 0.9"
    )
    file.write_text(text.replace("value: [0.5, 0.7]", "value: 0.4").replace("assumed", "stated"))
    careful = ("--kind", "listed,other", "--set", "portfolio.half_line=0.5")
    line = {one["id"]: one for one in asked(*careful, "--risk", "1")["allocation"]}
    careless = {one["id"]: one for one in asked(*careful)["allocation"]}
    assert line["T3"]["share"] > 2 * careless["T3"]["share"]
    assert (line["T3"]["role"], line["T3"]["hedges"]) == ("hedge", "breaks-down")
    assert line["T1"]["hedges"] is None
    assert all(one["hedges"] is None for one in careless.values())
    assert "pays if It breaks down" in run("portfolio", *FAST, *careful, "--risk", "1").out


def test_rubrics_of_a_picture_of_a_split_are_named_as_those_of_the_split(debate):
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    )
    words = ("plain", "other", "--draws", "400", "--credence", "2,1")
    asked = json.loads(run("portfolio", *words, "-f", "json").out)
    drawn = json.loads(run("plot", "portfolio", *words, "-f", "json", "-o", "-").out)
    assert drawn == asked
    apart = ("plain", "-r", *words[1:])
    assert json.loads(run("plot", "portfolio", *apart, "-f", "json", "-o", "-").out) == asked


def test_equal_lines_have_equal_shares_under_every_rule():
    """Three thirds are 33 % each, as where one rubric splits; none of them is 34 %."""
    split = Compromise("nash", dict.fromkeys("ABC", 1 / 3), 0.0, {}, {})
    result = SimpleNamespace(budget=1.0, today=None, bounds={}, line_kinds={})
    assert rounded_compromise(result, split) == {"A": 0.33, "B": 0.33, "C": 0.33, UNSPENT: 0.0}


def test_several_rubrics_side_by_side(debate):
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
        "portfolio: {risk: 0.3}\n"
    )
    words = ("portfolio", "-r", "plain", "-r", "other", "--draws", "400")
    found = json.loads(run(*words, "-f", "json", "--credence", "3,1").out)
    assert [view["credence"] for view in found["views"]] == [0.75, 0.25]
    assert [c["rule"] for c in found["compromises"]] == [
        *("expected", "proportional", "nash", "minimax")
    ]
    for k, favourite in enumerate(found["favourites"]):
        name = found["views"][k]["rubric"]
        assert favourite["satisfaction"][name] == pytest.approx(1)
        assert favourite["regret"][name] == pytest.approx(0)
    proportional = found["compromises"][1]["shares"]
    for name in proportional:
        wanted = 0.75 * found["favourites"][0]["shares"].get(name, 0)
        wanted += 0.25 * found["favourites"][1]["shares"].get(name, 0)
        assert proportional[name] == pytest.approx(wanted, abs=1e-9)
    screen = run(*words).out
    assert max(map(len, screen.splitlines())) <= 80
    assert "Nash" in screen
    assert "random dictator" in screen
    rows = list(csv.reader(io.StringIO(run(*words, "-f", "csv").out)))
    assert rows[0][3:9] == ["expected", "proportional", "nash", "minimax", "plain", "other"]


def test_what_today_leaves_of_the_budget_is_unspent(debate):
    (debate / "today.csv").write_text("T1,500k\n")
    (found, *_) = asked("--current", "today.csv", "--budget", "2M EUR")["benchmarks"]
    assert (found["name"], found["unspent"]) == ("today", pytest.approx(0.75))
    (debate / "shares.csv").write_text("T1,30%\nunspent,20%\n")
    assert asked("--current", "shares.csv")["benchmarks"][0]["unspent"] == pytest.approx(0.7)
    assert asked("--current", "today.csv")["benchmarks"][0]["unspent"] == pytest.approx(0)
    assert refused("--current", "today.csv", "--budget", "400k") == (
        "toi: today.csv adds up to 500,000, more than the budget of 400,000; give the larger "
        "budget, or shares of it [bad-budget]"
    )


def test_the_first_row_of_a_known_line_is_no_heading(debate):
    (debate / "today.csv").write_text("T1,lots\nT2,1\n")
    assert "today.csv:1:2: the amount of T1, 'lots', is not an amount" in refused(
        "--current", "today.csv"
    )


@pytest.mark.parametrize("risk", ["0", "1"])
def test_values_beyond_what_can_be_split_by_are_refused_in_words(risk, workspace):
    """A criterion that is not clipped may hold any number; the solver gave up at such."""
    words = ["portfolio", "--set", "margin=50%", "--draws", "256", "--risk", risk, "--set"]
    assert run(*words, "T1.margin={normal: [0, 1e4]}").code == 0
    done = run(*words, "T1.margin={normal: [0, 1e20]}")
    assert (done.code, done.out) == (2, "")
    assert "T1 on margin is more than 100,000 times its scale away" in done.err
