"""What would change who leads, against brute force, closed forms and the command itself."""

import itertools
import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.command import run
from tests.strategies import problems
from toi.analyses.flips.compute import run_breakeven, run_changing
from toi.analyses.shared.result import plain
from toi.analyses.shared.session import Model, open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.compile.scoring import compile_problem
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.ranking import order_key
from toi.engine.sensitivity.breakeven import (
    _by_scans,
    _in_closed_form,
    breakeven,
    crossings,
)
from toi.engine.sensitivity.one_at_a_time import (
    base_case,
    credence_parameters,
    judgement_parameters,
    linear_in,
    weight_parameters,
)
from toi.engine.sensitivity.tornado import tornado
from toi.engine.sensitivity.weight_stability import weight_stability
from toi.io.rubric.settings import apply_settings
from toi.records.argument import Argument
from toi.records.debate import Debate
from toi.records.rubric import Credences

GRID = 240


def setting_of(debate, rubric):
    """A debate and a rubric, as `prepare` would have them."""
    resolved = SimpleNamespace(rubric=rubric, settings=())
    return Model(None, resolved, debate, compile_problem(debate, rubric))


def whole_base_case(debate, rubric):
    problem = compile_problem(debate, rubric)
    return base_case(problem, list(range(len(problem.theories))), every_criterion=True)


def every_parameter(here):
    return [*weight_parameters(here), *credence_parameters(here), *judgement_parameters(here)]


def linear_parameters(here):
    parameters = every_parameter(here)
    return list(itertools.compress(parameters, linear_in(here, parameters)))


def keys_by_hand(here, parameter, value):
    """What theories are ranked by with one number changed: plain arithmetic on a copy."""
    inputs = here.inputs
    weights, sound, cells = (np.array(a) for a in (inputs.weights, inputs.sound, inputs.judgements))
    if parameter.kind == "weight":
        rest = weights.sum() - weights[0, parameter.index]
        weights[0] *= (1 - value) / rest
        weights[0, parameter.index] = value
    elif parameter.kind == "credence":
        sound[0, parameter.index] = value
    else:
        t = here.problem.judgement_theory[parameter.index]
        cells[0, t, here.problem.judgement_criterion[parameter.index]] = value
    changed = replace(inputs, weights=weights, sound=sound, judgements=cells)
    found = evaluate(here.problem, changed)
    scores = here.problem.method.scores(here.problem, weights, found, here.rows)
    return order_key(scores, found.gated[:, here.rows])[0]


def is_behind(here, parameter, value, holder):
    key = keys_by_hand(here, parameter, value)
    return bool(key.max() > key[holder])


# Flips


@given(problems())
@settings(max_examples=20)
def test_flips_are_those_of_a_fine_grid(case):
    """To either side the nearest flip lies just before the first grid point that is lost."""
    here = whole_base_case(*case)
    holder = here.leader
    assume(holder is not None)
    others = [j for j in range(len(here.rows)) if j != holder]
    parameters = every_parameter(here)
    found = crossings(here, parameters, holder, others)
    seen = {(c.parameter, c.beyond > c.parameter.now): c for c in found}
    for parameter in parameters:
        for end in (parameter.low, parameter.high):
            if end == parameter.now:
                continue
            values = parameter.now + (end - parameter.now) * np.arange(1, GRID + 1) / GRID
            key = here.perturbed([parameter] * GRID, values).key
            lost = key[:, others].max(axis=1) > key[:, holder]
            crossing = seen.get((parameter, end > parameter.now))
            if lost.any():
                step, first = abs(end - parameter.now) / GRID, values[lost.argmax()]
                if crossing is None or crossing.distance > abs(first - parameter.now) + 1e-9:
                    # It comes and goes inside one step of the scan, which is not looked for.
                    width = int(np.argmin(lost[lost.argmax() :])) or GRID
                    assert width <= GRID // 12
                else:
                    assert crossing.distance >= abs(first - parameter.now) - step - 1e-9
            if crossing is not None:
                assert crossing.verified
                assert is_behind(here, parameter, crossing.beyond, holder)
                before = parameter.now + 0.999 * (crossing.value - parameter.now)
                if crossing.distance > 1e-6:
                    assert not is_behind(here, parameter, before, holder)


