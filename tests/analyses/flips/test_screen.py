"""What would change who leads, as people read it."""

import re
import shlex

import pytest

from tests.command import run
from tests.engine.sensitivity.helpers import SimpleDebate, setting_of
from tests.screens import added
from toi.analyses.flips.compute import run_changing
from toi.analyses.flips.screen import add_flips, flips_screen
from toi.analyses.flips.to_lead_compute import run_to_lead
from toi.analyses.flips.to_lead_screen import add_to_lead
from toi.analyses.flips.tornado_screen import tornado_screen
from toi.analyses.flips.weights_screen import weights_screen
from toi.analyses.layout.page import Page
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of

MADE = Provenance("1", "shipped", "0" * 12, "balanced", "0" * 12)
VALUES = {"T1": (8, 2), "T2": (6, 5), "T3": (2, 8)}


def found_in(weights=None, **rubric):
    return SimpleDebate(VALUES, weights or {"a": 70, "b": 30}, **rubric).changing()


def test_the_block_names_the_least_of_each_kind():
    """T1 has 8 w + 2 (1 - w), T2 has 5 + w: level at w = 0.6; at 0.7 they are 0.5 points apart."""
    assert added(add_flips, found_in({"a": 7, "b": 3}), MADE) == [
        "What would put another first from -> to   then first",
        "weight of a                  70 % -> 59 % T2",
        "T1 on a                      8.0 -> 7.2   T2",
    ]


def test_where_no_single_number_does_it():
    found = SimpleDebate({"T1": (9, 9), "T2": (8, 8)}, {"a": 1, "b": 0}).changing()
    lines = added(add_flips, found, MADE)
    assert "no single weight does it" in lines[1]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_screens_fit_their_page(width):
    setting = prepare(open_debate(None), "essay-author")
    found = run_changing(setting, rows_of(setting.problem, setting.debate.shown(["listed"])))
    page = Page(width)
    screens = [screen(found, MADE, page) for screen in (flips_screen, weights_screen)]
    screens += [
        tornado_screen(found, MADE, page),
        "\n".join(added(add_flips, found, MADE, width=width)),
    ]
    for screen in screens:
        assert max(map(len, screen.splitlines())) <= width, screen


def test_the_bounds_of_weights_are_rounded_inwards():
    screen = weights_screen(found_in(), MADE, Page(80))
    assert "a         70 %       60 - 100 % T2    -" in screen
    assert "b         30 %         0 - 40 % -     T2" in screen


def test_a_route_is_a_command_that_a_shell_takes():
    setting = prepare(open_debate(None), "balanced")
    rows = rows_of(setting.problem, setting.debate.shown(["listed"]))
    found = run_to_lead(setting, rows, setting.problem.theories[rows[1]])
    lines = added(add_to_lead, found, MADE)
    assert max(map(len, lines)) <= 80
    if found.weights or found.together:
        told = "\n".join(lines)
        command = shlex.split(told[told.index("Try:") :].replace("\\\n", " "))
        assert command[:3] == ["Try:", "toi", "score"]
        done = run(*command[2:], "-f", "csv", "--top", "1")
        assert done.out.splitlines()[1].split(",")[3] == found.theory


def test_weights_known_by_order_are_told_by_their_share_and_no_name_is_cut():
    out = run("sensitivity", "flips", "--set", "weights_sure=order").out
    table = out[: out.index("Each is")]
    assert re.search(r"^weight +understanding to \d+ % +0 % [A-Z][\w ]+$", table, re.MULTILINE)
    assert "..." not in table
    assert "has no `=` takes several settings at once" in " ".join(out.split())
    assert "has no `=`" not in run("sensitivity", "flips").out


def test_in_words():
    gated = SimpleDebate(VALUES, {"a": 7, "b": 3}, gates=[{"a < 5": "exclude"}])
    setting = setting_of(gated.debate, gated.rubric)
    text = " ".join(added(add_to_lead, run_to_lead(setting, [0, 1, 2], "T3"), MADE))
    assert text == (
        "What it takes for T3 to lead: with judgements and beliefs as they are, the gate a < 5 "
        "excludes it, whatever the weights. What one number alone does: toi sensitivity tornado T3 "
        "-r balanced"
    )
    text = " ".join(added(add_to_lead, run_to_lead(setting, [0, 1, 2], "T3"), MADE, False))
    assert text.endswith("whatever the weights.")  # where nobody leads there is none to tell
    text = "\n".join(added(add_to_lead, run_to_lead(setting, [0, 1, 2], "T2"), MADE, width=200))
    assert "T2 leads if all of: a 70 % -> 59 %; b 30 % -> 41 %. No smaller change" in text
    assert "Nothing would change who is first" in flips_screen(
        SimpleDebate({"T1": (8,)}, {"a": 1}).changing(), MADE, Page(80)
    )
    assert "no weight changes that" in weights_screen(found_in(method="minimum"), MADE, Page(80))


def test_an_exact_tie_is_no_lead():
    found = SimpleDebate({"T1": (6, 6), "T2": (6, 6), "T3": (1, 1)}, {"a": 1, "b": 1}).changing()
    assert added(add_flips, found, MADE) == ["T1 and T2 are level: the least change decides."]
    for screen in (flips_screen, weights_screen, tornado_screen):
        assert screen(found, MADE, Page(80)).startswith("T1 and T2 are level")
