"""`toi rubric fit` on the small debate: T1 is quick and does harm, T2 slow and does less."""

import json
import re
from pathlib import Path

import pytest

import toi
from tests.command import ranking, run

MINE = Path("rubrics/mine.yaml")


def fitted(*words, name="mine"):
    """What a fit finds, from its JSON."""
    done = run("rubric", "fit", name, *words, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def told(*words):
    """The screen of a fit, on one line."""
    done = run("rubric", "fit", "mine", *words)
    assert done.code == 0, done.err
    assert max(map(len, done.out.splitlines())) <= 80
    return " ".join(done.out.split())


def weights(found):
    return {one["id"]: one["share"] for one in found["weights"]}


def test_a_wish_is_met_by_weights_and_written_as_a_rubric_that_ranks_so(workspace):
    found = fitted("The long way > Short way")
    assert found["attainable"]["possible"]
    assert found["attainable"]["proven"]
    (one,) = found["statements"]
    assert (one["first"], one["sign"], one["second"], one["met"]) == ("T2", ">", "T1", True)
    assert one["probability"] > 0.9
    assert not one["before"]
    assert sum(weights(found).values()) == pytest.approx(1)
    score = {row["id"]: row["score"] for row in ranking("-r", "mine")["results"]}
    assert score["T2"] - score["T1"] == pytest.approx(one["points"], abs=1e-9)
    assert run("rubric", "check", "mine").code == 0


def test_ranges_and_least_change_are_where_the_two_are_level(workspace):
    found = fitted("T2 > T1")
    speed, harm = (
        {row["id"]: row["score"] for row in ranking("-r", "plain", *only)["results"]}
        for only in (("--set", "harm=0"), ("--set", "speed=0"))
    )
    speed, harm = speed["T1"] - speed["T2"], harm["T1"] - harm["T2"]
    level = speed / (speed - harm)  # weight of harm at which both score the same
    row = next(one for one in found["weights"] if one["id"] == "harm")
    assert row["low"] == pytest.approx(level, abs=1e-5)
    assert row["high"] == 1
    assert row["start"] == 0.4
    values, beliefs, both = found["least"]
    assert values["cost"] == pytest.approx(level - 0.4, abs=1e-5)
    assert not beliefs["met"]
    assert both["cost"] <= values["cost"] + 0.001


def test_the_file_says_what_was_said_and_how_well_it_is_met(workspace):
    fitted("T2 >> T1", "T1 = T2")
    text = MINE.read_text()
    assert "fitted_from:" in text
    assert re.search(r'- "T2 >> T1" +# NOT MET: \+\d\.\d points, 0 %', text)
    assert "Many rubrics explain one ranking" in text
    rubric = toi.rubric(toi.load(), "mine").rubric
    assert rubric.fitted_from.statements == ("T2 >> T1", "T1 = T2")
    assert "extends: plain" in text


def test_what_it_was_fitted_to_changes_no_score_and_is_not_inherited(workspace):
    fitted("T2 > T1")
    before = toi.rubric(toi.load(), "mine")
    lines = MINE.read_text().splitlines()
    start = lines.index(next(line for line in lines if line.startswith("fitted_from:")))
    MINE.write_text("\n".join(lines[:start] + lines[start + 5 :]))
    after = toi.rubric(toi.load(), "mine")
    assert after.rubric.fitted_from is None
    assert after.digest == before.digest
    fitted("T2 > T1", "--force")
    child = Path("rubrics/child.yaml")
    child.write_text("schema: toi/rubric/1\nid: child\ntitle: Child\nextends: mine\n")
    assert toi.rubric(toi.load(), "child").rubric.fitted_from is None


def test_contradictions_are_told_in_words(workspace):
    assert "goes in a circle" in told("T1 > T2", "T2 > T1")
    both = fitted("T1 >> T2", "T2 >> T1", "T1 > T2", "--force")
    assert both["contradiction"]["statements"] in (
        ["T1 >> T2", "T2 >> T1"],
        ["T2 >> T1", "T1 > T2"],
    )
    assert both["contradiction"]["circle"]
    assert both["contradiction"]["smallest"]
    assert both["certain"] is None


def test_a_circle_is_told_though_fewer_clash(tmp_path, monkeypatch):
    """By these numbers C is never above A where B is above C; the fit meets what can be met."""
    monkeypatch.chdir(tmp_path)
    rows = "direction,benefit,benefit\nA,9,6\nB,2,7\nC,5,5\n"
    Path("abc.csv").write_text(f"Plan,Use,Ease\n{rows}", encoding="utf-8")
    assert run("data", "import", "abc.csv", "-o", "abc").code == 0
    said = ("rubric", "fit", "mine", "A > B", "B > C", "C > A", "--dry-run", "--no-ask")
    found = json.loads(run(*said, "-f", "json", cwd="abc").out)
    assert found["contradiction"]["circle"]
    assert len(found["contradiction"]["statements"]) == 3
    assert [one["met"] for one in found["statements"]] == [True, True, False]
    shown = " ".join(run(*said, cwd="abc").out.split())
    assert "goes in a circle, which no rubric can rank" in shown


def test_what_the_rubric_says_already_needs_no_change(workspace):
    screen = told("T1 > T2")
    assert "plain ranks so already" in screen
    assert "By values alone" not in screen


def test_another_noise_and_prior_count(workspace):
    sure = weights(fitted("T2 > T1", "--noise", "0.1"))
    vague = weights(fitted("T2 > T1", "--noise", "50", "--force"))
    assert sure["harm"] > vague["harm"] > 0.5
    assert weights(fitted("T2 > T1", "--prior", "plain", "--force"))["harm"] < sure["harm"]


def test_a_fit_is_the_same_twice_and_another_with_another_seed(workspace):
    first, again = fitted("T2 > T1"), fitted("T2 > T1", "--force")
    assert weights(first) == weights(again)
    assert weights(first) != weights(fitted("T2 > T1", "--seed", "7", "--force"))


def test_fitted_again_it_still_extends_the_same(workspace):
    assert fitted("T2 > T1")["start"] == "plain"
    assert fitted("T2 > T1", "--force")["start"] == "plain"


def test_files_and_sheets_of_orders(workspace):
    Path("list.txt").write_text("1. The long way\n2. T1\n")
    Path("order.csv").write_text("reader,theory,rank\nann,T2,1\nann,T1,2\nben,T1,1\nben,T2,1\n")
    for words in (["--file", "list.txt"], ["--file", "order.csv", "--reader", "ann"]):
        found = fitted(*words, "--force")
        assert [(s["first"], s["sign"], s["second"]) for s in found["statements"]] == [
            ("T2", ">", "T1")
        ]
    done = run("rubric", "fit", "mine", "--file", "order.csv", "--force")
    assert "the mean place that 2 readers give is fitted" in done.err
    (one,) = fitted("--file", "order.csv", "--reader", "ben", "--force")["statements"]
    assert one["sign"] == "="


def test_of_several_views_of_a_sheet_the_one_is_taken_that_its_note_names(workspace):
    Path("order.csv").write_text(
        "reader,view,theory,rank\nann,case,T2,1\nann,case,T1,2\nann,final,T1,1\nann,final,T2,2\n"
    )
    done = run("rubric", "fit", "mine", "--file", "order.csv", "--dry-run")
    assert "view 'case' is left out; --view case takes it" in done.err
    for options, first in (([], "T1"), (["--view", "case"], "T2"), (["--view", "final"], "T1")):
        (one,) = fitted("--file", "order.csv", *options, "--force")["statements"]
        assert (one["first"], one["sign"]) == (first, ">")
    wrong = run("rubric", "fit", "mine", "--file", "order.csv", "--view", "cas", "--dry-run")
    assert "did you mean 'case'" in wrong.err


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["T2 > T1", "T9 > T1", "The short wy > T2"], ["'T9 > T1': nothing is called 'T9'"]),
        (["The short wy > T2"], ["did you mean 'The short way'?"]),
        (["T1 > t1"], ["T1 is compared with itself"]),
        ([], ["nothing is said"]),
        (["T2 > T1", "--reader", "ann"], ["--reader goes with a sheet"]),
        (["T2 > T1", "--view", "case"], ["--view goes with a sheet"]),
        (
            ["T2 > T1", "--criteria", "sped"],
            ["no criterion is called 'sped'; did you mean 'speed'"],
        ),
        (["T2 > T1", "--criteria", "speed", "--prior", "plain"], ["exclude each other"]),
        (["T2 > T1", "--from", "products"], ["combines criteria by geometric"]),
        (["T2 > T1", "--prior", "fixed"], ["nothing could move them"]),
        (["T2 > T1", "--from", "mine"], ["cannot start from itself"]),
        (["T2 > T1", "--from", "away/far.yaml"], ["put it in ./rubrics"]),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_written(workspace, words, wanted):
    head = "schema: toi/rubric/1\ntitle: x\nextends: plain\n"
    Path("rubrics/products.yaml").write_text(f"{head}id: products\nmethod: geometric\n")
    Path("rubrics/fixed.yaml").write_text(f"{head}id: fixed\nweights_sure: exactly\n")
    Path("away").mkdir()
    Path("away/far.yaml").write_text(f"{head}id: far\n")
    rubric = [] if "--from" in words else ["--from", "plain"]
    done = run("rubric", "fit", "mine", *words, *rubric)
    assert done.code == 2
    for text in wanted:
        assert text in done.err
    assert not MINE.exists()


