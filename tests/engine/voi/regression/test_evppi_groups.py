"""What knowing groups of numbers is worth: learnt from some draws, valued on others."""

import math
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.engine.voi.debates import columns_of, random_problem
from tests.problems import table_problem
from toi.compile.scoring import compile_method
from toi.distribution import Distribution
from toi.engine.sampling.input_labels import labels_by_kind, rows_of_inputs
from toi.engine.sampling.sampler import RedrawnInputs, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import score
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.voi.best import worth
from toi.engine.voi.knowing_groups import knowing_groups
from toi.engine.voi.one_number import knowing_each
from toi.engine.voi.regression import basis, evppi_groups
from toi.engine.voi.regression.basis import MOST_BENT
from toi.engine.voi.regression.evppi_groups import _learn_and_value, evppi_of_groups
from toi.engine.voi.regression.evppi_regression import evppi_by_regression
from toi.engine.voi.regression.reach import reach


def test_groups_of_as_many_inputs_as_may_bend_and_of_one_draw(monkeypatch):
    """A is worth how far its number is from the middle, B so much for sure."""
    laws = [[Distribution("uniform", (0.0, 100.0))]] * 2
    problem = replace(table_problem(laws, scale=(0, 100)), method=compile_method("geometric"))
    labels = frozenset(one.label for one in problem.judgements)
    inputs = sampled_inputs(problem, 0, 2048)
    columns = columns_of(problem, inputs, labels)
    value = np.stack([np.abs(columns[0] - 0.5) * 2, np.full(2048, 0.5)])
    for module in (evppi_groups, basis):
        monkeypatch.setattr(module, "MOST_BENT", 2)
    [found] = evppi_of_groups(problem, inputs, [0, 1], value, [labels])
    own = reach(problem, [0, 1], labels)
    np.testing.assert_array_equal(own, np.eye(2, dtype=bool))
    assert found == evppi_by_regression(columns, value, own)
    assert found.points > 4 * found.standard_error
    one_draw = sampled_inputs(problem, 0, 1)
    [none] = evppi_of_groups(problem, one_draw, [0, 1], value[:, :1], [labels])
    assert (none.inputs, none.points) == (0, 0.0)


def test_groups_are_valued_on_what_they_were_learnt_from_where_work_is_cut_short():
    """Told to end after the first block, and then to go on: one block all told."""
    laws = [[Distribution("normal", (50.0, sd))] for sd in (10.0, 20.0)]
    problem = table_problem(laws, scale=(-1e3, 1e3))
    group = frozenset([problem.judgements[1].label])
    answers = iter([False, True])

    def draws():
        return (sampled_inputs(problem, seed, BLOCK) for seed in range(3))

    found = knowing_groups(problem, [0, 1], [group], draws, 3 * BLOCK, lambda done: next(answers))
    assert found.draws == BLOCK
    per_point = 100 / 2e3
    known = 20 / math.sqrt(2 * math.pi)  # E (x - 50)+ of a normal 50 and 20
    assert found.groups[0].points == pytest.approx(known * per_point, rel=0.1)


def test_draws_are_told_half_when_learnt_from_and_half_when_valued():
    """Where nothing is asked that a regression leads, they are gone through once."""
    problem = table_problem([[Distribution("normal", (50.0, 10.0))], [50]], scale=(-1e3, 1e3))
    told, one = [], [frozenset([problem.judgements[0].label])]

    def goes_on(done):
        told.append(done)
        return True

    def draws():
        return (sampled_inputs(problem, seed, 64) for seed in range(3))

    assert knowing_groups(problem, [0, 1], one, draws, 192, goes_on).draws == 192
    assert told == [32, 64, 96, 128, 160, 192]
    cut_short = knowing_groups(problem, [0, 1], one, draws, 192, lambda done: done < 128)
    assert cut_short.draws == 64  # the first that was valued
    told.clear()
    odd = knowing_groups(
        problem, [0, 1], one, lambda: [sampled_inputs(problem, 0, 63)], 63, goes_on
    )
    assert (odd.draws, told) == (63, [31, 63])
    told.clear()
    assert knowing_groups(problem, [0, 1], [], draws, 192, goes_on).draws == 192
    assert told == [64, 128, 192]