@given(problems(conditions=False, gates=False, value_functions=False))
@settings(max_examples=20)
def test_closed_form_and_search_agree(case):
    here = whole_base_case(*case)
    holder = here.leader
    others = [j for j in range(len(here.rows)) if j != holder]
    parameters = linear_parameters(here)
    parameters = [parameter for parameter in parameters if parameter.now < 1]
    now = np.array([parameter.now for parameter in parameters])
    ends = np.array([parameter.high for parameter in parameters])
    exact = _in_closed_form(here, parameters, now, ends, holder, others)
    searched = _by_scans(here, parameters, now, ends, holder, others)
    both = ~np.isnan(exact[:, 0]) & ~np.isnan(searched[:, 0])
    # Where the scores part by less than a billionth per step, rounding decides.
    np.testing.assert_allclose(exact[both, 1], searched[both, 1], atol=2e-5)
    for parameter, one, other in zip(parameters, exact[:, 0], searched[:, 0], strict=True):
        if np.isnan(one) != np.isnan(other):
            key = here.perturbed([parameter], np.array([parameter.high])).key[0]
            assert key.max() - key[holder] < 1e-8


@given(problems())
@settings(max_examples=30)
def test_what_is_called_linear_is(case):
    """Half-way between two values every score is the mean of its scores at them."""
    here = whole_base_case(*case)
    parameters = linear_parameters(here)
    assume(parameters)
    low, high = (np.array([getattr(one, end) for one in parameters]) for end in ("low", "high"))
    at = [here.perturbed(parameters, low + share * (high - low)).totals for share in (0, 0.3, 1)]
    np.testing.assert_allclose(at[1], 0.7 * at[0] + 0.3 * at[2], atol=1e-9)


def test_an_argument_that_reaches_a_cell_by_two_ways_is_bent():
    """`by` lowers the very cell that it saves from `to`: the score is a parabola in it."""
    words = {"kind": "critique", "gist": "g", "speaker": "post"}
    credence = {"value": 0.5, "basis": "stated", "why": "said"}
    effect = {"on": ["T1"], "criterion": "a", "lowers": 0.5, "basis": "stated", "why": "said"}
    against = {"argument": "to", "force": 0.8, "basis": "stated", "why": "said"}
    arguments = {
        name: Argument.model_validate(
            {**words, "id": name, "title": name, "credence": credence, "effects": [effect]}
            | ({"against": [against]} if name == "by" else {})
        )
        for name in ("by", "to")
    }
    simple = SimpleDebate({"T1": (8,), "T2": (5,)}, {"a": 1})
    debate = Debate(simple.debate.criteria, simple.debate.theories, arguments)
    here = whole_base_case(debate, simple.rubric)
    assert linear_in(here, credence_parameters(here)).tolist() == [False, True]
    settled = simple.rubric.model_copy(
        update={"credences": Credences.model_validate({"default": {"settled": 0.5}})}
    )
    here = whole_base_case(debate, settled)
    assert linear_in(here, credence_parameters(here)).tolist() == [True, True]


def test_most_numbers_of_a_plain_debate_are_linear():
    """So that the test above is about something."""
    model = prepare(open_debate(None), "balanced")
    problem = replace(model.problem, derivations=(), lines=None)
    here = base_case(problem, rows_of(problem, model.debate.shown(["listed"])))
    assert linear_in(here, credence_parameters(here)).mean() > 0.5
    assert linear_in(here, judgement_parameters(here)).all()
    assert linear_in(here, weight_parameters(here)).all()


