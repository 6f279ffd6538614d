"""`toi rubric collect`: who answered, by name, twice or without one."""

import os
from pathlib import Path

import pytest

import toi
from tests.analyses.questionnaire.helpers import LINE, collect, screen_of_collect
from tests.command import run


def test_who_gives_no_name_is_told_what_it_is_called(sheet):
    sheet(["Ann", "50", "10", "70", "20"], ["", "50", "10", "70", "20"])
    assert "note: answers.csv:3 has no name; called Person 2\n" in collect("answers.csv")[1]
    assert "no name" not in collect("answers.csv", "--anonymous", "--force")[1]


def test_people_of_one_name_of_none_and_of_a_name_that_no_file_can_have(sheet):
    answers = ["30", "20", "70", "0"]
    sheet(["Ann", *answers], ["ann", *answers], ["", "1", "2", "", ""], ["con", *answers], ["Dora"])
    found, err = collect("answers.csv", "--namesakes")
    assert [one["name"] for one in found["people"]] == ["ann", "ann-2", "person-03", "con-2"]
    assert "2 are called Ann: ann (answers.csv:2) and ann-2 (answers.csv:3)" in err
    assert "answers.csv:6: Dora answered nothing" in err


def test_people_of_one_name_are_called_by_it_with_a_number(sheet):
    people = [["Ann", str(10 * n), "50", "70", "0"] for n in range(1, 11)]
    sheet(*people, ["Ben", "30", "20", "70", "0"])
    collect("answers.csv", "--namesakes")
    shown = screen_of_collect("answers.csv", "--namesakes")
    assert "ann.yaml Ann (1) 4 of 4 ann-2.yaml Ann (2) 4 of 4" in shown
    found = toi.compare(toi.load("data"), "class")
    assert [one.title for one in found.rubrics] == [*(f"Ann ({n})" for n in range(1, 11)), "Ben"]
    first, *_, ben = found.members
    assert (first.weights["speed"], ben.weights["speed"]) == pytest.approx((1 / 6, 0.6))


@pytest.mark.parametrize("ben", ["much", "20"])
def test_a_name_that_answers_twice_is_asked_about_with_other_mistakes_or_without(sheet, ben):
    sheet(["Ann", "30", "20", "", ""], ["ben", ben, "", "", ""], ["ann", "30", "20", "", ""])
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    assert done.code == 2
    [*others, told] = done.err.splitlines()
    assert len(others) == (ben == "much")
    assert told == (
        "answers.csv:4:1: Ann has answered at answers.csv:2 too, all alike: for one person "
        "--latest keeps the later answers, for two --namesakes keeps both [same-name]"
    )
    assert not Path("class").exists()


def test_the_latest_answers_of_a_name_are_kept(sheet, workspace):
    """In a sheet those further down; of files that which was changed later, whatever its name."""
    sheet(["Ann", "30", "20", "", ""], ["Ben", "1", "2", "", ""], ["ann", "40", "20", "", ""])
    found, err = collect("answers.csv", "--latest")
    assert [one["place"] for one in found["people"]] == ["answers.csv:3", "answers.csv:4"]
    assert "Ann: answers.csv:4 is kept, the earlier answers.csv:2 is left out" in err
    (workspace / "a.txt").write_text(LINE.format("Ben"))
    (workspace / "b.txt").write_text(LINE.format("Ben"))
    os.utime("b.txt", (0, 0))
    found, _ = collect("a.txt", "b.txt", "--latest", "--force")
    assert [one["place"] for one in found["people"]] == ["a.txt:1"]
    err = collect("answers.csv", "--latest", "--force", "--anonymous")[1]
    assert "1 earlier answer of a name that answered later too, left out" in err
    assert "Ann" not in err
    err = collect("answers.csv", "--force", "--anonymous", "--namesakes")[1]
    assert "2 are of one name" in err


def test_anonymous_people_stand_in_an_order_of_their_own(sheet):
    rows = [[f"Person of row {i}", str(i), "20", "", ""] for i in range(1, 9)]
    sheet(*rows)
    found, _ = collect("answers.csv", "--anonymous")
    assert [one["name"] for one in found["people"]] == [f"person-{i:02}" for i in range(1, 9)]
    points = [one["answers"]["weight.speed"] for one in found["people"]]
    assert sorted(points) == list(range(1, 9)) != points
    assert not [text for text in map(Path.read_text, Path("class").iterdir()) if "row" in text]
    assert {one["place"] for one in found["people"]} == {None}
    sheet(*rows[::-1])
    assert collect("answers.csv", "--anonymous", "--force")[0] == found
