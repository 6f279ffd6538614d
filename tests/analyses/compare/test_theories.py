"""Theories head to head."""

import itertools
import json
import re
from pathlib import Path

import pytest

import toi
from tests import small
from tests.analyses.compare.helpers import compare, opened
from tests.command import run
from toi.analyses.compare.compute import run_compare
from toi.analyses.compare.theories.compute import run_theories
from toi.analyses.compare.theories.screen import theories_screen
from toi.analyses.layout.page import Page
from toi.analyses.shared.rubrics.labels import entrants
from toi.analyses.shared.session import resolve_rubric
from toi.io.rubric.resolve import ResolvedRubric

SHIPPED_RUBRICS = sorted((Path(__file__).parents[3] / "rubrics").glob("*.yaml"))


def test_theories_head_to_head_are_those_of_the_ranking(shipped):
    found = compare("t4", "T09")
    (pair,) = found["pairs"]
    rows = {row.id: row for row in toi.score(shipped).results}
    assert pair["scores"] == pytest.approx([rows["T04"].score, rows["T09"].score])
    assert pair["gap"]["expected"] == pytest.approx(rows["T04"].score - rows["T09"].score)
    drivers = {}
    for driver in pair["drivers"]:
        assert driver["points"] == pytest.approx(driver["a"] - driver["b"], abs=1e-9)
        drivers.setdefault(driver["criterion"], []).append(driver["points"])
    for gap in pair["criteria"]:
        whole = sum(drivers.get(gap["criterion"], [0.0]))
        assert whole == pytest.approx(gap["points"], abs=1e-9)
        assert rows["T04"].raw[gap["criterion"]] == pytest.approx(gap["a"])
    assert sum(map(sum, drivers.values())) == pytest.approx(pair["gap"]["expected"])
    spread = pair["gap"]["interval"]
    assert spread["p05"] < spread["p50"] < spread["p95"]
    assert all(swap["verified"] for swap in pair["breakeven"])
    for swap in pair["breakeven"][:2]:
        settings_ = [word for one in swap["set"] for word in ("--set", one)]
        done = run("score", *settings_, "-f", "json")
        by = {row["id"]: row["score"] for row in json.loads(done.out)["results"]}
        assert by["T04"] < by["T09"]
        assert swap["new_leader"] == "T09"


def test_every_pair_of_several_and_once_per_rubric():
    found = compare("T04", "T09", "T18", "-r", "proponent", "-r", "essay-author")
    pairs_ = [(p["rubric"], p["a"], p["b"]) for p in found["pairs"]]
    ids = list(itertools.combinations(["T04", "T09", "T18"], 2))
    assert pairs_ == [(name, *pair) for name in ("proponent", "essay-author") for pair in ids]
    one = compare("T09", "T18", "-r", "essay-author")["pairs"][0]
    assert one == found["pairs"][-1]
    back = compare("T18", "T09", "-r", "essay-author")["pairs"][0]
    chance = one["p_a_beats_b"] + one["p_tie"] + back["p_a_beats_b"]
    assert chance == pytest.approx(1)
    assert back["gap"]["expected"] == pytest.approx(-one["gap"]["expected"])
    assert {s["id"]: s["to"] for s in back["breakeven"]} == pytest.approx(
        {s["id"]: s["to"] for s in one["breakeven"]}
    )


def test_dominance_and_ties_are_said(workspace):
    text = (workspace / "data" / "theories.yaml").read_text()
    better = text.replace("speed: {value: 3, basis", "speed: {value: 1, basis").replace(
        "harm: {value: 1, basis: stated", "harm: {value: 9, basis: stated"
    )
    (workspace / "data" / "theories.yaml").write_text(better)
    out = run("compare", "T1", "T2", "-r", "plain").out
    assert "Short way (T1) beats Long way (T2) in 100 % of draws, by" in out
    assert "Short way is nowhere worse on what has a weight" in out
    assert "No single weight, credence or judgement makes them swap." in " ".join(out.split())
    same = better.replace("speed: {value: 1, basis", "speed: {value: 8, basis").replace(
        "harm: {value: 9, basis: stated", "harm: {value: {pert: [1, 2, 4]}, basis: stated"
    )
    (workspace / "data" / "theories.yaml").write_text(same)
    assert compare("T1", "T2", "-r", "plain")["pairs"][0]["gap"]["expected"] == pytest.approx(0)


