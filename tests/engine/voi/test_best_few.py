"""Value of knowing a cell where the best few are chosen: closed forms and enumeration."""

import math
from itertools import combinations, product

import pytest

from tests.small import argument, criterion, problem, theory
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.voi.best_few import FewBest


def few_best(made, few):
    return FewBest(base_case(made, range(len(made.theories))), few)


def of_cell(few, theory, criterion):
    """The value of knowing one cell, by ids."""
    made = few.base.problem
    for one in few.knowing_cells(range(len(made.judgements))):
        t, c = made.judgement_theory[one.judgement], made.judgement_criterion[one.judgement]
        if (made.theories[t], made.criteria[c]) == (theory, criterion):
            return one
    raise AssertionError(f"no cell {theory}.{criterion}")


def by_sets(scores, few):
    """The best sum over sets of `few`, and the set."""
    return max((sum(scores[t] for t in some), some) for some in combinations(sorted(scores), few))


def test_a_uniform_cell_in_closed_form():
    """A is worth 10 x, x from 4 to 8 alike, B 50: E (50 - 10 x)+ = 10 / 4 * 1 / 2."""
    made = problem(
        [criterion()], [theory("A", {"c1": {"uniform": [4, 8]}}), theory("B", {"c1": 5})]
    )
    found = of_cell(few_best(made, 1), "A", "c1")
    assert found.points == pytest.approx(10 / 4 / 2, rel=2e-3)
    assert found.chance == pytest.approx(1 / 4)
    assert found.below == pytest.approx(5)
    assert found.above is None


@pytest.mark.parametrize("few", [1, 2, 3])
@pytest.mark.parametrize("direction", ["benefit", "cost"])
def test_mixtures_by_all_sets_of_theories(few, direction):
    """Each law is a few numbers, so that all that may be can be written out."""
    numbers = {"A": ((0.5, 2), (0.25, 6), (0.25, 9)), "B": ((1, 5),), "C": ((0.5, 4), (0.5, 7))}
    numbers["D"] = ((0.3, 1), (0.7, 6.5))
    other = {"A": 3, "B": 8, "C": 5, "D": 4}
    made = problem(
        [criterion("c1", direction=direction), criterion("c2")],
        [
            theory(name, {"c1": {"mixture": [list(pair) for pair in law]}, "c2": other[name]})
            for name, law in numbers.items()
        ],
        weights={"c1": 3, "c2": 1},
    )

    def scores(first):
        good = {t: x if direction == "benefit" else 10 - x for t, x in first.items()}
        return {t: 100 * (0.75 * good[t] / 10 + 0.25 * other[t] / 10) for t in first}

    mean = {t: sum(p * x for p, x in law) for t, law in numbers.items()}
    before, chosen = by_sets(scores(mean), few)
    found = few_best(made, few)
    assert found.points == pytest.approx(before)
    assert sorted(made.theories[t] for t in found.chosen) == list(chosen)
    for name, law in numbers.items():
        known = []
        for p, x in law:
            there = scores({**mean, name: x})
            known.append((p, by_sets(there, few)[0], sum(there[t] for t in chosen)))
        one = of_cell(found, name, "c1")
        assert one.points == pytest.approx(sum(p * s for p, s, _ in known) - before, abs=1e-9)
        assert one.chance == pytest.approx(sum(p for p, best, now in known if best > now + 1e-9))
    everything = 0.0
    for drawn in product(*numbers.values()):
        p = 1.0
        for share, _ in drawn:
            p *= share
        first = dict(zip(numbers, (x for _, x in drawn), strict=True))
        everything += p * by_sets(scores(first), few)[0]
    estimate = found.knowing_all(range(len(made.judgements)), 0, draws=2**16)
    assert estimate == pytest.approx(everything - before, abs=0.3)


