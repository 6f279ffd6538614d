"""A file or folder of another kind than a command reads: one line, with what to type."""

import shutil
from pathlib import Path

import pytest

import toi
from tests.command import run

SHIPPED = Path(toi.__file__).parents[1] / "data"
RUBRIC = "schema: toi/rubric/1\nid: {0}\ntitle: Of {0}\nweights: {{speed: 2, harm: 1}}\n"


@pytest.fixture
def here(workspace):
    (workspace / "class").mkdir()
    for name in ("ann", "ben"):
        (workspace / "class" / f"{name}.yaml").write_text(RUBRIC.format(name), encoding="utf-8")
    shutil.copytree(workspace / "data", workspace / "old-data")
    return workspace


def refused(here, *words):
    """Return the one line that is said."""
    done = run(*words, cwd=here)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1, done.err
    return done.err


@pytest.mark.parametrize("command", ["discuss", "agreement"])
def test_rubrics_in_the_place_of_sheets(here, command):
    assert "toi compare class [no-sheets]" in refused(here, "data", command, "class")
    assert "class/ann.yaml [no-sheets]" in refused(here, "data", command, "class/ann.yaml")


def test_records_in_the_place_of_sheets(here):
    assert "--data old-data names" in refused(here, "data", "discuss", "old-data")


def test_a_rubric_among_sheets_is_not_left_out_without_a_word(here):
    (here / "eve.csv").write_text("Option,Speed,Harm\nT1,5,3\nT2,4,2\n", encoding="utf-8")
    line = refused(here, "data", "agreement", "eve.csv", "class/ann.yaml")
    assert "class/ann.yaml:1:9: begin with `schema: toi/readings/1`" in line


def test_readings_under_another_schema_are_read_for_all_that_is_wrong(here):
    text = "schema: toi/reading/1\nreadings: []\nfurther: 1\n"
    (here / "eve.yaml").write_text(text, encoding="utf-8")
    done = run("data", "agreement", "eve.yaml", cwd=here)
    assert [line.rpartition(" ")[2] for line in done.err.splitlines()] == [
        "[schema]",
        "[unknown-key]",
    ]


def test_answers_of_a_questionnaire_in_the_place_of_sheets(here):
    titles = [one.title for one in toi.load(here / "data").debate.arguments.values()]
    (here / "q.csv").write_text(
        f'Your name,Speed,Harm,"{titles[0]}"\nAnn,40,20,60\nBen,30,30,50\n', encoding="utf-8"
    )
    assert "toi rubric collect q.csv" in refused(here, "data", "discuss", "q.csv")


def test_a_sheet_of_cells_with_a_heading_like_an_argument_is_a_sheet(here):
    """Its rows are what is judged, so that an unknown heading is what is told."""
    [title, *_] = [one.title for one in toi.load(here / "data").debate.arguments.values()]
    (here / "eve.csv").write_text(f"Option,Speed,{title}\nT1,5,3\nT2,4,2\n", encoding="utf-8")
    assert f"no criterion '{title}'" in refused(here, "data", "agreement", "eve.csv")


@pytest.mark.parametrize(
    "words",
    [
        ["compare", "old-data", "data"],
        ["report", "old-data"],
        ["score", "-r", "old-data"],
        ["rubric", "check", "old-data"],
        ["portfolio", "-r", "old-data"],
    ],
)
def test_records_in_the_place_of_rubrics(here, words):
    line = refused(here, *words)
    assert "toi score --data old-data;" in line
    assert "[folder-of-records]" in line


@pytest.mark.parametrize("command", ["sensitivity", "explain"])
def test_rubrics_in_the_place_of_a_theory(here, command):
    assert "--rubric plain [not-a-theory]" in refused(here, command, "plain")
    assert "--rubric class/ann.yaml [not-a-theory]" in refused(here, command, "class/ann.yaml")
    assert "toi compare class [not-a-theory]" in refused(here, command, "class")
    assert "--data old-data [not-a-theory]" in refused(here, command, "old-data")
    records = refused(here, command, "old-data/theories.yaml")
    assert "holds records: toi" in records
    assert "--data old-data [not-a-theory]" in records
    assert "[unknown-id]" in refused(here, command, "elsewhere")


def test_the_beginning_of_a_folder_of_rubrics_is_enough_for_a_suggestion(here):
    assert "did you mean 'class'?" in refused(here, "report", "clas")
    assert "did you mean 'class'?" in refused(here, "compare", "clas")
    assert "did you mean" not in refused(here, "report", "old")  # a folder of records


def test_a_rubric_that_weighs_nothing_of_these_records(here):
    """One line, with what fits, though its files name dozens of things that the records lack."""
    line = refused(here, "score", "-r", "essay-author")
    assert line.startswith("shipped:rubrics/essay-author.yaml:14:1: this rubric is for other rec")
    assert "where the criteria here are speed, harm and margin; fits here: plain" in line
    (here / "rubrics/mine.yaml").write_text(
        RUBRIC.format("mine") + "extends: balanced\n", encoding="utf-8"
    )
    for command in (("score", "-r", "mine"), ("rubric", "set", "mine", "speed=1")):
        assert refused(here, *command).startswith(
            "rubrics/mine.yaml:5:10: 'balanced' is for other records: it weighs directness,"
        )


def test_a_misspelt_weight_is_no_rubric_for_other_records(here):
    text = RUBRIC.format("mine").replace("speed: 2, harm: 1", "speeed: 2, hram: 1")
    (here / "rubrics/mine.yaml").write_text(text, encoding="utf-8")
    done = run("score", "-r", "mine", cwd=here)
    assert "no criterion 'speeed'; did you mean 'speed'?" in done.err
    assert done.err.count("\n") == 2


def test_a_rubric_for_the_records_here_used_on_others(here):
    done = run("score", "-r", "plain", "--data", SHIPPED, cwd=here)
    first, second = done.err.splitlines()
    assert first.startswith("rubrics/plain.yaml:")
    assert "is for other records" in first
    assert "fits the records in data, but not those in" in second
    assert "; leave --data out [other-records]" in second


def test_a_rubric_that_names_what_other_records_lack(here):
    """It fits ./data, where an argument was added since the copy was made."""
    arguments = here / "old-data/arguments.yaml"
    text = arguments.read_text(encoding="utf-8")
    name = next(iter(toi.load(here / "data").debate.arguments))
    arguments.write_text(text.replace(name, f"{name}-then"), encoding="utf-8")
    (here / "rubrics/mine.yaml").write_text(
        RUBRIC.format("mine") + f"credences: {{arguments: {{{name}: 0.5}}}}\n", encoding="utf-8"
    )
    assert run("score", "-r", "mine", cwd=here).code == 0
    done = run("score", "-r", "mine", "--data", "old-data", cwd=here)
    assert done.code == 2
    first, second = done.err.splitlines()
    assert first.startswith(f"rubrics/mine.yaml:5:25: no argument {name!r}")
    assert "fits the records in data, but not those in old-data" in second
    assert second.endswith("[other-records]")
    (here / "rubrics/mine.yaml").write_text(
        RUBRIC.format("mine") + "credences: {arguments: {in-neither: 0.5}}\n", encoding="utf-8"
    )
    done = run("score", "-r", "mine", "--data", "old-data", cwd=here)
    assert "[other-records]" not in done.err
