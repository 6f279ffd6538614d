"""What is left unspent is told in every form, and nowhere where nothing is."""

import csv
import io

import pytest
from matplotlib.text import Text

import toi
from toi.analyses.layout.page import Page
from toi.analyses.plotting.style import Look
from toi.analyses.portfolio.figure import portfolio_figure
from toi.analyses.portfolio.screen import portfolio_screen, portfolio_table
from toi.analyses.portfolio.worldviews.figure import worldviews_figure

CAPS = ["A=20%", "B=15%", "C=20%"]


def split(rubric=None, caps=CAPS):
    return toi.portfolio(
        toi.load("docs/example/data"), rubric, draws=100, budget="200k EUR", caps=caps
    )


def drawn(figure):
    texts = (text.get_text() for text in figure.findobj(Text))
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def rows_of(found):
    return list(csv.DictReader(io.StringIO(portfolio_table(found).to_csv())))


def test_what_is_unspent_stands_in_the_table_the_picture_and_on_the_screen():
    found = split()
    rows = rows_of(found)
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1.0)
    assert sum(float(row["amount"]) for row in rows) == pytest.approx(200_000)
    [left] = [row for row in rows if not row["id"]]
    assert (left["title"], float(left["amount"]), left["unit"]) == ("unspent", 90_000, "EUR")
    assert left["why"] == "caps or limits leave no more"
    assert {"unspent", "45 %", "90,000 EUR"} <= set(drawn(portfolio_figure(found, Look())))
    assert "90,000 EUR unspent caps or limits" in " ".join(
        portfolio_screen(found, Page(120)).split()
    )


def test_a_split_that_spends_all_says_nothing_of_it():
    found = split(caps=())
    assert all(row["id"] for row in rows_of(found))
    assert "unspent" not in drawn(portfolio_figure(found, Look()))


def test_the_picture_of_several_rubrics_shows_it_too(tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text("schema: toi/rubric/1\nid: other\ntitle: Other\nextends: example\n")
    found = split(["example", str(other)])
    assert "unspent" in drawn(worldviews_figure(found, Look()))
