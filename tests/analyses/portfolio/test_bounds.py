"""Floors and caps where `--kind` shows only some of what they speak of."""

import pytest

from tests.analyses.portfolio.helpers import FAST, asked
from tests.command import run

FLOOR = ("--set", "portfolio.bounds.T1.floor=20%")
CAP = ("--set", "portfolio.bounds.other.cap=10%")


def notes(*words):
    done = run("portfolio", *FAST, *words)
    assert done.code == 0, done.err
    return done.err


@pytest.mark.usefixtures("debate")
def test_a_floor_on_what_is_not_shown_is_left_out_and_named():
    """T3 is of the kinds listed and other; T1 is only listed."""
    free = asked("--kind", "other")
    kept = asked("--kind", "other", *FLOOR)
    assert kept["allocation"] == free["allocation"]
    assert kept["wishes"]["bounds"] == {}
    said = notes("--kind", "other", *FLOOR)
    assert "note: left out, since none of it is shown: the floor 20 % of T1 (--kind)\n" in said
    assert "left out, since" not in notes("--kind", "listed", *FLOOR)


@pytest.mark.usefixtures("debate")
def test_a_cap_on_all_that_is_shown_does_not_leave_the_budget_unspent():
    found = asked("--kind", "other", *CAP)
    assert found["unspent"] == pytest.approx(0, abs=1e-9)
    said = notes("--kind", "other", *CAP)
    assert "note: left out, since nothing else is shown: the cap 10 % of other (--kind)\n" in said


@pytest.mark.usefixtures("debate")
def test_bounds_hold_where_what_they_are_beside_is_shown():
    found = asked(*FLOOR, *CAP)
    share = {one["id"]: one["share"] for one in found["allocation"]}
    assert share["T1"] >= 0.2 - 1e-9
    assert share["T3"] <= 0.1 + 1e-9
    everything = asked("--set", "portfolio.bounds.listed.cap=50%")
    assert everything["unspent"] >= 0.5 - 1e-9  # who caps all there is wants the rest unspent


@pytest.mark.usefixtures("debate")
def test_several_rubrics_leave_the_same_out_and_name_it_once(debate):
    copy = "schema: toi/rubric/1\nid: twin\ntitle: Twin\nextends: plain\n"
    (debate / "rubrics" / "twin.yaml").write_text(copy)
    said = notes("-r", "twin", "--kind", "other", *FLOOR)
    assert said.count("the floor 20 % of T1") == 1


@pytest.mark.usefixtures("debate")
def test_draws_that_no_memory_holds_are_refused():
    for draws in ("1000000000", "1" + "0" * 20):
        done = run("portfolio", "-r", "plain", "--draws", draws)
        assert done.code == 2
        assert done.err.startswith(f"toi: {int(draws):,} draws are too many to hold; at most ")
