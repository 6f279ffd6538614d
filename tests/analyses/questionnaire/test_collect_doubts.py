"""`toi rubric collect`: answers that are wrong, and those that may mean something else."""

from pathlib import Path

import openpyxl
import pytest

from tests.analyses.questionnaire.helpers import collect
from tests.command import run


def test_all_mistakes_are_told_by_row_and_column_and_nothing_is_written(sheet):
    head = sheet()
    head = [head[0], head[1].replace("speed]", "sped]"), *head[2:]]
    sheet(
        ["Ann", "10", "much", "0.7", ""],
        ["Ben", "10", "-5", "1", "so", "more"],
        ["Cem", "", "101", "", "50"],
        head=head,
        delimiter=";",
    )
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    assert done.code == 2
    told = done.err.splitlines()
    assert [line.split(": ")[0] for line in told] == [
        f"answers.csv:{place}" for place in ("1:2", "2:3", "2:4", "3:3", "3:4", "3:5", "3:6", "4:3")
    ]
    assert "no question is called 'weight.sped'; did you mean 'weight.speed'?" in told[0]
    assert "'Ann', 'Harm': 'much' is no number from 0 to 100; empty: no answer" in told[1]
    assert "for 70 % write 70" in told[2]
    assert "1 may be 1 % or certainty; write 1% or 100" in told[4]
    assert "'more' stands below no question" in told[6]
    refused = "no number from 0 to 100; empty: no answer"
    assert f"'Ben', 'Harm': '-5' is {refused}" in told[3]
    assert f"'Cem', 'Harm': '101' is {refused}" in told[7], "one wording for one mistake"
    assert not Path("class").exists()


@pytest.mark.parametrize("given", ["50-70", "50\u201370 %", "50 to 70", "50..70"])
def test_a_range_is_told_as_one_with_its_middle(given, sheet):
    """A group is asked for one number each, so that its mean is one of numbers."""
    sheet(["Ann", "10", "20", given, "50"])
    [line] = run("rubric", "collect", "answers.csv", "-o", "class").err.splitlines()
    assert line.startswith("answers.csv:2:4: 'Ann', ")
    assert f"{given!r} is a range; write one number (its middle is 60)" in line


@pytest.mark.parametrize(
    ("given", "place", "said"),
    [
        (
            ["0,5", "1", "0,2", "0,1"],
            "2:2",
            "(0,5; 1; 0,2; 0,1); from 0 to 100 it is 50; 100; 20; 10",
        ),
        (["0.5", "1", "70", "10"], "2:2", "(0.5; 1); from 0 to 100 it is 50; 100"),
        (["50", "100", "1", "0.1"], "2:4", "(1; 0.1); from 0 to 100 it is 100; 10"),
    ],
)
def test_shares_of_1_are_told_as_a_row_with_the_1_among_them(sheet, given, place, said):
    """Told one by one, the 1 would be left behind as 1 of 100."""
    sheet(["Ann", *given])
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    [line] = done.err.splitlines()
    assert (
        line
        == f"answers.csv:{place}: 'Ann', this row looks like shares of 1 {said} [percent-range]"
    )


def test_beliefs_on_a_scale_to_10_are_asked_about_and_a_sign_says_they_are_meant(sheet):
    sheet(["Ann", "50", "10", "7", "1"])
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    assert done.err.splitlines() == [
        "answers.csv:2:4: 'Ann', these beliefs look like a scale to 10 (7; 1); from 0 to 100 it "
        "is 70; 10; if they are meant: 7 %; 1 % [percent-range]"
    ]
    sheet(["Ann", "5", "7", "7 %", "1 %"], ["Ben", "5", "7", "7", ""], ["Cem", "5", "7", "0", "5"])
    found, _ = collect("answers.csv")
    beliefs = [one["answers"]["belief.breaks-down"] for one in found["people"]]
    assert beliefs == [7, 7, 0], "one alone is no scale"


