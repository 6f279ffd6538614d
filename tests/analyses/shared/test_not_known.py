"""What nobody knows is marked wherever its middle counts; what was given is shown as given."""

import json

import pytest

import toi
from tests.command import run
from toi.analyses.explain.figure import criteria_steps
from toi.analyses.shared.result import CriterionLabel

SHEET = "Offer,Pay,Fun\nscale,0..100,0..10\nweight,1,1\nRemote,62.5,?\nBank,80,2.5\nShop,10,3\n"


@pytest.fixture(scope="module")
def offers(tmp_path_factory):
    """A debate from a sheet with an unknown cell."""
    folder = tmp_path_factory.mktemp("offers")
    (folder / "offers.csv").write_text(SHEET)
    done = run("data", "import", "offers.csv", "-o", "ws", "-q", cwd=str(folder))
    assert done.code == 0, done.err
    return folder / "ws"


def words(offers, *command):
    return " ".join(run(*command, cwd=str(offers)).out.split())


def test_the_ranking_marks_it_and_says_what_the_mark_means(offers):
    said = words(offers, "score", "--why")
    assert "?5" in said
    assert "? not known: the middle of the scale counts." in said
    assert "Fun 25 (not known)" in said


def test_explain_says_how_many_points_rest_on_it(offers):
    said = " ".join(run("explain", "Remote", cwd=str(offers)).out.split())
    assert "25.0 of its points rest on what is not known: Fun" in said
    assert "Fun + ?5" in said
    assert "not known" not in run("explain", "Bank", cwd=str(offers)).out
    rows = json.loads(run("explain", "Remote", "-f", "json", cwd=str(offers)).out)["judgements"]
    assert {row["criterion"]: row["known"] for row in rows} == {"Pay": True, "Fun": False}


def test_the_picture_names_it(offers):
    found = toi.explain(toi.load(offers / "data"), "Remote", rubric=offers / "rubrics/sheet.yaml")
    assert [step.name for step in criteria_steps(found)] == ["Pay", "Fun (not known)"]


@pytest.mark.parametrize(
    ("raw", "shown"), [(2.5, "2.5"), (62.5, "62.5"), (0.5, "0.5"), (3.0, "3"), (4.37, "4")]
)
def test_a_value_that_was_given_with_a_decimal_keeps_it(raw, shown):
    label = CriterionLabel("c", "c", "c", "benefit", (0.0, 100.0), 0.5)
    assert label.shown(raw) == shown


def test_a_range_that_the_sheet_states_is_known_though_it_is_the_whole_scale(tmp_path):
    (tmp_path / "vans.csv").write_text("Van,Reach,Use\nA,44000..56000,1\nB,50000,?\nC,48000,3\n")
    assert run("data", "import", "vans.csv", "-o", "ws", "-q", cwd=tmp_path).code == 0
    said = " ".join(run("score", "--why", cwd=tmp_path / "ws").out.split())
    assert "Use 25 (not known)" in said
    assert said.count("(not known)") == 1
