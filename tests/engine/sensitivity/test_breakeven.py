"""Where the order flips, against brute force and in closed form."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests import small
from tests.engine.sensitivity.helpers import (
    SimpleDebate,
    every_parameter,
    is_behind,
    keys_by_hand,
    linear_parameters,
    whole_base_case,
)
from tests.strategies import problems
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
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
from toi.records.argument import Argument
from toi.records.credences import Credences
from toi.records.debate import Debate

GRID = 240


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
    """`by` lowers the very cell that it saves from `to`: the score is a parabola in it.

    So it is in `far`, which answers `by`.
    """
    words = {"kind": "critique", "gist": "g", "speaker": "post"}
    credence = {"value": 0.5, "basis": "stated", "why": "said"}
    effect = {"on": ["T1"], "criterion": "a", "lowers": 0.5, "basis": "stated", "why": "said"}
    against = {"force": 0.8, "basis": "stated", "why": "said"}
    does = {
        "by": {"effects": [effect], "against": [{"argument": "to", **against}]},
        "far": {"against": [{"argument": "by", **against}]},
        "to": {"effects": [effect]},
    }
    arguments = {
        name: Argument.model_validate(
            {**words, "id": name, "title": name, "credence": credence, **fields}
        )
        for name, fields in does.items()
    }
    simple = SimpleDebate({"T1": (8,), "T2": (5,)}, {"a": 1})
    debate = Debate(simple.debate.criteria, simple.debate.theories, arguments)
    here = whole_base_case(debate, simple.rubric)
    assert linear_in(here, credence_parameters(here)).tolist() == [False, False, True]
    settled = simple.rubric.model_copy(
        update={"credences": Credences.model_validate({"default": {"settled": 0.5}})}
    )
    here = whole_base_case(debate, settled)
    assert linear_in(here, credence_parameters(here)).tolist() == [True, True, True]


def test_an_argument_with_two_effects_on_a_cell_is_bent():
    """The score is 80, 48 and 24 at credences of 0, .5 and 1."""
    twice = [(["A"], "c1", "lowers", 0.4), (["A"], "c1", "lowers", 0.5)]
    said = [small.argument("once", 0.5, twice[:1]), small.argument("twice", 0.5, twice)]
    cells = [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 5})]
    here = base_case(small.problem([small.criterion()], cells, said), [0, 1])
    assert linear_in(here, credence_parameters(here)).tolist() == [True, False]
    said[1] = small.argument("other", 0.5, twice[:1])
    alone = base_case(small.problem([small.criterion()], cells[:1], said), [0])
    assert linear_in(alone, credence_parameters(alone)).tolist() == [True, True]


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
