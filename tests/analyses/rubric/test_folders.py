"""Folders of rubrics: all of them checked, and files that are none named."""

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


def test_files_that_are_no_rubrics_are_named_where_a_folder_is_read(group):
    assert NOTE in run("compare", "class").err
    (group / "lea.yaml.txt").rename(group.parent / "rubrics/lea.yaml.txt")
    assert "rubrics: lea.yaml.txt is no rubric" in run("rubric", "list").err


def test_a_folder_without_rubrics_is_refused(workspace):
    (workspace / "class").mkdir()
    done = run("rubric", "check", "class")
    assert (done.code, done.err) == (2, "toi: no rubric file in class [empty-folder]\n")
