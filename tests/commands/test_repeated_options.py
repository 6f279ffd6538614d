"""An option that takes one value and is given several: no value is dropped without a word."""

import pytest

from tests.command import run


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ["score", "-r", "rana", "--rubric=be fore"],
            "toi: --rubric takes one, not 'rana' and 'be fore'; to see rubrics beside one "
            "another: toi compare rana 'be fore' [repeated-option]",
        ),
        (
            ["report", "rana", "--data", "a", "--data", "b"],
            "toi: --data takes one, not 'a' and 'b'; run the command once for each folder "
            "[repeated-option]",
        ),
        (
            ["data", "check", "--format", "csv", "-f", "json"],
            "toi: --format takes one, not 'csv' and 'json'; write the one that is meant "
            "[repeated-option]",
        ),
        (
            ["rubric", "set", "mine", "directness=40%", "-k", "agenda", "-kcore"],
            "toi: --kind is written once, by commas: --kind agenda,core [repeated-option]",
        ),
        (
            ["score", "--set", "speed=1", "--set", "harm=2", "--set", "speed=2"],
            "toi: --set speed=1 and --set speed=2: write one of them [repeated-option]",
        ),
        (
            ["rubric", "set", "mine", "speed=1", "speed=10%"],
            "toi: speed=1 and speed=10%: write one of them [repeated-option]",
        ),
        (
            ["plot", "weights", "--top", "1", "--top", "2", "--dpi", "90", "--dpi", "91"],
            "toi: --dpi takes one, not '90' and '91'; write the one that is meant "
            "[repeated-option]\n"
            "toi: --top takes one, not '1' and '2'; write the one that is meant "
            "[repeated-option]",
        ),
    ],
)
def test_says_which_were_given_and_what_to_type(words, line):
    done = run(*words)
    assert (done.code, done.out, done.err) == (2, "", line + "\n")


def test_what_is_repeatable_or_the_same_twice_is_taken(workspace):
    words = ["--set", "speed=10%", "--set", "speed=10%", "-q", "-q", "--top", "1", "--top=1"]
    done = run("score", *words, "--format", "csv", cwd=workspace)
    assert (done.code, done.err) == (0, "")


def test_help_is_shown_all_the_same():
    assert run("score", "-r", "a", "-r", "b", "-h").code == 0
