"""Scrutiny in `toi compare`: both orders, and how much the leader could bear."""

import csv
import io
import json
from pathlib import Path

import pytest

import toi
from tests.command import run
from toi.analyses.compare.screen import compare_screen
from toi.analyses.layout.page import Page

ROOT = Path(__file__).resolve().parents[3]
DATA = str(ROOT / "docs" / "example-lines" / "data")
SEVEN = ["E.reach=7"]  # E was hardly examined; D, its only peer, keeps .644 of 8


@pytest.fixture(scope="module")
def debate():
    return toi.load(DATA)


@pytest.fixture(scope="module")
def compared(debate):
    return toi.compare(debate, "D", "E", settings=SEVEN)


def words(result, width=80):
    return " ".join(compare_screen(result, Page(width)).split())


def test_both_orders_and_the_break_even_by_hand(compared):
    """E bears 3/4 of D's wear of .356 when adjusted, and meets D at 7 (1 - .356 x) = 5.152."""
    found = compared.pairs[0].scrutiny
    assert (found.asked, found.examined) == ("as-read", (1.0, 0.25))
    assert found.as_read == pytest.approx((51.52, 70.0))
    assert found.adjusted == pytest.approx((51.52, 70 * (1 - 0.75 * 0.356)))
    assert found.break_even == pytest.approx((1 - 5.152 / 7) / 0.356)


def test_either_order_is_that_of_score_under_that_setting(debate, compared):
    for setting, scores in (
        ("as-read", compared.pairs[0].scrutiny.as_read),
        ("adjusted", compared.pairs[0].scrutiny.adjusted),
    ):
        rows = toi.score(debate, settings=[*SEVEN, f"scrutiny={setting}"]).results
        scored = {row.id: row.score for row in rows}
        assert scores == pytest.approx((scored["D"], scored["E"]))


def test_it_is_one_plain_sentence(debate, compared):
    text = words(compared)
    assert "As recorded The overlooked theory leads by 18.5 points, with the scrutiny" in text
    assert (
        "; The overlooked theory leads until it bears 74 % of what its examined peers bear." in text
    )
    safe = toi.compare(debate, "D", "E")
    assert "it would lead even if it bore all that its peers bear." in words(safe)


def test_a_lead_of_the_closer_examined_has_no_break_even(debate):
    found = toi.compare(debate, "D", "E", settings=["E.reach=4"])
    assert found.pairs[0].scrutiny.break_even is None
    assert "The examined theory leads by" in words(found)
    assert "bears" not in words(found)


def test_theories_examined_alike_have_no_such_sentence(debate):
    found = toi.compare(debate, "D", "F")
    assert found.pairs[0].scrutiny is None
    assert "scrutiny" not in words(found)


def test_of_several_the_first_is_told_beside_those_examined_otherwise(debate):
    text = words(toi.compare(debate, "E", "D", "F", settings=["E.reach=5.3"]))
    assert "leads The examined theory and The helper as recorded, none with the scrutiny" in text


def test_csv_and_json_hold_both_orders(compared):
    asked = ["compare", "D", "E", "--data", DATA, "--set", *SEVEN]
    shown = json.loads(run(*asked, "-f", "json").out)["pairs"][0]["scrutiny"]
    assert shown["adjusted"] == pytest.approx(compared.pairs[0].scrutiny.adjusted)
    rows = {row["what"]: row for row in csv.DictReader(io.StringIO(run(*asked, "-f", "csv").out))}
    assert float(rows["score adjusted"]["value_b"]) == pytest.approx(shown["adjusted"][1], abs=1e-6)
    assert float(rows["scrutiny break-even"]["points"]) == pytest.approx(0.7416, abs=1e-4)


@pytest.fixture(scope="module")
def rubrics(debate):
    """One as read, the other adjusted and of another belief."""
    doubt = ["E.reach=5.3", "harder-than-it-looks=0", "hard-to-build=0.1"]
    one = toi.rubric(debate, "pencil", settings=["E.reach=5.3"])
    other = toi.rubric(debate, "pencil", settings=[*doubt, "scrutiny=adjusted"])
    return toi.compare(debate, rubrics=[one, other])


def test_two_rubrics_are_held_against_each_other_by_either_setting(debate, rubrics):
    for setting, pairs in (
        ("as-read", rubrics.scrutiny.pairs_as_read),
        ("adjusted", rubrics.scrutiny.pairs_adjusted),
    ):
        asked = [list(one.set) for one in rubrics.rubrics]
        alike = [
            toi.rubric(debate, "pencil", settings=[*some, f"scrutiny={setting}"]) for some in asked
        ]
        assert toi.compare(debate, rubrics=alike).agreement.pairs == pairs
    first, second = rubrics.scrutiny.leaders
    assert (first.as_read, first.adjusted, second.as_read, second.adjusted) == ("E", "D", "D", "D")
    assert first.break_even == pytest.approx((1 - 5.152 / 5.3) / 0.356)
    text = words(rubrics)
    assert "If both did the first," in text
    assert "until it bears 8 % of what its peers bear" in text


def test_two_rubrics_of_one_setting_have_no_such_sentence(debate):
    other = toi.rubric(debate, "pencil", settings=["hard-to-build=0.1"])
    assert toi.compare(debate, "pencil", rubrics=[other]).scrutiny is None
