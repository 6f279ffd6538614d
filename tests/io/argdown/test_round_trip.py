"""A debate to Argdown and back: nothing that counts is lost, and edits arrive."""

import pytest

import toi
from tests.small import argument, criterion, debate, line, theory
from toi.io.argdown.read import read_argdown
from toi.io.argdown.to_debate import MapDebate, debate_of_map
from toi.io.argdown.write import argdown_text
from toi.io.debate.load import KINDS
from toi.records.debate import Debate

SCORED = ("criteria", "theories", "lines", "arguments")


def back(text):
    """The debate that a map holds, and the notes on it."""
    made = debate_of_map(read_argdown("x.argdown", text.encode()))
    assert isinstance(made, MapDebate), made
    records = {
        kind: {item["id"]: KINDS[kind].model_validate(item) for item in made.records[kind]}
        for kind in SCORED
    }
    return Debate(**records), made.notes


def test_the_shipped_debate_comes_back_with_the_same_digest():
    here = toi.load().debate  # half a second: it is the file that is promised to be lossless
    there, notes = back(argdown_text(here, {}))
    assert there.digest == here.digest
    assert notes == []
    for name, one in here.arguments.items():
        assert there.arguments[name] == one, "remarks, reasons, claims and all"
    assert list(there.theories.values()) == list(here.theories.values())


ODD = "a [b] <c> {d} \\e #f *g* _h_ @i // j /* k */ === l :m: .n. (1) - o + p 'q' \"r\""


def odd():
    criteria = [criterion("good", title="Good of it"), criterion("bad", direction="cost")]
    theories = [
        theory("A", {"good": 5, "bad": 5}, title="The same", claim=ODD, case=ODD, groups=["some"]),
        theory("B", {"good": 5, "bad": 5}, title="The same", claim="-- x", case="} y"),
        theory("C", {"good": 5, "bad": 5}, title="- [odd] of <all>: {x}", claim="1. x", case=ODD),
    ]
    arguments = [
        argument("one", 0.5, [(["A", "B"], "good", "lowers", 0.5)], title="The same", gist=ODD),
        argument(
            "two",
            0.5,
            [(["some", "C"], "good", "raises", 0.5), (["all"], "bad", "raises", 0.2)],
            [("one", 0.3)],
            title="The same",
            tags=["x", "y-z", "under_scored"],
            line="point",
            spares={"B": ODD},
        ),
    ]
    return debate(criteria, theories, arguments, [line("point", 0.4)])


def test_odd_letters_and_namesakes_come_back():
    here = odd()
    there, notes = back(argdown_text(here, {}))
    for kind in SCORED:
        assert getattr(there, kind) == getattr(here, kind)
    assert notes == []


@pytest.fixture(scope="module")
def text():
    return argdown_text(toi.load("docs/example/data").debate, {"title": "Three theories"})


def edited(text, old, new):
    assert text.count(old) >= 1, old
    return back(text.replace(old, new, 1))


def test_a_changed_text_and_number_arrive(text):
    there, notes = edited(text, "What was tried got half as far as promised", "It got nowhere")
    assert there.arguments["falls-short"].gist == "It got nowhere."
    there, notes = edited(text, "lowers: 0.5", "lowers: 0.9")
    assert there.arguments["falls-short"].effects[0].force.mean == 0.9
    assert notes == []


def test_an_arrow_taken_away_takes_its_effect_along(text):
    there, notes = edited(text, "\n  -> [Reach of The bold theory]", "")
    [effect] = there.arguments["falls-short"].effects
    assert effect.on == ("C",)
    assert "the arrow is gone" in notes[0]
    assert "It falls short in practice on Reach of The bold theory" in notes[0]
    there, notes = edited(text, "\n  -> <It falls short in practice>", "")
    assert "tried-too-early" not in there.arguments
    assert any("bears on nothing" in note for note in notes)


def test_an_argument_that_is_added_gets_what_the_map_does_not_say(text):
    new = """
<Nobody asked for it>: Not one letter came. #practice
  -> [Reach of The careful theory]
  -> <It also helps next door>
  <- <They did>: Two letters.
     {credence: 70%, force: 0.4, against: nobody-asked-for-it}
"""
    there, notes = back(text + new)
    one = there.arguments["nobody-asked-for-it"]
    assert (one.kind, one.tags, one.gist) == ("critique", ("practice",), "Not one letter came.")
    assert (one.effects[0].on, one.effects[0].criterion) == (("B",), "reach")
    assert one.effects[0].basis == "assumed"
    assert one.against[0].argument == "also-helps-next-door"
    reply = there.arguments["they-did"]
    assert (reply.credence.value, reply.against[0].force.mean) == (0.7, 0.4)
    assert any("no credence is given" in note and "Nobody asked" in note for note in notes)
    assert any("assumed" in note and "Reach of The careful theory" in note for note in notes)


def test_a_theory_that_is_added_may_stand_anywhere_for_now(text):
    there, notes = back(f"{text}\n[A fourth theory]: It is new. #theory\n")
    assert there.theories["a-fourth-theory"].judgements["risk"].value.support == (0, 10)
    assert any("no judgements are given" in note for note in notes)