def test_problems_in_files_have_their_place(workspace):
    Path("list.txt").write_text("T1\nThe lnog way\nT7\n")
    done = run("rubric", "fit", "mine", "--file", "list.txt")
    assert "list.txt:2:1: nothing is called 'The lnog way'" in done.err
    assert "list.txt:3:1: nothing is called 'T7'" in done.err


def test_a_file_that_is_there_is_kept(workspace):
    MINE.write_text("schema: toi/rubric/1\nid: mine\ntitle: Kept\n")
    done = run("rubric", "fit", "mine", "T2 > T1", "--from", "plain")
    assert done.code == 2
    assert "Kept" in MINE.read_text()


def test_in_python_nothing_is_written_and_the_rubric_scores(workspace):
    debate = toi.load()
    found = toi.fit(debate, ["T2 > T1"])
    assert [row.id for row in toi.score(debate, found.rubric).results] == ["T2", "T1"]
    assert not Path("rubrics/fitted.yaml").exists()
    with pytest.raises(TypeError, match="a list"):
        toi.fit(debate, "T2 > T1")


ARGUMENT = """\
  - id: backfires
    kind: critique
    title: It backfires
    gist: It may.
    speaker: post
    credence: {value: 0.2, basis: stated, why: Hardly.}
    effects:
      - {on: [T1], criterion: speed, lowers: 1, basis: stated, why: It stops.}
      - {on: [T1], criterion: harm, raises: 1, basis: stated, why: It hurts.}
"""


