"""Matrices that are exported, and imported again."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.command import run
from toi.analyses.data.export_csv import guarded
from toi.io.matrix.column import unguarded


def scores(done):
    return {row["id"]: row["score"] for row in json.loads(done.out)["results"]}


def test_export_is_what_import_reads(workspace):
    (workspace / "data/arguments.yaml").unlink()
    (workspace / "data/claims.yaml").unlink()
    asked = ("--rubric", "plain", "--set", "margin=20%")
    before = scores(run("score", "--format", "json", *asked))
    done = run("data", "export", *asked, "--output", "m.csv")
    assert (done.code, done.out, done.err) == (0, "", "wrote m.csv\n")
    assert Path("m.csv").read_text() == (
        "theory,title,speed,harm,margin\n"
        "title,,Speed,Harm,Margin\n"
        "direction,,benefit,cost,benefit\n"
        "scale,,0..10,0..10,0..100\n"
        "weight,roughly,48,32,20\n"
        "clip,,yes,yes,no\n"
        "T1,The short way,8,1..2..4,120\n"
        "T2,The long way,3,1,40\n"
    )
    assert run("data", "import", "m.csv", "-o", "ws").code == 0
    assert scores(run("score", "--format", "json", cwd="ws")) == pytest.approx(before, abs=1e-9)
    assert run("data", "export", cwd="ws").out == Path("m.csv").read_text()


@pytest.mark.parametrize("sure", ["exactly", "order"])
def test_how_sure_the_weights_are_is_kept(sure, workspace):
    done = run("data", "export", "--rubric", "plain", "--set", f"weights_sure={sure}", "--quiet")
    Path("m.csv").write_text(done.out)
    imported = run("data", "import", "m.csv", "-o", "ws")
    assert "weights are taken" not in imported.err
    assert f"weights_sure: {sure} " in Path("ws/rubrics/sheet.yaml").read_text()


def test_limits_on_weights_are_said_to_be_left_out(workspace):
    limits = "weights_sure={dirichlet: 30, ranges: {speed: [0.2, 0.9]}}"
    done = run("data", "export", "--rubric", "plain", "--set", limits)
    assert "how sure the weights are (" in done.err


def test_export_after_the_arguments_and_what_is_left_out(workspace):
    done = run("data", "export", "--rubric", "plain")
    assert done.err == "note: 1 argument is left out; --after exports what they leave\n"
    after = run("data", "export", "--rubric", "plain", "--after", "--quiet")
    assert after.err == ""
    found = json.loads(run("score", "--rubric", "plain", "--format", "json").out)
    rows = {row[0]: row for row in csv.reader(io.StringIO(after.out))}
    for row in found["results"]:
        values = dict(zip(rows["theory"][2:], rows[row["id"]][2:], strict=True))
        assert {k: float(v) for k, v in values.items()} == pytest.approx(row["raw"])
    Path("after.csv").write_text(after.out)
    assert run("data", "import", "after.csv", "-o", "ws").code == 0
    assert scores(run("score", "--format", "json", cwd="ws")) == pytest.approx(
        scores(run("score", "--rubric", "plain", "--format", "json")), abs=1e-9
    )


def test_export_of_the_shipped_debate_can_be_imported(folder):
    for kind in ("listed", "all"):
        done = run("data", "export", "--kind", kind, "--after", "--output", f"{kind}.csv")
        assert done.code == 0, done.err
        assert run("data", "import", f"{kind}.csv", "-o", kind).code == 0
        found = scores(run("score", "--format", "json", "--kind", "all", cwd=kind))
        assert found == pytest.approx(
            scores(run("score", "--kind", kind, "--format", "json")), abs=1e-9
        )


@pytest.mark.parametrize("options", [(), ("--decimal", "comma"), ("--delimiter", "tab")])
def test_export_in_other_forms(options, workspace):
    done = run("data", "export", "--rubric", "plain", "--set", "T1.speed=2.5", "--quiet", *options)
    Path("m.csv").write_text(done.out)
    decimal = options if "--decimal" in options else ()
    assert run("data", "import", "m.csv", "-o", "ws", *decimal).code == 0
    assert "2.5" in Path("ws/data/theories.yaml").read_text()


def test_a_mixture_is_written_as_records_write_it(workspace):
    mixture = "{mixture: [[2, {pert: [3, 4, 6.5]}], [1, 7]]}"
    done = run("data", "export", "--rubric", "plain", "--set", f"T1.speed={mixture}", "--quiet")
    Path("m.csv").write_text(done.out)
    assert run("data", "import", "m.csv", "-o", "ws").code == 0
    assert mixture in Path("ws/data/theories.yaml").read_text()


def test_what_does_not_bear_is_said_to_be_left_out(workspace):
    theories = workspace / "data/theories.yaml"
    judged = "{value: 8, basis: stated, why: It says so."
    theories.write_text(theories.read_text().replace(judged, judged + ", bears: false"))
    said = "that some criteria do not bear on some options is left out"
    assert said in run("data", "export", "-r", "plain", "--set", "not_bearing=left-out").err
    assert said not in run("data", "export", "-r", "plain").err


def test_no_text_is_a_formula_to_a_spreadsheet(workspace):
    for title in ("=1+1", "+1", "-1", "@sum", "'=1"):
        assert guarded(title).startswith("'")
        assert unguarded(guarded(title)) == title
    assert guarded("Plan - A") == "Plan - A"
    theories = workspace / "data/theories.yaml"
    theories.write_text(
        theories.read_text().replace("title: The short way", "title: '=HYPERLINK(\"x\")'")
    )
    done = run("data", "export", "--rubric", "plain", "--quiet")
    assert 'T1,"\'=HYPERLINK(""x"")",' in done.out
    Path("m.csv").write_text(done.out)
    assert run("data", "import", "m.csv", "-o", "ws").code == 0
    assert '=HYPERLINK("x")' in run("list", cwd="ws").out


def test_what_is_not_known_is_not_known_when_it_comes_back(workspace):
    """A range that was stated stays one, though it be the whole scale."""
    sheet = "Plan,Cost,Use\nscale,0..20,0..10\nA,5,?\nB,12,0..10\n"
    Path("m.csv").write_text(sheet)
    assert run("data", "import", "m.csv", "-o", "ws", "--less", "Cost").code == 0
    out = run("data", "export", cwd="ws").out
    assert "A,A,5,?\nB,B,12,0..10\n" in out
    Path("again.csv").write_text(out)
    assert run("data", "import", "again.csv", "-o", "again").code == 0
    rows = json.loads(run("score", "--format", "json", cwd="again").out)["results"]
    assert {row["id"]: row["not_known"] for row in rows} == {"A": ["Use"], "B": []}
    after = run("data", "export", "--after", cwd="ws").out
    assert "A,A,5,5\n" in after
