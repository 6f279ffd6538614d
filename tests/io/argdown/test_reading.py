"""Argdown of other people, and what is wrong with it."""

import random

import pytest

import toi
from toi.io.argdown.read import MAX_BYTES, read_argdown
from toi.io.argdown.to_debate import MapDebate, debate_of_map
from toi.io.argdown.write import argdown_text

HEAD = """\
===
toi:
  criteria:
    - {id: reach, title: Reach, short: R, question: q, direction: benefit, scale: [0, 10]}
    - {id: risk, title: Risk, short: K, question: q, direction: cost, scale: [0, 10]}
===

"""
PLAIN = """\
===
title: The greens
===

# What to eat

[Greens]: Eat greens. // every day
  + <Health>: They are *good* for you. #body
    - <Pain>: They hurt.
      - [They do not]: See [there](https://example.org/x).
  _ <Taste>
  >< [Meat]

<Health>

(1) Greens have iron.
----
(2) [Greens]
"""


def test_a_map_that_knows_nothing_of_toi_has_one_criterion():
    made = debate_of_map(read_argdown("x", PLAIN.encode()))
    assert isinstance(made, MapDebate)
    assert [one["title"] for one in made.records["theories"]] == ["Greens", "Meat"]
    assert [one["id"] for one in made.records["criteria"]] == ["standing"]
    found = {one["id"]: one for one in made.records["arguments"]}
    assert found["Health"]["effects"][0]["raises"] == {"pert": [0.1, 0.25, 0.5]}
    assert found["Health"]["tags"] == ["body"]
    assert found["they-do-not"]["against"][0]["argument"] == "Pain"
    notes = "\n".join(made.notes)
    for said in (
        "an undercut of a statement has no place in a debate and is left out: line 11",
        "a contradiction has no place in a debate and is left out: line 12",
        "premises and a conclusion has no place in a debate and is left out: line 16",
        "left out, since it bears on nothing that a debate has: Taste (line 11)",
    ):
        assert said in notes


def test_a_number_without_a_reason_in_the_map_has_none():
    text = (
        f"{HEAD}[A]: x #theory\n\n<B>: y\n"
        "{credence: 0.7, effects: [{on: A, criterion: Reach, worse: 0.3, why: Counted.}]}\n"
        "  -> [Reach of A]\n  -> <C>\n\n<C>: z\n  -> [Risk of A]\n"
    )
    made = debate_of_map(read_argdown("x", text.encode()))
    assert isinstance(made, MapDebate)
    [found, _] = made.records["arguments"]
    assert found["credence"]["why"] == "From the map, without a reason."
    assert [effect["why"] for effect in found["effects"]] == ["Counted."]
    [answer] = found["against"]
    assert answer["why"] == "Drawn in the map; nobody has said how strong it is."
    [note] = [one for one in made.notes if one.startswith("a number without a reason is kept")]
    assert note.endswith(": B (line 10)")  # and not C, which gives no number


