"""What a debate calls its alternatives, as its own file says."""

import pytest

from tests.command import run
from toi.io.debate.load import load

FILE = "data/debate.yaml"


def test_without_a_file_alternatives_are_options_and_there_is_nothing_else(workspace):
    words = load(workspace / "data", "data").debate.words
    assert (words.one, words.many) == ("option", "options")
    assert words.reference is words.proponent is words.text is None


def test_a_file_says_what_they_are_called(workspace):
    (workspace / FILE).write_text(
        "schema: toi/debate/1\ntitle: Where to work\nnoun: offer, offers\n"
        "reference: staying\nproponent: none\n"
    )
    words = load(workspace / "data", "data").debate.words
    assert words.title == "Where to work"
    assert words.counted(1) == "1 offer"
    assert words.counted(1200) == "1,200 offers"
    assert words.reference == "staying"
    assert words.proponent is None


def test_words_change_no_digest(workspace):
    before = load(workspace / "data", "data").debate.digest
    (workspace / FILE).write_text("schema: toi/debate/1\nnoun: offer, offers\n")
    assert load(workspace / "data", "data").debate.digest == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: toi/debate/1\nnoun: offer\n", f"{FILE}:2:7: noun takes what one and what many"),
        ("schema: toi/debate/1\nnuon: a, b\n", f"{FILE}:2:1: unknown key 'nuon'"),
        ("noun: a, b\n", "begin with `schema: toi/debate/1` [schema]"),
        ("schema: toi/debate/1\n- a\n", f"{FILE}:2:1: "),
    ],
)
def test_what_is_wrong_with_the_file_is_said_with_its_place(workspace, text, said):
    (workspace / FILE).write_text(text)
    done = run("score", cwd=workspace)
    assert done.code == 2
    assert said in done.err


def test_the_shipped_debate_has_words_of_its_own():
    from toi import load as load_shipped

    words = load_shipped("data").debate.words
    assert (words.many, words.reference) == ("theories", "doing nothing")
    assert words.proponent
    assert words.text
