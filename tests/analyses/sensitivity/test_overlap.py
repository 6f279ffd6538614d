"""`toi sensitivity overlap`: the ranking with lines of attack at overlap 0 and at 1."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import toi
from tests.command import run
from tests.screens import added
from toi.analyses.layout.page import Page
from toi.analyses.sensitivity.overlap_result import Led
from toi.analyses.sensitivity.overlap_screen import add_overlap, overlap_screen

ROOT = Path(__file__).resolve().parents[3]
DEBATE = str(ROOT / "docs" / "example-lines" / "data")


@pytest.fixture(scope="module")
def debate():
    return toi.load(DEBATE)


@pytest.fixture(scope="module")
def found(debate):
    return toi.sensitivity(debate, topic="overlap")


def test_ranks_and_scores_are_those_of_score_at_either_end(debate, found):
    for setting, end in (
        ((), ""),
        (["overlap.too-hard=0"], "_at_0"),
        (["overlap.too-hard=1"], "_at_1"),
    ):
        rows = {row.id: row for row in toi.score(debate, settings=setting).results}
        for one in found.overlap.theories:
            assert getattr(one, f"score{end}") == pytest.approx(rows[one.id].score, abs=1e-9)
            assert getattr(one, f"rank{end}") == rows[one.id].rank
    assert found.overlap.lines == {"too-hard": 0.5}
    assert any(row.score_at_0 != row.score_at_1 for row in found.overlap.theories)


def test_every_form_holds_the_same_figures(found):
    shown = json.loads(run("sensitivity", "overlap", "--data", DEBATE, "-f", "json").out)
    assert shown == json.loads(found.to_json())
    text = run("sensitivity", "overlap", "--data", DEBATE, "-f", "csv").out
    for row, one in zip(
        csv.DictReader(io.StringIO(text)), shown["overlap"]["theories"], strict=True
    ):
        assert row["id"] == one["id"]
        assert float(row["score_at_1"]) == pytest.approx(one["score_at_1"], abs=1e-6)


def test_the_screen_tells_who_leads_and_every_rank(found):
    text = overlap_screen(found.overlap, found.provenance, Page(80))
    assert "leads however far lines of attack overlap." in text
    assert "too-hard .50" in text
    one = overlap_screen(found.overlap, found.provenance, Page(80), "D")
    assert "The examined theory" in one
    assert "The helper" not in one


def test_a_lead_that_changes_is_told_with_the_overlap_at_which_it_does(found):
    leads = (Led(0.0, 0.25, "E"), Led(0.25, 1.0, "D"))
    moved = replace(found.overlap.theories[0], rank=1, rank_at_0=2)
    rest = found.overlap.theories[1:]
    turned = replace(found.overlap, leads=leads, theories=(moved, *rest))
    text = " ".join(added(add_overlap, turned, width=200))
    assert "overlap by 0, The overlooked theory leads, from .25 The examined theory" in text
    assert f"at 0 {moved.short} 1 -> 2" in text


def test_where_no_line_joins_arguments_it_says_so():
    example = str(ROOT / "docs" / "example" / "data")
    assert toi.sensitivity(toi.load(example), topic="overlap").overlap is None
    assert "changes nothing" in run("sensitivity", "overlap", "--data", example).out.replace(
        "\n", " "
    )
    overview = run("sensitivity", "--draws", "10", "--data", example).out
    assert "overlap" not in overview.partition("More:")[0]


def test_draws_that_would_never_end_are_refused():
    done = run("sensitivity", "--draws", "1" + "0" * 21)
    assert done.code == 2
    assert "at most 1,000,000,000 [too-many-draws]" in done.err


def test_what_a_gate_excludes_has_no_rank_and_nobody_leads_where_all_are(debate, tmp_path):
    rubric = tmp_path / "gated.yaml"
    head = "schema: toi/rubric/1\nid: gated\ntitle: Gated\nextends: pencil\n"
    criterion = next(iter(toi.score(debate).results[0].raw))
    rubric.write_text(f"{head}gates: [{{{criterion} >= 0: exclude}}]\n")
    done = run("sensitivity", "overlap", "--data", DEBATE, "-r", str(rubric))
    assert done.out.startswith("Nobody leads however far lines of attack overlap.")
    assert "gated gated gated" in done.out
    assert "flips" not in done.out
    as_json = run("sensitivity", "overlap", "--data", DEBATE, "-r", str(rubric), "-f", "json").out
    assert {row["rank"] for row in json.loads(as_json)["overlap"]["theories"]} == {None}


def test_what_passes_a_gate_moves_farther_than_any_other(found):
    gone = replace(found.overlap.theories[0], rank=1, rank_at_0=None, rank_at_1=1)
    out = replace(found.overlap.theories[1], rank=None, rank_at_0=None, rank_at_1=None)
    turned = replace(found.overlap, theories=(gone, out, *found.overlap.theories[2:]))
    assert f"at 0 {gone.short} 1 -> gated" in " ".join(added(add_overlap, turned, width=200))