def test_a_criterion_is_found_by_the_short_title_of_its_theory():
    text = (
        f"{HEAD}[A long title of a theory]: x #theory\n{{short: Brief}}\n\n"
        "<B>: y\n  -> [Reach of Brief]\n  -> [Risk of A long title of a theory]\n"
    )
    made = debate_of_map(read_argdown("x", text.encode()))
    assert isinstance(made, MapDebate)
    [theory], [found] = made.records["theories"], made.records["arguments"]
    assert [(e["criterion"], e["on"]) for e in found["effects"]] == [
        ("reach", [theory["id"]]),
        ("risk", [theory["id"]]),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[A]: x #theory\n  - <B>\n", "x:9:3: an argument bears on a criterion of 'A': write an"),
        ("[A]: x #theory\n\n<B>\n  -> [Reach of C]\n", "x:11:6: 'Reach of C' is no theory"),
        (
            "[A]: x #theory\n\n<B>\n  -> [Rech of A]\n",
            "x:11:6: 'Rech of A' is no theory, "
            "criterion of one, or line of this debate; did you mean 'Reach of A'?",
        ),
        (
            "[A long title]: x #theory\n{short: Brief}\n\n<B>\n  -> [Brief]\n",
            "x:12:6: 'Brief' is no theory, criterion of one, or line of this debate; "
            "did you mean 'A long title'?",
        ),
        (
            "[A long title]: x #theory\n{short: Brief}\n\n<B>\n  -> [Rech of Brief]\n",
            "x:12:6: 'Rech of Brief' is no theory, criterion of one, or line of this debate; "
            "did you mean 'Reach of Brief'?",
        ),
        ("[A]: x #theory\n  ->\n", "x:9:3: an arrow that leads to nothing [argdown-arrow]"),
        ("  - <B>\n", "x:8:3: an arrow without a statement or an argument above it"),
        ("<B>: x\n{credence: 65}\n  -> [Reach of A]\n\n[A]: y #theory", "x:9:12: credence 65 is"),
        ("<B>: x\n{credence: 0.5\n", "x:9:1: a brace that is never closed"),
        ("<B>: x {a: [1} y\n", "x:8:1"),
        ("<B>: x\n{a: 1}\n{b: 2}\n", "x:10:1: 'B' has data above already [argdown-twice]"),
        ("<B>: x\n\n<B>: y\n", "x:10:1: 'B' is given another text above [argdown-twice]"),
        ("<B>: x [C] y\n", "x:8:8: [C] begins in the middle of another entry"),
        ("{a: 1}\n", "x:8:1: data in braces without a statement or an argument before it"),
    ],
)
def test_what_is_wrong_has_its_place(text, said):
    problems = debate_of_map(read_argdown("x", (HEAD + text).encode()))
    assert isinstance(problems, list)
    assert any(str(problem).startswith(said) for problem in problems), problems


def test_the_line_ends_and_the_mark_of_windows():
    whole = argdown_text(toi.load("docs/example/data").debate, {})
    plain, *others = (
        debate_of_map(read_argdown("x", raw))
        for raw in (
            whole.encode(),
            whole.replace("\n", "\r\n").encode(),
            b"\xef\xbb\xbf" + whole.encode(),
        )
    )
    assert all(other.records == plain.records for other in others)


def test_everything_wrong_is_said_at_once():
    text = f"{HEAD}[A]: x #theory\n{{judgements: {{reach: {{value: 12, basis: no, why: x}}}}}}\n"
    text += "\n<B>: x\n{credence: 65}\n  -> [Reach of A]\n  -> [Lost]\n"
    found = debate_of_map(read_argdown("x", text.encode()))
    assert {problem.code for problem in found} >= {
        *("not-a-choice", "credence-range", "argdown-statement"),
    }


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"[A]: \xff", "not-utf8"),
        (b"[A]: \x07", "control-character"),
        (b" " * (MAX_BYTES + 1), "file-too-large"),
        (b"===\ntoi: {format: toi/argdown/9}\n===\n\n[A]: x", "argdown-format"),
    ],
)
def test_files_that_are_no_maps(raw, code):
    assert code in {problem.code for problem in debate_of_map(read_argdown("x", raw))}


def test_a_map_with_holes_and_splinters_is_never_a_traceback():
    """A map of the example, cut and spliced at random: problems have a place in the file."""
    whole = argdown_text(toi.load("docs/example/data").debate, {})
    splinters = ["{", "}", "[A]", "<x>", "]:", "\n\n", "\n - ", "+>", "><", "(1) a", "--", "# "]
    splinters += ["/*", "===", "\\", "\u2028", "on: 3", "effects: 5", "a: {b: 1}", "&a", "*a", "~"]
    for number in range(60):
        dice, text = random.Random(number), whole
        for _ in range(dice.randint(1, 5)):
            at, other = dice.randrange(len(text)), dice.randrange(len(text))
            piece = text[other : other + dice.randrange(90)]
            cut = at + dice.choice((0, 0, 60))
            text = text[:at] + dice.choice((piece, dice.choice(splinters))) + text[cut:]
        found = debate_of_map(read_argdown("x", text.encode()))
        last = text.count("\n") + 2
        if not isinstance(found, MapDebate):
            assert all(1 <= (problem.line or 1) <= last for problem in found)


def test_long_runs_of_signs_are_read_in_time():
    for signs in ("[", "{", "<a", "@[", "/*", "[a]\n\n", "  - "):
        debate_of_map(read_argdown("x", (signs * 3000).encode()))