def test_knowing_what_a_gate_hangs_on_is_worth_what_it_spares():
    """A, uniform on 2 to 10, is out above 8 and then worth no more than B, which is always 5.5."""
    gated = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": {"uniform": [2, 10]}}), small.theory("B", {"c1": 5.5})],
        gates=[{"c1 > 8": "exclude"}],
    )
    inputs = sampled_inputs(gated, 0, 4096)
    label = frozenset([gated.judgements[0].label])
    found = knowing_groups(gated, [0, 1], [label], lambda: iter([inputs]), 4096)
    a = score(gated, inputs, [0, 1]).totals[:, 0]
    gained = np.where(a > 80, 0, np.maximum(a - 55, 0)).mean()  # B is chosen without knowing
    assert found.everything.points == pytest.approx(gained, rel=0.02)
    assert found.everything.inputs == 1


def test_what_a_gate_lets_through_seldom_is_worth_what_it_would_bring():
    """A is sure of 75. In 7 draws of 100 no gate excludes B, which then has from 86.5 to 90."""
    theories = [
        small.theory("A", {"c1": 5, "c2": 10}),
        small.theory("B", {"c1": 8, "c2": {"uniform": [0, 10]}}),
        small.theory("C", {"c1": 0, "c2": 9.5}),
    ]
    criteria = [small.criterion("c1"), small.criterion("c2")]
    problem = small.problem(criteria, theories, gates=[{"c2 < 9.3": "exclude"}])
    inputs, rows, label = sampled_inputs(problem, 0, 8192), [0, 1, 2], {"judgement/B/c2"}
    found = score(problem, inputs, rows)
    value = worth(found.totals.T, found.gated.T)
    exact = 0.07 * (88.25 - 75)
    kept = evppi_of_groups(problem, inputs, rows, value, [label])
    asked = knowing_groups(problem, rows, [label], lambda: iter([inputs]), 8192)
    for one in (*kept, *asked.groups):
        assert 0.85 * exact < one.points < exact + 2 * one.standard_error


def test_a_rival_that_varies_much_does_not_blur_where_a_gate_cuts():
    """A of 54 is let through in 6 draws of 10, B of 100 in half; what is excluded is worth 0, as C.

    B is chosen, unless it is known that A is let through. Only through the lowest score might B
    hang on what A's gate does, so that B is not parted as finely as A.
    """
    theories = [
        small.theory("A", {"c1": 5.4, "c2": {"uniform": [0, 10]}}),
        small.theory("B", {"c1": 10, "c2": {"uniform": [2, 10]}}),
        small.theory("C", {"c1": 0, "c2": 0}),
    ]
    criteria, gates = [small.criterion("c1"), small.criterion("c2")], [{"c2 > 6": "exclude"}]
    problem = small.problem(criteria, theories, gates=gates, weights={"c1": 1})
    rows, label, kept, asked = range(3), frozenset(["judgement/A/c2"]), [], []
    for seed in range(8):
        inputs = sampled_inputs(problem, seed, 8192)
        found = score(problem, inputs, rows)
        value = worth(found.totals.T, found.gated.T)
        kept += evppi_of_groups(problem, inputs, rows, value, [label])
        asked += knowing_groups(problem, rows, [label], lambda: [inputs], 8192).groups  # noqa: B023
    for told in (kept, asked):
        points = np.mean([one.points for one in told])
        assert 0.85 * 0.6 * (54 - 50) < points < 0.6 * (54 - 50) + 0.3