@given(problems(), st.integers(0, 4), st.integers(0, 4))
@settings(max_examples=20)
def test_two_theories_swap_where_they_are_level(case, i, j):
    here = whole_base_case(*case)
    i, j = i % len(here.rows), j % len(here.rows)
    key = here.key
    assume(i != j and not np.isneginf(key[[i, j]]).any())
    parameters = every_parameter(here)
    for crossing in breakeven(here, parameters, i, j):
        after = keys_by_hand(here, crossing.parameter, crossing.beyond)
        ahead, behind = (i, j) if key[i] >= key[j] else (j, i)
        assert after[behind] > after[ahead]
        assert crossing.new_leader == behind
    one = [(c.parameter, c.value) for c in breakeven(here, parameters, i, j)]
    other = [(c.parameter, c.value) for c in breakeven(here, parameters, j, i)]
    assert key[i] == key[j] or one == other


# Weights


@given(problems(not_bearing=False))
@settings(max_examples=20)
def test_weight_stability_against_bisection(case):
    """Inside nobody is ahead; beyond an end somebody is, and bisection finds that end."""
    here = whole_base_case(*case)
    leader = here.leader
    assume(leader is not None)
    for parameter, kept in zip(
        weight_parameters(here), weight_stability(here, leader), strict=True
    ):
        if parameter.now >= 1:
            assert (kept.low, kept.high) == (1.0, 1.0)
            continue
        assert kept.low <= parameter.now <= kept.high
        for value in np.linspace(kept.low, kept.high, 7)[1:-1]:
            assert not is_behind(here, parameter, value, leader)
        for end, limit, who in ((kept.low, 0.0, kept.below), (kept.high, 1.0, kept.above)):
            if who is None:
                assert end == limit
                assert not is_behind(here, parameter, limit, leader)
                continue
            inside, outside = parameter.now, limit
            assert is_behind(here, parameter, limit, leader)  # once lost, lost for good: linear
            for _ in range(60):
                middle = (inside + outside) / 2
                if is_behind(here, parameter, middle, leader):
                    outside = middle
                else:
                    inside = middle
            assert outside == pytest.approx(end, abs=2e-5)


def test_critical_weight_by_hand():
    """Scores 8 w + 2 (1 - w) and 5: level at w = 1/2, and T2 leads below."""
    here = SimpleDebate({"T1": (8, 2), "T2": (5, 5)}, {"a": 3, "b": 1}).base_case()
    a, b = weight_stability(here, 0)
    assert (a.low, a.high, a.below, a.above) == (pytest.approx(0.5), 1.0, 1, None)
    assert (b.low, b.high, b.below, b.above) == (0.0, pytest.approx(0.5), None, 1)


# Degenerate cases


class SimpleDebate:
    """Theories by their values on benefit criteria from 0 to 10, no arguments."""

    def __init__(self, values, weights, **rubric):
        criteria = [
            {"id": name, "title": name, "short": name, "question": "?", "direction": "benefit"}
            for name in weights
        ]
        words = {"claim": "claim", "case": "case", "kinds": ["listed"]}
        theories = [
            {
                **words,
                "id": name,
                "title": name,
                "short": name,
                "judgements": {
                    c: {"value": v, "basis": "stated", "why": "said"}
                    for c, v in zip(weights, row, strict=True)
                },
            }
            for name, row in values.items()
        ]
        from toi.records.rubric import Rubric
        from toi.records.theory import Criterion, Theory

        self.debate = Debate(
            {c["id"]: Criterion.model_validate({**c, "scale": [0, 10]}) for c in criteria},
            {t["id"]: Theory.model_validate(t) for t in theories},
            {},
        )
        self.rubric = Rubric.model_validate(
            {"schema": "toi/rubric/1", "id": "r", "title": "r", "weights": weights}
            | {"weights_sure": "exactly", **rubric}
        )

    def base_case(self):
        return whole_base_case(self.debate, self.rubric)

    def changing(self):
        model = setting_of(self.debate, self.rubric)
        return run_changing(model, range(len(model.problem.theories)))


