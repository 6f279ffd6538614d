"""docs/model.md works an example by hand; the commands must print what it says."""

import json
from pathlib import Path

import pytest

from tests.command import run

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ("--data", "docs/example/data", "--rubric", "example", "--format", "json")


@pytest.fixture(scope="module")
def ranking():
    done = run("score", *EXAMPLE, cwd=ROOT)
    assert done.code == 0
    return json.loads(done.out)


def test_totals_and_doing_nothing(ranking):
    scores = {row["id"]: row["score"] for row in ranking["results"]}
    assert scores == pytest.approx({"A": 73.52, "B": 66.0, "C": 52.8})
    assert [row["rank"] for row in ranking["results"]] == [1, 2, 3]
    assert ranking["nothing"] == pytest.approx(40)


def test_cells(ranking):
    raw = {row["id"]: row["raw"]["reach"] for row in ranking["results"]}
    assert raw == pytest.approx({"A": 6.92, "B": 5, "C": 4.8})


def test_contributions(ranking):
    first = ranking["results"][0]
    parts = first["contributions"]
    assert parts["case"] == pytest.approx(80)
    assert parts["arguments"] == pytest.approx({"falls-short": -9.84, "also-helps-next-door": 3.36})
    assert first["given_back"] == {"falls-short": {"tried-too-early": pytest.approx(2.22)}}


def test_strength_after_the_rebuttal():
    done = run("explain", "a", *EXAMPLE, cwd=ROOT)
    found = {row["argument"]: row["strength"] for row in json.loads(done.out)["arguments"]}
    assert found == pytest.approx({"falls-short": 0.4, "also-helps-next-door": 0.8})


def test_the_page_says_these_numbers():
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    for number in ("73.52", "52.8", ".692", "-9.84", "+3.36", "2.22", "71.3"):
        assert number in page


LINES = ("--data", "docs/example-lines/data", "--rubric", "pencil", "--format", "json")
ADJUSTED = ("--set", "scrutiny=adjusted")


def results(*words):
    done = run("score", *LINES, *words, cwd=ROOT)
    return {row["id"]: row for row in json.loads(done.out)["results"]}


def test_a_line_and_its_members():
    examined = results()["D"]
    assert examined["score"] == pytest.approx(51.52)
    assert examined["contributions"]["arguments"] == pytest.approx(
        {"hard-to-build": -12.64, "harder-than-it-looks": -15.84}
    )


def test_what_was_not_examined_and_what_hangs_on_it():
    read, adjusted = results(), results(*ADJUSTED)
    assert read["E"]["score"] == pytest.approx(80)
    assert read["F"]["score"] == pytest.approx(45.55)
    assert adjusted["D"]["score"] == read["D"]["score"]
    assert adjusted["E"]["score"] == pytest.approx(58.64)
    assert adjusted["F"]["score"] == pytest.approx(42.2125)


def test_explain_adds_up_and_names_whom_the_argument_hits():
    found = json.loads(run("explain", "E", *LINES, *ADJUSTED, cwd=ROOT).out)
    assert found["scrutiny"] == pytest.approx(58.64 - 80)
    assert sum(row["points"] for row in found["peers"]) == pytest.approx(found["scrutiny"])
    heaviest = found["peers"][0]
    assert (heaviest["argument"], heaviest["theories"]) == ("harder-than-it-looks", ["D"])
    last = json.loads(run("explain", "F", *LINES, *ADJUSTED, cwd=ROOT).out)
    assert last["case"] + last["scrutiny"] + last["conditions"] == pytest.approx(last["score"])


def test_the_page_says_the_numbers_of_the_line_too():
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    for number in ("51.52", "-12.64", "-15.84", ".733", "58.64", "45.55", "42.2125"):
        assert number in page
