"""Text that fits: prose breaks at spaces, commands as a shell reads them."""

import shlex

import pytest

from toi.analyses.layout.page import Page
from toi.analyses.shared.format import GLUE, glued

LONG = [
    "toi portfolio -r essay-author -r proponent -r basic-science --credence 0.7,0.15,0.15",
    "toi score --set 'weights_sure={constraints: [directness >= 2 * dual_use_risk]}' --set a=60",
    "toi compare T04 T09",
]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_commands_that_are_broken_are_still_the_commands(width):
    told = " | ".join(command.replace(" ", GLUE) for command in LONG)
    text = Page(width).fill(f"Next: {told}", "      ")
    assert GLUE not in text
    words = shlex.split(text.replace("\\\n", " "), posix=True)[1:]
    assert " ".join(words).split(" | ") == [" ".join(shlex.split(line)) for line in LONG]
    longest = max(len(line) for line in text.split("\n"))
    assert longest <= max(width, len("        --set '" + "w" * 64))


def test_what_fits_is_left_as_it_is():
    page = Page(80)
    assert page.fill("one two | three") == "one two | three"
    assert page.fill("") == ""
    glued = f"a{GLUE}b"
    assert page.fill("word " * 16 + glued).split("\n")[1] == "a b"


def test_a_bar_stays_with_the_command_before_it():
    commands = ("toi one --set a=1 --set b=2", "toi two --set a=1 --set b=2")
    text = Page(24).fill("Next: " + " | ".join(map(glued, commands)), "      ")
    assert "|" not in [line.strip() for line in text.splitlines()]
