"""`toi portfolio` as a user meets it."""

import csv
import io
import json
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toi
from tests.command import run
from toi.analyses.portfolio import stability
from toi.analyses.portfolio.case import best_split, open_case, split_kinds, wishes
from toi.analyses.portfolio.compute import LEAVES_OUT, run_portfolio
from toi.analyses.portfolio.screen import portfolio_screen
from toi.analyses.shared.page import Page
from toi.analyses.shared.rounding import in_even_steps, in_steps
from toi.analyses.shared.session import open_debate, prepare
from toi.compile.portfolio import lines_of

THIRD = """\
  - id: T3
    kinds: [listed, other]
    title: The third way
    short: Third way
    claim: It works too.
    case: It does.
    judgements:
      speed: {value: {pert: [1, 5, 9]}, basis: inferred, why: Perhaps.}
      harm: {value: 2, basis: stated, why: It says so.}
      margin: {value: 10, basis: stated, why: It says so.}
"""
FAST = ("-r", "plain", "--draws", "400")


@pytest.fixture
def debate(workspace, monkeypatch):
    """The small debate with a third theory; fewer resamples, to be quick."""
    monkeypatch.setattr(stability, "RESAMPLES", 6)
    monkeypatch.setattr(stability, "PLAIN", 3)
    file = workspace / "data" / "theories.yaml"
    file.write_text(file.read_text() + THIRD)
    return workspace


def asked(*words):
    done = run("portfolio", *FAST, "--format", "json", *words)
    assert done.code == 0, done.err
    return json.loads(done.out)


def refused(*words):
    done = run("portfolio", *FAST, *words)
    assert (done.code, done.out) == (2, "")
    return done.err.strip()


def test_a_split_with_its_reasons(debate):
    found = asked("--budget", "2,000 EUR", "--current", "none")
    assert found["schema"] == "toi/portfolio/1"
    shares = {line["id"]: line["share"] for line in found["allocation"]}
    assert sum(shares.values()) + found["unspent"] == pytest.approx(1, abs=1e-9)
    assert found["allocation"] == sorted(found["allocation"], key=lambda line: -line["share"])
    assert {line["role"] for line in found["allocation"]} <= {"core", "hedge", "borderline", "out"}
    assert (found["amount"], found["unit"]) == (2000, "EUR")
    assert found["leaves_out"] == list(LEAVES_OUT)
    assert [b["name"] for b in found["benchmarks"]] == ["equal", "one"]
    for benchmark in found["benchmarks"]:
        assert benchmark["gain"] == pytest.approx(found["expected"] - benchmark["expected"])
    assert found["dual_use_exposure"] == pytest.approx(found["exposures"]["harm"])
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
    assert screen.startswith("Every line is excluded by a gate")


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


def test_tables_for_other_programs(debate):
    rows = list(csv.DictReader(io.StringIO(run("portfolio", *FAST, "-f", "csv").out)))
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1, abs=1e-4)
    assert run("portfolio", *FAST, "-f", "markdown").out.startswith("# ")


def test_what_to_type_next_keeps_to_what_was_asked(debate):
    words = ("-k", "listed,other", "--max-lines", "2", "--current", "none")
    found = run("portfolio", *FAST, *words).out
    following = " ".join(found[found.index("Next: ") :].split())
    kept = "--kind listed,other --max-lines 2 --current none"
    assert f"toi portfolio -r plain {kept} --risk 0.5" in following.replace("\\ ", "")
    assert "--risk 0 " in " ".join(run("portfolio", *FAST, "--risk", "0.5").out.split())


def test_shares_of_kinds_add_up_in_the_first_sentence(debate):
    setting = prepare(open_debate(None), "plain")
    made = run_portfolio(setting, ["listed"], draws=400, current="none")
    kinds = {"listed": 0.684, "outreach": 0.172, "agenda": 0.144}
    screen = portfolio_screen(replace(made, by_kind=kinds, unspent=0.0), Page(80))
    shares = [int(found) for found in re.findall(r"(\d+) %\s+to", screen.split(" lines")[0])]
    assert len(shares) == 3
    assert sum(shares) == 100


def test_what_is_wrong_is_said(debate):
    assert refused("--risk", "30") == "toi: risk 30 is above 1; for 30 % write 0.3 [risk-range]"
    assert "is not an amount" in refused("--budget", "much")
    assert "goes with several rubrics" in refused("--credence", "1")
    assert "no file or allocation 'nowhere.csv'" in refused("--current", "nowhere.csv")
    assert "add --set method=additive [no-worth]" in refused("--set", "method=topsis")
    both = ("--set", "portfolio.bounds.T1.floor=0.7", "--set", "portfolio.bounds.T2.floor=0.6")
    assert refused(*both) == (
        "toi: no split can meet all of: the budget (100 %), the floor 70 % of T1 and the floor "
        "60 % of T2; give up one of them [split-infeasible]"
    )
    place = debate / "rubrics" / "plain.yaml"
    text = place.read_text()
    place.write_text(text + "portfolio:\n  bounds:\n    T1: {floor: 0.7}\n    T2: {floor: 0.6}\n")
    line = text.count("\n") + 3
    assert refused().startswith(
        f"rubrics/plain.yaml:{line}:10: no split can meet all of: the budget"
    )
    place.write_text(text)
    (debate / "today.yaml").write_text("T2: 3\nT9: 1\nT1: many\n")
    assert refused("--current", "today.yaml").splitlines() == [
        "today.yaml:2:1: no theory, kind or group 'T9' [unknown-theory]",
        "today.yaml:3:5: the amount of T1, 'many', is not a number [not-a-number]",
    ]
    (debate / "today.csv").write_text("T2,1\nT1,-1\nT3\n")
    assert refused("--current", "today.csv").splitlines() == [
        "today.csv:2:2: the amount of T1, -1, is not 0 or more [share-negative]",
        "today.csv:3:1: a row is an id and an amount [csv-cells]",
    ]
    done = run("portfolio", "-r", "plain", "-r", "plain", "--credence", "1,2,3")
    assert "3 credences for 2 rubrics [credence-count]" in done.err


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12).filter(lambda x: sum(x) > 0))
def test_rounded_shares_add_up(weights):
    exact = [w / sum(weights) for w in weights]
    rounded = in_steps(exact)
    assert sum(rounded) == pytest.approx(1)
    assert all(abs(a - b) < 0.05 + 1e-9 for a, b in zip(exact, rounded, strict=True))