def test_one_theory_leads_whatever_happens():
    found = SimpleDebate({"T1": (8, 2)}, {"a": 3, "b": 1}).changing()
    assert (found.leader, found.runner_up, found.flips, found.tornado) == ("T1", None, (), ())
    assert found.weight_stability == {"a": (0.0, 1.0), "b": (0.0, 1.0)}
    assert found.reason


def test_where_all_are_gated_nobody_leads():
    gates = [{"a < 9": "exclude"}]
    found = SimpleDebate({"T1": (8, 2), "T2": (5, 5)}, {"a": 3, "b": 1}, gates=gates).changing()
    assert found.leader is None
    assert found.weight_stability is None
    assert found.flips == ()
    assert "gate" in found.reason


def test_with_one_criterion_only_judgements_can_change_the_order():
    found = SimpleDebate({"T1": (8,), "T2": (5,)}, {"a": 1}).changing()
    assert found.weight_stability == {"a": (1.0, 1.0)}
    assert [(f.id, f.to, f.rounded, f.new_leader) for f in found.flips] == [
        ("T1.a", pytest.approx(5), 4.9, "T2"),
        ("T2.a", pytest.approx(8), 8.1, "T2"),
    ]


def test_equals_part_at_the_least_change():
    """Of two that tie, the first by id stands first; any change to its harm costs it that."""
    found = SimpleDebate({"T1": (8, 2), "T2": (8, 2)}, {"a": 1, "b": 1}).changing()
    assert found.leader == "T1"
    assert found.weight_stability == {"a": (0.0, 1.0), "b": (0.0, 1.0)}
    assert {f.id for f in found.flips} == {"T1.a", "T1.b", "T2.a", "T2.b"}
    assert all(f.distance < 1e-6 and f.verified for f in found.flips)
    assert {f.id: f.rounded for f in found.flips}["T1.a"] == 7.9


def test_a_dominant_leader_keeps_its_place_under_all_weights():
    found = SimpleDebate({"T1": (8, 7), "T2": (5, 5)}, {"a": 3, "b": 0}).changing()
    assert found.weight_stability == {"a": (1.0, 1.0), "b": (0.0, 1.0)}
    assert not [f for f in found.flips if f.what == "weight"]


def test_under_minimum_the_size_of_a_weight_is_nothing():
    debate = SimpleDebate({"T1": (8, 4), "T2": (3, 9)}, {"a": 3, "b": 1}, method="minimum")
    found = debate.changing()
    assert found.leader == "T1"
    assert found.weight_stability is None
    assert {f.what for f in found.flips} == {"judgement"}


@pytest.mark.parametrize("method", ["geometric", "topsis", "promethee2"])
def test_other_methods_are_searched(method):
    values = {"T1": (8, 2), "T2": (5, 5), "T3": (3, 8)}
    here = SimpleDebate(values, {"a": 5, "b": 2}, method=method).base_case()
    leader = here.leader
    ends = weight_stability(here, leader)
    assert any(kept.below is not None or kept.above is not None for kept in ends)
    for parameter, kept in zip(weight_parameters(here), ends, strict=True):
        for end, sign in ((kept.low, -1), (kept.high, 1)):
            if 0 < end < 1:
                assert is_behind(here, parameter, end + sign * 1e-6, leader)
                assert not is_behind(here, parameter, end - sign * 1e-6, leader)


def test_the_order_of_records_does_not_matter():
    values = {"T1": (8, 2), "T2": (5, 5), "T3": (3, 8)}
    forth = SimpleDebate(values, {"a": 5, "b": 2}).changing()
    back = SimpleDebate(
        {t: row[::-1] for t, row in reversed(values.items())}, {"b": 2, "a": 5}
    ).changing()
    assert plain(forth) == plain(back)


# The commands that are printed


