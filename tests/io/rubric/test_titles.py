"""Settings that name a criterion or an argument by its title, or by a part of it."""

import json

import pytest

from tests.command import run


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
