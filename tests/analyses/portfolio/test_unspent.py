"""What is left unspent is told in every form, and nowhere where nothing is."""

import csv
import io

import numpy as np
import pytest
from matplotlib.text import Text

import toi
from tests.command import run
from toi.analyses.layout.page import Page
from toi.analyses.plotting.style import Look
from toi.analyses.portfolio.case import left_over
from toi.analyses.portfolio.figure import portfolio_figure
from toi.analyses.portfolio.lines_screen import why_unspent
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


def test_smallest_grants_are_named_where_they_may_be_why():
    debate = toi.load("docs/example/data")
    found = toi.portfolio(debate, draws=100, caps=CAPS, min_grants=["A=20%"])
    assert why_unspent(found) == "caps, limits or smallest grants leave no more"


def test_a_split_that_spends_all_says_nothing_of_it():
    found = split(caps=())
    assert all(row["id"] for row in rows_of(found))
    assert "unspent" not in drawn(portfolio_figure(found, Look()))


def test_what_rounds_to_no_per_cent_is_told_all_the_same():
    """Of 200,000 500 are left: amounts add up, on the screen, in the picture and in CSV."""
    caps = ["A=50%", "B=30%", "C=39.5k"]
    found = split(caps=caps)
    screen = " ".join(portfolio_screen(found, Page(120)).split())
    assert "; under 1 % unspent." in screen
    assert "under 1 % 500 EUR unspent caps or limits" in screen
    assert {"unspent", "under 1 %", "500 EUR"} <= set(drawn(portfolio_figure(found, Look())))
    assert sum(float(row["amount"]) for row in rows_of(found)) == pytest.approx(200_000)
    plain = toi.portfolio(toi.load("docs/example/data"), draws=100, caps=[*caps[:2], "C=19.73%"])
    assert sum(float(row["share"]) for row in rows_of(plain)) == pytest.approx(1.0)


def test_an_error_of_floating_point_is_not_left_unspent():
    assert left_over(1.0, np.array([0.7, 0.2, 0.1 - 2e-16])) == 0.0
    assert left_over(2.0, np.array([1.0, 0.5])) == 0.5
    assert left_over(1.0, np.array([1.0, 1e-12])) == 0.0


def test_the_picture_has_room_for_what_is_unspent():
    [axes] = [one for one in portfolio_figure(split(), Look()).axes if one.patches]
    assert axes.get_xlim()[1] > 0.45


def test_the_picture_of_several_rubrics_shows_it_too(tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text("schema: toi/rubric/1\nid: other\ntitle: Other\nextends: example\n")
    found = split(["example", str(other)])
    assert "unspent" in drawn(worldviews_figure(found, Look()))


def test_what_doing_nothing_is_taken_to_cost_is_said_beside_its_score(tmp_path):
    """A scale of costs from the cheapest option up has whoever takes none pay as much."""
    (tmp_path / "m.csv").write_text(
        "Grant,Reach,Price\ndirection,benefit,cost\nscale,0..10,{}..50\nA,7,20\nB,3,40\n"
    )
    told = "taking none (50, counted at Price 20)"
    for low, said in ((20, True), (0, False)):
        text = (tmp_path / "m.csv").read_text().replace("{}", str(low))
        (tmp_path / f"{low}.csv").write_text(text)
        folder = tmp_path / f"from{low}"
        assert run("data", "import", f"{low}.csv", "-o", folder.name, cwd=tmp_path).code == 0
        screen = " ".join(run("portfolio", "--draws", "200", cwd=folder).out.split())
        assert (told in screen, "counted at" in screen) == (said, said)
        notes = " ".join(run("portfolio", "--draws", "200", "--notes", cwd=folder).out.split())
        assert ("Taking none counts as having the low end of every scale" in notes) == said
