"""Flipped scores: the quick way gives what evaluating everything again gives."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from tests.strategies import problems
from toi.compile.scoring import compile_method, compile_problem
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.voi import batches
from toi.engine.voi.incremental import flip_plans, flipped

DRAWS = 150  # pieces of one draw and of two
METHODS = ("additive", "geometric", "minimum", "topsis", "promethee2")


def turned(problem, inputs, rows, argument):
    """Totals and gates with one argument the other way, by flipping it."""
    found, gates = np.empty((2, len(rows), len(inputs.weights)))
    for chunk, draws, (plan,) in flip_plans(problem, inputs, rows, [argument]):
        world = flipped(draws, plan)
        found[:, chunk.draws], gates[:, chunk.draws] = draws.base.totals, draws.base.gated
        found[world.changed, chunk.draws] = world.totals
        gates[world.changed, chunk.draws] = world.gated
    return found, gates


def plainly(problem, inputs, rows, argument):
    """The same by evaluating all draws again with that event overwritten."""
    sound = inputs.sound.copy(order="K")
    sound[:, argument] = 1.0 - sound[:, argument]
    found = score(problem, inputs.with_(sound=sound), rows)
    return found.totals.T, found.gated.T


def assert_same_worlds(problem, rows=None):
    rows = list(range(len(problem.theories))) if rows is None else rows
    inputs = sampled_inputs(problem, 0, DRAWS)
    for argument in range(len(problem.arguments)):
        quick, gates = turned(problem, inputs, rows, argument)
        slow, slow_gates = plainly(problem, inputs, rows, argument)
        # A root of what is 0 but for the last bit is far from 0.
        near = 1e-5 if problem.method.name == "geometric" else 1e-12 * 100
        np.testing.assert_allclose(quick, slow, rtol=0, atol=near)
        np.testing.assert_array_equal(gates, slow_gates)


@given(problems(), st.sampled_from(METHODS))
@settings(max_examples=40, deadline=None)
def test_a_turned_argument_gives_what_evaluating_again_gives(case, method):
    problem = replace(compile_problem(*case), method=compile_method(method))
    assert_same_worlds(problem)


@given(problems(), st.data())
@settings(max_examples=20, deadline=None)
def test_some_of_the_theories_alone(case, data):
    problem = compile_problem(*case)
    some = st.lists(st.sampled_from(range(len(problem.theories))), min_size=1, unique=True)
    assert_same_worlds(problem, sorted(data.draw(some)))


@pytest.mark.parametrize("method", METHODS)
def test_chains_of_conditions_wholes_and_answers(method):
    """A condition on a conditional whole; two effects on one cell; an answer that also hits."""
    values = {"c1": {"uniform": [4, 9]}, "c2": {"uniform": [2, 6]}}
    on = {"share": 0.6, "why": "because"}
    parts = [{"id": "P1", "share": 0.3}, {"id": "P2", "share": 0.7}]
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2", direction="cost")],
        [
            small.theory("P1", values),
            small.theory("P2", values),
            small.theory("X", values),
            small.theory("W", parts=parts, conditional_on={"on": ["X"], **on}),
            small.theory("Y", values, conditional_on={"on": ["W"], **on}),
            small.theory("Z", values, conditional_on={"on": ["X", "Y"], **on}),
        ],
        [
            small.argument(
                "a",
                0.5,
                [(["P1", "X"], "c1", "lowers", 0.4), (["P1"], "c1", "lowers", 1.0)],
            ),
            small.argument("b", 0.5, [(["P1"], "c1", "raises", 0.5)], [("a", 0.7)]),
            small.argument("c", 0.5, [(["P1"], "c1", "lowers", 0.3)], [("b", 0.9)]),
            small.argument("d", 0.5, [(["X", "Z"], "c2", "raises", 0.3)], [("a", 0.2)]),
            small.argument("e", 0.5, [], [("c", 0.5)]),
        ],
        weights={"c1": 3, "c2": 1},
        method=method,
        gates=[{"c2 > 5": "exclude"}],
    )
    assert_same_worlds(problem)


@pytest.mark.parametrize("changes", [{"bears": np.array([[1.0, 1.0], [1.0, 0.0]])}, {}])
def test_of_two_theories_each_has_the_weights_of_what_bears_on_it(changes):
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2")],
        [small.theory("A", {"c1": 8, "c2": 5}), small.theory("B", {"c1": 5, "c2": 8})],
        [small.argument(f"x{n}", 0.5, [([n], "c1", "lowers", 0.5)]) for n in "AB"],
    )
    assert_same_worlds(replace(problem, **changes))


def test_an_argument_that_answers_a_settled_one_changes_nothing():
    values = {"c1": {"uniform": [4, 9]}}
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", values), small.theory("B", values)],
        [
            small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)]),
            small.argument("reply", 0.5, [], [("hit", 0.9)]),
        ],
        credences={"arguments": {"hit": {"settled": 0.5}}},
    )
    inputs = sampled_inputs(problem, 0, DRAWS)
    base = score(problem, inputs, [0, 1]).totals
    reply = problem.arguments.index("reply")
    np.testing.assert_array_equal(turned(problem, inputs, [0, 1], reply)[0], base.T)
    hit = turned(problem, inputs, [0, 1], problem.arguments.index("hit"))[0]
    assert (hit[0] != base.T[0]).all()


def test_probabilities_in_place_of_events_are_refused():
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 5})],
        [small.argument("a", 0.5, [(["A"], "c1", "lowers", 0.5)])],
    )
    with pytest.raises(ValueError, match="0 or 1"):
        next(flip_plans(problem, expected_inputs(problem), [0], [0]))


@pytest.mark.parametrize("n", [1, 5, 127, 128, 8192, 8193, 20000])
def test_pieces_cover_every_draw_once_and_batches_are_alike(n):
    seen = np.zeros(n)
    for chunk in batches.chunks(n):
        seen[chunk.draws] += 1
        assert len(chunk.place) == chunk.size
    assert (seen == 1).all()
    size = batches.counts(n)
    blocks = -(-n // batches.BLOCK)
    assert size.sum() == n
    assert size.max() - size.min() <= blocks


def test_errors_of_means_and_of_functions_of_means():
    rng = np.random.default_rng(3)
    x, y = rng.normal(5, 2, 50_000), rng.normal(2, 1, 50_000)
    size, sums = batches.counts(len(x)), np.zeros((2, batches.BATCHES))
    for chunk in batches.chunks(len(x)):
        chunk.add(sums, np.stack([x, y])[:, chunk.draws])
    mean, error = batches.ratio(sums[0], size)
    assert mean == pytest.approx(x.mean())
    assert error == pytest.approx(2 / len(x) ** 0.5, rel=0.25)
    quotient, error = batches.jackknife(lambda a, b: a / b, size, *sums)
    assert quotient == pytest.approx(x.mean() / y.mean())
    by_hand = ((2 / 2) ** 2 + (5 * 1 / 4) ** 2) ** 0.5 / len(x) ** 0.5  # delta method
    assert error == pytest.approx(by_hand, rel=0.25)


@pytest.mark.parametrize(("direction", "worse"), [("benefit", "lowers"), ("cost", "raises")])
def test_what_a_cell_borrows_of_its_peers_bears_on_what_its_own_arguments_move(direction, worse):
    """Theories examined in part, which are hit themselves, as their peers are."""
    theories = [
        small.theory(
            name,
            {"c1": {"uniform": [3, 7]}},
            scrutiny={"value": examined, "why": "because"},
            peers=["listed"],
        )
        for name, examined in (("A", 0.2), ("B", 0.9), ("C", 0.6))
    ]
    better = "raises" if worse == "lowers" else "lowers"
    arguments = [
        small.argument("a", 0.5, [(["A"], "c1", worse, 0.4)]),
        small.argument("b", 0.5, [(["B"], "c1", worse, 0.5), (["A"], "c1", better, 0.3)]),
        small.argument("c", 0.5, [(["C"], "c1", worse, 0.3)], [("a", 0.7)]),
    ]
    made = small.problem(
        [small.criterion(direction=direction)], theories, arguments, scrutiny="adjusted"
    )
    assert_same_worlds(made)
    assert_same_worlds(made, [0])