@given(problems())
@settings(max_examples=20)
def test_every_setting_puts_the_new_leader_first(case):
    """Whatever the weights are sure of, settled or not: the rounded number does it."""
    debate, rubric = case
    model = setting_of(debate, rubric)
    rows = rows_of(model.problem, debate.shown(["listed"]))
    content = rubric.model_dump(by_alias=True, exclude_unset=True, mode="json")
    for flip in run_changing(model, rows).flips:
        after = compile_problem(debate, apply_settings(content, flip.set, debate))
        here = base_case(after, rows)
        assert after.theories[rows[here.leader]] == flip.new_leader


def test_two_theories_swap_by_the_settings_that_are_named():
    opened = open_debate(None)
    model = prepare(opened, "balanced")
    rows = rows_of(model.problem, model.debate.shown(["listed"]))
    one, other = (model.problem.theories[rows[i]] for i in (3, 8))
    found = run_breakeven(model, rows, one, other)
    assert found
    assert [f.set for f in run_breakeven(model, rows, other, one)] == [f.set for f in found]
    for flip in (found[0], found[-1]):
        after = prepare(opened, "balanced", flip.set).problem
        key = base_case(after, rows).key
        ahead = {one: other, other: one}[flip.new_leader]
        assert key[rows.index(after.row[flip.new_leader])] > key[rows.index(after.row[ahead])]


@pytest.mark.parametrize("rubric", ["balanced", "essay-author", "proponent"])
def test_every_flip_of_the_shipped_data_by_its_setting(rubric):
    opened = open_debate(None)
    model = prepare(opened, rubric)
    rows = rows_of(model.problem, model.debate.shown(["listed"]))
    found = run_changing(model, rows)
    assert {flip.what for flip in found.flips} >= {"weight", "credence", "judgement"}
    for what in {flip.what for flip in found.flips}:
        some = [flip for flip in found.flips if flip.what == what][:3]
        assert [f.distance for f in some] == pytest.approx(sorted(f.distance for f in some))
        for flip in some:
            after = prepare(opened, rubric, flip.set).problem
            assert after.theories[rows[base_case(after, rows).leader]] == flip.new_leader


@pytest.mark.parametrize("earlier", [(), ("directness=40%",), ("weights_sure=order",)])
def test_the_printed_command_changes_the_leader(earlier):
    """A model of the run before it, or weights known by order only, do not spoil it."""
    model = prepare(open_debate(None), "essay-author", earlier)
    found = run_changing(model, rows_of(model.problem, model.debate.shown(["listed"])))
    for flip in (found.least("weight"), found.least("credence")):
        options = [part for one in (*earlier, *flip.set) for part in ("--set", one)]
        done = run("score", "-r", "essay-author", *options, "-f", "json", "--top", "2")
        assert done.code == 0, done.err
        assert json.loads(done.out)["results"][0]["id"] == flip.new_leader != found.leader


# The lead


@given(problems(gates=False))
@settings(max_examples=20)
def test_tornado_bars_are_scores_at_the_ends(case):
    here = whole_base_case(*case)
    leader = here.leader
    assume(len(here.rows) > 1)
    bars = tornado(here, leader, seed=1)
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
    for bar in bars:
        if bar.parameter.kind in ("force", "answer"):
            continue
        for value, lead in ((bar.low, bar.lead_low), (bar.high, bar.lead_high)):
            key = keys_by_hand(here, bar.parameter, value)
            assert lead == pytest.approx(key[leader] - np.delete(key, leader).max(), abs=3e-9)


def test_a_judgement_goes_to_its_percentiles():
    """Uniform from 2 to 6: 2.2 and 5.8, so the lead over 3 goes from -8 to 28."""
    values = {"T1": ({"uniform": [2, 6]},), "T2": (3,)}
    here = SimpleDebate(values, {"a": 1}).base_case()
    (bar,) = tornado(here, 0, seed=0)
    assert (bar.low, bar.high) == (pytest.approx(0.22), pytest.approx(0.58))
    assert (bar.lead_low, bar.lead_high) == (pytest.approx(-8), pytest.approx(28))
