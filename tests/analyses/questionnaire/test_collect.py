"""`toi rubric collect`: what becomes of the answers in sheets, workbooks, lines and folders."""

from pathlib import Path

import openpyxl
import pytest

import toi
from tests.analyses.questionnaire.helpers import LINE, collect, screen_of_collect
from tests.command import run
from toi.analyses.compare.group.opinions import answered, ends


def rubric(name):
    return toi.rubric(toi.load("data"), f"class/{name}.yaml").rubric


def test_a_row_becomes_a_rubric(sheet):
    sheet(["Anna Müller", "30", "12,5", "70 %", "0"])
    found, _ = collect("answers.csv")
    [anna] = found["people"]
    assert (anna["name"], anna["title"], anna["empty"]) == ("anna-muller", "Anna Müller", [])
    made = rubric("anna-muller")
    assert (made.weights["speed"], made.weights["harm"]) == (30, 12.5)
    assert made.weights_sure == "roughly"
    strengths = {name: one.settled for name, one in made.credences.arguments.items()}
    assert strengths == {"breaks-down": 0.7, "is-mended": 0}
    member, *_ = toi.compare(toi.load("data"), "class", "plain", "plain").members
    assert member.beliefs["breaks-down"] == pytest.approx(0.7), "replies do not act on it again"


def test_what_is_left_empty_keeps_what_holds_without_it_and_is_said(sheet):
    """Of 60 to 40, speed has 60 % of all weight; one answer alone changes no share."""
    sheet(["Ben", "80", "", "", "1%"])
    found, _ = collect("answers.csv")
    assert "points that were given are scaled" in screen_of_collect("answers.csv")
    assert found["people"][0]["empty"] == ["weight.harm", "belief.breaks-down"]
    made = rubric("ben")
    assert made.weights["speed"] / (made.weights["speed"] + made.weights["harm"]) == 0.6
    assert list(made.credences.arguments) == ["is-mended"]
    text = Path("class/ben.yaml").read_text()
    assert "Left empty, so as in plain: Harm; It breaks down." in text


def test_words_for_no_answer_are_none_and_are_told_once(sheet):
    sheet(["Ann", "30", "n/a", "?", "-"], ["Ben", "keine Angabe", "20", "n/a", "10"])
    found, err = collect("answers.csv")
    assert [len(one["answers"]) for one in found["people"]] == [1, 2]
    assert found["people"][1]["empty"] == ["weight.speed", "belief.breaks-down"]
    assert err == (
        "note: taken as no answer: '-', '?', 'keine Angabe' and 'n/a', in answers.csv:2:3, "
        "answers.csv:2:4, answers.csv:2:5, answers.csv:3:2 and answers.csv:3:4\n"
    )


def test_what_was_left_empty_is_no_opinion_of_anybody(sheet):
    """The rubric below stands in for it, which the dots show by having no filling."""
    sheet(["Ann", "30", "20", "70", ""], ["Ben", "80", "20", "20", ""], ["Cem", "", "60", "", "5"])
    collect("answers.csv")
    found = toi.compare(toi.load("data"), "class")
    assert [one.unanswered for one in found.members] == [
        ("belief.is-mended",),
        ("belief.is-mended",),
        ("belief.breaks-down", "weight.speed"),
    ]
    [belief] = [one for one in found.unite if one.argument == "breaks-down"]
    assert (ends(found, belief), answered(found, belief)) == ((0.2, 0.7), 2)
    assert belief.mean == pytest.approx(0.45), "what stands in for Cem's is no opinion"
    [weight] = [one for one in found.unite_weights if one.criterion == "speed"]
    assert weight.mean == pytest.approx((0.6 + 0.8) / 2)
    people = " ".join(run("compare", "class", "--people").out.split())
    assert "question left empty, where another rubric stands in)" in people
    out = run("compare", "class/ann.yaml", "class/cem.yaml").out
    said = "Left empty by Cem, so that another rubric stands in: It breaks down"
    assert said in " ".join(out.split())
    text = Path("class/cem.yaml").read_text().replace("weights:\n", "weights:\n  speed: 40\n")
    Path("class/cem.yaml").write_text(text)
    *_, cem = toi.compare(toi.load("data"), "class").members
    assert cem.unanswered == ("belief.breaks-down",), "answered by hand since"


