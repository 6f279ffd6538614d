"""`toi rubric elicit` at a terminal."""

import pytest

from tests.analyses.elicit.helpers import KEPT, MINE, Terminal
from tests.command import run
from tests.io.yaml.test_edit import data_of


def test_a_whole_session_with_a_wrong_answer_an_undo_a_stop_and_a_resume(empty):
    at = Terminal("mine", "--questions", "3")
    at.types("", "swing", "dece", "150")
    at.says("at most 100 here")
    at.types("40-60")
    at.says("'40-60' is a range; one number is needed")
    at.types("20", "back", "60", "perhaps")
    at.says("'perhaps' is not a number")
    at.types("30", "10", "roughly", "left-out", "0.6")
    at.says("for 60 % write 60")
    at.types("30,60")
    at.says("may be 30 to 60 or 30.60")
    at.types("25")
    at.child.expect(r"\r\n> ")
    at.child.sendintr()
    at.says("To go on: toi rubric elicit mine")
    assert at.ends()[1] == 130
    assert not MINE.exists()
    assert data_of(KEPT.read_bytes())["swing"]["deception_relevance"] == 100
    assert run("list", "rubrics").out.count("mine") == 0

    at = Terminal("mine")
    at.says("Go on with them?")
    at.child.sendline("y")
    at.says("What you believe: 2 of at most 3")
    at.types("unsure", "60 20")
    at.says("write the lower one first")
    at.types("20\u201360", "skip")
    screen, code = at.ends()
    assert code == 0, screen
    assert "rubrics/mine.yaml is yours, by your answers." in screen
    assert not KEPT.exists()
    assert run("rubric", "check", "mine").code == 0
    made = data_of(MINE.read_bytes())
    assert made["weights_sure"] == "roughly"
    assert sorted(made["weights"].values()) == [10, 30, 60, 100]
    assert [s["settled"] for s in made["credences"]["arguments"].values()] == [0.25, [0.2, 0.6]]


WAYS = {
    "rank": (["rank", "2 = 1", ""], "order"),
    "swing": (["2", "1", "50", "exactly"], "exactly"),
    "pairwise": (["pair", "1 3", "roughly"], "roughly"),
    "points": (["points", "0 0", "70 30", "3"], "order"),
}


@pytest.mark.parametrize(("way", "columns"), [*zip(WAYS, (60, 100, 60, 100), strict=True)])
def test_every_way_to_weigh_at_a_terminal(way, columns, close):
    replies, sure = WAYS[way]
    at = Terminal("mine", columns=columns)
    at.types("", *replies, "80")
    screen, code = at.ends()
    assert code == 0, screen
    lines = [line for line in screen.replace("\r", "").split("\n") if line[:6] != "note: "]
    assert max(map(len, lines)) <= columns
    made = data_of(MINE.read_bytes())
    assert made["weights_sure"] == sure
    weights = {name: made["weights"][name] for name in ("speed", "harm")}
    share = max(weights.values()) / sum(weights.values())
    assert share == pytest.approx(
        {"rank": 1 / 2, "swing": 2 / 3, "pairwise": 3 / 4, "points": 0.7}[way]
    )
    assert made["credences"]["arguments"] == {"breaks-down": {"settled": 0.8}}
    assert run("rubric", "check", "mine").code == 0


def test_leaving_before_anything_is_answered_keeps_nothing(workspace):
    at = Terminal("mine")
    at.types("back")
    at.says("This is the first question.")
    at.types("?", "quit")
    screen, code = at.ends()
    assert "Nothing was answered" in screen
    assert code == 130
    assert not KEPT.exists()


def test_a_session_that_was_stopped_may_be_begun_anew(close):
    answers = "schema: toi/answers/1\nweigh: points\npoints: {speed: 9, harm: 1}\nsure: roughly\n"
    for options, goes_on in (((), "n"), (("--restart",), None), (("--resume",), None)):
        KEPT.write_text(answers, encoding="utf-8")
        at = Terminal("mine", *options)
        if goes_on:
            at.says("Go on with them?")
            at.child.sendline(goes_on)
        resumed = options == ("--resume",)
        at.says("What you believe" if resumed else "Which of these should count?")
        at.types("quit")
        at.ends()
        assert KEPT.exists() == resumed
    at = Terminal("other", "--resume")
    assert "no session of 'other' was stopped here" in at.ends()[0]


def test_replies_that_nobody_can_read_do_not_go_on_for_ever(close):
    answers = "schema: toi/answers/1\nweigh: points\npoints: {speed: 9, harm: 1}\nsure: roughly\n"
    KEPT.write_text(answers, encoding="utf-8")
    at = Terminal("mine")
    for _ in range(5):
        at.says("Go on with them? [Y/n]")
        at.child.sendline("perhaps")
    screen, code = at.ends()
    assert (code, KEPT.read_text(encoding="utf-8")) == (2, answers)
    assert "--restart begins anew" in " ".join(screen.split())
    at = Terminal("mine", "--resume")
    at.types(*["perhaps"] * 5)
    screen, code = at.ends()
    assert code == 130
    assert "To go on: toi rubric elicit mine" in screen
    assert KEPT.exists()


def test_kept_answers_that_no_longer_fit_are_refused(workspace):
    KEPT.write_text("schema: toi/answers/1\nweigh: swing\nswing: {speed: 100, gone: 3}\n")
    at = Terminal("mine", "--resume")
    screen, code = at.ends()
    assert code == 2
    assert "--restart begins anew" in screen
    assert "rubrics/.mine.answers.yaml:3:21: 'gone' does not count here" in screen
    assert KEPT.exists()
