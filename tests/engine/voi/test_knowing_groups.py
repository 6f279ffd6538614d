"""One figure for one question: by name a group is worth what the list of cruxes says of it."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.engine.voi.debates import random_problem
from tests.problems import table_problem
from toi.compile.scoring import compile_method
from toi.distribution import Distribution
from toi.engine.problem import WEIGHTS, event_label
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import score
from toi.engine.voi.evppi import ArgumentEffects
from toi.engine.voi.knowing_groups import FEW, knowing_groups
from toi.engine.voi.regression.evppi_groups import evppi_of_groups

DRAWS = 2 * BLOCK + 1000


def gated(seed):
    """Theories of which an argument may lift one over a gate, or push it out."""
    made = random_problem(seed)
    criterion = made.criteria.index("c1")
    [gate] = small.problem(
        [small.criterion("c1")], [small.theory("A", {"c1": 5})], gates=[{"c1 < 3": "exclude"}]
    ).gates
    return replace(made, gates=(replace(gate, criterion=criterion),))


def known(problem, labels, size, draws=DRAWS):
    """What groups are worth over draws that come so many at a time."""
    inputs = sampled_inputs(problem, 0, draws)

    def some_at_a_time():
        return (inputs.at(slice(i, min(i + size, draws))) for i in range(0, draws, size))

    return knowing_groups(problem, range(len(problem.theories)), labels, some_at_a_time, draws)


@pytest.mark.parametrize("size", [DRAWS, BLOCK, 256])
@pytest.mark.parametrize("kind", ["sums", "gates", "topsis"])
def test_an_argument_is_worth_the_same_by_name_as_in_the_list(kind, size):
    problem = gated(10) if kind == "gates" else random_problem(10)
    if kind == "topsis":
        problem = replace(problem, method=compile_method("topsis"))
    n, inputs = len(problem.arguments), sampled_inputs(problem, 0, DRAWS)
    effects = ArgumentEffects(problem, inputs, range(4), range(n)).evppi()
    assert (effects.value > 2 * effects.standard_error).sum() >= 2
    labels = [frozenset([event_label(name)]) for name in problem.arguments]
    for which in (labels, labels[2:3], [labels[2], frozenset().union(*labels)]):
        for label, one in zip(which, known(problem, which, size).groups, strict=True):
            if label in labels:
                a = labels.index(label)
                assert one.points == pytest.approx(effects.value[a], abs=1e-9)
                assert one.standard_error == pytest.approx(effects.standard_error[a], abs=1e-9)


def test_what_is_chosen_once_an_argument_is_known_is_counted_by_its_credence():
    """A of 70 is chosen, unless a blow of half, believed to three in ten, is sound: then B.

    Believed to nine in ten, B is chosen, unless it is not.
    """
    theories = [small.theory(name, {"c1": at}) for name, at in (("A", 7), ("B", 5), ("C", 1))]
    blow = small.argument("blow", 0.3, [(["A"], "c1", "lowers", 0.5)])
    problem = small.problem([small.criterion()], theories, [blow])
    [one] = known(problem, [{"event/blow"}], BLOCK).groups
    assert one.points == pytest.approx(0.3 * (50 - 35), abs=1e-9)
    assert (one.inputs, one.instead) == (1, 1)
    assert one.changed == pytest.approx(0.3)
    blow = small.argument("blow", 0.9, [(["A"], "c1", "lowers", 0.5)])
    problem = small.problem([small.criterion()], theories, [blow])
    [one] = known(problem, [{"event/blow"}], BLOCK).groups
    assert one.points == pytest.approx(0.1 * (70 - 50), abs=1e-9)
    assert (one.instead, one.changed) == (0, pytest.approx(0.1))


def test_of_few_numbers_the_arguments_are_known_by_themselves_too():
    problem = random_problem(10)
    labels = [event_label(name) for name in problem.arguments]
    found = known(problem, [frozenset([labels[0], labels[3]])], BLOCK)
    assert sorted(found.arguments) == [0, 3]
    [alone] = known(problem, [frozenset([labels[3]])], BLOCK).groups
    assert found.arguments[3].points == pytest.approx(alone.points, abs=1e-9)


def test_an_argument_is_known_by_itself_beside_judgements_too():
    problem = random_problem(10)
    judged, label = problem.judgements[0].label, event_label(problem.arguments[2])
    found = known(problem, [frozenset([judged, label])], BLOCK).arguments
    [alone] = known(problem, [frozenset([label])], BLOCK).groups
    assert list(found) == [2]
    assert found[2].points == pytest.approx(alone.points, abs=1e-9)


def test_draws_broken_off_within_the_first_half_of_a_block_tell_no_worth():
    """A choice learnt on one half is valued on the other, of which there is none yet."""
    problem = random_problem(10)
    inputs = sampled_inputs(problem, 0, DRAWS)
    label = frozenset([event_label(problem.arguments[2])])

    def beginning():
        yield inputs.at(slice(0, 256))

    groups = range(len(problem.theories)), [label], beginning, DRAWS
    [one] = knowing_groups(problem, *groups, lambda _: False).groups
    assert (one.inputs, one.points, one.changed, one.instead) == (1, 0.0, 0.0, None)
    assert np.isnan(one.standard_error)


@pytest.mark.parametrize(("n", "each"), [(FEW, FEW), (FEW + 1, 0)])
def test_of_many_numbers_no_argument_is_known_by_itself(n, each):
    theories = [small.theory(name, {"c1": at}) for name, at in (("A", 7), ("B", 5))]
    many = [small.argument(f"a{i}", 0.5, [(["A"], "c1", "lowers", 0.1)]) for i in range(n)]
    problem = small.problem([small.criterion()], theories, many)
    group = frozenset(event_label(name) for name in problem.arguments)
    assert len(known(problem, [group], 256, draws=256).arguments) == each


@pytest.mark.parametrize("size", [DRAWS, BLOCK, 256])
def test_numbers_are_worth_the_same_however_many_draws_come_at_a_time(size):
    laws = [
        [Distribution("uniform", (40.0, 99.0)), 20],
        [30, Distribution("uniform", (40.0, 99.0))],
    ]
    problem = table_problem(laws, sure="unknown", scale=(0, 100))
    labels = [frozenset([WEIGHTS]), *(frozenset([one.label]) for one in problem.judgements[:1])]
    inputs = sampled_inputs(problem, 0, DRAWS)
    value = score(problem, inputs, range(2)).totals.T
    listed = evppi_of_groups(problem, inputs, range(2), value, labels)
    found = known(problem, labels, size)
    for one, other in zip(found.groups, listed, strict=True):
        assert one.points > 4 * one.standard_error
        assert one.points == pytest.approx(other.points, abs=1e-9)
        assert one.standard_error == pytest.approx(other.standard_error, abs=1e-9)
    halves = np.arange(DRAWS) % BLOCK < BLOCK // 2
    halves[2 * BLOCK :] = np.arange(1000) < 500
    gains, others = [], []
    for by, to in ((halves, ~halves), (~halves, halves)):
        chosen = value[:, by].mean(axis=1).argmax()
        gains.append((value[:, to].max(axis=0) - value[chosen, to]).mean())
        others.append((value[:, to].argmax(axis=0) != chosen).sum())
    assert found.everything.points == pytest.approx(np.mean(gains), abs=1e-9)
    assert found.everything.changed == pytest.approx(sum(others) / DRAWS)
    assert found.everything.instead == 1 - found.best