def test_what_holds_of_one_is_told_of_that_one_on_whichever_side_it_is_named():
    """A gate on c1 excludes A in a third of draws; B is better on c1, on c2 they are alike.

    A third criterion, on which A is better, has no weight; an argument takes most from A.
    """
    theories = [
        small.theory("A", {"c1": {"uniform": [2, 8]}, "c2": 5, "c3": 9}),
        small.theory("B", {"c1": 9, "c2": 5, "c3": 1}),
    ]
    debate = small.debate(
        [small.criterion(f"c{k}") for k in (1, 2, 3)],
        theories,
        [small.argument("blow", 1.0, [(["A"], "c1", "lowers", 0.1)])],
    )
    rubric = small.rubric(
        weights={"c1": 3, "c2": 1}, gates=[{"c1 < 4": "exclude"}, {"c2 < 1": "exclude"}]
    )
    for names in (("A", "B"), ("B", "A")):
        [pair] = run_compare(opened(debate), names, [ResolvedRubric(rubric, "r")]).pairs
        gated, hang_on = dict(zip(names, pair.p_gated, strict=True)), pair.hang_on
        assert gated["A"] > 0.2
        assert gated["B"] == 0
        assert dict(zip(names, hang_on, strict=True)) == {"A": ("c1",), "B": ()}
        by_gate = dict(zip(names, pair.gates, strict=True))
        assert by_gate["A"]["c1 < 4"] == pytest.approx(gated["A"])
        found = pair.dominance
        assert dict(zip(names, (found.a, found.b), strict=True)) == {"A": False, "B": True}
        assert dict(zip(names, (found.p_a, found.p_b), strict=True)) == {"A": 0, "B": 1}
        sizes = [abs(driver.points) for driver in pair.drivers]
        assert len(sizes) >= 2
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[0] > sizes[-1]


def test_other_methods_have_no_drivers():
    found = compare("T04", "T09", "--set", "method=topsis")["pairs"][0]
    assert found["drivers"] == []
    assert {gap["points"] for gap in found["criteria"]} == {None}
    out = run("compare", "T04", "T09", "--set", "method=topsis").out
    assert "A score by topsis is no sum, so the gap is not split." in out
    row = {
        r["id"]: r["score"]
        for r in json.loads(run("score", "-m", "topsis", "-f", "json").out)["results"]
    }
    assert found["scores"] == pytest.approx([row["T04"], row["T09"]])


@pytest.mark.parametrize("width", [60, 80])
def test_long_names_of_criteria_leave_room_for_the_gap(tmp_path, width):
    """A title of 60 letters, and a gap that rounds to none."""
    long = "What it costs the town over ten years in building and upkeep"
    (tmp_path / "t.csv").write_text(
        f"theory,price,reach\ndirection,cost,benefit\ntitle,{long},Reach\nscale,0..10,0..10\n"
        "weight,1,1\nlanes,6,5\nshowers,6,3\n"
    )
    assert run("data", "import", "t.csv", "-o", "w", cwd=tmp_path).code == 0
    words = ("compare", "lanes", "showers", "--set", "showers.price=6.01")
    done = run(*words, cwd=tmp_path / "w", env={"COLUMNS": str(width)})
    assert done.code == 0, done.err
    assert "What it costs" in done.out
    table = done.out.split("\n\n")[1]
    assert max(map(len, table.splitlines())) <= width
    assert table.splitlines()[0].endswith("Most of it from")  # the head is whole


