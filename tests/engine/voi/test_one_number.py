"""The value of knowing one number, against what a pencil says."""

import numpy as np
import pytest

from tests.small import argument, criterion, problem, theory
from toi.engine.sampling.quantiles import atoms
from toi.engine.sampling.sampler import weights_block
from toi.engine.sensitivity.one_at_a_time import base_case, judgement_parameters
from toi.engine.voi.one_number import (
    LEVELS,
    WEIGHTS_DRAWN,
    knowing_each,
    knowing_weights,
    weights_share,
)


def test_an_argument_and_a_judgement_by_hand():
    """A is 8 or, where doubt is sound (.5), 4: 60 on average; B is 5; C uniform on 3 to 8."""
    cells = [
        theory("A", {"c1": 8}),
        theory("B", {"c1": 5}),
        theory("C", {"c1": {"uniform": [3, 8]}}),
    ]
    doubt = argument("doubt", 0.5, [(["A"], "c1", "lowers", 0.5)])
    base = base_case(problem([criterion()], cells, [doubt]), range(3))
    known = {one.parameter.kind: one.points for one in knowing_each(base, base.leader)}
    assert known["credence"] == pytest.approx(0.5 * (55 - 40))  # sound: C, at its mean, is better
    assert known["judgement"] == pytest.approx((5 + 15) / 5)  # C at 35, 45, 55, 65, 75 against 60


def test_a_mixture_counts_by_its_parts():
    """One reader of seven says 3, the others 10: A stands at 90, and at 30 once in seven."""
    cells = [theory("A", {"c1": {"mixture": [[6, 10], [1, 3]]}}), theory("B", {"c1": 6})]
    base = base_case(problem([criterion()], cells), range(2))
    [known] = knowing_each(base, base.leader)
    assert known.points == pytest.approx((60 - 30) / 7)


def test_weights_that_are_sure_are_worth_nothing():
    cells = [theory("A", {"c1": 8, "c2": 1}), theory("B", {"c1": 1, "c2": 7})]
    criteria = [criterion("c1"), criterion("c2")]
    sure, open_ = (
        base_case(problem(criteria, cells, weights_sure=one), range(2))
        for one in ("exactly", "unknown")
    )
    assert knowing_weights(sure, sure.leader, 0) == 0
    assert knowing_weights(open_, open_.leader, 0) > 5


def test_weights_under_a_method_that_compares_are_known_one_by_one():
    cells = [theory("A", {"c1": 8, "c2": 1}), theory("B", {"c1": 1, "c2": 7})]
    criteria = [criterion("c1"), criterion("c2")]
    made = problem(criteria, cells, weights_sure="unknown", method="topsis")
    base = base_case(made, range(2))
    drawn = weights_block(made, 0, 0)[:WEIGHTS_DRAWN]
    scores = [base.score(base.inputs.with_(weights=one[None])).totals[0] for one in drawn]
    gains = [one.max() - one[base.leader] for one in scores]
    assert knowing_weights(base, base.leader, 0) == pytest.approx(np.mean(gains))
    assert np.mean(gains) > 5


def test_a_score_varies_by_its_weights_as_far_as_they_vary():
    cells = [theory("A", {"c1": 8, "c2": 1}), theory("B", {"c1": 1, "c2": 7})]
    criteria = [criterion("c1"), criterion("c2")]
    for sure, share in (("exactly", 0.0), ("unknown", 1.0)):
        base = base_case(problem(criteria, cells, weights_sure=sure), range(2))
        drawn = weights_block(base.problem, 0, 0)[:WEIGHTS_DRAWN]
        totals = base.score(base.inputs.repeat(len(drawn)).with_(weights=drawn)).totals
        assert weights_share(base, base.leader, totals, 0) == pytest.approx(share)
        wider = 2 * totals  # twice as far about, four times the variance
        assert weights_share(base, base.leader, wider, 0) == pytest.approx(share / 4)


def test_a_theory_that_a_gate_excludes_is_worth_the_lowest_score():
    """A is 8 or, where doubt is sound (.5), 2 and out; B is 5; C, at 1, is out already."""
    cells = [theory(name, {"c1": value}) for name, value in (("A", 8), ("B", 5), ("C", 1))]
    doubt = argument("doubt", 0.5, [(["A"], "c1", "lowers", 0.75)])
    gates = [{"c1 < 3": "exclude"}]
    base = base_case(problem([criterion()], cells, [doubt], gates=gates), range(3))
    assert [base.problem.theories[t] for t in (base.leader,)] == ["A"]
    known = {one.parameter.kind: one.points for one in knowing_each(base, base.leader)}
    assert known["credence"] == pytest.approx(0.5 * (50 - 10))  # sound: B rather than the worst


def test_an_argument_that_all_theories_feel_and_one_that_is_certain():
    """If doubt is sound (.5) A falls from 8 to 4, B from 6 to 5.4; B is then better by 1.4."""
    cells = [theory("A", {"c1": 8}), theory("B", {"c1": 6})]
    hits = [(["A"], "c1", "lowers", 0.5), (["B"], "c1", "lowers", 0.1)]
    doubt, sure = argument("doubt", 0.5, hits), argument("sure", 1, [(["A"], "c1", "lowers", 0)])
    base = base_case(problem([criterion()], cells, [doubt, sure]), range(2))
    [known] = knowing_each(base, base.leader)
    assert known.points == pytest.approx(0.5 * 14)


def test_judgements_that_cannot_lift_a_theory_to_the_top_are_worth_nothing():
    """A at 90; B's range reaches 95, that of C 40; each is what all its values make of it."""
    cells = [
        theory("A", {"c1": 9, "c2": 9}),
        theory("B", {"c1": {"uniform": [7, 10]}, "c2": 9}),
        theory("C", {"c1": {"uniform": [0, 10]}, "c2": 3}),
        theory("D", {"c1": 8.9, "c2": {"pert": [6, 9, 10]}}),
    ]
    criteria = [criterion("c1"), criterion("c2")]
    base = base_case(problem(criteria, cells), range(4))
    known = {one.parameter.index: one.points for one in knowing_each(base, base.leader)}
    assert len(known) == 3
    for one in judgement_parameters(base):
        if one.index in known:
            law = base.problem.judgements[one.index].law
            values, shares = atoms(law, LEVELS)
            totals = base.perturbed([one] * len(values), values / 10).totals
            gains = totals.max(axis=1) - totals[:, base.leader]
            assert known[one.index] == pytest.approx((shares * gains).sum(), abs=1e-12)
    assert sorted(value > 0 for value in known.values()) == [False, True, True]


def test_a_steep_value_function_lifts_a_theory_further():
    """All of the value lies between 5 and 6: A at 5.7; B, at 5, may be 5.8, and 80 is above 70."""
    cells = [theory("A", {"c1": 5.7}), theory("B", {"c1": {"uniform": [4, 6]}})]
    steep = {"c1": [[0, 0], [5, 0], [6, 1], [10, 1]]}
    base = base_case(problem([criterion()], cells, value_functions=steep), range(2))
    [known] = knowing_each(base, base.leader)
    assert known.points == pytest.approx((80 - 70) / 5)
