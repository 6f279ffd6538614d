"""An argument on a cell at the end of its scale does nothing, and every screen says so."""

from pathlib import Path

import pytest

from tests.command import run

SHEET = "Offer,Pay,Way\ndirection,benefit,cost\nNear,50,0\nFar,70,40\n"
ARGUMENTS = """\
schema: toi/arguments/1
arguments:
- {title: It is nearer still, credence: 50%, on: Near, criterion: Way, better: 25%}
- {title: Pay will rise, credence: 50%, on: Near, criterion: Pay, better: 20%}
"""
BACK = "- {title: They move away, credence: 50%, on: Near, criterion: Way, worse: 20%}\n"


@pytest.fixture
def offers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("offers.csv").write_text(SHEET)
    run("data", "import", "offers.csv", "-o", "ws")
    monkeypatch.chdir("ws")
    Path("data/arguments.yaml").write_text(ARGUMENTS)


def words(text):
    return " ".join(text.split())


def test_it_is_said_by_check_explain_and_show(offers):
    assert "It is nearer still: Near stands at the best end of Way already" in (
        words(run("data", "check").out)
    )
    told = words(run("explain", "Near").out)
    assert '"It is nearer still" does nothing here: it is at the best end of Way already.' in told
    assert "1 argument (1 more moves nothing) adds" in told
    assert "does_nothing_on Near (at the best end of Way already)" in (
        words(run("show", "it-is-nearer-still").out)
    )


def test_where_another_argument_pulls_away_from_the_end_it_does_something(offers):
    Path("data/arguments.yaml").write_text(ARGUMENTS + BACK)
    for command in (("data", "check"), ("explain", "Near"), ("show", "it-is-nearer-still")):
        text = run(*command).out
        assert "already" not in text
        assert "nothing" not in text


TWICE = """\
- title: The firm grows
  credence: 50%
  effects:
  - {on: Near, criterion: Way, better: 25%}
  - {on: Near, criterion: Pay, better: 25%}
"""


def test_one_that_does_something_on_another_criterion_is_not_said_to_do_nothing(offers):
    Path("data/arguments.yaml").write_text(ARGUMENTS + TWICE)
    told = words(run("explain", "Near").out)
    assert '"The firm grows" does nothing on 1 criterion: it is at the best end of Way' in told
    assert '"It is nearer still" does nothing here: it is at' in told


def test_the_ranking_says_what_its_scales_are_worst_first(offers):
    assert "Scales, worst to best: Pay 50 to 70 and Way 40 to 0." in words(run("score").out)
