"""A debate in which every theory is a part of others, so that none is shown."""

import pytest

from tests.command import run


@pytest.fixture
def parts(workspace):
    for name in ("theories", "arguments"):
        file = workspace / f"data/{name}.yaml"
        file.write_text(file.read_text().replace("[listed]", "[part]"))
    return workspace


@pytest.mark.parametrize(
    "words",
    [
        "score",
        "score -m topsis",
        "portfolio",
        "sensitivity",
        "report",
        "plot ranking",
        "list theories",
    ],
)
def test_it_is_said(words, parts):
    done = run(*words.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("no option to show (kinds: part, all) [nothing-to-show]\n")


def test_what_needs_no_theory_works(parts):
    for words in ("data coverage", "data check", "rubric new mine", "rubric check plain"):
        assert run(*words.split()).code == 0, words
