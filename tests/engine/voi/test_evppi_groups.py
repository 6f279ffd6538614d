"""What knowing groups of numbers is worth: learnt from some draws, valued on others."""

import math

import numpy as np
import pytest

from tests import small
from tests.engine.voi.debates import random_problem
from tests.problems import table_problem
from toi.distribution import Distribution
from toi.engine.sampling.input_labels import columns_of, labels_by_kind
from toi.engine.sampling.sampler import RedrawnInputs, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import score
from toi.engine.voi import evppi_groups, evppi_regression
from toi.engine.voi.evppi_groups import evppi_of_groups, knowing_groups
from toi.engine.voi.evppi_regression import evppi_by_regression


def test_groups_of_as_many_inputs_as_may_bend_and_of_one_draw(monkeypatch):
    """A is worth how far two numbers are from their middle, B so much for sure."""
    laws = [[Distribution("uniform", (0.0, 100.0))]] * 2
    problem = table_problem(laws, scale=(0, 100))
    labels = frozenset(one.label for one in problem.judgements)
    inputs = sampled_inputs(problem, 0, 2048)
    columns = columns_of(problem, inputs, labels)
    value = np.stack([np.abs(columns - 0.5).sum(axis=0), np.full(2048, 0.5)])
    for module in (evppi_groups, evppi_regression):
        monkeypatch.setattr(module, "MOST_BENT", 2)
    [found] = evppi_of_groups(problem, inputs, value, [labels])
    assert found == evppi_by_regression(columns, value)
    assert found.points > 4 * found.standard_error
    [none] = evppi_of_groups(problem, sampled_inputs(problem, 0, 1), value[:, :1], [labels])
    assert (none.inputs, none.points) == (0, 0.0)


def test_groups_are_valued_on_what_they_were_learnt_from_where_work_is_cut_short():
    """Told to end after the first block, and then to go on: one block all told."""
    laws = [[Distribution("normal", (50.0, sd))] for sd in (10.0, 20.0)]
    problem = table_problem(laws, scale=(-1e3, 1e3))
    group = frozenset([problem.judgements[1].label])
    answers = iter([False, True])

    def draws():
        return (sampled_inputs(problem, seed, 4096) for seed in range(3))

    found = knowing_groups(problem, [0, 1], [group], draws, lambda done: next(answers))
    assert found.draws == 4096
    per_point = 100 / 2e3
    known = 20 / math.sqrt(2 * math.pi)  # E (x - 50)+ of a normal 50 and 20
    assert found.groups[0].points == pytest.approx(known * per_point, rel=0.1)


def test_draws_are_told_half_when_learnt_from_and_half_when_valued():
    problem = table_problem([[Distribution("normal", (50.0, 10.0))], [50]], scale=(-1e3, 1e3))
    told = []

    def goes_on(done):
        told.append(done)
        return True

    def draws():
        return (sampled_inputs(problem, seed, 64) for seed in range(3))

    assert knowing_groups(problem, [0, 1], [], draws, goes_on).draws == 3 * 64
    assert told == [32, 64, 96, 128, 160, 192]
    cut_short = knowing_groups(problem, [0, 1], [], draws, lambda done: done < 128)
    assert cut_short.draws == 64  # the first that was valued
    told.clear()
    odd = knowing_groups(problem, [0, 1], [], lambda: [sampled_inputs(problem, 0, 63)], goes_on)
    assert (odd.draws, told) == (63, [31, 63])


def test_knowing_what_a_gate_hangs_on_is_worth_what_it_spares():
    """A, uniform on 2 to 10, is out above 8 and then worth no more than B, which is always 5.5."""
    gated = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": {"uniform": [2, 10]}}), small.theory("B", {"c1": 5.5})],
        gates=[{"c1 > 8": "exclude"}],
    )
    inputs = sampled_inputs(gated, 0, 4096)
    label = frozenset([gated.judgements[0].label])
    found = knowing_groups(gated, [0, 1], [label], lambda: iter([inputs]))
    a = score(gated, inputs, [0, 1]).totals[:, 0]
    gained = np.where(a > 80, 0, np.maximum(a - 55, 0)).mean()  # B is chosen without knowing
    assert found.everything.points == pytest.approx(gained, rel=0.02)
    assert found.everything.inputs == 1


def test_groups_are_worth_the_same_half_a_block_at_a_time(monkeypatch):
    """Large groups and small ones, some of which never vary, kept draws or drawn again."""
    problem, n = random_problem(3), BLOCK + 37
    inputs, rows = sampled_inputs(problem, 0, n), range(4)
    value = score(problem, inputs, rows).totals.T
    kinds = labels_by_kind(problem)
    groups = [kinds["arguments"], frozenset(), kinds["judgements"], kinds["weights"]]
    groups += [frozenset(["event/a0"]), frozenset(["event/a1", "event/a2"])]
    groups += [kinds["arguments"] | kinds["judgements"]]  # of which these never vary
    expected = [
        evppi_by_regression(columns_of(problem, inputs, labels), value) for labels in groups
    ]
    assert [one.inputs for one in expected][:2] == [8, 0]
    for most_bent in (24, 3):
        monkeypatch.setattr(evppi_groups, "MOST_BENT", most_bent)
        monkeypatch.setattr(evppi_regression, "MOST_BENT", most_bent)
        monkeypatch.setattr(evppi_regression, "MOST_PAIRED", 3)
        expected = [
            evppi_by_regression(columns_of(problem, inputs, labels), value) for labels in groups
        ]
        for draws in (inputs, RedrawnInputs(problem, 0, n)):
            assert evppi_of_groups(problem, draws, value, groups) == expected