def test_a_weight_of_1_is_taken_and_told(sheet):
    sheet(["Ann", "50", "1", "20", "10"])
    found, err = collect("answers.csv")
    assert found["people"][0]["answers"]["weight.harm"] == 1
    assert "taken as 1 point of 100 (for all of it write 100): answers.csv:2:3" in err


def test_weights_that_may_be_places_are_taken_as_points_and_told(sheet):
    head = ["name", "weight.speed", "weight.harm", "weight.margin"]
    sheet(["Ann", "3", "1", "2"], ["Ben", "30", "10", "20"], head=head)
    found, err = collect("answers.csv")
    assert found["people"][0]["answers"]["weight.speed"] == 3
    assert "taken as points, more for what counts more, not places: answers.csv:2\n" in err
    assert "1 point of 100" not in err
    assert "not places: 1 person" in collect("answers.csv", "--anonymous", "--force")[1]


def test_places_in_a_workbook_are_its_rows_whatever_breaks_its_lines(sheet):
    head = sheet()
    book = openpyxl.Workbook()
    book.active.append([head[0].replace(" ", "\n"), *head[1:]])
    book.active.append(["Ann\nBell", 30, 20])
    book.active.append([])
    book.active.append(["Ben", "much", 20])
    book.save("answers.xlsx")
    done = run("rubric", "collect", "answers.xlsx", "-o", "class")
    assert done.err.startswith("answers.xlsx:4:2: 'Ben', 'Speed': 'much' is no number")


def test_no_weight_at_all_is_no_position(sheet):
    sheet(["Ann", "0", "0", "", ""])
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    assert "answers.csv:2:2: Ann: 0 points for all; one must count [no-weight]" in done.err


def test_a_question_whose_mark_is_deleted_is_told_with_its_key(sheet):
    head = sheet()
    head = [*head[:3], head[3].partition(" [")[0], head[4]]
    sheet(["Ann", "30", "20", "70", ""], head=head)
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    assert done.err.startswith("answers.csv:1:4: 'How likely is this to be right")
    assert "its head must end with [belief.breaks-down]" in done.err


def test_a_decimal_comma_is_told_where_the_last_question_was_left_empty(sheet):
    """The row is longer than the heads by a cell that is empty, and every answer is another's."""
    sheet(["Ann", "30", "20", "70", "5"])
    with Path("answers.csv").open("a", encoding="utf-8") as file:
        file.write("Ben,62,5,40,10,\nCem,30,20,70,\n")
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    assert (done.code, done.err) == (
        2,
        "answers.csv:3:6: 6 cells, but the first row has 5; was a number written with a decimal "
        'comma? Write 62.5, or "62,5" in quotes; if none was, take away the comma at the end '
        "[csv-cells]\n",
    )
    assert not Path("class").exists()


@pytest.mark.parametrize("remark", [["Remarks"], []])
def test_a_decimal_comma_that_pushes_an_answer_under_remarks_is_refused(sheet, remark):
    """Half of 62,5 would be taken for the next answer, and the last one for a remark."""
    head = [*sheet(), *remark]
    sheet(["Ann", "30", "20", "62", "5", "70"], ["Ben", "1", "2", "", ""], head=head)
    err = run("rubric", "collect", "answers.csv", "-o", "class").err
    assert err.startswith("answers.csv:2:6: '70' stands below")
    assert 'Write 62.5, or "62,5" in quotes' in err
    sheet(["Ann", "30", "20", "62,5", "70"], ["Ben", "1", "2", "", "", "why?"], head=[*head, "R"])
    assert collect("answers.csv")[0]["people"][0]["answers"]["belief.breaks-down"] == 62.5


def test_answers_to_other_records_are_told(sheet, workspace):
    sheet(["Ann", "30", "20", "", ""])
    file = workspace / "data/theories.yaml"
    file.write_text(file.read_text().replace("speed: {value: 8", "speed: {value: 7"))
    assert "the questions were made for data " in collect("answers.csv")[1]
