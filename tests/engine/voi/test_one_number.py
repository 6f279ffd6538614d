"""The value of knowing one number, against what a pencil says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.small import argument, criterion, problem, theory
from tests.strategies import problems
from toi.compile.scoring import compile_method, compile_problem
from toi.engine.sampling.quantiles import atoms
from toi.engine.sampling.sampler import weights_block
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    base_case,
    credence_parameters,
    judgement_parameters,
)
from toi.engine.voi import one_number
from toi.engine.voi.best import worth
from toi.engine.voi.one_number import (
    WEIGHTS_DRAWN,
    knowing_each,
    knowing_weights,
    levels_on,
    weights_share,
)

ALL = 10**4  # numbers, more than there are


def known_plainly(base):
    """The value of knowing each uncertain number, from the definition alone."""
    made, found = base.problem, {}
    for one in credence_parameters(base):
        if 0 < one.now < 1:
            found[one] = np.array([0.0, 1.0]), np.array([1 - one.now, one.now])
    for one in judgement_parameters(base):
        number, c = made.judgements[one.index], made.judgement_criterion[one.index]
        if not number.law.is_point:
            raw, shares = atoms(number.law, levels_on(made, c))
            raw = np.clip(raw, number.low, number.high)
            found[one] = (raw - made.low[c]) / (made.high[c] - made.low[c]), shares
    for one, (values, shares) in found.items():
        scores = base.perturbed([one] * len(values), values)
        value = worth(scores.totals.T, scores.gated.T)
        found[one] = float(shares @ (value.max(axis=0) - value[base.leader]))
    return found


def told(base):
    """The same as it is told, and in what order."""
    known = knowing_each(base, base.leader, ALL)
    points = [one.points for one in known]
    assert points == sorted(points, reverse=True)
    return {one.parameter: one.points for one in known}


@given(problems(), st.sampled_from(["additive", "additive", "minimum", "topsis", "promethee2"]))
@settings(max_examples=15)
def test_what_each_number_is_worth_is_what_changing_it_alone_says(case, method):
    made = replace(compile_problem(*case), method=compile_method(method))
    base = base_case(made, range(len(made.theories)))
    assume(base.leader is not None)
    assert told(base) == pytest.approx(known_plainly(base), abs=1e-7)


@pytest.mark.parametrize("leads", ["A", "B"])
def test_numbers_on_a_scale_that_begins_above_0_lift_as_far_as_they_reach(leads):
    """Weights of 3 and 1; C reaches the first place by one of its two numbers alone."""
    first, other = ((9, 4), (8, 5)) if leads == "A" else ((8, 5), (9, 4))
    cells = [
        theory("A", {"c1": first[0], "c2": first[1]}),
        theory("B", {"c1": other[0], "c2": other[1]}),
        theory("C", {"c1": {"uniform": [5, 12]}, "c2": {"uniform": [3, 5]}}),
        theory("D", {"c1": {"uniform": [2, 4]}, "c2": {"uniform": [2, 12]}}),
    ]
    criteria = [criterion("c1", scale=[2, 12]), criterion("c2", scale=[2, 12], direction="cost")]
    base = base_case(problem(criteria, cells, weights={"c1": 3, "c2": 1}), range(4))
    assert base.problem.theories[base.rows[base.leader]] == leads
    found = told(base)
    assert found == pytest.approx(known_plainly(base))
    assert sum(points > 0 for points in found.values()) == 1


def test_an_argument_and_a_judgement_by_hand():
    """A is 8 or, where doubt is sound (.5), 4: 60 on average; B is 5; C uniform on 3 to 8."""
    cells = [
        theory("A", {"c1": 8}),
        theory("B", {"c1": 5}),
        theory("C", {"c1": {"uniform": [3, 8]}}),
    ]
    doubt = argument("doubt", 0.5, [(["A"], "c1", "lowers", 0.5)])
    base = base_case(problem([criterion()], cells, [doubt]), range(3))
    known = {one.parameter.kind: one.points for one in knowing_each(base, base.leader, ALL)}
    assert known["credence"] == pytest.approx(0.5 * (55 - 40))  # sound: C, at its mean, is better
    assert known["judgement"] == pytest.approx(20 / 50 * 10)  # C, from 30 to 80, against 60


def test_what_is_worth_less_than_a_point_is_told():
    """B is level at 50 with a range of .5 to either side; A is at 50.2."""
    cells = [theory("A", {"c1": 5.02}), theory("B", {"c1": {"uniform": [4.95, 5.05]}})]
    base = base_case(problem([criterion()], cells), range(2))
    [known] = knowing_each(base, base.leader, ALL)
    assert known.points == pytest.approx(0.3 * 0.15)  # B, from 49.5 to 50.5, against 50.2


def test_more_than_half_of_all_are_the_first_of_all(monkeypatch):
    """Of ten theories behind A, each with one judgement, two may rise far and eight a little."""
    highs = [6.1, 6.2, 6.3, 6.4, 6.5, 6.6, 6.7, 6.8, 9.5, 10]
    behind = {f"B{i}": {"uniform": [11.8 - high, high]} for i, high in enumerate(highs)}
    cells = [theory(name, {"c1": value}) for name, value in {"A": 6, **behind}.items()]
    base = base_case(problem([criterion()], cells), range(11))
    every = knowing_each(base, base.leader, ALL)
    assert sum(one.points > 0 for one in every) == 10
    monkeypatch.setattr(one_number, "FIRST", 1)
    assert knowing_each(base, base.leader, 8) == every[:8]


def test_a_mixture_counts_by_its_parts():
    """One reader of seven says 3, the others 10: A stands at 90, and at 30 once in seven."""
    cells = [theory("A", {"c1": {"mixture": [[6, 10], [1, 3]]}}), theory("B", {"c1": 6})]
    base = base_case(problem([criterion()], cells), range(2))
    [known] = knowing_each(base, base.leader, ALL)
    assert known.points == pytest.approx((60 - 30) / 7)


def test_whoever_is_chosen_gives_up_what_the_best_is_ahead():
    """A is 10 points ahead of B, who is chosen; what is said of C changes neither."""
    made = problem(
        [criterion()],
        [theory(name, {"c1": value}) for name, value in (("A", 6), ("B", 5), ("C", 4))],
        [argument("x", 0.5, [(["C"], "c1", "lowers", 0.5)])],
    )
    base = base_case(made, [0, 1, 2])
    assert [one.points for one in knowing_each(base, 0, ALL)] == [0]
    assert [one.points for one in knowing_each(base, 1, ALL)] == [pytest.approx(10)]


def test_weights_that_are_sure_are_worth_nothing():
    cells = [theory("A", {"c1": 8, "c2": 1}), theory("B", {"c1": 1, "c2": 7})]
    criteria = [criterion("c1"), criterion("c2")]
    sure, open_ = (
        base_case(problem(criteria, cells, weights_sure=one), range(2))
        for one in ("exactly", "unknown")
    )
    assert knowing_weights(sure, sure.leader, 0) == 0
    assert knowing_weights(open_, open_.leader, 0) > 5


def test_weights_under_a_method_that_compares_are_known_one_by_one(monkeypatch):
    monkeypatch.setattr(one_number, "SCORED", 0)  # so that few are drawn
    cells = [theory("A", {"c1": 8, "c2": 1}), theory("B", {"c1": 1, "c2": 7})]
    criteria = [criterion("c1"), criterion("c2")]
    made = problem(criteria, cells, weights_sure="unknown", method="topsis")
    base = base_case(made, range(2))
    drawn = weights_block(made, 0, 0)[:WEIGHTS_DRAWN]
    scores = [base.score(base.inputs.with_(weights=one[None])).totals[0] for one in drawn]
    gains = [one.max() - one[base.leader] for one in scores]
    assert knowing_weights(base, base.leader, 0) == pytest.approx(np.mean(gains))
    assert np.mean(gains) > 5


@pytest.mark.parametrize("method", ["topsis", "promethee2"])
def test_how_many_weights_are_scored_at_a_time_changes_no_bit(method, monkeypatch):
    """By a method that compares theories each draw needs a table of all their cells."""
    criteria = [criterion("c1"), criterion("c2")]
    cells = [theory("A", {"c1": 9, "c2": 3}), theory("B", {"c1": 4, "c2": 7})]
    cells.append(theory("C", {"c1": 5, "c2": 6}))
    base = base_case(problem(criteria, cells, weights_sure="unknown", method=method), [0, 1, 2])
    whole, sizes, score = knowing_weights(base, 0, seed=3), [], BaseCase.score
    monkeypatch.setattr(one_number, "MOST_NUMBERS", 6 * 1000)
    monkeypatch.setattr(
        BaseCase, "score", lambda self, inputs: sizes.append(inputs.draws) or score(self, inputs)
    )
    assert knowing_weights(base, 0, seed=3) == whole > 0.0
    assert max(sizes) == 1000
    assert sum(sizes) == 8192


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
        nearer = totals / 100  # no more than all of a variance
        assert weights_share(base, base.leader, nearer, 0) == share


def test_a_theory_that_a_gate_excludes_is_worth_the_lowest_score():
    """A is 8 or, where doubt is sound (.5), 2 and out; B is 5; C, at 1, is out already."""
    cells = [theory(name, {"c1": value}) for name, value in (("A", 8), ("B", 5), ("C", 1))]
    doubt = argument("doubt", 0.5, [(["A"], "c1", "lowers", 0.75)])
    gates = [{"c1 < 3": "exclude"}]
    base = base_case(problem([criterion()], cells, [doubt], gates=gates), range(3))
    assert [base.problem.theories[t] for t in (base.leader,)] == ["A"]
    known = {one.parameter.kind: one.points for one in knowing_each(base, base.leader, ALL)}
    assert known["credence"] == pytest.approx(0.5 * (50 - 10))  # sound: B rather than the worst


def test_an_argument_that_all_theories_feel_and_one_that_is_certain():
    """If doubt is sound (.5) A falls from 8 to 4, B from 6 to 5.4; B is then better by 1.4."""
    cells = [theory("A", {"c1": 8}), theory("B", {"c1": 6})]
    hits = [(["A"], "c1", "lowers", 0.5), (["B"], "c1", "lowers", 0.1)]
    doubt, sure = argument("doubt", 0.5, hits), argument("sure", 1, [(["A"], "c1", "lowers", 0)])
    base = base_case(problem([criterion()], cells, [doubt, sure]), range(2))
    [known] = knowing_each(base, base.leader, ALL)
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
    known = {one.parameter.index: one.points for one in knowing_each(base, base.leader, ALL)}
    assert len(known) == 3
    for one in judgement_parameters(base):
        if one.index in known:
            law = base.problem.judgements[one.index].law
            values, shares = atoms(law, one_number.LEVELS)
            totals = base.perturbed([one] * len(values), values / 10).totals
            gains = totals.max(axis=1) - totals[:, base.leader]
            assert known[one.index] == pytest.approx((shares * gains).sum(), abs=1e-12)
    assert sorted(value > 0 for value in known.values()) == [False, True, True]


def test_a_steep_value_function_lifts_a_theory_further():
    """All of the value lies between 5 and 6: A is at 70; B, at 0, may be anywhere from 0 to 100."""
    cells = [theory("A", {"c1": 5.7}), theory("B", {"c1": {"uniform": [4, 6]}})]
    steep = {"c1": [[0, 0], [5, 0], [6, 1], [10, 1]]}
    base = base_case(problem([criterion()], cells, value_functions=steep), range(2))
    [known] = knowing_each(base, base.leader, ALL)
    assert known.points == pytest.approx(0.5 * 0.3 * 15)  # in half of its range B is above 0


def test_an_argument_that_holds_the_leader_up():
    """A is at 40, or at 80 where support is sound (.5), so at 60 on average; B is at 50."""
    cells = [theory("A", {"c1": 4}), theory("B", {"c1": 5})]
    support = argument("support", 0.5, [(["A"], "c1", "raises", 2 / 3)])
    base = base_case(problem([criterion()], cells, [support]), range(2))
    [known] = knowing_each(base, base.leader, ALL)
    assert known.points == pytest.approx(0.5 * (50 - 40))


def test_a_leader_that_a_gate_may_exclude_is_then_worth_the_lowest_score():
    """A, at 88, is out where `shuts` is sound, though at 80 then; B is at 72, C at 24."""
    cells = {"A": (9, 2), "B": (7, 2), "C": (1, 2)}
    made = problem(
        [criterion("c1"), criterion("c2", direction="cost")],
        [theory(name, {"c1": a, "c2": b}) for name, (a, b) in cells.items()],
        [argument("shuts", 0.5, [(["A"], "c2", "raises", 0.5)])],
        weights={"c1": 4, "c2": 1},
        gates=[{"c2 > 5": "exclude"}],
    )
    base = base_case(made, range(3))
    [known] = knowing_each(base, base.leader, ALL)
    assert known.points == pytest.approx(0.5 * (72 - 24))


def test_what_moves_all_theories_alike_is_no_part_of_a_scores_variance():
    cells = [theory("A", {"c1": 8, "c2": 1}), theory("B", {"c1": 1, "c2": 7})]
    criteria = [criterion("c1"), criterion("c2")]
    noise = np.random.default_rng(0).normal(0, 20, (WEIGHTS_DRAWN, 1))
    for sure, share in (("exactly", 0.0), ("unknown", 1.0)):
        base = base_case(problem(criteria, cells, weights_sure=sure), range(2))
        drawn = weights_block(base.problem, 0, 0)[:WEIGHTS_DRAWN]
        totals = base.score(base.inputs.repeat(len(drawn)).with_(weights=drawn)).totals + noise
        assert weights_share(base, base.leader, totals, 0) == pytest.approx(share)
        apart = totals + noise * [1, -1]  # a variance that is of something else
        assert weights_share(base, base.leader, apart, 0) < 0.9


def test_knowing_weights_does_not_bring_back_what_a_gate_excludes():
    cells = [theory(n, {"c1": a, "c2": b}) for n, a, b in (("A", 9, 9), ("B", 8, 1), ("C", 1, 7))]
    criteria = [criterion("c1"), criterion("c2")]
    made = problem(criteria, cells, weights_sure="unknown", gates=[{"c2 > 8": "exclude"}])
    base = base_case(made, range(3))
    drawn = weights_block(made, 0, 0)
    scores = base.score(base.inputs.repeat(len(drawn)).with_(weights=drawn))
    value = worth(scores.totals.T, scores.gated.T)
    gain = value.max(axis=0) - value[base.leader]
    assert knowing_weights(base, base.leader, 0) == pytest.approx(gain.mean())


def test_a_small_part_of_a_range_that_a_gate_lets_through_counts():
    """B is 20 points better than A where c2, uniform on 0 to 10, is 1 at most: once in ten."""
    cells = [theory("A", {"c1": 7, "c2": 0}), theory("B", {"c1": 9, "c2": {"uniform": [0, 10]}})]
    criteria = [criterion("c1"), criterion("c2", direction="cost")]
    made = problem(criteria, cells, weights={"c1": 1, "c2": 0}, gates=[{"c2 > 1": "exclude"}])
    base = base_case(made, range(2))
    [known] = knowing_each(base, base.leader, ALL)
    assert known.points == pytest.approx(20 / 10)


def test_where_nobody_is_chosen_it_is_worth_to_know_who_is_let_through():
    """A gate excludes A always, and B, 20 points better, in nine of ten cases."""
    cells = [theory("A", {"c1": 7, "c2": 5}), theory("B", {"c1": 9, "c2": {"uniform": [0, 10]}})]
    criteria = [criterion("c1"), criterion("c2", direction="cost")]
    made = problem(criteria, cells, weights={"c1": 1, "c2": 0}, gates=[{"c2 > 1": "exclude"}])
    base = base_case(made, range(2))
    assert base.leader is None
    [known] = knowing_each(base, None, ALL)
    assert known.points == pytest.approx(20 / 10)


def test_scores_on_average_over_draws_decide_who_is_chosen_and_by_how_much():
    """Where x is sound (.5) A is at 40, else at 80, and B is at 50; on average A is at 48."""
    cells = [theory("A", {"c1": 8, "c2": 0}), theory("B", {"c1": 5, "c2": 0})]
    doubt = argument("x", 0.5, [(["A"], "c1", "lowers", 0.5)])
    criteria, weights = [criterion("c1"), criterion("c2")], {"c1": 1, "c2": 0}
    plain = base_case(problem(criteria, cells, [doubt], weights=weights), range(2))
    base = plain.on_average(np.array([48.0, 50.0]))
    assert (plain.leader, base.leader) == (0, 1)
    assert base.on_average(np.array([60.0, 50.0])).scores.totals[0] == pytest.approx([60, 50])
    [known] = knowing_each(base, base.leader, ALL)
    assert known.points == pytest.approx(0.5 * (68 - 50))  # 20 more where x is not sound
    [before] = knowing_each(plain, plain.leader, ALL)
    assert before.points == pytest.approx(0.5 * (50 - 40))


def test_weights_are_known_with_scores_on_average_over_draws():
    cells = [theory("A", {"c1": 8, "c2": 1}), theory("B", {"c1": 1, "c2": 7})]
    criteria = [criterion("c1"), criterion("c2")]
    made = problem(criteria, cells, weights_sure="unknown")
    base = base_case(made, range(2)).on_average(np.array([40.0, 44.0]))
    drawn = weights_block(made, 0, 0)
    scores = base.score(base.inputs.repeat(len(drawn)).with_(weights=drawn)).totals
    assert base.scores.totals[0] == pytest.approx([40, 44])
    gain = scores.max(axis=1) - scores[:, 1]
    assert knowing_weights(base, base.leader, 0) == pytest.approx(gain.mean())