@pytest.fixture(scope="module")
def by_every_rubric(shipped):
    """T11 is not about all that T18 is about, and some rubrics leave that out of its score."""
    several = entrants([resolve_rubric(shipped, path.stem) for path in SHIPPED_RUBRICS])
    return run_theories(shipped, ["T11", "T18"], several, ["listed"], draws=16)


@pytest.mark.parametrize("k", range(len(SHIPPED_RUBRICS)), ids=[p.stem for p in SHIPPED_RUBRICS])
def test_rows_add_up_to_the_gap_under_every_shipped_rubric(by_every_rubric, k):
    rubric, pair = by_every_rubric.rubrics[k].name, by_every_rubric.pairs[k]
    table = theories_screen(by_every_rubric, Page(80)).split("Most of it from\n")[k + 1]
    head = theories_screen(by_every_rubric, Page(80)).split("Most of it from\n")[k]
    end = len(head.splitlines()[-1].rstrip())  # the column of gaps ends here
    body = table[: table.index("Gap: points")].splitlines()
    score = next(i for i, row in enumerate(body) if row.startswith("Score"))
    gaps = [float(row[:end].split()[-1]) for row in body[: score + 1]]
    assert gaps[-1] == pytest.approx(pair.gap.expected, abs=0.1)  # of scores written in tenths
    assert sum(gaps[:-1]) == pytest.approx(gaps[-1])
    one, other = (sum(gap.weights[side] for gap in pair.criteria) for side in (0, 1))
    assert (one, other) == (pytest.approx(1), pytest.approx(1))
    apart = rubric in {"proponent", "essay-author"}
    assert apart == (". does not bear on it" in table[: table.index("Gap: points")])
    assert apart == (pair.dominance is None)


