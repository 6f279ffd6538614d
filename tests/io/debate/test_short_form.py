"""Arguments in short form, titles for ids, and shares as people write them."""

import json
import re
from pathlib import Path

import pytest

from tests.command import run
from toi.analyses.shared.session import open_debate
from toi.errors import InputErrors

CRITERIA = """\
schema: toi/criteria/1
criteria:
  - {id: pay, title: Pay (EUR), short: Pay, question: Pay, direction: benefit, scale: [0, 10]}
  - {id: way, title: Way to work, short: Way, question: 'How far?', direction: cost, scale: [0, 60]}
"""
THEORIES = """\
schema: toi/theories/1
theories:
  - id: remote-ag
    kinds: [listed]
    title: Remote AG
    short: Remote
    claim: Remote AG
    case: As they say.
    judgements:
      pay: {value: 6, basis: stated, why: Said.}
      way: {value: 5, basis: stated, why: Said.}
  - id: bank
    kinds: [listed]
    title: The bank
    short: Bank
    claim: The bank
    case: As they say.
    judgements:
      pay: {value: 8, basis: stated, why: Said.}
      way: {value: 30, basis: stated, why: Said.}
"""
LOUD = """\
  - title: The office is loud
    credence: 60%
    on: Remote AG
    criterion: Way to work
    raises: 0,3
"""
NOT_SO = """\
  - title: It is not so loud
    credence: [30%, 0.7]
    against: the office is LOUD
    force: 50 %
"""


@pytest.fixture
def debate(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/criteria.yaml").write_text(CRITERIA)
    (tmp_path / "data/theories.yaml").write_text(THEORIES)

    def write(arguments):
        text = f"schema: toi/arguments/1\narguments:\n{arguments}"
        (tmp_path / "data/arguments.yaml").write_text(text)
        return tmp_path

    return write


def arguments():
    return open_debate("data").debate.arguments


def said():
    with pytest.raises(InputErrors) as refused:
        open_debate("data")
    return str(refused.value).splitlines()


def test_five_lines_are_an_argument(debate):
    debate(LOUD + NOT_SO)
    loud, answer = arguments().values()
    assert (loud.id, loud.kind, loud.gist) == ("the-office-is-loud", "critique", loud.title)
    assert (loud.credence.value, loud.credence.basis) == (0.6, "judged")
    (effect,) = loud.effects
    assert (effect.on, effect.criterion, effect.raises.mean) == (("remote-ag",), "way", 0.3)
    assert (answer.id, answer.kind) == ("it-is-not-so-loud", "rebuttal")
    assert (answer.credence.value, answer.credence.basis) == ((0.3, 0.7), "judged")
    (attack,) = answer.against
    assert (attack.argument, attack.force.mean) == ("the-office-is-loud", 0.5)
    assert json.loads(run("score", "-f", "json").out)["results"]


@pytest.mark.parametrize(
    ("effect", "kind"),
    [
        ("criterion: pay\n    raises: 0.2", "support"),
        ("criterion: Pay (EUR)\n    lowers: 0.2", "critique"),
        ("criterion: way\n    lowers: [10%, 30%]", "support"),
        ("criterion: Way to work\n    raises: {uniform: [10%, 30%]}", "critique"),
    ],
)
def test_what_it_does_tells_whether_it_is_for_or_against(effect, kind, debate):
    debate(f"  - title: So it is\n    credence: 0.5\n    on: [all]\n    {effect}\n")
    (found,) = arguments().values()
    assert (found.kind, found.effects[0].on) == (kind, ("all",))
    assert found.effects[0].force.mean == pytest.approx(0.2)


def test_two_of_one_title_have_ids_of_their_own(debate):
    debate(LOUD + LOUD)
    assert list(arguments()) == ["the-office-is-loud", "the-office-is-loud-2"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Remote AG", "Remte AG", "5:9: no theory 'Remte AG'; did you mean 'Remote AG'? ["),
        ("Way to work", "Way to werk", "6:16: no criterion 'Way to werk'; did you mean 'Way to w"),
        ("60%", "160%", "4:15: credence 1.6 is above 1 [credence-range]"),
        (
            "60%",
            "30-50%",
            "4:15: credence '30-50%' is not a number; for a range write [30%, 50%] [",
        ),
        ("60%", "30 - 50", "credence '30 - 50' is not a number; for a range write [30%, 50%"),
        (
            "0,3",
            "10-30%",
            "is not a number; for a range write {uniform: [10%, 30%]} [not-a-number]",
        ),
        (
            "0,3",
            "0.1..0.3",
            "is not a number; for a range write {uniform: [0.1, 0.3]} [not-a-number]",
        ),
        ("60%", "high", "4:15: credence 'high' is not a number; write one from 0 to 1 [not-a"),
        ("raises: 0,3", "raises: {pert: [2, 3]}", "7:13: pert takes [low, mode, high]"),
        ("    criterion: Way to work\n", "", "3:5: 'criterion' is missing [missing-key]"),
        ("    raises: 0,3\n", "", "an effect has one of lowers, raises and inherits"),
        ("loud\n    c", "loud\n    colour: red\n    c", "unknown key 'colour'"),
    ],
)
def test_what_is_wrong_is_told_where_it_was_written(old, new, message, debate):
    debate(LOUD.replace(old, new))
    lines = said()
    assert any(message in line for line in lines), lines
    assert len(lines) == 1


def test_a_title_that_two_records_have_is_asked_about(debate):
    folder = debate(LOUD)
    theories = (folder / "data/theories.yaml").read_text()
    (folder / "data/theories.yaml").write_text(theories.replace("The bank", "Remote AG"))
    assert "'Remote AG' may be 'bank' or 'remote-ag'; write one of them" in said()[0]


def test_titles_stand_for_ids_in_the_full_form_too(debate):
    debate(
        """\
  - id: loud
    kind: critique
    title: Loud
    gist: It is loud.
    speaker: me
    credence: {value: 60%, basis: inferred, why: Heard.}
    effects:
      - on: [The bank]
        except: [Remote]
        criterion: Way to work
        raises: 25%
        basis: inferred
        why: Heard.
"""
    )
    (effect,) = arguments()["loud"].effects
    assert (effect.on, effect.except_, effect.criterion) == (("bank",), ("remote-ag",), "way")


def test_a_full_argument_lacks_what_it_lacks(debate):
    belief = "{value: 0.5, basis: inferred, why: x}"
    debate(f"  - {{id: loud, title: Loud, credence: {belief}, effects: []}}\n")
    assert {line.split(": ", 1)[1] for line in said()} >= {
        "'gist' is missing [missing-key]",
        "'speaker' is missing [missing-key]",
        "'kind' is missing [missing-key]",
    }


def rubric(folder, text):
    (folder / "rubrics").mkdir(exist_ok=True)
    head = "schema: toi/rubric/1\nid: me\ntitle: Me\nweights_sure: exactly\n"
    (folder / "rubrics/me.yaml").write_text(head + text)


def scored(*options):
    done = run("score", "-r", "me", "-f", "json", *options)
    return json.loads(done.out) if done.code == 0 else done.err


def test_percent_signs_in_a_rubric_are_what_they_say(debate):
    folder = debate(LOUD)
    rubric(
        folder, "weights: {pay: 60%, way: 40%}\ncredences: {arguments: {the-office-is-loud: 70%}}\n"
    )
    found = scored()
    assert [one["weight"] for one in found["criteria"]] == [0.6, 0.4]
    rubric(
        folder, "weights: {pay: 0.6, way: 0.4}\ncredences: {arguments: {the-office-is-loud: 0.7}}\n"
    )
    assert [r["score"] for r in scored()["results"]] == [r["score"] for r in found["results"]]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ("{pay: 60%, way: 0.4}", "some weights have a % and some have not; use one form"),
        ("{pay: 60%, way: 60%}", "the weights add up to 120 %, not 100 %"),
        ("{pay: 60%}", "the weights add up to 60 %, not 100 %"),
        ("{pay: 0,6}", "rubrics/me.yaml:5:18: a comma parts keys here; for a decimal, write 0.6"),
        ("{pay: 0,05, wy: 1}", "for a decimal, write 0.05"),
        ("{pay: 0,05, wy: 1}", "no criterion 'wy'; did you mean 'way'?"),
    ],
)
def test_percent_signs_that_do_not_add_up_are_refused(weights, message, debate):
    folder = debate(LOUD)
    rubric(folder, f"weights: {weights}\n")
    assert message in scored()


