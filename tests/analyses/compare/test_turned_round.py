"""What would have to be true of one rubric for it to rank as another does."""

import json
from pathlib import Path

import pytest

from tests.command import run

HEAD = "schema: toi/rubric/1\ntitle: x\nweights_sure: exactly\n"
MINE = "id: mine\nweights: {speed: 25, harm: 75}\n"


def turned(theirs):
    Path("rubrics/mine.yaml").write_text(HEAD + MINE)
    Path("rubrics/theirs.yaml").write_text(f"{HEAD}id: theirs\n{theirs}")
    done = run("compare", "mine", "theirs", "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)["turned"]


def test_other_values_are_told_by_weights(workspace):
    found = turned("weights: {speed: 5, harm: 95}\n")
    assert found["by_values"] == 1
    assert found["by_beliefs"] == -1
    assert found["weights_now"]["harm"] == pytest.approx(0.75)
    assert found["weights"]["harm"] > 0.8


def test_other_beliefs_are_told_by_beliefs(workspace):
    credences = "credences: {arguments: {breaks-down: {settled: 1}}}\n"
    found = turned(f"weights: {{speed: 25, harm: 75}}\n{credences}")
    assert found["by_beliefs"] == 1
    screen = " ".join(run("compare", "mine", "theirs").out.split())
    assert "For mine to rank as theirs (agreement now -1): by values alone" in screen
    assert "rubric fit closer --like theirs --from mine" in screen


def test_where_both_rank_alike_nothing_is_added(workspace):
    assert turned("weights: {speed: 90, harm: 10}\n") is None
    assert "to rank as" not in run("compare", "mine", "theirs").out


def test_only_additive_scores_are_turned_round(workspace):
    Path("rubrics/plain.yaml").write_text(f"{HEAD}id: plain\nweights: {{speed: 5, harm: 95}}\n")
    assert turned("weights: {speed: 5, harm: 95}\nmethod: geometric\n") is not None
    done = run("compare", "theirs", "mine", "--format", "json")
    assert json.loads(done.out)["turned"] is None
