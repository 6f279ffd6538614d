"""`toi rubric set`."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import toi
from tests.analyses.rubric.helpers import ROOT, done, scores
from tests.command import run
from toi.io.debate.folders import SHIPPED


def test_a_share_is_reached_by_one_weight(mine):
    before = mine.read_text(encoding="utf-8")
    out = done("rubric", "set", "mine", "directness=40%").out
    assert "weights.directness: 25 -> 50 (40 % of all weight, the others as they were)\n" in out
    assert "weights_sure: unknown -> roughly (since a weight was set" in out
    text = before.replace("directness: 25", "directness: 50", 1)
    assert mine.read_text(encoding="utf-8") == text
    share = {c["id"]: c["weight"] for c in scores("--rubric", "mine")["criteria"]}
    assert share["directness"] == pytest.approx(0.4)


def test_a_number_is_told_the_share_it_makes(mine):
    out = done("rubric", "set", "mine", "directness=60").out
    assert "directness: 25 -> 60 (44.4 % of all weight; for 60 % write\n    directness=60%)" in out
    out = done("rubric", "set", "mine", "weights.directness=75").out
    assert "directness: 60 -> 75 (50 % of all weight)" in out


@pytest.mark.parametrize(
    ("sure", "said"),
    [
        ("order", "only which weight is the larger counts"),
        ("{ranges: {directness: [0.5, 0.9]}}", "all weights above 0 count alike within them"),
    ],
)
def test_no_share_is_promised_where_the_numbers_do_not_count(sure, said, mine):
    done("rubric", "set", "mine", f"weights_sure={sure}")
    found = done("rubric", "set", "mine", "directness=40%")
    assert "weights.directness: 25 -> 50\n" in found.out
    assert said in found.err
    share = {c["id"]: c["weight"] for c in scores("--rubric", "mine")["criteria"]}
    assert share["directness"] > 0.5
    option = done("score", "--rubric", "mine", "--set", "directness=30%")
    assert said in option.err


def test_how_sure_weights_are_is_changed_for_no_other_reason_than_that_it_was_asked(mine):
    out = done("rubric", "set", "mine", "weights_sure=exactly", "directness=40%").out
    assert "weights_sure: unknown -> exactly\n" in out
    assert "since a weight was set" not in out


@pytest.mark.parametrize("percent", [1, 7, 33, 33.3, 66.6, 99, 99.9])
def test_shares_are_right(percent, mine):
    done("rubric", "set", "mine", f"directness={percent}%")
    share = {c["id"]: c["weight"] for c in scores("--rubric", "mine")["criteria"]}
    assert share["directness"] == pytest.approx(percent / 100, abs=1e-6)


def test_several_shares_and_all_of_it(mine):
    done("rubric", "set", "mine", "directness=50%", "dual_use_risk=10%")
    share = {c["id"]: c["weight"] for c in scores("--rubric", "mine")["criteria"]}
    assert share["directness"] == pytest.approx(0.5, abs=1e-6)
    assert share["dual_use_risk"] == pytest.approx(0.1, abs=1e-6)
    out = done("rubric", "set", "mine", "directness=75%", "dual_use_risk=25%").out
    assert "(nothing is left for it)" in out
    weights = toi.rubric(name="mine").rubric.weights
    assert (weights["directness"], weights["dual_use_risk"]) == (75, 25)
    assert sum(weights.values()) == 100


def test_set_does_what_the_option_does(mine):
    settings = ["directness=40%", "better-without-interp=0.2", "dual-use=0.3", "T08.directness=8"]
    option = scores("--rubric", "mine", *(w for s in settings for w in ("--set", s)))
    done("rubric", "set", "mine", *settings)
    kept = scores("--rubric", "mine")
    assert [row["score"] for row in kept["results"]] == pytest.approx(
        [row["score"] for row in option["results"]]
    )
    assert [row["id"] for row in kept["results"]] == [row["id"] for row in option["results"]]


def test_set_says_what_moved_and_by_which_change(mine):
    first = json.loads(done("score", "--rubric", "mine", "--format", "json").out)["results"]
    words = ["rubric", "set", "mine", "directness=60%", "especially-dangerous=0"]
    found = json.loads(done(*words, "--format", "json").out)
    assert found["schema"] == "toi/rubric-set/1"
    assert found["written"] is True
    assert found["file"] == "rubrics/mine.yaml"
    ranking = found["ranking"]
    now = {
        row["id"]: row
        for row in json.loads(done("score", "-r", "mine", "-f", "json").out)["results"]
    }
    was = {row["id"]: row for row in first}
    assert len(ranking["moves"]) == ranking["theories"] == 20
    for move in ranking["moves"]:
        assert move["before"]["rank"] == was[move["id"]]["rank"]
        assert move["after"]["rank"] == now[move["id"]]["rank"]
        assert move["after"]["score"] == pytest.approx(now[move["id"]]["score"])
    assert [a["key"] for a in ranking["alone"]] == [
        "weights.directness",
        "credences.arguments.especially-dangerous",
    ]
    done("rubric", "new", "mine", "--force")
    done("rubric", "set", "mine", "especially-dangerous=0")
    single = scores("--rubric", "mine")["results"]
    moved = ranking["alone"][1]["moved"]
    row = next(row for row in single if row["id"] == moved["id"])
    assert row["rank"] == moved["after"]["rank"]
    assert row["score"] == pytest.approx(moved["after"]["score"])


@pytest.mark.parametrize("method", ["geometric", "minimum", "topsis", "promethee2"])
def test_the_ranking_is_by_the_rubrics_method(method, mine):
    words = ["rubric", "set", "mine", f"method={method}", "--format", "json"]
    moves = json.loads(done(*words).out)["ranking"]["moves"]
    rows = {row["id"]: row for row in scores("--rubric", "mine")["results"]}
    for move in moves:
        assert move["after"]["rank"] == rows[move["id"]]["rank"]
        assert move["after"]["score"] == pytest.approx(rows[move["id"]]["score"])
    done("rubric", "new", "other", "--from", "mine")
    assert scores("--rubric", "other")["results"] == scores("--rubric", "mine")["results"]


def test_what_is_so_already_is_not_written(mine):
    done("rubric", "set", "mine", "weights_sure=order")
    stamp = mine.stat()
    found = done("rubric", "set", "mine", "weights_sure=order")
    assert found.out.startswith("Nothing to change: rubrics/mine.yaml says so already.\n")
    assert mine.stat().st_mtime_ns == stamp.st_mtime_ns
    assert mine.stat().st_ino == stamp.st_ino


def test_a_broad_line_names_what_it_does_not_reach(mine):
    done("rubric", "set", "mine", "explains-after-the-fact=0.65", "better-ways-to-foresee=0.5")
    err = done("rubric", "set", "mine", "prediction=0.4").err
    assert err == (
        "note: tags.prediction covers 4 arguments; 2 have a more particular line, which wins: "
        "explains-after-the-fact, better-ways-to-foresee\n"
    )


def test_an_override_keeps_its_reason(mine):
    done("rubric", "set", "mine", "T08.directness={value: 3, why: seen}")
    done("rubric", "set", "mine", "T08.directness=4")
    assert "T08.directness: {value: 4, why: seen}" in mine.read_text(encoding="utf-8")


def test_a_shipped_rubric_is_copied_then_changed(empty):
    shipped = (ROOT / "rubrics" / "balanced.yaml").read_bytes()
    found = done("rubric", "set", "balanced", "directness=50")
    assert found.err == (
        "note: shipped:rubrics/balanced.yaml ships with toi; rubrics/balanced.yaml is a copy, "
        "used in its place here\n"
        "note: the copy also lies under what extends balanced: affordances, basic-science, "
        "better-work, equal-weights, essay-author, proponent, top-down\n"
    )
    assert (ROOT / "rubrics" / "balanced.yaml").read_bytes() == shipped
    text = shipped.replace(b"directness: 25", b"directness: 50").replace(
        b"weights_sure: unknown", b"weights_sure: roughly"
    )
    assert (empty / "rubrics" / "balanced.yaml").read_bytes() == text


def test_shipped_rubrics_are_safe_in_their_own_folder(monkeypatch):
    monkeypatch.chdir(ROOT)
    before = {f.name: f.read_bytes() for f in (ROOT / "rubrics").iterdir()}
    for words in (
        ["set", "balanced", "directness=9"],
        ["set", "rubrics/balanced.yaml", "directness=9"],
    ):
        found = run("rubric", *words)
        assert found.code == 2
        assert found.err == (
            "toi: 'balanced' ships with toi, and this folder's rubrics are the shipped ones; "
            "make your own: toi rubric new mine --from balanced [shipped-rubric]\n"
        )
    assert {f.name: f.read_bytes() for f in (ROOT / "rubrics").iterdir()} == before


def test_a_link_to_a_shipped_rubric_is_not_followed(empty):
    (empty / "rubrics").mkdir()
    (empty / "rubrics" / "mine.yaml").symlink_to(ROOT / "rubrics" / "balanced.yaml")
    found = run("rubric", "set", "mine", "directness=9")
    assert found.code == 2
    assert "[shipped-rubric]" in found.err


def test_the_names_of_shipped_rubrics_are_those_of_the_files():
    files = {file.stem for file in (ROOT / "rubrics").glob("*.yaml")}
    assert set(SHIPPED) <= files
    listed = subprocess.run(
        ["git", "ls-files", "rubrics"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    tracked = {Path(name).stem for name in listed.stdout.split()}
    assert tracked in (set(SHIPPED), set())  # none where this is no clone


def test_what_only_the_portfolio_uses_is_shown_by_it(mine):
    out = done("rubric", "set", "mine", "portfolio.bounds.T08.cap=5%").out
    assert "Next: toi portfolio --rubric mine |" in out
    assert "Next: toi score --rubric mine |" in done("rubric", "set", "mine", "directness=40%").out


def test_title_and_position_are_text_whatever_stands_in_them(workspace):
    """A colon, a percent sign, or a word that stands in the title of an argument."""
    title, words = "Mine: against 50%", "position=I want [it]: to break down, or be sure"
    done("rubric", "set", "plain", f"title={title}", words)
    rubric = toi.rubric(name="plain").rubric
    assert (rubric.title, rubric.position) == (title, words.removeprefix("position="))


def test_changes_show_credences_whole_before_remarks(workspace):
    line = "credences: {arguments: {breaks-down: {settled: [0.25, 0.75]}}}\n"
    head = "schema: toi/rubric/1\nid: heir\ntitle: H\nextends: plain\n"
    (workspace / "rubrics" / "heir.yaml").write_text(head + line)
    out = done("rubric", "show", "heir", "--changes").out
    assert "{settled: [0.25, 0.75]}" in out


def test_a_floor_shows_what_it_does_to_the_split(tmp_path):
    data = ROOT / "docs/example/data"
    shutil.copytree(data, tmp_path / "data")
    here = {"cwd": tmp_path}
    assert run("rubric", "new", "own", **here).code == 0
    out = " ".join(run("rubric", "set", "own", "portfolio.bounds.C.floor=40%", **here).out.split())
    assert "The split of effort moves, not the ranking: The odd theory" in out
    assert "-> 40 %" in out
    assert "No rank and no score" not in out


def test_what_changes_how_sure_a_ranking_is_alone_is_not_told_as_nothing(mine):
    """Neither is moved by how sure the weights are, while ranges and tiers are."""
    out = " ".join(done("rubric", "set", "mine", "weights_sure=exactly").out.split())
    assert "No rank and no score, to a whole point, is another; how sure they are may be" in out


@pytest.mark.parametrize("setting", ["default=true", "title=Another"])
def test_what_scores_nothing_is_said_to(setting, mine):
    out = done("rubric", "set", "mine", setting).out
    assert "No score hangs on this.\n" in out
    assert "No rank and no score" not in out
