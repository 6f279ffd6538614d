"""`toi compare` as it is typed, printed and refused."""

import csv
import io
import json
import math
from pathlib import Path

import pytest

import toi
from tests.analyses.compare.helpers import SHIPPED, compare
from tests.command import run
from toi.analyses.compare.screen import compare_screen, compare_table
from toi.analyses.layout.page import Page

KINDS = {
    "theories": ("T04", "T09"),
    "many theories": ("T04", "T09", "T18", "-r", "essay-author", "-r", "proponent"),
    "rubrics": ("essay-author", "basic-science"),
    "group": SHIPPED,
}


@pytest.fixture(scope="module")
def results(shipped):
    """Each kind of comparison once."""
    split = {kind: words.index("-r") if "-r" in words else None for kind, words in KINDS.items()}
    return {
        kind: toi.compare(
            shipped,
            *words[: split[kind]],
            rubrics=[w for w in words[split[kind] or len(words) :] if w != "-r"],
        )
        for kind, words in KINDS.items()
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_screens_fit_and_stay_plain(results, kind, width):
    text = compare_screen(results[kind], Page(width))
    assert text.isascii()
    lines = text.splitlines()
    # what is to be typed is not broken, however long it is
    assert [line for line in lines if len(line) > width and "toi " not in line] == []
    assert any(line.startswith("Next: toi ") for line in lines)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form(results, kind, tmp_path):
    result = results[kind]
    found = json.loads(result.to_json())
    assert found["schema"] == "toi/compare/1"
    assert found["of"] in ("theories", "rubrics", "group")
    table = compare_table(result)
    rows = list(csv.reader(io.StringIO(table.to_csv())))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 20
    assert rows[0][-2:] == ["data_digest", "seed"]
    assert {row[-2] for row in rows[1:]} == {found["provenance"]["data_digest"][:12]}


@pytest.mark.parametrize("kind", KINDS)
def test_python_says_what_the_command_says(results, kind, tmp_path):
    target = tmp_path / "found.json"
    done = run("compare", *KINDS[kind], "-o", target)
    assert (done.code, done.out, done.err) == (0, "", f"wrote {target}\n")
    assert target.read_text() == results[kind].to_json()


def test_forms_are_asked_for(workspace):
    plain = (workspace / "rubrics" / "plain.yaml").read_text()
    other = plain.replace("id: plain", "id: other").replace("speed: 60", "speed: 10")
    (workspace / "rubrics" / "other.yaml").write_text(other)
    heads = {"csv": "what,name,", "markdown": "# ", "html": "<!DOCTYPE html>"}
    for form, head in heads.items():
        assert run("compare", "plain", "other", "-f", form).out.startswith(head)


def test_seed_changes_draws_and_nothing_else():
    zero, one = (compare("T04", "T09", "--seed", seed)["pairs"][0] for seed in (0, 1))
    assert zero["gap"]["expected"] == one["gap"]["expected"]
    assert zero["p_a_beats_b"] != one["p_a_beats_b"]
    apart = abs(zero["p_a_beats_b"] - one["p_a_beats_b"])
    assert apart < 4 * math.hypot(zero["standard_error"], one["standard_error"])


REFUSED = {
    (): "name what to compare: toi compare T01 T02 (theories), or toi compare mine theirs "
    "(rubrics) [nothing-to-compare]",
    ("T04", "essay-author"): "T04 is a theory, essay-author a rubric; compare two of one kind, "
    "or: toi compare T04 ID --rubric essay-author [mixed-compare]",
    ("T04", "t9", "essay-author"): "T04 is a theory, essay-author a rubric; compare two of one "
    "kind, or: toi compare T04 t9 --rubric essay-author [mixed-compare]",
    ("T04", "t4"): "T04 is one theory; name another with it: toi compare T04 T01 [one-to-compare]",
    ("T04",): "T04 is one theory; name another with it: toi compare T04 T01 [one-to-compare]",
    ("T04", "essay-autor"): "nothing is called 'essay-autor'; did you mean 'essay-author'? "
    "[unknown-id]",
    ("T04", "cultural shift"): None,
    ("balanced", "-r", "nobody"): None,
    ("T04", "T09", "--trust", "balanced=2"): "--trust is for three rubrics or more "
    "[trust-of-group]",
    (*SHIPPED, "--trust", "essay=2"): "--trust essay=2: no rubric here is called 'essay'; "
    "did you mean 'essay-author'? [bad-trust]",
    (*SHIPPED, "--trust", "proponent=-1"): "--trust proponent=-1: write NAME=NUMBER, from 0 to "
    "1e+100 [bad-trust]",
    (*SHIPPED, "--trust", "proponent=much"): "--trust proponent=much: write NAME=NUMBER, from 0 "
    "to 1e+100 [bad-trust]",
    (*SHIPPED, "--trust", "proponent=1e308"): "--trust proponent=1e308: write NAME=NUMBER, from 0 "
    "to 1e+100 [bad-trust]",
    (*SHIPPED, "--trust", "proponent=2", "--trust", "proponent=3"): "--trust proponent=2 and "
    "--trust proponent=3: write one of them [repeated-option]",
    ("nowhere/", "balanced"): "no folder nowhere/ [missing-folder]",
    ("T04", "T09", "--kind", "lists"): None,
    ("T04", "T09", "--set", "directnes=3"): None,
}


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_compared_is_said(words):
    done = run("compare", *words)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    if REFUSED[words]:
        assert done.err == f"toi: {REFUSED[words]}\n"


def test_problems_of_all_rubrics_are_told_at_once(workspace):
    plain = (workspace / "rubrics" / "plain.yaml").read_text()
    for name in ("ann", "bob"):
        text = plain.replace("id: plain", f"id: {name}").replace("speed", "sped")
        (workspace / "rubrics" / f"{name}.yaml").write_text(text)
    done = run("compare", "ann", "bob", "plain")
    assert done.code == 2
    assert done.err.count("[unknown-criterion]") == 2
    assert "are fine" not in done.err  # one alone can be compared with none
    (workspace / "rubrics" / "cem.yaml").write_text(plain.replace("id: plain", "id: cem"))
    done = run("compare", "ann", "cem", "bob", "plain")
    assert done.err.count("[unknown-criterion]") == 2
    assert (
        "2 of 4 rubrics are fine; to go on without the others, name these alone: cem plain "
        in done.err
    )


def test_one_rubric_of_several_is_told_with_which_it_may_be_compared(workspace):
    plain = (workspace / "rubrics" / "plain.yaml").read_text()
    for name in ("ann", "bob"):
        text = plain.replace("id: plain", f"id: {name}")
        (workspace / "rubrics" / f"{name}.yaml").write_text(text)
    done = run("compare", "bob")
    assert done.err == (
        "toi: with which is bob to be compared? toi compare bob ann or toi compare bob plain "
        "[several-rubrics]\n"
    )


def test_another_debate_without_a_rubric(tmp_path):
    table = Path(__file__).parents[2] / "published" / "office-location.csv"
    source = tmp_path / "table.csv"
    source.write_bytes(table.read_bytes())
    made = run("data", "import", source, "-o", tmp_path / "offices")
    assert made.code == 0, made.err
    ids = [
        item["id"]
        for item in json.loads(
            run("list", "theories", "--data", tmp_path / "offices" / "data", "-f", "json").out
        )["items"]
    ]
    done = run("compare", *ids[:2], "--data", tmp_path / "offices" / "data")
    assert done.code == 0
    assert "No single" in done.out or "They swap" in done.out
    assert "-r none" not in done.out


def test_two_rubrics_are_told_apart_by_level_too(results):
    """Not only who stands where: how high, and what falls below doing nothing."""
    result = results["rubrics"]
    text = " ".join(compare_screen(result, Page(80)).split())
    one, other = (
        sum(getattr(move, side).score for move in result.moves) / len(result.moves)
        for side in ("before", "after")
    )
    a, b = (rubric.name for rubric in result.rubrics)
    assert f"Level: on average {one:.0f} points by {a}, {other:.0f} by {b}" in text


def test_a_misspelt_folder_of_rubrics_is_guessed(workspace):
    Path("course").mkdir()
    Path("course/ann.yaml").write_text("schema: toi/rubric/1\n", encoding="utf-8")
    done = run("compare", "cuorse")
    assert (done.code, "did you mean 'course'?" in done.err) == (2, True)
