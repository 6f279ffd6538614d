"""Overlap of lines turned: against problems compiled with that overlap, and brute force."""

import numpy as np
import pytest

from tests.small import argument, criterion, debate, line, rubric, theory
from toi.compile.scoring import compile_problem
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.sensitivity.breakeven import crossings, nearest
from toi.engine.sensitivity.one_at_a_time import base_case, overlap_parameters
from toi.engine.sensitivity.overlap import lead_spans, scores_at

ROWS = [0, 1, 2]


@pytest.fixture(scope="module")
def two_lines():
    """A is hit by two of a line, B by two of another; a line of one joins nothing."""
    return debate(
        [criterion()],
        [theory("A", {"c1": 9}), theory("B", {"c1": 5}), theory("C", {"c1": 1})],
        [
            argument("a1", 0.5, [(["A"], "c1", "lowers", 0.6)], line="on-a"),
            argument("a2", 0.8, [(["A"], "c1", "lowers", 0.5)], line="on-a"),
            argument("b1", 0.5, [(["B"], "c1", "lowers", 0.2)], line="on-b"),
            argument("b2", 0.5, [(["B", "C"], "c1", "lowers", 0.2)], line="on-b"),
            argument("c1-alone", 0.5, [(["C"], "c1", "lowers", 0.2)], line="single"),
        ],
        [line("on-a", 0.9), line("on-b", 0.2), line("single", 0.5)],
    )


def totals(given, **overlaps):
    """The scores under a rubric that gives lines these overlaps."""
    names = {name.replace("_", "-"): overlap for name, overlap in overlaps.items()}
    problem = compile_problem(given, rubric(overlap={"lines": names}))
    return exact_ranking(problem, ROWS).totals


@pytest.fixture(scope="module")
def base(two_lines):
    return base_case(compile_problem(two_lines, rubric()), ROWS)


def test_a_line_that_joins_nothing_is_no_parameter(base):
    names = [base.problem.lines.names[one.index] for one in overlap_parameters(base)]
    assert names == ["on-a", "on-b"]
    assert [one.now for one in overlap_parameters(base)] == [0.9, 0.2]


def test_one_overlap_turned_scores_as_if_the_rubric_gave_it(two_lines, base):
    on_a, on_b = overlap_parameters(base)
    found = base.perturbed([on_a, on_a, on_b], np.array([0.0, 0.4, 1.0])).totals
    expected = [totals(two_lines, on_a=0.0), totals(two_lines, on_a=0.4)]
    np.testing.assert_allclose(found, [*expected, totals(two_lines, on_b=1.0)], atol=1e-12)


def test_all_overlaps_turned_together(two_lines, base):
    found = scores_at(base, np.array([0.0, 0.3, 1.0])).totals
    expected = [totals(two_lines, on_a=w, on_b=w) for w in (0.0, 0.3, 1.0)]
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_the_nearest_overlap_at_which_another_leads(base):
    """A keeps 9 (.42 + .08 w) by its own line, B 4.09 of 5: level at w = .31 / .72."""
    found = nearest(crossings(base, overlap_parameters(base), base.leader, [1, 2]))
    assert [base.problem.lines.names[one.parameter.index] for one in found] == ["on-a"]
    assert found[0].value == pytest.approx(0.31 / 0.72, abs=1e-6)
    assert found[0].new_leader == 1
    assert found[0].verified


def test_who_leads_at_every_common_overlap(base):
    """A keeps 3.78 + .72 w, B 4.05 + .2 w: level at w = .27 / .52."""
    first, second = lead_spans(base)
    assert (first.low, first.leader, second.high, second.leader) == (0.0, 1, 1.0, 0)
    assert first.high == second.low == pytest.approx(0.27 / 0.52, abs=1e-7)


@pytest.mark.parametrize("level", [0.00471234567, 0.4012345678901, 0.99512345678, 1.05, -0.05])
def test_the_lead_changes_wherever_they_are_level_within_a_hundred_millionth(level):
    """A keeps 3.78 + 1.62 w of its 9, B all of what A has at one overlap."""
    hits = [
        argument(name, 1, [(["A"], "c1", "lowers", force)], line="l")
        for name, force in (("x", 0.3), ("y", 0.4))
    ]
    values = {"A": 9, "B": 3.78 + 1.62 * level}
    theories = [theory(name, {"c1": value}) for name, value in values.items()]
    made = compile_problem(debate([criterion()], theories, hits, [line("l", 0.5)]), rubric())
    spans = lead_spans(base_case(made, [0, 1]))
    if not 0 < level < 1:
        assert [(one.low, one.high, one.leader) for one in spans] == [(0.0, 1.0, int(level > 1))]
        return
    before, after = spans
    assert (before.low, before.leader, after.high, after.leader) == (0.0, 1, 1.0, 0)
    assert before.high == after.low
    assert level < after.low <= level + 1.001e-8


def test_a_debate_without_lines_has_no_overlap_to_turn():
    made = compile_problem(debate([criterion()], [theory("A", {"c1": 9})]), rubric())
    assert overlap_parameters(base_case(made, [0])) == []