def test_a_line_a_sheet_and_a_workbook_make_the_same(sheet, workspace):
    head = sheet(["Anna", "30", "", "70", ""])
    book = openpyxl.Workbook()
    book.active.append(head)
    book.active.append(["Anna", 30, None, 0.7])
    book.active["D2"].number_format = "0%"
    book.save("answers.xlsx")
    Path("mail.txt").write_text(f"Dear all,\n> {LINE.format('Anna')}>\nAnna", encoding="utf-8")
    texts = []
    for file in ("answers.csv", "answers.xlsx", "mail.txt"):
        collect(file, "--force")
        texts.append(Path("class/anna.yaml").read_text())
    assert texts[0] == texts[1] == texts[2]


def test_a_column_of_remarks_on_a_question_is_ones_own(sheet):
    sheet(["Ann", "30", "20", "70", "", "why not?"], head=[*sheet(), "Comment on Speed"])
    assert "no question, so not taken: column 6 'Comment on Speed'" in collect("answers.csv")[1]


def test_a_column_of_ages_is_ones_own(sheet):
    sheet(["Ann", "3", "2", "", "", "25"], ["Ben", "1", "2", "", "", "31"], head=[*sheet(), "Age"])
    assert "not taken: column 6 'Age'" in collect("answers.csv")[1]


def test_a_folder_of_answers_and_what_in_it_is_not_taken(sheet, workspace):
    folder = workspace / "answers"
    folder.mkdir()
    sheet(["Ann", "30", "20", "", ""], name="answers/late.csv")
    (folder / "ben.txt").write_text(LINE.format("Ben"))
    (folder / "cem.docx").write_text("x")
    found, err = collect("answers")
    assert [one["name"] for one in found["people"]] == ["ben", "ann"]
    assert "answers: not taken: cem.docx; answers are in files that end in .csv" in err
    (workspace / "class/dora.yaml").write_text("schema: toi/rubric/1")
    done = run("rubric", "collect", "answers", "-o", "class")
    assert "class is not empty; --force replaces what has the same name" in done.err
    found, err = collect("answers", "--force")
    assert found["others"] == ["dora.yaml"]
    assert "counted by whatever reads the folder; delete what is old: class/dora.yaml" in err
    screen = " ".join(run("rubric", "collect", "answers", "-o", "class", "--force").out.split())
    assert "class holds 3 rubrics: 2 of those who answered, and 1 that lay there before" in screen


def test_a_column_of_ones_own_is_told_and_questions_may_be_called_by_their_titles(sheet):
    head = ["Timestamp", "Name", "Speed", "harm", "It breaks down", "belief.is-mended"]
    sheet(["12:00", "Ann", "30", "20", "70", "5"], head=head)
    found, err = collect("answers.csv")
    assert found["people"][0]["answers"] == {
        "weight.speed": 30,
        "weight.harm": 20,
        "belief.breaks-down": 70,
        "belief.is-mended": 5,
    }
    assert "answers.csv: no question, so not taken: column 1 'Timestamp'" in err


def test_the_rubric_that_the_questions_start_from_is_kept_to(sheet, workspace):
    text = (workspace / "rubrics/plain.yaml").read_text()
    (workspace / "rubrics/other.yaml").write_text(text.replace("id: plain", "id: other"))
    sheet(["Ann", "30", "20", "", ""])
    assert collect("answers.csv")[0]["start"] == "plain"
    done = run("rubric", "collect", "answers.csv", "-o", "class", "--force", "--from", "other")
    assert "the questions start from plain (answers.csv), and --from says other" in done.err
