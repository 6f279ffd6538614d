"""Shares and amounts of a split for several rubrics, rounded as those of one are."""

from types import SimpleNamespace

from toi.analyses.portfolio.rounded import UNSPENT
from toi.analyses.portfolio.worldviews.result import Compromise
from toi.analyses.portfolio.worldviews.shown import compromise_amounts, rounded_compromise


def test_what_stays_unspent_is_told_as_it_is_beside_caps_that_are_thirds():
    """Caps of 20,000 of 75,000 leave 20 % of it: not 19, since three of 27 % are more."""
    shares = dict.fromkeys("ABC", 20 / 75)
    caps = {name: (0.0, share) for name, share in shares.items()}
    result = SimpleNamespace(budget=1.0, today=None, line_kinds={}, bounds=caps)
    found = rounded_compromise(result, Compromise("nash", shares, 0.2, {}, {}))
    assert found == {"A": 0.26, "B": 0.26, "C": 0.26, UNSPENT: 0.2}
    tenths = SimpleNamespace(budget=1.0, today=None, line_kinds={}, bounds={"A": (0.0, 0.075)})
    split = Compromise("nash", {"A": 0.075, "B": 0.424}, 0.501, {}, {})
    assert rounded_compromise(tenths, split) == {"A": 0.075, "B": 0.425, UNSPENT: 0.5}


def test_no_amount_is_rounded_beyond_a_cap_or_below_a_floor():
    """Of 2,000,000 a step is 1,000: by itself 300,300 would be 300,000, and 700,700 be 701,000."""
    parts = {"A": 0.15015, "B": 0.35035, "C": 0.3, "D": 0.1995}
    bounds = {"A": (0.1501, 1.0), "B": (0.0, 0.3504)}
    result = SimpleNamespace(
        budget=1.0, today=None, line_kinds={}, bounds=bounds, amount=2e6, unit="EUR"
    )
    found = compromise_amounts(result, Compromise("nash", parts, 0.0, {}, {}))
    assert found == {"A": 300_200, "B": 700_800, "C": 600_000, "D": 399_000, UNSPENT: 0}
    assert sum(found.values()) == 2e6
