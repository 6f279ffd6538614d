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


NOTE = (
    "class: lea.yaml.txt is no rubric: names of rubrics end in .yaml or .yml; rename lea.yaml.txt "
    "lea.yaml"
)


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


def test_the_wrong_kind_of_file_among_several_keeps_no_other_from_being_checked(group):
    (group / "empty").mkdir()
    (group / "cem.yaml").write_text("weights: [")
    words = sorted(f"class/{file.name}" for file in group.iterdir())
    done = run("rubric", "check", *words)
    assert done.code == 1
    assert "no rubric file in class/empty" in done.err
    assert "class/lea.yaml.txt is no rubric" in done.err
    assert "class/cem.yaml:1" in done.err
    assert "2 of 6 are fine: class/ann.yaml and class/ben.yml." in done.out


def test_copies_and_files_of_one_id_are_told(group):
    err = run("rubric", "check", "class").err
    assert "class/ann.yaml, class/ben.yml and class/cem.yaml say the same" in err
    assert "the id 'plain' stands in class/ann.yaml, class/ben.yml and class/cem.yaml" in err
    for name in ("ann", "cem"):
        file = group / f"{name}.yaml"
        file.write_text(file.read_text().replace("id: plain", f"id: {name}") + f"# {name}\n")
    file.write_text(file.read_text().replace("speed: 60", "speed: 61"))
    err = run("rubric", "check", "class").err
    assert "class/ann.yaml and class/ben.yml say the same" in err
    assert "the id" not in err


def test_a_weight_that_may_be_a_share_is_asked_about(workspace):
    file = workspace / "rubrics/plain.yaml"
    file.write_text(file.read_text().replace("speed: 60", "speed: 0.6"))
    done = run("score")
    assert "speed weighs 0.6, 1.5 % of all, beside weights such as 40; is 60 meant?" in done.err


def test_a_name_that_is_wrong_is_told_although_its_value_is_wrong_too(workspace):
    file = workspace / "rubrics/plain.yaml"
    file.write_text(
        file.read_text() + "credences: {arguments: {breaks-dwn: high}, tags: {dubt: 40}}\n"
    )
    err = run("rubric", "check", "plain").err
    for said in ("'breaks-down'", "'doubt'", "'high' is not a number", "credence 40 is above 1"):
        assert said in err


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
