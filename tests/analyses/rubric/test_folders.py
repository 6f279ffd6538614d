"""Folders of rubrics: all of them checked, and files that are none named."""

import json

import pytest

from tests.command import run


@pytest.fixture
def group(workspace):
    folder = workspace / "class"
    folder.mkdir()
    plain = (workspace / "rubrics/plain.yaml").read_text()
    for name in ("ann.yaml", "ben.yml", "cem.yaml"):
        (folder / name).write_text(plain)
    (folder / "lea.yaml.txt").write_text(plain)
    (folder / "README").write_text("Hand in until Friday.")
    return folder


NOTE = "class: lea.yaml.txt is no rubric: names of rubrics end in .yaml or .yml"


def test_every_rubric_of_a_folder_is_checked(group):
    done = run("rubric", "check", "class")
    assert (done.code, done.out) == (0, "No problems: class (3 rubrics).\n")
    assert NOTE in done.err
    (group / "ben.yml").write_text((group / "ben.yml").read_text().replace("speed", "sped"))
    done = run("rubric", "check", "class/")
    assert done.code == 1
    assert "class/ben.yml" in done.err
    assert "did you mean 'speed'?" in done.err
    assert done.out == "2 of 3 are fine: class/ann.yaml and class/cem.yaml.\n"
    done = run("compare", "class")
    assert done.code == 2
    assert "name these alone: class/ann.yaml class/cem.yaml [some-rubrics]" in done.err


def test_several_are_checked_at_once(group):
    done = run("rubric", "check", "plain", "class/ann.yaml")
    assert (done.code, done.out) == (0, "No problems: 2 rubrics.\n")


def test_files_that_are_no_rubrics_are_named_where_a_folder_is_read(group):
    assert NOTE in run("compare", "class").err
    (group / "lea.yaml.txt").rename(group.parent / "rubrics/lea.yaml.txt")
    assert "rubrics: lea.yaml.txt is no rubric" in run("rubric", "list").err


def test_a_folder_without_rubrics_is_refused(workspace):
    (workspace / "class").mkdir()
    done = run("rubric", "check", "class")
    assert (done.code, done.err) == (2, "toi: no rubric file in class [empty-folder]\n")


def test_folders_in_a_folder_are_told_and_can_be_named(group):
    for name in ("dora", "emil", "fay"):
        (group / name).mkdir()
        (group / "ann.yaml").rename(group / name / "mine.yaml")
        (group / "ann.yaml").write_text((group / name / "mine.yaml").read_text())
    told = "class: dora, emil, fay, folders, are not looked into; name what is in it"
    assert told in run("rubric", "check", "class").err
    assert told in run("compare", "class").err
    done = run("compare", "class/dora/", "class/emil/", "class/fay/", "-f", "json")
    names = [one["name"] for one in json.loads(done.out)["rubrics"]]
    assert names == ["dora/mine", "emil/mine", "fay/mine"]
    for file in group.glob("*.y*ml"):
        file.unlink()
    done = run("compare", "class")
    assert "folders in it have some, name them: class/dora/ class/emil/" in done.err


@pytest.mark.parametrize("command", [("rubric", "check"), ("compare", "plain"), ("score", "-r")])
def test_a_file_of_another_ending_is_refused_alone_as_in_a_folder(group, command):
    done = run(*command, "class/lea.yaml.txt")
    assert (done.code, done.out) == (2, "")
    assert "rename it class/lea.yaml [not-a-rubric]" in done.err