def test_groups_are_worth_the_same_half_a_block_at_a_time(monkeypatch):
    """Large groups and small ones, some of which never vary, kept draws or drawn again."""
    problem, n = random_problem(3), BLOCK + 37
    inputs, rows = sampled_inputs(problem, 0, n), range(4)
    value = score(problem, inputs, rows).totals.T
    kinds = labels_by_kind(problem)
    groups = [kinds["arguments"], frozenset(), kinds["judgements"], kinds["weights"]]
    groups += [frozenset(["event/a0"]), frozenset(["event/a1", "event/a2"])]
    groups += [kinds["arguments"] | kinds["judgements"]]  # of which these never vary
    expected = [by_regression(problem, inputs, labels, value) for labels in groups]
    assert [one.inputs for one in expected][:2] == [8, 0]
    for most_bent in (24, 3):
        monkeypatch.setattr(evppi_groups, "MOST_BENT", most_bent)
        monkeypatch.setattr(basis, "MOST_BENT", most_bent)
        monkeypatch.setattr(basis, "MOST_PAIRED", 3)
        expected = [by_regression(problem, inputs, labels, value) for labels in groups]
        for draws in (inputs, RedrawnInputs(problem, 0, n)):
            assert evppi_of_groups(problem, draws, rows, value, groups) == expected


def by_regression(problem, inputs, labels, value):
    """What knowing the labelled numbers is worth, from all draws at once."""
    columns = rows_of_inputs(problem, inputs, labels)
    own = reach(problem, range(len(value)), labels)
    return evppi_by_regression(columns, value, own)


def many_theories(theories=40, criteria=12):
    """Theories that judgements alone decide: uniform, of like means."""
    laws = [[Distribution("uniform", (0.0, 100.0))] * criteria] * theories
    return table_problem(laws, sure="exactly", scale=(0, 100))


def test_knowing_all_that_varies_is_worth_what_knowing_everything_is():
    """A score hangs on its own 12 numbers of 480: the other 468 must not blur what they say."""
    problem = many_theories()
    labels = labels_by_kind(problem)["judgements"]
    inputs = sampled_inputs(problem, 0, 2048)
    found = knowing_groups(problem, range(40), [labels], lambda: iter([inputs]), 2048)
    assert found.groups[0].inputs == 480
    assert found.everything.points > 10.0
    assert found.groups[0].points == pytest.approx(found.everything.points, rel=1e-6)


def test_groups_are_worth_the_same_however_many_are_learnt_about_at_a_time(monkeypatch):
    problem = many_theories()
    inputs, rows = sampled_inputs(problem, 0, 1024), range(40)
    value = score(problem, inputs, rows).totals.T
    every = sorted(labels_by_kind(problem)["judgements"])
    groups = [frozenset(every[:100]), frozenset(every[300:]), frozenset(every)]
    together = evppi_of_groups(problem, inputs, rows, value, groups)
    assert all(one.inputs > MOST_BENT for one in together)
    learnt = []
    for room, times in ((0, [1, 1, 1]), (20, [2, 1]), (100, [3])):
        learnt.clear()
        monkeypatch.setattr(evppi_groups, "TABLES", room)
        monkeypatch.setattr(
            evppi_groups,
            "_learn_and_value",
            lambda *a: learnt.append(len(a[2])) or _learn_and_value(*a),
        )
        assert evppi_of_groups(problem, inputs, rows, value, groups) == together
        assert learnt == times


def test_what_is_learnt_takes_little_memory():
    """4,800 numbers, of which 12 bear on each theory: a table of all pairs would take 176 MiB."""
    problem = many_theories(400)
    labels = labels_by_kind(problem)["judgements"]
    inputs, rows = RedrawnInputs(problem, 0, 600), range(400)
    value = score(problem, inputs.at(slice(0, 600)), rows).totals.T
    tracemalloc.start()
    try:
        [found] = evppi_of_groups(problem, inputs, rows, value, [labels])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.inputs == 4800
    assert peak < 80 * 2**20


def test_who_is_last_counts_for_what_a_gate_excludes():
    """A is often out, and then worth no more than C, who never leads: to know C is worth some."""
    problem = small.problem(
        [small.criterion()],
        [
            small.theory("A", {"c1": {"uniform": [2, 9]}}),
            small.theory("B", {"c1": 3}),
            small.theory("C", {"c1": {"uniform": [0, 2.9]}}),
        ],
        gates=[{"c1 > 5": "exclude"}],
    )
    inputs = sampled_inputs(problem, 0, 8192)
    label = frozenset([problem.judgements[2].label])
    found = score(problem, inputs, range(3))
    value = worth(found.totals.T, found.gated.T)
    known = knowing_groups(problem, range(3), [label], lambda: iter([inputs]), 8192).groups[0]
    [same] = evppi_of_groups(problem, inputs, range(3), value, [label])
    assert same.points == pytest.approx(known.points, abs=1e-9)
    whole = evppi_by_regression(rows_of_inputs(problem, inputs, label), value)
    assert known == whole


