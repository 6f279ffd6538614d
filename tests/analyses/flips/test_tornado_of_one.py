"""The tornado of a theory that is asked about: by how far it is behind, and what changes that."""

import json
import math

import pytest

from tests.command import run
from tests.engine.sensitivity.helpers import SimpleDebate, setting_of
from toi.analyses.flips.compute import run_changing
from toi.analyses.flips.tornado_screen import tornado_screen
from toi.analyses.layout.page import Page
from toi.analyses.shared.result import Provenance

MADE = Provenance("1", "shipped", "0" * 12, "r", "0" * 12)
VALUES = {"T1": ({"uniform": [6, 8]},), "T2": ({"uniform": [4, 9]},), "T3": (2,)}


def tornado_of(name, **rubric):
    debate = SimpleDebate(VALUES, {"a": 1}, **rubric)
    found = run_changing(setting_of(debate.debate, debate.rubric), [0, 1, 2], about=name)
    said = " ".join(tornado_screen(found, MADE, Page(80)).split())
    return {row.id: (row.lead_low, row.lead_high) for row in found.tornado}, said


def test_one_that_is_behind_is_told_what_would_put_it_first():
    """T2 has 65 and T1 70; ranges go to 42.5 and 87.5, and to 61 and 79."""
    rows, said = tornado_of("T2")
    assert rows == {"T2.a": pytest.approx((-27.5, 17.5)), "T1.a": pytest.approx((4, -14))}
    assert "T2 is 5.0 points behind T1. Of 2 numbers that move this lead, 2 can put it" in said
    assert "Next: toi sensitivity T2 " in said


def test_what_can_put_it_first_is_counted_apart_from_what_leaves_it_behind():
    _, said = tornado_of("T3")
    assert "T3 is 50.0 points behind T1. Of 2 numbers that move this lead, 0 can put it" in said


def test_of_the_first_it_is_the_tornado_itself():
    rows, said = tornado_of("T1")
    assert rows["T1.a"] == pytest.approx((-4, 14))
    assert "T1 leads by 5.0 points over T2. Of 2 numbers that move this lead, 2 can turn" in said
    assert (rows, said) == tornado_of(None)


def test_what_a_gate_excludes_is_first_once_it_is_let_through():
    rows, said = tornado_of("T2", gates=[{"a < 6.9": "exclude"}])
    assert "A gate excludes T2; T1 leads. Of 2 numbers that move this lead, 1 can put" in said
    assert rows["T2.a"] == (-math.inf, pytest.approx(17.5))
    assert "out +17.5" in said


def test_the_command_and_its_picture_are_of_the_theory_named(tmp_path):
    words = ("sensitivity", "tornado", "T18")
    done = run(*words, "--plot", tmp_path / "t.svg", "--set", "method=topsis", "-r", "essay-author")
    assert done.code == 0, done.err
    assert "Intervening on training is" in " ".join(done.out.split())
    assert "What moves the lead of Intervening on training" in (tmp_path / "t.svg").read_text()


def test_plot_draws_the_same_picture_of_the_theory_named(tmp_path):
    beside, alone = tmp_path / "beside.svg", tmp_path / "alone.svg"
    assert run("sensitivity", "tornado", "T18", "--plot", beside).code == 0
    assert run("plot", "tornado", "T18", "--output", alone).code == 0
    assert "What moves the lead of Intervening on training" in alone.read_text()
    assert alone.read_text() == beside.read_text()


def test_json_tells_by_how_far_it_is_behind():
    scores = json.loads(run("score", "-f", "json").out)["results"]
    first, second = (row["score"] for row in scores[:2])
    for name, behind in ((scores[0]["id"], None), (scores[1]["id"], pytest.approx(first - second))):
        found = json.loads(run("sensitivity", "tornado", name, "-f", "json").out)
        assert (found["theory"], found["behind"]) == (name, behind)


def test_a_part_is_told_with_what_it_is_a_part_of():
    said = run("sensitivity", "tornado").out
    assert "\nWork on threat models (of T06) on " in said
    assert "\nIntervening on training on Directness " in said
