"""`toi rubric collect`: lines of answers, out of mails and other text."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.analyses.questionnaire.helpers import LINE, collect
from tests.command import run


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