def test_what_varies_only_after_the_first_draws_is_an_input():
    """A blow that is sound in one draw of 400: in the first 256 it never is."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 6}), small.theory("B", {"c1": 5})],
        [small.argument("a", 0.0025, [(["A"], "c1", "lowers", 0.5)])],
    )
    inputs, rows = sampled_inputs(problem, 0, 4096), range(2)
    assert not inputs.sound[:256].any()
    assert inputs.sound.any()
    value, label = score(problem, inputs, rows).totals.T, frozenset(["event/a"])
    [found] = evppi_of_groups(problem, inputs, rows, value, [label])
    assert found.inputs == 1

    def draws():
        return (inputs.at(slice(start, start + 256)) for start in range(0, 4096, 256))

    assert knowing_groups(problem, rows, [label], draws, 4096).groups[0].inputs == 1


def chunked(inputs, size=256):
    """The same draws, so many at a time."""
    return lambda: (inputs.at(slice(a, a + size)) for a in range(0, inputs.draws, size))


def test_where_worth_bends_is_told_by_few_draws_as_by_many():
    """A gate cuts A off above 8, B is 55: bends at quartiles of 256 draws, or of all."""
    problem = small.problem(
        [small.criterion()],
        [
            small.theory("A", {"c1": {"uniform": [2, 10]}}),
            small.theory("B", {"c1": 5.5}),
            small.theory("C", {"c1": {"uniform": [0, 1]}}),
        ],
        gates=[{"c1 > 8": "exclude"}],
    )
    inputs, rows = sampled_inputs(problem, 0, 8192), range(3)
    label = frozenset([problem.judgements[0].label])
    [few] = knowing_groups(problem, rows, [label], chunked(inputs), 8192).groups
    [all_told] = knowing_groups(problem, rows, [label], lambda: [inputs], 8192).groups
    assert few.points > 20 * few.standard_error
    assert few.points == pytest.approx(all_told.points, abs=2 * few.standard_error)


def test_a_number_is_worth_what_it_changes_with_all_else_uncertain():
    """x, as likely sound as not, halves B's cell twice: B is .625 b on average, A 3.75.

    At a credence of a half, which is no world, B would be .5625 b, behind A at b's mean of 6.
    """
    twice = [(["B"], "c1", "lowers", 0.5), (["B"], "c1", "lowers", 0.5)]
    theories = [small.theory("A", {"c1": 3.75}), small.theory("B", {"c1": {"uniform": [4, 8]}})]
    problem = small.problem([small.criterion()], theories, [small.argument("x", 0.5, twice)])
    inputs, rows = sampled_inputs(problem, 0, 2 * BLOCK), range(2)
    value = score(problem, inputs, rows).totals.T
    label = frozenset([problem.judgements[1].label])
    [found] = evppi_of_groups(problem, inputs, rows, value, [label])
    assert found.points == pytest.approx(10 * 0.625 * 0.5, abs=3 * found.standard_error)
    assert found.standard_error < 0.3
    known = {one.parameter.kind: one for one in knowing_each(base_case(problem, rows), 0, 10)}
    assert known["judgement"].points < 1.5  # all else at its mean


def test_the_choice_without_is_the_best_by_the_mean_of_the_draws_and_no_other():
    """A, uniform, is level with B, which is sure: either may be ahead in one half of the draws."""
    problem = table_problem([[Distribution("uniform", (0.0, 100.0))], [50]], scale=(0, 100))
    inputs = sampled_inputs(problem, 0, 4096)
    label = frozenset([problem.judgements[0].label])
    found = knowing_groups(problem, range(2), [label], lambda: iter([inputs]), 4096)
    mean = score(problem, inputs, range(2)).totals.mean(axis=0)
    assert found.best == mean.argmax()
    assert found.groups[0].instead == 1 - found.best
