"""The sentence on two theories: who beats whom, in how many draws, by how much, how surely."""

from dataclasses import replace

import pytest

from tests import small
from tests.analyses.compare.helpers import opened
from toi.analyses.compare.compute import run_compare
from toi.analyses.compare.theories.result import Gap
from toi.analyses.compare.theories.verdict import verdict
from toi.analyses.shared.result import Interval
from toi.io.rubric.resolve import ResolvedRubric

GATED = {"gated": (None, "c1 < 5"), "p_gated": (0.0, 1.0), "gates": ({}, {"c1 < 5": 1.0})}


@pytest.fixture(scope="module")
def found():
    theories = [small.theory(name, {"c1": at}) for name, at in (("A", 7), ("B", 5))]
    debate = small.debate([small.criterion()], theories)
    return run_compare(opened(debate), ("A", "B"), [ResolvedRubric(small.rubric(), "r")])


def said(found, chance, tie, error, gap, **fields):
    """The verdict where A beats B with a chance, and by a gap: mean, 5th and 95th per cent."""
    mean, low, high = gap
    told = Gap(mean, Interval(low, mean, high))
    changed = {"p_a_beats_b": chance, "p_tie": tie, "standard_error": error, "gap": told, **fields}
    changed["scores"] = (50.0 + mean, 50.0)
    return verdict(replace(found.pairs[0], **changed), found.provenance)


@pytest.mark.parametrize(
    ("chance", "tie", "error", "gap", "text"),
    [
        (1.0, 0.0, 0.01, (9, 4, 12), "A beats B in 100 % of draws, by 9.0 points [4 to 12]."),
        (0.7, 0.0, 0.01, (1, -4, 8), "A beats B in 70 % of draws (+-1.0), by 1.0 points"
        " [-4 to 8]."),
        (0.2, 0.1, 0.01, (-5, -9, 3), "B beats A in 70 % of draws (+-1.0), ties in 10 %, by 5.0"
        " points [-3 to 9]."),
        (0.45, 0.1, 0.0, (2, -4, 8), "A beats B in 45 % of draws (+-0.0), ties in 10 %, by 2.0"
        " points [-4 to 8]."),
        (0.52, 0.0, 0.02, (2, -4, 8), "A beats B in 52 % of draws (+-2.0), by 2.0 points [-4 to 8]."
        " That is within the noise of the draws."),
        (0.6, 0.0, 0.02, (-3, -9, 8), "A beats B in 60 % of draws (+-2.0), though 3.0 points behind"
        " [-9 to 8] with every number at its mean."),
        (0.0, 1.0, 0.0, (0, 0, 0), "A and B are level in every draw."),
    ],
)  # fmt: skip
def test_it_is_said_who_beats_whom_and_by_how_much(chance, tie, error, gap, text, found):
    assert said(found, chance, tie, error, gap) == text


@pytest.mark.parametrize(
    ("gap", "apart"),
    [
        ((9, 4, 12), ": gates aside, it is 9.0 points ahead [4 to 12]."),
        ((-1, -6, 3), ": gates aside, it is 1.0 points behind [-3 to 6]."),
        ((float("nan"),) * 3, "."),
    ],
)
def test_where_a_gate_excludes_one_it_is_said_how_far_apart_they_are_without(gap, apart, found):
    text = said(found, 1.0, 0.0, 0.0, gap, **GATED)
    assert text.startswith("A beats B in 100 % of draws, since the other is excluded by ")
    assert text.removesuffix(apart).endswith("c1 < 5")
    mean, low, high = gap
    turned = {name: pair[::-1] for name, pair in GATED.items()}
    mirrored = said(found, 0.0, 0.0, 0.0, (-mean, -high, -low), **turned)
    assert mirrored == text.replace("A beats B", "B beats A")
