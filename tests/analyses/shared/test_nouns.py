"""Screens about one's own decision call its options what the records call them."""

import re

import pytest

import toi
from tests.analyses.report.reading import read
from tests.command import run
from toi.analyses.draws.screen import draws_screen
from toi.analyses.layout.page import Page
from toi.analyses.sensitivity.topics import TOPICS

A_THEORY = re.compile(r"(?<!toi list )(?<!-)\btheor(y|ies)\b", re.IGNORECASE)

BY_ONE = [
    *("score", "score --method all", "explain electra --all", "compare electra diesel"),
    *("sensitivity", "sensitivity diesel", "portfolio --notes", "data coverage"),
    *(f"sensitivity {topic}" for topic in TOPICS),
]
OTHERS = [
    *("compare sheet gated", "rubric diff sheet gated", "rubric set mine price-eur=60%"),
    *("score --kind unknown", "explain load-kg", "compare", "compare electra"),
    *("compare electra sheet", "sensitivity cruxes ranks", "sensitivity sobol --group no.such"),
    *("score --set not_bearing=left-out", "plot explain -r sheet"),
]


@pytest.mark.parametrize(
    "words", [f"{words} -r {rubric}" for words in BY_ONE for rubric in ("sheet", "gated")] + OTHERS
)
def test_screens_and_errors_speak_of_vans(words, vans):
    done = run(*words.split(), cwd=vans)
    assert done.out or done.err
    assert not A_THEORY.search(done.out + done.err)


@pytest.mark.parametrize("kind", ["ranking", "ranks", "pairwise", "weights", "tornado", "map"])
def test_pictures_speak_of_vans(kind, vans):
    run("plot", kind, "-r", "sheet", "--output", f"{kind}.svg", cwd=vans)
    assert not A_THEORY.search((vans / f"{kind}.svg").read_text())


def test_a_screen_of_draws_speaks_of_vans(vans):
    drawn = toi.draws(toi.load(vans / "data"), "sheet", draws=64)
    assert "a row per draw and van" in draws_screen(drawn, Page(80))


def test_a_heat_map_of_nothing_speaks_of_vans(vans):
    nothing = "--set=a-grant-pays-part=0", "--set=diesel-is-banned=0"
    done = run("plot", "map", "-r", "sheet", "--output", "none.svg", *nothing, cwd=vans)
    assert "no argument moves any of these vans" in done.err


def test_an_argument_in_short_form_is_not_said_twice(vans):
    run("report", "sheet", "--output", "once.html", cwd=vans)
    page = read((vans / "once.html").read_text())
    for name in ("why", "arguments"):
        text = page.first("section", id=name).text
        assert not re.search(r"(A grant pays part)\W+\1", text)
    assert "A grant pays part" in page.first("section", id="arguments").text
