"""`toi rubric diff`."""

import json
from pathlib import Path

import pytest

from tests.analyses.rubric.helpers import done, scores


def test_diff_says_what_differs_and_what_it_does(workspace):
    Path("rubrics/mine.yaml").write_text(
        "schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: plain\n"
        "weights: {speed: 20}\ncredences: {tags: {doubt: 0.9}}\n"
        "gates:\n  - speed < 2: exclude\n"
        "value_functions: {speed: [[0, 0], [10, 1]]}\n"
        "overrides: {judgements: {T2.speed: {value: 9}}}\n"
        "arguments:\n"
        "  - {id: own, kind: critique, title: Own, gist: Own., speaker: me,\n"
        "     credence: {value: 0.5, basis: stated, why: Own.},\n"
        "     effects: [{on: [T1], criterion: speed, lowers: 0.5, basis: stated, why: Own.}]}\n"
    )
    found = json.loads(done("rubric", "diff", "plain", "mine", "--format", "json").out)
    assert found["schema"] == "toi/rubric-diff/1"
    assert found["weights"] == {
        "speed": [0.6, pytest.approx(1 / 3)],
        "harm": [0.4, pytest.approx(2 / 3)],
    }
    (gap,) = found["credences"]
    assert gap["argument"] == "breaks-down"
    assert (gap["a"], gap["b"]) == (
        {"value": 0.6, "settled": False, "ends": [0.5, 0.7]},
        {"value": 0.9, "settled": False, "ends": None},
    )
    alone = scores("--rubric", "plain", "--set", "breaks-down=0.9")["results"]
    moved = gap["alone"]["moved"]
    assert moved["after"]["score"] == pytest.approx(
        next(row["score"] for row in alone if row["id"] == moved["id"])
    )
    keys = {c["key"] for c in found["others"]}
    assert keys == {
        "gates",
        "value_functions.speed",
        "overrides.judgements.T2.speed",
        "arguments.own",
    }
    for name, side in (("plain", "before"), ("mine", "after")):
        rows = {row["id"]: row for row in scores("--rubric", name)["results"]}
        for move in found["ranking"]["moves"]:
            assert move[side]["rank"] == rows[move["id"]]["rank"]
            assert move[side]["score"] == pytest.approx(rows[move["id"]]["score"])


def test_diff_of_a_rubric_with_itself(empty):
    out = done("rubric", "diff", "balanced", "balanced").out
    assert out.startswith("balanced and balanced value and believe the same.\n")


def test_diff_of_refused_credences(empty):
    done("rubric", "new", "mine")
    done("rubric", "set", "mine", "prediction=0")
    found = json.loads(done("rubric", "diff", "balanced", "mine", "--format", "json").out)
    assert found["credences"]
    assert all(
        gap["b"] == {"value": 0.0, "settled": False, "ends": None} for gap in found["credences"]
    )
    gap = found["credences"][0]
    alone = scores("--set", f"{gap['argument']}=0")["results"]
    moved = gap["alone"]["moved"]
    assert moved["after"]["score"] == pytest.approx(
        next(row["score"] for row in alone if row["id"] == moved["id"])
    )


def test_a_range_about_a_belief_is_another_belief(workspace):
    """Its middle is the same, so nothing moves; what is drawn is not."""
    for name, belief in (("sure", "0.5"), ("unsure", "[0.3, 0.7]")):
        Path(f"rubrics/{name}.yaml").write_text(
            f"schema: toi/rubric/1\nid: {name}\ntitle: {name}\nextends: plain\n"
            f"credences: {{arguments: {{breaks-down: {belief}}}}}\n"
        )
    assert "differ in 1 credence." in done("rubric", "diff", "sure", "unsure").out
    rows = done("rubric", "diff", "sure", "unsure", "-f", "csv").out.splitlines()
    assert 'credence,breaks-down,0.5,"[0.3, 0.7]"' in rows


def test_gates_are_shown_as_files_write_them(workspace):
    head = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\nextends: plain\ngates:\n"
    both, one, other = ("speed < 1: exclude", "speed < 2: exclude", "harm >= 9: exclude")
    Path("rubrics/one.yaml").write_text(head.format("one") + f"  - {both}\n  - {one}\n")
    Path("rubrics/other.yaml").write_text(head.format("other") + f"  - {both}\n  - {other}\n")
    shown = done("rubric", "show", "one").out
    assert [
        line.split("  #")[0].rstrip() for line in shown.splitlines() if ": exclude" in line
    ] == [
        f"  - {both}",
        f"  - {one}",
    ]
    Path("rubrics/shown.yaml").write_text(shown)
    assert scores("--rubric", "shown")["results"] == scores("--rubric", "one")["results"]
    told = done("rubric", "diff", "one", "other").out.splitlines()
    rows = [" ".join(line.split()) for line in told if line.startswith("gates")]
    assert rows == [f"gates {one} -", f"gates - {other}"]
