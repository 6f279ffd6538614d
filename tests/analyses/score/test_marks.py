"""What `--notes` says of where the marks of the first tier end."""

from dataclasses import replace

import toi
from toi.analyses.layout.page import Page
from toi.analyses.score.screen import score_screen
from toi.analyses.shared.verdict import CLEAR
from toi.engine.smaa.indices import TIER_CONFIDENCE


def test_shares_next_to_the_limit_are_told_on_the_side_on_which_they_lie():
    found = toi.score(toi.load("docs/example/data"))
    first, second, third, *others = found.results
    rows = (
        first,
        replace(second, beaten=0.8964, tier=1),
        replace(third, beaten=0.9002, tier=2),
        *(replace(row, beaten=1.0, tier=3) for row in others),
    )
    said = " ".join(score_screen(replace(found, results=rows), Page(80), notes=True).split())
    assert " (marked) in 89.6 % of draws, " in said
    assert " (not marked) in 90.0 %." in said


def test_the_limit_that_is_named_is_that_by_which_tiers_are_made():
    assert CLEAR == TIER_CONFIDENCE