def test_the_choice_turns_where_it_is_said():
    """Also where arguments wear the cell and a theory hangs on the other."""
    made = problem(
        [criterion("c1"), criterion("c2")],
        [
            theory("A", {"c1": {"mixture": [[1, 2], [1, 9]]}, "c2": 5}),
            theory("B", {"c1": 4, "c2": 5}),
            theory("C", {"c1": 3, "c2": 4}),
        ],
        [argument("X1", 0.5, [(("A",), "c1", "lowers", 0.4)])],
    )
    found = of_cell(few_best(made, 1), "A", "c1")
    # Worn, c1 of A is .8 x: 4.4 at its mean of 5.5, and 4 where x is 5.
    assert found.below == pytest.approx(5)
    assert found.points == pytest.approx(0.5 * 100 * (0.4 - 0.8 * 0.2) / 2)


def test_what_changes_no_choice_is_worth_nothing():
    made = problem(
        [criterion()], [theory("A", {"c1": {"pert": [7, 8, 9]}}), theory("B", {"c1": 2})]
    )
    found = of_cell(few_best(made, 1), "A", "c1")
    assert (found.points, found.chance, found.below, found.above) == (0.0, 0.0, None, None)
    both = few_best(made, 2)
    assert of_cell(both, "A", "c1").points == 0.0
    assert both.knowing_all(range(2), 0) == 0.0


def test_a_law_without_ends_is_tried_far_out():
    """A is worth a normal 50 and 12 beside B's 60: E (x - 60)+ in closed form."""
    made = problem(
        [criterion("c1", scale=[0, 100])],
        [theory("A", {"c1": {"normal": [50, 12]}}), theory("B", {"c1": 60})],
    )
    found = of_cell(few_best(made, 1), "A", "c1")
    z = (60 - 50) / 12
    closed = 12 * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) - 10 * math.erfc(z / 2**0.5) / 2
    assert found.points == pytest.approx(closed, rel=0.05)  # by 24 values, the tail's short
    assert found.above == pytest.approx(60)


def test_a_law_without_ends_on_an_open_scale_turns_where_it_does():
    made = problem(
        [criterion("c1", scale=[0, 100], clip=False)],
        [theory("A", {"c1": {"normal": [50, 12]}}), theory("B", {"c1": 60})],
    )
    assert of_cell(few_best(made, 1), "A", "c1").above == pytest.approx(60)


def test_a_choice_that_turns_close_to_an_end_is_found():
    """A is uniform from 4 to 8, B at 4.002: the chance is one in two thousand."""
    made = problem(
        [criterion()], [theory("A", {"c1": {"uniform": [4, 8]}}), theory("B", {"c1": 4.002})]
    )
    found = of_cell(few_best(made, 1), "A", "c1")
    assert found.below == pytest.approx(4.002)
    assert found.above is None


@pytest.mark.parametrize("few", [1, 2])
def test_views_of_several_cells_gain_what_the_best_set_does(few):
    """Raw values of c1 and c2, of equal weight; what a view does not name is at its mean."""
    values = {"A": (8, 5), "B": (6, 6), "C": (5, 5)}
    theories = [theory(name, {"c1": a, "c2": b}) for name, (a, b) in values.items()]
    found = few_best(problem([criterion("c1"), criterion("c2")], theories), few)
    made = found.base.problem
    cells = zip(made.judgement_theory.tolist(), made.judgement_criterion.tolist(), strict=True)
    at = {(made.theories[t], c): i for i, (t, c) in enumerate(cells)}
    views = [{}, {at["A", 0]: 1, at["C", 1]: 9}, {at["C", 0]: 10}]
    gains, worths = found.views(views)
    for view, gain, row in zip(views, gains, worths, strict=True):
        said = {n: sum(view.get(at[n, c], v) for c, v in enumerate(values[n])) for n in values}
        scores = {name: 5.0 * both for name, both in said.items()}
        assert row == pytest.approx([scores[name] for name in made.theories])
        now = sum(scores[made.theories[t]] for t in found.chosen)
        assert gain == pytest.approx(by_sets(scores, few)[0] - now)


def test_another_choice_is_as_good_at_the_line():
    """Worth 80, 60 and 50: of two, A and B stay while worth 50, and C is chosen from 60 on."""
    theories = [theory(name, {"c1": value}) for name, value in (("A", 8), ("B", 6), ("C", 5))]
    found = few_best(problem([criterion()], theories), 2)
    assert [found.line(t) for t in range(3)] == pytest.approx([50, 50, 60])
