"""Sobol indices where they are known: one group alone, all worlds, bounds of any debate."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.mixed import mixed_totals
from tests.strategies import problems
from toi.compile.scoring import compile_problem
from toi.distribution import point
from toi.engine.problem import event_label
from toi.engine.sampling.input_labels import labels_by_kind, mixed
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.ranking import best_shares, lead, order_key
from toi.engine.sensitivity.sobol import indices, resample_counts, variances


def fields(inputs):
    return [getattr(inputs, name) for name in inputs.__dataclass_fields__]


def same(one, two):
    return all(np.array_equal(a, b) for a, b in zip(fields(one), fields(two), strict=True))


@settings(max_examples=30)
@given(problems())
def test_the_four_groups_hold_every_input_once(drawn):
    problem = compile_problem(*drawn)
    base, other = (sampled_inputs(problem, seed, 20) for seed in (1, 2))
    groups = list(labels_by_kind(problem).values())
    assert same(mixed(problem, base, other, frozenset().union(*groups)), other)
    assert same(mixed(problem, base, other, frozenset()), base)
    one_by_one = base
    for group in groups:
        one_by_one = mixed(problem, one_by_one, other, group)
    assert same(one_by_one, other)
    assert sum(map(len, groups)) == len(frozenset().union(*groups))


def lively(values):
    """Outputs that are not the same in all but one point in twenty."""
    drawn = values[:2].reshape(-1, values.shape[-1])
    most = [np.unique(column, return_counts=True)[1].max() for column in drawn.T]
    return np.array(most) < 0.95 * len(drawn)


@settings(max_examples=20, derandomize=True)
@given(problems())
def test_indices_of_small_debates_keep_their_bounds(drawn):
    problem = compile_problem(*drawn)
    theories = list(range(len(problem.theories)))
    totals, gated = mixed_totals(problem, theories, list(labels_by_kind(problem).values()), 0, 1024)
    counts = resample_counts(np.random.default_rng(0), 1024, 50)
    first = best_shares(order_key(totals, gated))
    for values in (totals, first):
        found = indices(variances(values[0], values[1], values[2:], counts))
        known = np.isfinite(found.first) & lively(values)
        # A handful of events in a thousand points have errors that resampling cannot see.
        error = 4 * np.hypot(found.first_error, found.total_error)[known] + 0.1
        assert (found.first[known] >= -error).all()
        assert (found.first[known] <= 1 + error).all()
        assert (found.total[known] >= 0).all()
        assert (found.total[known] + error >= found.first[known]).all()
        sums = found.first.sum(axis=0) - 4 * np.sqrt((found.first_error**2).sum(axis=0))
        assert (sums[known.all(axis=0)] <= 1.1).all()


def certain(problem):
    """The problem with every number at its mean and the weights known."""
    inputs = expected_inputs(problem)
    raw = problem.low + (problem.high - problem.low) * inputs.judgements[0]
    cells = zip(problem.judgement_theory, problem.judgement_criterion, strict=True)

    def fixed(quantities, values):
        return tuple(
            replace(q, law=point(float(v))) for q, v in zip(quantities, values, strict=True)
        )

    return replace(
        problem,
        judgements=fixed(problem.judgements, [raw[cell] for cell in cells]),
        answers=fixed(problem.answers, inputs.answer_force[0]),
        forces=fixed(problem.forces, inputs.force[0]),
        weight_law=replace(problem.weight_law, kind="exactly"),
        credence=np.round(problem.credence),
    )


def only(problem, group):
    """The problem in which one group alone is uncertain."""
    kept = {
        "weights": {"weight_law": problem.weight_law},
        "arguments": {"credence": problem.credence},
        "judgements": {"judgements": problem.judgements},
        "forces": {"forces": problem.forces, "answers": problem.answers},
    }
    return replace(certain(problem), **kept[group])


@pytest.mark.parametrize("group", ["weights", "arguments", "judgements", "forces"])
def test_where_one_group_alone_varies_it_carries_all(setting, shown, group):
    problem = only(setting.problem, group)
    groups = labels_by_kind(problem)
    totals, _ = mixed_totals(problem, shown, list(groups.values()), 0, 2000)
    counts = resample_counts(np.random.default_rng(0), 2000, 50)
    found = indices(variances(totals[0], totals[1], totals[2:], counts))
    varies = np.isfinite(found.first[0])
    assert varies.any()
    for g, name in enumerate(groups):
        for values, errors in (
            (found.first, found.first_error),
            (found.total, found.total_error),
        ):
            off = np.abs(values[g, varies] - (name == group))
            assert (off <= 4.5 * errors[g, varies] if name == group else off == 0).all()


def weightiest(problem, theory, n):
    """The arguments whose forces on what is weighed of a theory add up to most."""
    hits = problem.hits_on(theory)
    hits = hits[problem.weights[problem.hit_criterion[hits]] > 0]
    force = expected_inputs(problem).force[0, problem.hit_force[hits]]
    pull = np.bincount(problem.hit_argument[hits], force, len(problem.arguments))
    return np.argsort(-pull, kind="stable")[:n].tolist()


def shares_in_worlds(values, chance, worlds, known):
    """``sum_k Var(E[f_k | the known events]) / sum_k Var(f_k)`` over all worlds."""
    mean = chance @ values
    keys = [tuple(world[known]) for world in worlds]
    found = -(mean**2).sum()
    for key in set(keys):
        here = np.array([k == key for k in keys])
        found += ((chance[here] @ values[here]) ** 2).sum() / chance[here].sum()
    return found / (chance @ values**2 - mean**2).sum()


def test_events_of_a_debate_against_all_its_worlds(setting, shown):
    """Six arguments alone are uncertain; all 64 worlds are worked out."""
    problem = certain(setting.problem)
    inputs = expected_inputs(problem)
    best = shown[int(evaluate(problem, inputs).totals[0, shown].argmax())]
    column = weightiest(problem, best, 6)
    problem.credence[column] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.5]
    worlds = np.array(list(itertools.product([0.0, 1.0], repeat=6)))
    chance = np.prod(np.where(worlds, problem.credence[column], 1 - problem.credence[column]), 1)
    inputs = replace(inputs, sound=problem.credence[None, :])
    sound = np.repeat(inputs.sound, len(worlds), axis=0)
    sound[:, column] = worlds
    scores = evaluate(problem, inputs.repeat(len(sound)).with_(sound=sound)).totals[:, shown]
    groups = [frozenset([event_label(problem.arguments[a])]) for a in column]
    totals, gated = mixed_totals(problem, shown, groups, 0, 20_000)
    counts = resample_counts(np.random.default_rng(0), 20_000, 100)
    for exact, drawn in (
        (scores, totals),
        (best_shares(order_key(scores)), best_shares(order_key(totals, gated))),
    ):
        found = indices(variances(drawn[0], drawn[1], drawn[2:], counts).together())
        for i in range(6):
            others = [j for j in range(6) if j != i]
            first = shares_in_worlds(exact, chance, worlds, [i])
            total = 1 - shares_in_worlds(exact, chance, worlds, others)
            assert abs(found.first[i, 0] - first) <= 4 * found.first_error[i, 0] + 1e-9
            assert abs(found.total[i, 0] - total) <= 4 * found.total_error[i, 0] + 1e-9


def test_who_is_first_shares_ties_and_passes_over_what_is_gated():
    totals = np.array([[3.0, 3.0, 1.0], [1.0, 2.0, 9.0], [1.0, 2.0, 3.0]])
    gated = np.array([[False] * 3, [False, False, True], [True] * 3])
    shares = [[0.5, 0.5, 0], [0, 1, 0], [0, 0, 0]]
    np.testing.assert_allclose(best_shares(order_key(totals, gated)), shares)
    assert lead(totals, 0, [1, 2]).tolist() == [0, -8, -2]
    assert lead(totals, 0, []).tolist() == [0, 0, 0]


def test_neither_another_record_nor_another_group_moves_anybodys_points(setting, shown):
    groups = list(labels_by_kind(setting.problem).values())
    before, _ = mixed_totals(setting.problem, shown, groups, 0, 300)
    after, _ = mixed_totals(setting.problem, shown, [frozenset(), *groups], 0, 300)
    assert (before == after[[0, 1, *range(3, 7)]]).all()
    debate = setting.debate
    fewer = {name: t for name, t in debate.theories.items() if name != "T14"}
    other = compile_problem(replace(debate, theories=fewer), setting.rubric.rubric)
    t9 = [problem.row["T09"] for problem in (setting.problem, other)]
    one, _ = mixed_totals(setting.problem, t9[:1], groups, 0, 300)
    two, _ = mixed_totals(other, t9[1:], list(labels_by_kind(other).values()), 0, 300)
    assert one.tobytes() == two.tobytes()