def test_own_arguments_of_a_rubric_may_be_short(debate):
    folder = debate(LOUD)
    rubric(folder, "weights: {pay: 1, way: 1}\narguments:\n" + NOT_SO)
    (row,) = [row for row in scored()["results"] if row["id"] == "remote-ag"]
    without = 10 * 6 / 2 + 50 * (1 - (5 + 0.6 * 0.3 * 55) / 60)
    weaker = 10 * 6 / 2 + 50 * (1 - (5 + 0.6 * (1 - 0.5 * 0.5) * 0.3 * 55) / 60)
    assert row["score"] == pytest.approx(weaker) != pytest.approx(without)


def test_set_changes_a_file_with_percent_signs_and_short_arguments(debate):
    folder = debate(LOUD)
    rubric(folder, "weights: {pay: 60%, way: 40%}\narguments:\n" + NOT_SO)
    done = run("rubric", "set", "me", "pay=50%", "the-office-is-loud=20%")
    assert done.code == 0, done.err
    assert [one["weight"] for one in scored()["criteria"]] == [0.5, 0.5]
    text = (folder / "rubrics/me.yaml").read_text()
    assert "weights: {pay: 40, way: 40}" in text
    assert NOT_SO in text


@pytest.mark.parametrize(
    ("criterion", "word", "key", "kind"),
    [
        ("pay", "worse", "lowers", "critique"),
        ("pay", "better", "raises", "support"),
        ("Way to work", "worse", "raises", "critique"),
        ("way", "better", "lowers", "support"),
    ],
)
def test_worse_and_better_speak_of_the_theory(criterion, word, key, kind, debate):
    debate(
        f"  - title: So it is\n    credence: 0.5\n    on: all\n    criterion: {criterion}\n"
        f"    {word}: [10%, 30%]\n"
    )
    (found,) = arguments().values()
    assert found.kind == kind
    assert getattr(found.effects[0], key).mean == pytest.approx(0.2)


