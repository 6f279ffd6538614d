"""Values of lines, drawn a few lines at a time: those of all at once, in less memory."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.portfolio.scenarios.bootstrap import resamples
from toi.engine.portfolio.scenarios.line_values import LineValues, drawn_values
from toi.engine.sampling.quantile_tables import forget_tables
from toi.engine.sampling.quantiles import beta_table
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum

CRITERIA = [small.criterion(f"c{i}", direction="cost" if i == 1 else "benefit") for i in range(3)]


def problem(lines):
    """Lines of which one hangs on another, pulled by arguments that act on several."""
    names = [f"T{i:03}" for i in range(lines)]
    ranges = [{"pert": [1 + i % 3, 4, 9]} for i in range(lines)]
    theories = [
        small.theory(name, {one.id: value for one in CRITERIA})
        for name, value in zip(names, ranges, strict=True)
    ]
    on = {"on": ["T001"], "share": 0.5, "why": "because"}
    theories[0] = small.theory("T000", {one.id: 5 for one in CRITERIA}, conditional_on=on)
    arguments = [
        small.argument(f"x{i}", 0.5, [(names[i::4], f"c{i % 3}", "lowers", 0.5)]) for i in range(4)
    ]
    return small.problem(CRITERIA, theories, arguments)


@pytest.mark.parametrize("fit", [1, 3, 100])
def test_few_lines_at_a_time_have_the_values_of_all_at_once(fit):
    made, draws = problem(12), 64
    room = 8 * draws * len(CRITERIA) * fit
    rows = np.array([5, 0, 7, 1, 9, 10, 11])
    found = np.full((draws, len(rows), len(CRITERIA)), np.nan)
    for places, some in drawn_values(made, rows, 0, draws, room):
        found[:, places] = some.values
    inputs = sampled_inputs(made, 0, draws)
    np.testing.assert_array_equal(found, evaluate(made, inputs).values[:, rows])


@pytest.mark.parametrize("method", [Additive(), Geometric(), Minimum()], ids=lambda one: one.name)
def test_the_mean_worth_is_the_mean_of_the_worth(method):
    made, rows = replace(problem(6), method=method), np.arange(6)
    weights = np.random.default_rng(0).dirichlet(np.ones(len(CRITERIA)), size=4)
    again = resamples(0, 128, weights, len(rows))
    for places, some in drawn_values(made, rows, 0, 128):
        gated = some.gated.copy()
        gated[::3, 2] = True
        stopped = LineValues(some.problem, some.rows, some.values, gated)
        again.take_in(places, stopped)
        for chances, own, mean in zip(again.chances, weights, again.worth, strict=True):
            assert chances @ stopped.worth(own) == pytest.approx(mean[places], abs=1e-9)
        none = resamples(0, 128, weights[:0], len(rows))  # as several rubrics ask for
        none.take_in(places, stopped)
        assert none.worth.shape == (0, 6)


@pytest.mark.parametrize(("fit", "sizes"), [(10, [10]), (9, [5, 5]), (4, [4, 4, 2]), (1, [1] * 10)])
def test_no_more_lines_at_a_time_than_there_is_room_for_and_about_as_many_each(fit, sizes):
    """Of those that hang on no other; else there are more groups than need be, or too large."""
    draws, lines = 64, np.arange(2, 12)
    room = 8 * draws * len(CRITERIA) * fit
    found = [places.tolist() for places, _ in drawn_values(problem(12), lines, 0, draws, room)]
    assert [len(places) for places in found] == sizes
    assert [place for places in found for place in places] == list(range(10))


def test_the_values_of_many_lines_are_never_all_in_memory():
    made, draws, lines = problem(240), 1024, np.arange(240)
    whole = 8 * draws * len(lines) * len(CRITERIA)
    tracemalloc.start()
    for _, some in drawn_values(made, lines, 0, draws, whole // 16):
        del some
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < whole  # which is what the values alone take, and their draws as much again


def test_tables_of_many_lines_are_let_go_and_those_of_few_are_kept():
    made, lines = problem(24), np.arange(24)
    for room, kept in ((2**30, True), (1, False)):
        forget_tables()
        assert sum(len(places) for places, _ in drawn_values(made, lines, 0, 256, room)) == 24
        assert (beta_table.cache_info().currsize > 0) == kept
