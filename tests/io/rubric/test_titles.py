"""Settings that name a criterion or an argument by its title, or by a part of it."""

import json
from pathlib import Path

import pytest

from tests.command import run

SHIPPED = Path(__file__).parents[3] / "data"


def weights(*settings):
    words = [word for setting in settings for word in ("--set", setting)]
    done = run("score", "-r", "plain", "-f", "json", *words)
    assert done.code == 0, done.err
    return [round(one["weight"], 6) for one in json.loads(done.out)["criteria"]]


def said(setting):
    done = run("score", "-r", "plain", "--set", setting)
    assert done.code == 2
    return done.err


@pytest.fixture
def titled(workspace):
    for kind, old, new in (
        ("criteria", "title: Harm", "title: Harm done to others (ex-ante)"),
        ("arguments", "title: It breaks down", "title: It breaks down in winter"),
    ):
        file = workspace / f"data/{kind}.yaml"
        text = file.read_text()
        assert old in text, text
        file.write_text(text.replace(old, new))
    return workspace


@pytest.mark.parametrize(
    "key", ["Harm done to others (ex-ante)", "harm done", "EX ANTE", "done to others"]
)
def test_a_unique_part_of_a_title_will_do(key, titled):
    assert weights(f"{key}=40%") == weights("harm=40%")


def test_titles_that_are_nearly_right_are_suggested(titled):
    assert "no key 'hram done'; did you mean 'Harm done to others (ex-ante)'?" in said(
        "hram done=40%"
    )


def test_a_part_of_several_titles_is_asked_about(titled):
    file = titled / "data/criteria.yaml"
    file.write_text(file.read_text().replace("title: Speed", "title: Speed done"))
    assert "'done' may be weights.speed or weights.harm; write one of them" in said("done=40%")


def test_a_key_of_a_rubric_is_no_part_of_a_title(titled):
    file = titled / "data/arguments.yaml"
    file.write_text(file.read_text().replace("in winter", "by its weights"))
    assert "'weights' is a section; name what is in it, as weights.NAME=VALUE" in said("weights=0")
    assert weights("weights.harm=40%") == weights("harm=40%")
    file = titled / "data/criteria.yaml"
    file.write_text(file.read_text().replace("title: Speed", "title: Weights"))
    assert weights("weights=40%") == weights("speed=40%")


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("Harm done to others (ex-ante)=40%", ""),
        ("harm=40%", ""),
        ("harm done=40%", "note: harm done is read as 'Harm done to others (ex-ante)'\n"),
        ("in winter=50%", "note: in winter is read as 'It breaks down in winter'\n"),
    ],
)
def test_what_a_part_of_a_title_was_read_as_is_told(key, told, titled):
    assert run("score", "-r", "plain", "--set", key).err == told


def test_a_beginning_of_a_title_is_suggested_where_several_words_are_misspelt(titled):
    assert "did you mean 'It breaks down in winter'?" in said("It braeks down=50%")
    assert "did you mean" not in said("itbrk=50%"), "one word is no beginning of a sentence"


def test_a_tag_that_is_an_id_too_is_said_to_be_the_tag(workspace):
    told = run("score", "-r", "balanced", "--set", "dual-use=0.3", "--data", SHIPPED).err
    assert told == "note: dual-use is read as the tag; of the line of that name: overlap.dual-use\n"
    file = workspace / "data/arguments.yaml"
    file.write_text(file.read_text().replace("[doubt, haste]", "[T1]"))
    told = run("score", "-r", "plain", "--set", "T1=0.3").err
    assert told == "note: T1 is read as the tag; of the option of that name: T1.speed\n"
    assert run("score", "-r", "plain", "--set", "tags.T1=0.3").err == ""
