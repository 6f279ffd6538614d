"""Which numbers a score may hang on: every other may be anything, and changes no bit of it."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from tests.strategies import problems
from toi.compile.scoring import compile_method, compile_problem
from toi.engine.problem import WEIGHTS, event_label
from toi.engine.sampling.input_labels import mixed
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.voi.regression.reach import Reach, cut_by_gates, is_linear_in, linear_alone, reach

METHODS = ("additive", "geometric", "topsis")


def labels_in_order(problem):
    """The label of each number, as `rows_of_inputs` lays them out; the weights come last."""
    return [
        *(one.label for one in problem.judgements),
        *(event_label(name) for name in problem.arguments),
        *(one.label for one in (*problem.answers, *problem.forces)),
    ]


@settings(max_examples=60, deadline=None)
@given(problems(), st.sampled_from(METHODS))
def test_what_a_score_does_not_hang_on_may_be_anything(case, method):
    problem = replace(compile_problem(*case), method=compile_method(method))
    labels = labels_in_order(problem)
    rows = range(len(problem.theories))
    own = reach(problem, rows, frozenset([*labels, WEIGHTS]))
    assert own[len(labels) :].all()  # the weights
    some = frozenset(labels[::2])
    np.testing.assert_array_equal(Reach(problem, rows).of(some), reach(problem, rows, some))
    base, other = (sampled_inputs(problem, seed, 16) for seed in (0, 1))
    found = score(problem, base, rows)
    for t in rows:
        idle = frozenset(
            label for label, hangs in zip(labels, own[:, t], strict=False) if not hangs
        )
        swapped = score(problem, mixed(problem, base, other, idle), rows)
        np.testing.assert_array_equal(swapped.totals[:, t], found.totals[:, t])
        np.testing.assert_array_equal(swapped.gated[:, t], found.gated[:, t])


def test_a_score_hangs_on_its_own_cells_and_what_is_said_of_them():
    """B hangs on its judgement, on b and on what replies to b, but not on what hits A alone."""
    made = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": {"uniform": [2, 8]}}), small.theory("B", {"c1": 5})],
        [
            small.argument("a", 0.5, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("b", 0.5, [(["B"], "c1", "lowers", 0.5)]),
            small.argument("re", 0.5, against=[("b", 0.5)], kind="rebuttal"),
        ],
    )
    labels = labels_in_order(made)
    own = reach(made, [1, 0], frozenset(labels))
    of_b = [label for i, label in enumerate(labels) if own[i, 0]]
    assert of_b == ["judgement/B/c1", "event/b", "event/re", "answer/re/b", "force/b/e0"]
    of_a = [label for i, label in enumerate(labels) if own[i, 1]]
    assert of_a == ["judgement/A/c1", "event/a", "force/a/e0"]


def test_no_score_hangs_on_what_is_said_of_a_criterion_without_weight():
    made = small.problem(
        [small.criterion(), small.criterion("c2")],
        [small.theory("A", {"c1": 5, "c2": {"uniform": [2, 8]}})],
        [small.argument("a", 0.5, [(["A"], "c2", "lowers", 0.5)])],
        weights={"c1": 1},
    )
    labels = labels_in_order(made)
    own = reach(made, [0], frozenset(labels))
    assert [label for i, label in enumerate(labels) if own[i, 0]] == ["judgement/A/c1"]


def test_by_a_method_that_compares_theories_each_hangs_on_all():
    made = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": {"uniform": [2, 8]}}), small.theory("B", {"c1": 5})],
        method="topsis",
    )
    assert reach(made, [0, 1], frozenset(labels_in_order(made))).all()


def conditional(**fields):
    """B is conditional on A; C stands alone, and an argument lowers it."""
    wide = {"uniform": [2, 8]}
    hangs = {"on": ["A"], "share": 0.5, "why": "because"}
    return small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [
            small.theory("A", {"c1": wide, "c2": 5}),
            small.theory("B", {"c1": wide, "c2": 5}, conditional_on=hangs),
            small.theory("C", {"c1": wide, "c2": wide}),
        ],
        [small.argument("x", 0.5, [(["C"], "c1", "lowers", 0.5)])],
        **fields,
    )


def test_worth_is_linear_in_what_is_added_up_and_not_multiplied():
    a, b, c, d = (f"judgement/{name}" for name in ("A/c1", "B/c1", "C/c1", "C/c2"))

    def linear(made, *labels):
        return is_linear_in(made, frozenset(labels))

    made = conditional()
    assert linear_alone(made).all()
    assert linear(made, WEIGHTS)
    assert linear(made, c, d)
    assert linear(made, a)
    assert not linear(made, a, b)  # which are multiplied
    assert not linear(made, c, "event/x")
    assert not linear(made, WEIGHTS, c)
    assert not linear(made, "weight/c1")  # what the others are then is not known
    bent = conditional(value_functions={"c2": [[0, 0], [9, 0], [10, 1]]})
    assert linear(bent, c)
    assert not linear(bent, d)
    assert linear(bent, WEIGHTS)
    for other in ({"gates": [{"c1 > 8": "exclude"}]}, {"method": "geometric"}):
        assert not linear(conditional(**other), c)
        assert not linear(conditional(**other), WEIGHTS)


def test_a_gate_cuts_what_it_may_meet_within_a_range():
    """It lies in the range of A, above that of B, and above that of C, which an argument raises."""
    made = small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [
            small.theory("A", {"c1": {"uniform": [2, 8]}, "c2": {"uniform": [2, 8]}}),
            small.theory("B", {"c1": {"uniform": [0, 4]}, "c2": 5}),
            small.theory("C", {"c1": {"uniform": [0, 4]}, "c2": 5}),
        ],
        [small.argument("a", 0.5, [(["C"], "c1", "raises", 0.5)])],
        gates=[{"c1 > 5": "exclude"}],
    )
    cut = {
        one.label for one, is_cut in zip(made.judgements, cut_by_gates(made), strict=True) if is_cut
    }
    assert cut == {"judgement/A/c1", "judgement/C/c1"}
    assert not cut_by_gates(replace(made, gates=())).any()