def case(name, **wanted):
    """The shipped debate by a shipped rubric."""
    setting = prepare(open_debate(None), name)
    kinds = split_kinds(setting.debate, None)
    return open_case(setting, kinds, 0, 2048, wishes(setting, **wanted))


def test_a_theory_of_several_kinds_counts_under_the_first_that_was_asked_for():
    debate = open_debate(None).debate
    several = next(t for t in debate.theories.values() if len(t.kinds) > 1)
    for kinds in (several.kinds, several.kinds[1:]):
        lines = lines_of(debate, kinds)
        counted = dict(zip(lines.ids, lines.kinds, strict=True))
        assert counted[several.id] == next(k for k in several.kinds if k in kinds)


def test_the_essays_position_funds_mostly_agendas_and_some_interpretability():
    """Nothing forces it: the floors that the essay asks for are left out."""
    setting = prepare(open_debate(None), "essay-author")
    free = wishes(setting).model_copy(update={"bounds": {}})
    found = open_case(setting, split_kinds(setting.debate, None), 0, 2048, free)
    shares = best_split(found).shares
    kinds = np.array(found.lines.kinds)
    assert shares[kinds == "agenda"].sum() > 0.5
    assert shares[kinds != "agenda"].sum() > 0.05


def test_lines_that_hang_on_one_argument_fall_together():
    found = case("balanced")
    worth = found.preferences.worth
    hit = found.scenarios.problem.arguments.index("better-without-interp")
    listed = [t for t, kind in enumerate(found.lines.kinds) if kind == "listed"]
    correlation = np.corrcoef(worth[:, listed].T)
    assert np.median(correlation[np.triu_indices(len(listed), 1)]) > 0.05
    sound = found.scenarios.sound[:, hit] > 0
    fall = worth[~sound].mean(axis=0) - worth[sound].mean(axis=0)
    assert (fall[listed] > 0).mean() > 0.8


def test_a_line_lacks_what_parts_it_from_the_one_that_takes_all():
    from toi.engine.portfolio.problem import Preferences, unconstrained
    from toi.engine.portfolio.solve import solve

    preferences = Preferences(np.array([[90.0, 40.0, 39.0]]), np.full(3, 0.1), returns="none")
    found = solve(preferences, unconstrained(3))
    assert found.shares == pytest.approx([1, 0, 0])
    assert found.price == pytest.approx(90)
    assert found.short == pytest.approx([0, 50, 51])


def test_where_nothing_is_spent_a_line_brings_the_mean_of_its_own_worst_tenth():
    from toi.engine.portfolio.problem import Preferences, unconstrained
    from toi.engine.portfolio.solve import solve

    worth = np.random.default_rng(0).normal([1, 1], [20, 40], (2000, 2))
    found = solve(Preferences(worth, np.full(2, 0.1), risk=1.0), unconstrained(2))
    worst = np.sort(worth, axis=0)[:200].mean(axis=0)
    assert found.shares.sum() == 0
    assert found.marginal == pytest.approx(worst)
    assert found.short == pytest.approx(-worst)


def test_lines_that_are_alike_get_the_same():
    from toi.engine.portfolio.problem import Group, Preferences, unconstrained
    from toi.engine.portfolio.solve import solve

    crowded = (Group("kind", tuple(range(6)), 0.4),)
    found = solve(Preferences(np.full((1, 6), 50.0), np.full(6, 0.1), crowded), unconstrained(6))
    assert found.shares == pytest.approx(np.full(6, 1 / 6))


def test_equal_shares_are_rounded_alike():
    assert in_even_steps([1 / 3] * 3) == pytest.approx([0.33] * 3)
    assert in_even_steps([0.5, 0.5]) == [0.5, 0.5]


def test_every_suggested_split_keeps_the_budget():
    for rubrics in ((), ("-r", "proponent", "-r", "essay-author")):
        seen = run("portfolio", "--budget", "2000000 EUR", *rubrics).out
        end = seen.split("Next:")[1].split("\ntoi ")[0].replace("\\\n", "")
        suggested = " ".join(end.split()).split(" | ")
        splits = [command for command in suggested if command.startswith("toi portfolio")]
        assert len(splits) == 2
        assert all("--budget '2000000 EUR'" in command for command in splits), splits
