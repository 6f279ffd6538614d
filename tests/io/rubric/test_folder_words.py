"""A folder in the place of a rubric: all rubrics in it, or a word on where that is meant."""

import json

import pytest

from tests.command import run


@pytest.fixture
def team(workspace):
    plain = (workspace / "rubrics/plain.yaml").read_text()
    (workspace / "team").mkdir()
    for name, speed in (("ann", 60), ("bob", 10), ("cy", 1)):
        text = plain.replace("id: plain", f"id: {name}").replace("speed: 60", f"speed: {speed}")
        (workspace / f"team/{name}.yaml").write_text(text)
    (workspace / "team/dora.yaml.txt").write_text(plain)
    return workspace


@pytest.mark.parametrize(
    "command",
    [
        ["compare"],
        ["compare", "T1", "T2"],
        ["plot", "compare", "-o", "a.png"],
        ["plot", "portfolio", "-o", "a.png", "--draws", "200"],
        ["portfolio", "--draws", "200"],
        ["report", "-o", "a.html"],
    ],
    ids=" ".join,
)
def test_it_stands_for_all_in_it_and_what_is_not_taken_is_told(team, command):
    done = run(*command, "--rubric", "team")
    assert done.code == 0, done.err
    assert "note: team: dora.yaml.txt is no rubric" in done.err


def test_all_in_it_take_part(team):
    found = json.loads(run("compare", "T1", "T2", "-r", "team/", "-f", "json").out)
    assert [one["name"] for one in found["rubrics"]] == ["ann", "bob", "cy"]


@pytest.mark.parametrize("command", [["score"], ["explain", "T1"], ["plot", "ranking"]])
def test_where_one_is_meant_that_is_said(team, command):
    done = run(*command, "--rubric", "team")
    assert done.code == 2
    assert "team is a folder, and one rubric is meant here; for all in it: toi compare" in done.err
