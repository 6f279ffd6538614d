"""What is left of a difference that lies in how two rubrics count, and beliefs held alike."""

import pytest

from tests import small
from tests.analyses.compare.helpers import compared
from toi.analyses.compare.rubrics.screen import rubrics_screen
from toi.analyses.layout.page import Page
from toi.analyses.report.sections.position import held_words

SAY = {"basis": "stated", "why": "said"}


def debate():
    """T1 is not about c1, which counts against it as judged; T3 is attacked, with a reply."""
    aside = {"c1": {"value": 1, "bears": False, **SAY}, "c2": {"value": 9, **SAY}}
    theories = [
        small.theory("T1", judgements=aside),
        small.theory("T2", {"c1": 8, "c2": 6}),
        small.theory("T3", {"c1": 6, "c2": 6}),
    ]
    arguments = [
        small.argument("attack", 0.8, [(["T3"], "c2", "lowers", 0.5)]),
        small.argument("reply", 0.5, against=[("attack", 1.0)]),
    ]
    return small.debate([small.criterion("c1"), small.criterion("c2")], theories, arguments)


@pytest.fixture(scope="module")
def parted():
    b = small.rubric(not_bearing="left-out", weights={"c1": 3, "c2": 4})
    a = small.rubric(credences={"arguments": {"attack": {"settled": 0.3}}})
    return compared(debate(), a, b)


def test_what_is_left_if_both_counted_alike_is_what_the_ranking_so_counted_says(parted):
    a = small.rubric(credences={"arguments": {"attack": {"settled": 0.3}}}, not_bearing="left-out")
    b = small.rubric(not_bearing="left-out", weights={"c1": 3, "c2": 4})
    alike = compared(debate(), a, b)
    [one] = parted.counted_alike
    assert (one.group, one.a, one.b) == ("not_bearing", "as-judged", "left-out")
    assert (one.pairs, one.leaders) == (alike.agreement.pairs, alike.lead.a)
    assert one.pairs < parted.agreement.pairs
    assert one.leaders == ("T1",) != parted.lead.a
    assert alike.counted_alike == ()


def test_the_screen_says_how_much_is_a_way_of_counting_and_what_follows(parted):
    screen = " ".join(rubrics_screen(parted, Page(100)).split())
    assert "75 % of this difference is neither values nor beliefs but how to count" in screen
    assert "as judged (r0) or left out (r1). If r0 counted them as r1 does, 0 pairs" in screen
    assert "T1 would lead under both." in screen
    assert "not about as r1 does would alone give r0 that leader." in screen


def test_beliefs_are_told_alike_where_one_has_replies_counted_and_the_other_not(parted):
    crux = next(crux for crux in parted.cruxes if crux.id == "attack")
    assert crux.b.after == pytest.approx(0.4)  # 0.8, of which a reply of 0.5 takes half
    screen = " ".join(rubrics_screen(parted, Page(100), top=9).split())
    assert "attack =.30 .80 (=.40)" in screen
    assert "= is with replies counted already" in screen
    told = [held_words(crux, side) for side in (crux.a, crux.b)]
    assert told == ["30 % after replies", "80 %, 40 % after replies"]


def test_the_argument_that_is_suggested_is_shown_by_the_rubric_compared():
    other = small.rubric(credences={"arguments": {"attack": 0.1}})
    assert "toi show attack -r r0" in rubrics_screen(
        compared(debate(), small.rubric(), other), Page(100)
    )