def test_where_weights_alone_do_not_do_it_beliefs_may_change_too(workspace):
    data = Path("data/arguments.yaml")
    data.write_text(data.read_text() + ARGUMENT)
    said = ["T2 >> T1", "--criteria", "speed"]  # on which T1 leads as long as it hardly backfires
    alone = fitted(*said)
    assert not alone["attainable"]["possible"]
    assert alone["fitted"] == "values"
    assert alone["attainable"]["every_criterion"]
    found = fitted(*said, "--beliefs", "--force")
    assert found["fitted"] == "both"
    assert found["statements"][0]["met"]
    assert "was .20" in MINE.read_text()
    assert weights(found) == {"speed": 1, "harm": 0}
    assert ranking("-r", "mine")["results"][0]["id"] == "T2"


def test_the_ranking_of_a_rubric_may_be_what_is_said(workspace):
    Path("rubrics/harmless.yaml").write_text(
        "schema: toi/rubric/1\nid: harmless\ntitle: x\nweights: {speed: 5, harm: 95}\n"
    )
    found = fitted("--like", "harmless", "--from", "plain")
    assert [(s["first"], s["sign"], s["second"]) for s in found["statements"]] == [
        ("T2", ">", "T1")
    ]
    assert found["closest"][0] == {"rubric": "harmless", "title": "x", "met": 1}


@pytest.mark.parametrize("left", [0, 1])
def test_a_rubric_whose_gates_leave_no_two_says_nothing(left, workspace):
    speed = sorted(row["raw"]["speed"] for row in ranking()["results"])
    rule = f"speed < {sum(speed) / 2 if left else 11}"
    Path("rubrics/strict.yaml").write_text(
        "schema: toi/rubric/1\nid: strict\ntitle: x\nweights: {speed: 1}\n"
        f"gates:\n  - {rule}: exclude\n"
    )
    done = run("rubric", "fit", "mine", "--like", "strict", "--from", "plain")
    assert done.code == 2
    assert f"strict ranks {left} of 2 options" in done.err
    assert not MINE.exists()


def test_nothing_is_written_on_a_dry_run(workspace):
    assert fitted("T2 > T1", "--dry-run")["file"] is None
    assert not MINE.exists()
