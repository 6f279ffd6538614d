"""Bounds of what one number is worth: never below it, and near it where a pencil can say so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.engine.voi.test_one_number import known_plainly
from tests.small import argument, criterion, problem, theory
from tests.strategies import problems
from toi.compile.scoring import compile_method, compile_problem
from toi.engine.sensitivity.one_at_a_time import (
    base_case,
    credence_parameter,
    judgement_parameter,
)
from toi.engine.voi import one_number
from toi.engine.voi.one_number import knowing_each
from toi.engine.voi.one_number_bounds import most_worth
from toi.records.theory import Theory

ALL = 10**4  # numbers, more than there are
ANY = problems()
# Where bounds are known, with all else that there is: lines, answers, costs, value functions.
PLAIN = problems(conditions=False, parts=False, gates=False, scrutiny=False)


def bounds(base, leader=None):
    """What each credence and judgement is worth at most, by its parameter."""
    made = base.problem
    arguments, judgements = (np.arange(len(some)) for some in (made.arguments, made.judgements))
    leader = base.leader if leader is None else leader
    found = most_worth(base, leader, arguments, judgements).tolist()
    parameters = [credence_parameter(base, a) for a in arguments.tolist()]
    parameters += [judgement_parameter(base, i) for i in judgements.tolist()]
    return dict(zip(parameters, found, strict=True))


@given(st.one_of(PLAIN, PLAIN, PLAIN, ANY))
@settings(max_examples=25)
def test_no_number_is_worth_more_than_its_bound(case):
    made = compile_problem(*case)
    base = base_case(made, range(len(made.theories)))
    assume(base.leader is not None)
    most = bounds(base)
    for parameter, points in known_plainly(base).items():
        assert points <= most[parameter]
        assert most[parameter] > 0 or points == 0


@given(ANY, st.sampled_from(["additive", "additive", "topsis"]), st.integers(1, 5))
@settings(max_examples=20)
def test_the_first_few_are_the_first_of_all(case, method, most):
    made = replace(compile_problem(*case), method=compile_method(method))
    base = base_case(made, range(len(made.theories)))
    assume(base.leader is not None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_number, "FIRST", 1)  # one number at first, then two, then four
        few = knowing_each(base, base.leader, most)
    assert few == knowing_each(base, base.leader, ALL)[:most]


def by_name(base):
    """The bounds of arguments by their names, and of judgements by theirs."""
    made, found = base.problem, {}
    for one, points in bounds(base).items():
        if one.kind == "credence":
            found[made.arguments[one.index]] = points
        else:
            found[made.theories[made.judgement_theory[one.index]]] = points
    return found


def test_bounds_by_hand():
    """A is at 68 after `down`, and B at 67.625: at 65, of whose 35 to the top `up` takes .075.

    At most A moves by 24 with `down`, as a cell of 80 does, and B by 20 with `up`, by an eighth of
    that with `answer`, and by .925 of what its judgement moves.
    """
    cells = [theory("A", {"c1": 8}), theory("B", {"c1": {"uniform": [5, 8]}})]
    said = [
        argument("down", 0.5, [(["A"], "c1", "lowers", 0.3)]),
        argument("up", 0.25, [(["B"], "c1", "raises", 0.4)]),
        argument("answer", 0.5, against=[("up", 0.5)]),
    ]
    base = base_case(problem([criterion()], cells, said), range(2))
    behind = 68 - 67.625
    by_hand = {
        "A": 0,
        "B": 15 * 0.925 - behind,
        "down": 0.5 * 24 - behind,
        "up": 0.25 * (0.75 * 20 - behind) + 0.75 * (0.25 * 20 - behind),
        "answer": 0.5 * 2.5 - behind,
    }
    assert by_name(base) == pytest.approx(by_hand, abs=1e-5)


def test_bounds_of_a_number_that_moves_the_leader_too_by_hand():
    """On a scale from 2 to 12, L is at 72 after `both`, and C, the first to be looked at, at 64.

    `both` moves L by 16 at most, as a cell of 80 does, and C by 10, with half of its force; C is
    moved by 27 at most by its judgement, which reaches 30 above its mean, times .9.
    """
    cells = [theory("C", {"c1": {"uniform": [5, 11]}}), theory("L", {"c1": 10})]
    both = [(["L"], "c1", "lowers", 0.2), (["C"], "c1", "raises", 0.4)]
    made = problem([criterion(scale=[2, 12])], cells, [argument("both", 0.5, both)])
    shares = np.where(made.hit_raises, 0.5, 1.0)
    base = base_case(replace(made, hit_share=shares), range(2))
    by_hand = {"C": 27 - 8, "L": 0, "both": 0.5 * (16 + 10) - 8}
    found = by_name(base)
    assert found == pytest.approx(by_hand, abs=1e-5)
    # Never below by rounding, which could leave out a number that is worth as much.
    assert all(found[name] > points for name, points in by_hand.items() if points)


DOUBT = argument("doubt", 0.5, [(["A"], "c1", "lowers", 0.1)])
TWO = [theory("A", {"c1": 8}), theory("B", {"c1": {"uniform": [3, 7]}})]


@pytest.mark.parametrize("fields", [{"method": "topsis"}, {"gates": [{"c1 < 1": "exclude"}]}])
def test_no_bound_is_known(fields):
    base = base_case(problem([criterion()], TWO, [DOUBT], **fields), range(2))
    assert set(bounds(base).values()) == {np.inf}


def test_no_bound_is_known_of_a_whole_nor_where_another_is_chosen():
    whole = theory("W", parts=[{"id": "A", "share": 0.5}, {"id": "B", "share": 0.5}])
    base = base_case(problem([criterion()], [*TWO, whole], [DOUBT]), range(3))
    assert set(bounds(base).values()) == {np.inf}
    base = base_case(problem([criterion()], TWO, [DOUBT]), range(2))
    assert set(bounds(base, 1).values()) == {np.inf}


def test_who_borrows_from_peers_may_gain_more_by_an_argument():
    half = {"value": 0.5, "why": "because"}
    cells = [TWO[0], theory("B", {"c1": 7}, scrutiny=half, peers=["listed"])]
    base = base_case(problem([criterion()], cells, [DOUBT], scrutiny="adjusted"), range(2))
    assert by_name(base) == {"doubt": np.inf, "A": 0, "B": 0}


def test_a_range_without_end_on_a_criterion_without_weight():
    """Nothing is known of B on c1, without clip; on c2, which does not bear on B, it is as open."""
    endless = {"normal": [5, 1]}
    judged = {c: {"value": endless, "basis": "inferred", "why": "because"} for c in ("c1", "c2")}
    judged["c2"]["bears"] = False
    words = {"title": "B", "short": "B", "claim": "claim", "case": "case", "kinds": ["listed"]}
    b = Theory.model_validate({"id": "B", **words, "judgements": judged})
    criteria = [criterion("c1", clip=False), criterion("c2", clip=False)]
    cells = [theory("A", {"c1": 8, "c2": 8}), b]
    base = base_case(problem(criteria, cells, not_bearing="left-out"), range(2))
    assert [points for one, points in bounds(base).items() if one.now == 0.5] == [np.inf, 0]
    assert len(knowing_each(base, base.leader, 1)) == 1


def test_what_may_be_worth_more_than_the_first_few_is_worked_out(monkeypatch):
    """Worth 3, 3.5 and 1, of at most 5, 3.9 and 1: the first that is tried is not the first."""
    judged = {"c1": {"uniform": [3, 7]}}
    cells = [theory("A", {"c1": 8}), *(theory(name, judged) for name in "BCD")]
    base = base_case(problem([criterion()], cells), range(4))
    points, tried = {1: 3.0, 2: 3.5, 3: 1.0}, []

    def work_out(base, leader, parameters):
        tried.append([one.index for one in parameters])
        return np.array([points[one.index] for one in parameters])

    monkeypatch.setattr(one_number, "FIRST", 1)
    monkeypatch.setattr(one_number, "_worked_out", work_out)
    monkeypatch.setattr(one_number, "most_worth", lambda *_: np.array([5.0, 3.9, 1.0]))
    [first] = knowing_each(base, base.leader, 1)
    assert (first.parameter.index, first.points) == (2, 3.5)
    assert tried == [[1], [2]]
