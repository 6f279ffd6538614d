"""Weights at which two theories swap, as a user meets them."""

import csv
import io
import json

import pytest

from tests.command import run

TABLE = "option,reach,ease\ndirection,benefit,benefit\nweight,2,1\nA,9,1\nB,6,6\nC,1,9\n"


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Three theories of which each is best at some weights."""
    folder = tmp_path_factory.mktemp("critical")
    (folder / "m.csv").write_text(TABLE)
    assert run("data", "import", "m.csv", "--output", "w", cwd=folder).code == 0
    return folder / "w"


def asked(folder, *words):
    done = run("sensitivity", "critical", *words, cwd=folder)
    assert done.code == 0, done.err
    return done.out


def scores(folder, *settings):
    done = run("score", *(f"--set={one}" for one in settings), "--format", "json", cwd=folder)
    return {row["id"]: row["score"] for row in json.loads(done.out)["results"]}


def test_at_a_critical_weight_the_two_are_level(three):
    rows, now = json.loads(asked(three, "--format", "json"))["critical"]["pairs"], scores(three)
    assert len({(row["ahead"], row["behind"]) for row in rows}) == 3
    for row in rows[::2]:
        level = scores(three, f"{row['criterion']}={100 * row['to']:.9f}%")
        assert level[row["ahead"]] == pytest.approx(level[row["behind"]], abs=1e-6)
        assert now[row["ahead"]] - now[row["behind"]] == pytest.approx(row["lead"], abs=1e-9)
        assert (row["relative"] > 0) == (row["to"] > row["now"])


def test_the_screen_holds_the_pairs_of_one_theory_and_csv_those_of_all(three):
    text = asked(three, "C")
    assert text.startswith("The least change of a weight at which C swaps with another: ")
    assert "Columns (- less is better): " in " ".join(text.split())
    assert [line[:2] for line in text.splitlines() if line[:2] in ("A ", "B ")] == ["A ", "B "]
    rows = csv.DictReader(io.StringIO(asked(three, "--format", "csv")))
    assert {(row["ahead"], row["behind"]) for row in rows} == {("A", "B"), ("A", "C"), ("B", "C")}


def test_a_method_that_knows_no_sizes_of_weights_has_none(three):
    assert "No weight makes" in asked(three, "--set", "method=minimum")