def test_where_nothing_is_argued_nothing_is_said_of_arguments(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("Offer,Pay,Use\nscale,0..50,0..9\nNear,40,2\nFar,20,8\n")
    run("data", "import", "t.csv", "-o", "w")
    text = run("compare", "near", "far", "-q", cwd="w").out
    assert "As judged" in text
    assert "credence" not in text
    assert "In no draw is one at least as good as the other" in text


def test_two_that_are_alike_on_all_are_said_to_be(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("Offer,Pay,Use\nscale,0..50,0..9\nNear,40,2\nFar,40,2\nX,1,1\n")
    run("data", "import", "t.csv", "-o", "w")
    text = run("compare", "near", "far", "-q", cwd="w").out
    assert text.startswith("Near and Far are level in every draw.")
    assert "They are alike on all that has a weight." in text
    assert "as good as the other" not in text


def test_no_rubric_is_suggested_that_is_about_other_records(workspace):
    """Those that ship are at hand everywhere, and fit the shipped records alone."""
    assert "compare T1 T2" not in run("compare", "T1", "T2", "-r", "plain").out.split("Next:")[1]
    text = (workspace / "rubrics" / "plain.yaml").read_text()
    (workspace / "rubrics" / "other.yaml").write_text(text.replace("plain", "other"))
    told = " ".join(run("compare", "T1", "T2", "-r", "plain").out.split())
    assert "toi compare T1 T2 -r plain -r other" in told


def test_a_method_that_is_no_sum_has_no_columns_of_parts(workspace):
    told = run("compare", "T1", "T2", "-r", "plain", "--set", "method=topsis").out
    assert "so the gap is not split" in " ".join(told.split())
    assert not {"Gap", "Most of it from"} & set(re.split(r"\s{2,}| (?=Gap)", told))
    assert "Gap Most of it from" in run("compare", "T1", "T2", "-r", "plain").out


def test_two_in_full_are_compared_by_the_same_rubric(workspace):
    file = workspace / "data" / "theories.yaml"
    text = file.read_text()
    third = text[text.index("  - id: T2") :].replace("id: T2", "id: T3").replace("Long", "Third")
    file.write_text(f"{text.rstrip()}\n{third.replace('The long', 'The third')}")
    done = run("compare", "T1", "T2", "T3", "-r", "plain", "--set", "speed=70%", "--seed", "3")
    told = " ".join(done.out.replace("\\\n", " ").split())
    assert "Two in full: toi compare T1 T2 -r plain --set speed=70% --seed 3;" in told


def test_it_is_said_whose_lead_a_gap_is(workspace):
    for one, other in (("T1", "T2"), ("T2", "T1")):
        told = " ".join(run("compare", one, other, "-r", "plain").out.split())
        assert f"by which {one} is ahead, below 0 behind" in told
        assert re.search(r" Score \d+\.\d \d+\.\d \+", told) if one == "T1" else "Score" in told


def test_another_rubric_that_is_suggested_is_one_that_can_be_typed():
    said = " ".join(run("compare", "T06", "T18").out.split())
    suggested = re.search(r"toi (compare T06 T18 -r [\w-]+)", said).group(1)
    assert "-- rubric" not in said
    assert run(*suggested.split()).code == 0
    again = " ".join(run(*suggested.split()).out.split())
    other = re.search(rf"toi {suggested} -r ([\w-]+)", again).group(1)
    assert not suggested.endswith(f" {other}")


def test_who_is_ahead_in_most_draws_and_behind_in_the_mean_is_told_as_that():
    said = " ".join(run("compare", "T18", "T06", "--set", "method=topsis").out.split())
    (pair,) = compare("T06", "T18", "--set", "method=topsis")["pairs"]
    assert pair["p_a_beats_b"] > 0.5 > 0 > pair["gap"]["expected"]
    assert "(T06) beats Intervening on training (T18) in " in said
    assert ", though 1.0 points behind [-21 to 22] with every number at its mean." in said


@pytest.mark.parametrize(("harm", "dominates"), [(4, True), (3, True), (5, False)])
def test_what_is_nowhere_worse_and_somewhere_better_dominates(harm, dominates, tmp_path):
    """Of A, better on reach, harm is as that of B, less, or more."""
    sheet = f"Option,Reach,Harm\ndirection,benefit,cost\nscale,0..10,0..10\nA,8,{harm}\nB,5,4\n"
    (tmp_path / "own.csv").write_text(sheet)
    assert run("data", "import", "own.csv", "-o", "w", cwd=tmp_path).code == 0
    [pair] = compare("A", "B", "-r", "sheet", cwd=tmp_path / "w")["pairs"]
    assert (pair["dominance"]["a"], pair["dominance"]["b"]) == (dominates, False)
    assert pair["dominance"]["p_a"] == float(dominates)


@pytest.mark.parametrize("rubric", ["balanced", "essay-author"])
def test_words_and_table_write_the_gap_alike_and_the_table_adds_up(rubric):
    screen = run("compare", "T06", "T09", "-r", rubric).out
    [led] = re.findall(r", by ([\d.]+) points \[", " ".join(screen.split()))
    table = screen.partition("Most of it from\n")[2].partition("Gap: points")[0].splitlines()
    *gaps, _ = [re.search(r" ([-+]\d+\.\d)\b|$", line)[1] for line in table]
    [(one, other, whole)] = re.findall(r"Score +([\d.]+) +([\d.]+) +([-+][\d.]+)", screen)
    assert float(one) - float(other) == pytest.approx(float(whole)) == pytest.approx(float(led))
    [score_gap] = [i for i, line in enumerate(table) if line.startswith("Score")]
    assert sum(map(float, gaps[:score_gap])) == pytest.approx(float(whole))


def test_a_record_that_is_no_theory_is_told_as_what_it_is():
    told = run("compare", "T06", "Directness").err
    assert "directness is a criterion; compare theories or rubrics (toi show directness)" in told
