"""`toi rubric collect`: answers in sheets and lines become rubrics, or all mistakes are told."""

import json
import os
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

import toi
from tests.command import run
from toi.analyses.compare.group.opinions import answered, ends

LINE = (
    "toi-answers:1?name={}&from=plain&weight.speed=30&weight.harm=&belief.breaks-down=70%25"
    "&belief.is-mended=&end"
)


def collect(*arguments):
    done = run("rubric", "collect", "-o", "class", "--format", "json", *arguments)
    assert done.code == 0, done.err
    return json.loads(done.out), done.err


def screen_of_collect(*arguments):
    done = run("rubric", "collect", *arguments, "-o", "class", "--force")
    return " ".join(done.out.split())


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


@pytest.mark.parametrize("letters", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_text_around_a_line_may_be_in_any_letters(workspace, letters):
    Path("mail.txt").write_bytes(f"Grüße\r\n{LINE.format('%C3%9Cnal')}\r\n".encode(letters))
    assert collect("mail.txt")[0]["people"][0]["title"] == "Ünal"


def test_a_mail_as_it_travels(workspace):
    mail = EmailMessage()
    mail["Subject"] = "My answers"
    mail.set_content(f"Grüße\n\n{LINE.format('Ann')}\n", cte="quoted-printable")
    mail.add_alternative(f"<p>{LINE.format('Ann')}</p>", subtype="html")
    Path("mail.eml").write_bytes(mail.as_bytes())
    assert b"=3D30" in Path("mail.eml").read_bytes()
    found, _ = collect("mail.eml")
    [ann] = found["people"]
    assert ann["answers"] == {"weight.speed": 30, "belief.breaks-down": 70}


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


def test_who_gives_no_name_is_told_what_it_is_called(sheet):
    sheet(["Ann", "50", "10", "70", "20"], ["", "50", "10", "70", "20"])
    assert "note: answers.csv:3 has no name; called Person 2\n" in collect("answers.csv")[1]
    assert "no name" not in collect("answers.csv", "--anonymous", "--force")[1]


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


@pytest.mark.parametrize("mark", ["", "> ", "> > "])
@pytest.mark.parametrize("wide", [20, 76])
def test_a_line_that_a_mail_has_wrapped_is_joined(workspace, mark, wide):
    line = LINE.format("Ann%20Bell")
    pieces = [line[i : i + wide] for i in range(0, len(line), wide)]
    text = "".join(f"{mark}{piece}\n" for piece in pieces)
    Path("mail.txt").write_text(f"{mark}Dear all,\n{text}{mark}Best, Ann\n{LINE.format('Ben')}\n")
    ann, ben = collect("mail.txt")[0]["people"]
    assert (ann["title"], ann["place"], ben["title"]) == ("Ann Bell", "mail.txt:2", "Ben")
    assert ann["answers"] == ben["answers"] == {"weight.speed": 30, "belief.breaks-down": 70}


def test_a_mistake_in_a_wrapped_line_is_told_where_it_stands(workspace):
    line = LINE.format("Ann").replace("70%25", "700")
    at = line.index("&belief.breaks-down")
    Path("mail.txt").write_text(f"> {line[:at]}\n> {line[at:]}\n")
    done = run("rubric", "collect", "mail.txt", "-o", "class")
    assert done.err.startswith("mail.txt:2:4: 'It breaks down': '700' is no number from 0 to 100")


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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LINE.format("Ann")[:-8], "1:5: the line is cut off: it must end with &end"),
        (LINE.format("A").replace("speed", "sped"), "did you mean 'weight.speed'? [no-question]"),
        (LINE.format("A%1b"), "a letter that is lost, hidden or changes direction"),
        (LINE.format("A%ff"), "a letter that is lost, hidden or changes direction"),
        (LINE.format("A").replace("&end", "&weight.speed=1&end"), "weight.speed is there twice"),
        (LINE.format("A" * 101), "a name of 101 letters; 100 at most"),
        (LINE.format("A").replace("=plain", "=../a.yaml"), "by its name, not from '../a.yaml'"),
        ("nothing here", "no answers in it; a line of them begins with toi-answers:1?"),
    ],
)
def test_lines_that_are_wrong(workspace, line, said):
    Path("mail.txt").write_text(f"  > {line}")
    done = run("rubric", "collect", "mail.txt", "-o", "class")
    assert done.code == 2
    assert said in done.err
    assert not Path("class").exists()


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


def test_a_question_whose_mark_is_deleted_is_told_with_its_key(sheet):
    head = sheet()
    head = [*head[:3], head[3].partition(" [")[0], head[4]]
    sheet(["Ann", "30", "20", "70", ""], head=head)
    done = run("rubric", "collect", "answers.csv", "-o", "class")
    assert done.err.startswith("answers.csv:1:4: 'How likely is this to be right")
    assert "its head must end with [belief.breaks-down]" in done.err


def test_a_column_of_remarks_on_a_question_is_ones_own(sheet):
    sheet(["Ann", "30", "20", "70", "", "why not?"], head=[*sheet(), "Comment on Speed"])
    assert "no question, so not taken: column 6 'Comment on Speed'" in collect("answers.csv")[1]


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


def test_a_column_of_ages_is_ones_own(sheet):
    sheet(["Ann", "3", "2", "", "", "25"], ["Ben", "1", "2", "", "", "31"], head=[*sheet(), "Age"])
    assert "not taken: column 6 'Age'" in collect("answers.csv")[1]


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


def test_answers_to_other_records_are_told(sheet, workspace):
    sheet(["Ann", "30", "20", "", ""])
    file = workspace / "data/theories.yaml"
    file.write_text(file.read_text().replace("speed: {value: 8", "speed: {value: 7"))
    assert "the questions were made for data " in collect("answers.csv")[1]