def test_what_worse_says_is_complained_of_where_it_stands(debate):
    debate(LOUD.replace("raises: 0,3", "worse: 130%"))
    assert said()[0].startswith("data/arguments.yaml:7:12: ")


def test_a_unit_in_brackets_may_be_left_out(debate):
    debate("  - {title: So it is, credence: 0.5, on: all, criterion: pay, worse: 20%}\n")
    (found,) = arguments().values()
    assert found.effects[0].criterion == "pay"


def test_on_may_be_said_once_for_all_effects(debate):
    debate(
        "  - title: It moves\n    credence: 0.5\n    on: Remote AG\n    effects:\n"
        "      - {criterion: Pay, worse: 20%}\n"
        "      - {criterion: Way to work, worse: 10%}\n"
        "      - {on: The bank, criterion: Pay, better: 10%, id: banks}\n"
    )
    (found,) = arguments().values()
    assert [effect.on for effect in found.effects] == [("remote-ag",), ("remote-ag",), ("bank",)]
    assert found.effects[1].raises.mean == pytest.approx(0.1)


def test_a_wrong_name_said_once_is_shown_where_it_was_said(debate):
    debate(
        "  - title: It moves\n    credence: 0.5\n    on: Remte AG\n    effects:\n"
        "      - {criterion: Pay, worse: 20%}\n"
    )
    assert said()[0].startswith("data/arguments.yaml:5:9: no theory 'Remte AG'")


def test_a_check_says_what_short_arguments_do(debate):
    debate(LOUD.replace("raises", "lowers") + NOT_SO)
    words = " ".join(run("data", "check").out.split())
    assert "The office is loud: makes Remote better on Way to work (less is better: it" in words
    assert words.endswith("write worse): 5 -> 3.5 It is not so loud: weakens 'The office is loud'")


def test_a_check_says_from_where_to_where_a_short_argument_moves_each_cell(debate):
    debate("  - {title: It moves, credence: 50%, on: all, criterion: Way, better: [20%, 40%]}\n")
    words = " ".join(run("data", "check").out.split())
    assert "(less is better): Remote 5 -> 3.5 and Bank 30 -> 21" in words
    assert "where the scale ends" not in words


def test_a_check_moves_a_mean_from_where_screens_show_it(debate):
    """Else 40 % off 6.33 would be taken for 40 % off 6."""
    folder = debate("  - {title: No, credence: 50%, on: Remote AG, criterion: Pay, worse: 40%}\n")
    path = folder / "data/theories.yaml"
    before = path.read_text()
    path.write_text(before.replace("value: 6", "value: {triangular: [5, 6, 8]}", 1))
    words = " ".join(run("data", "check").out.split())
    assert "Pay (EUR): 6.3 -> 3.8" in words


def test_a_check_says_where_the_scale_ends_an_effect_and_how_to_go_further(debate):
    debate("  - {title: No pay, credence: 50%, on: Remote AG, criterion: Pay, worse: 100%}\n")
    words = " ".join(run("data", "check").out.split())
    assert (
        "6 -> 0; at most to 0, where the scale ends (to go further, widen `scale` of pay" in words
    )


@pytest.mark.parametrize("force", ["15 min", "[10 min, 15 min]", "much"])
def test_a_force_in_units_is_refused_with_what_to_write(debate, force):
    debate(
        f"  - {{title: A, credence: 50%, on: all, criterion: Way, better: {force}}}\n".replace(
            "better: [10 min, 15 min]", "better: ['10 min', '15 min']"
        )
    )
    (problem,) = said()
    assert "is not a number; write a share, such as 40%" in problem


def test_what_is_said_in_short_is_a_judgement_of_ones_own(debate):
    """Whether a number or a range, since there is no text to read it off."""
    debate(LOUD.replace("raises: 0,3", "raises: [20%, 40%]") + NOT_SO)
    loud, answer = arguments().values()
    bases = [loud.credence.basis, loud.effects[0].basis, answer.credence.basis]
    assert [*bases, answer.against[0].basis] == ["judged"] * 4
    shown = run("explain", "remote-ag").out
    assert "Basis: s stated, j own judgement." in shown.replace("\n", " ")
    assert re.search(r"The office is loud .* j$", shown, re.M)
    assert "inferred" not in shown
    assert re.search(r"own\s+judgement \d+ %", run("sensitivity", "regret").out)
    run("report", "--output", "page.html")
    page = Path("page.html").read_text()
    assert "judged by whoever made the records" in page
    assert "inferred by" not in page


def test_the_force_of_an_answer_may_be_a_range(debate):
    debate(LOUD + NOT_SO.replace("50 %", "[30%, 60%]"))
    _, answer = arguments().values()
    assert answer.against[0].force.support == (0.3, 0.6)
