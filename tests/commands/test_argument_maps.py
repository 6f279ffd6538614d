"""Argument maps through the terminal, there and back, and graphs as numbers."""

import json
import re

import pytest

import toi
from tests.command import run
from tests.conftest import write_workspace


@pytest.fixture
def here(tmp_path):
    return write_workspace(tmp_path)


def digest(folder):
    return toi.load(folder, everything=False).debate.digest


def test_there_and_back(here):
    done = run("data", "export", "-o", "map.argdown", cwd=here)
    assert (done.code, done.out, done.err) == (0, "", "wrote map.argdown\n")
    shown = run("data", "export", "--to", "argdown", cwd=here)
    assert shown.out == (here / "map.argdown").read_text(encoding="utf-8")
    done = run("data", "import", "map.argdown", "--output", "again", cwd=here)
    assert done.code == 0
    assert "only the ids of claims and sources that its records cite" in done.err
    assert "from map.argdown" in done.out
    assert digest(here / "again/data") == digest(here / "data")
    assert run("data", "check", cwd=here / "again").code == 0


def test_what_a_map_has_lost_comes_from_a_folder(here):
    run("data", "export", "-o", "map.argdown", cwd=here)
    text = (here / "map.argdown").read_text(encoding="utf-8")
    bare = re.sub(r"\n\{\n(  .*\n)*\}", "", text.split("===\n", 2)[2])
    assert "judgements:" not in bare
    (here / "bare.argdown").write_text(bare, encoding="utf-8")
    (here / "data/sources.yaml").write_text(
        "schema: toi/sources/1\nsources:\n  - {id: essay, title: A book, authors: Somebody}\n"
    )
    done = run("data", "import", "bare.argdown", "-o", "again", "--onto", "data", cwd=here)
    assert done.code == 0, done.err
    assert digest(here / "again/data") == digest(here / "data")
    kept = (here / "again/data/sources.yaml").read_text()
    assert kept == (here / "data/sources.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "--to", "argdown", "--after"], "an argument map holds the records alone"),
        (["export", "--to", "argdown", "-o", "x.csv"], "no output is made of the ending .csv"),
        (["import", "x.argdown", "y.argdown", "-o", "z"], "an argument map is read by itself"),
        (["import", "x.argdown", "-o", "z", "--less", "a"], "no use for options of sheets"),
        (["import", "x.csv", "-o", "z", "--onto", "data"], "--onto goes with an argument map"),
        (["import", "x.argdown", "-o", "z", "--onto", "no"], "no: no such folder"),
        (["import", "x.argdown", "-o", "z"], "x.argdown: no statement that can be a theory"),
        (["import", "w.argdown", "-o", "z"], "w.argdown:3:3: an arrow that leads to nothing"),
    ],
)
def test_what_is_refused(here, words, said):
    (here / "x.argdown").write_text("# Nothing yet\n")
    (here / "w.argdown").write_text("[A]: x #theory\n\n  ->\n".replace("\n\n", "\n  + <B>\n"))
    done = run("data", *words, cwd=here)
    assert done.code == 2
    assert said in done.err
    assert not (here / "z").exists()


def test_the_numbers_behind_a_picture(here):
    rubric = ["--rubric", "rubrics/plain.yaml"]
    done = run("plot", "graph", "T1", *rubric, "-o", "graph.json", cwd=here)
    assert (done.code, done.err) == (0, "wrote graph.json\n")
    content = json.loads((here / "graph.json").read_text())
    assert content["record"] == "T1"
    done = run("plot", "map", *rubric, "-f", "json", "-o", "-", cwd=here)
    assert json.loads(done.out)["schema"] == "toi/hit-map/1"
