"""Where gates leave fewer than two, a method that compares gives no scores to compare."""

import json

import pytest

import toi
from tests.command import run

GATES = {"alone": "harm > 2", "nobody": "harm >= 0"}  # who is left by it
RUBRIC = """\
schema: toi/rubric/1
id: {0}
title: {0}
weights: {{speed: 60, harm: 40}}
method: topsis
"""


@pytest.fixture
def rubrics(workspace):
    """By `free` all are scored, by `alone` gates leave one, by `nobody` none."""
    folder = workspace / "rubrics"
    (folder / "free.yaml").write_text(RUBRIC.format("free"))
    for name, gate in GATES.items():
        text = f"{RUBRIC.format(name)}gates: [{{'{gate}': exclude}}]\n"
        (folder / f"{name}.yaml").write_text(text)
    found = toi.load("data")
    left = {name: [r.id for r in toi.score(found, name).results if not r.gated] for name in GATES}
    assert [len(left[name]) for name in GATES] == [1, 0]
    return found


def said(*words):
    done = run(*words)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def test_two_rubrics(rubrics):
    moves = json.loads(run("compare", "free", "alone", "-f", "json").out)["moves"]
    scores = toi.score(rubrics, "free").results
    assert {m["id"]: m["before"]["score"] for m in moves} == pytest.approx(
        {row.id: row.score for row in scores}
    )
    assert all(m["after"]["score"] is None for m in moves)
    told = said("compare", "free", "alone")
    mean = sum(row.score for row in scores) / len(scores)
    assert f"on average {mean:.0f} points by free; no scores by alone: gates leave fewer" in told
    assert "no scores by alone and nobody: gates" in said("compare", "alone", "nobody")
    assert "nan" not in said("compare", "alone", "free", "--top", "9", "--notes").casefold()


def test_a_group(rubrics):
    group = json.loads(run("compare", "free", "alone", "nobody", "-f", "json").out)
    by_free, *others = (one["scores"] for one in group["members"])
    assert all(score is None for other in others for score in other.values())
    assert {row["id"]: row["mean_score"] for row in group["joint"]} == pytest.approx(by_free)
    told = said("compare", "free", "alone", "nobody")
    assert "Score: mean of all but alone and nobody, by which there are none" in told
    assert "count in the mean too" not in told


def test_a_group_by_none_of_which_there_are_scores(rubrics):
    """Then no way of counting goes by their mean, nor puts first what all exclude."""
    told = said("compare", "alone", "nobody", "alone")
    [left] = [row for row in toi.score(rubrics, "alone").results if not row.gated]
    assert f"By every joint ranking {left.short} comes first, though gated by 1 of the 3." in told
    assert "Score: mean, but there are none, since gates leave fewer than two" in told
    assert "nan" not in told.casefold()


def test_the_regret_of_a_pick_without_a_score(rubrics):
    told = said("sensitivity", "regret", "-r", "alone", "--notes")
    assert "There are no scores, so there is no winner's curse." in told
    found = json.loads(run("sensitivity", "regret", "-r", "alone", "-f", "json").out)["regret"]
    assert {one["score"] for one in found["choices"]} == {None}
    assert "There are no scores" not in said("sensitivity", "regret", "-r", "free", "--notes")


def test_what_a_change_of_rubric_does(rubrics):
    told = said("rubric", "diff", "free", "alone")
    assert "gated - " in told
    assert "nan" not in told.casefold()
    moves = json.loads(run("rubric", "diff", "free", "alone", "-f", "json").out)["ranking"]["moves"]
    assert {m["after"]["score"] for m in moves} == {None}
    assert None not in {m["before"]["score"] for m in moves}
