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
    assert found["by_values"] == found["by_their_weights"] == 1
    assert found["by_beliefs"] == -1
    assert found["weights_now"]["harm"] == pytest.approx(0.75)
    assert found["weights"]["harm"] > 0.8
    assert found["weights"]["margin"] == 0  # which has no weight in either


def test_a_fit_may_weigh_what_the_other_alone_does(workspace):
    found = turned("weights: {speed: 2, harm: 97, margin: 1}\n")
    assert found["weights_now"]["margin"] == 0
    assert found["weights"]["margin"] > 0


def test_other_beliefs_are_told_by_beliefs(workspace):
    credences = "credences: {arguments: {breaks-down: {settled: 1}}}\n"
    found = turned(f"weights: {{speed: 25, harm: 75}}\n{credences}")
    assert found["by_beliefs"] == 1
    screen = " ".join(run("compare", "mine", "theirs").out.split())
    said = "How near mine would come to ranking as theirs (agreement now -1): "
    assert f"{said}-1 with the weights of theirs, 1 with the beliefs of theirs" in screen
    assert "rubric fit closer --like theirs --from mine" in screen


def test_taking_over_weights_is_told_apart_from_weights_that_nobody_holds(workspace):
    """A fit is told where it comes nearer than the other's own weights do, and as a fit."""
    theirs = "weights: {speed: 26, harm: 74}\ncredences: {arguments: {breaks-down: {settled: 1}}}\n"
    found = turned(theirs)
    assert found["by_their_weights"] < found["by_values"]
    screen = " ".join(run("compare", "mine", "theirs").out.split())
    assert "Nearest by any weights, which a fit finds and nobody holds: 1 (" in screen


def test_where_both_rank_alike_nothing_is_added(workspace):
    assert turned("weights: {speed: 90, harm: 10}\n") is None
    assert "to rank as" not in run("compare", "mine", "theirs").out


def test_only_additive_scores_are_turned_round(workspace):
    Path("rubrics/plain.yaml").write_text(f"{HEAD}id: plain\nweights: {{speed: 5, harm: 95}}\n")
    assert turned("weights: {speed: 5, harm: 95}\nmethod: geometric\n") is not None
    done = run("compare", "theirs", "mine", "--format", "json")
    assert json.loads(done.out)["turned"] is None
