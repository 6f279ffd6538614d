"""Chances of ranks over draws (SMAA-2), and how far weights may go."""

import itertools
from dataclasses import replace
from functools import partial

import numpy as np

from tests.engine.sensitivity.helpers import SimpleDebate, weight_stability
from tests.problems import table_problem
from tests.published.register import held_against
from tests.published.scores import ranking, scores
from toi.distribution import Distribution
from toi.engine.sampling.streams import BLOCK
from toi.engine.sensitivity.weight_stability import critical_weights as critical_of
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.simulate import drawn_blocks, simulate

smaa = partial(held_against, subject="Chances of ranks (SMAA-2)")
flips = partial(held_against, subject="Weights at which ranks change")


@smaa(
    "drugis.org MCDA, its test of SMAA with ordinal weights (10,000 draws): a treatment against "
    "control, rank acceptabilities and central weights",
    method="rank acceptability, central weights",
    within=0.005,
    why="10,000 draws there, 163,840 here",
)
def treatment():
    """Severe toxicity before survival before moderate toxicity; control leads in all draws."""
    survival, severe, moderate = [0.75, 0.25], [0.6 / 0.8, 0.2 / 0.8], [0.35 / 0.4, 0.05 / 0.4]
    rows = list(zip(survival, severe, moderate, strict=True))
    problem = table_problem(rows, [2, 3, 1], "order", costs=[1, 2], scale=(0.0, 1.0))
    found = simulate(problem, [0, 1], drawn_blocks(problem, 0, 20 * BLOCK))
    ours = np.concatenate([found.acceptability.ravel(), found.central_weights[1]])
    return ours, [0, 1, 1, 0, 0.2793379184, 0.6085854056, 0.112076676]


@smaa(
    "closed form: with two criteria and fixed judgements ranks are lengths between crossings",
    method="rank acceptability, central weights",
    within=0.01,
    why="40,960 draws",
)
def two_criteria():
    rows = np.array([[9.0, 1.0], [7.0, 6.0], [2.0, 9.0], [6.0, 5.0]])
    cuts = {0.0, 1.0}
    for (a, b), (c, d) in itertools.combinations(rows.tolist(), 2):
        steeper = (a - b) - (c - d)
        if steeper and 0 < (d - b) / steeper < 1:
            cuts.add((d - b) / steeper)
    exact, leads = np.zeros((4, 4)), [[], [], []]
    for left, right in itertools.pairwise(sorted(cuts)):
        order = np.argsort(-(rows @ [(left + right) / 2, 1 - (left + right) / 2]))
        exact[order, np.arange(4)] += right - left
        leads[order[0]] += [left, right]
    problem = table_problem(rows.tolist())
    found = simulate(problem, [0, 1, 2, 3], drawn_blocks(problem, 0, 5 * BLOCK))
    central = [(min(ends) + max(ends)) / 2 for ends in leads]
    ours = np.concatenate([found.acceptability.ravel(), found.central_weights[:3, 0]])
    return ours, np.concatenate([exact.ravel(), central])


# Fluoxetine, paroxetine, sertraline and venlafaxine: diarrhoea, dizziness, headache, insomnia,
# nausea in per cent of patients; mean and standard deviation.
HARMS = [
    [(11.7, 2.5), (7.2, 1.45), (16.6, 3.27), (13.7, 1.89), (18.6, 1.79)],
    [(9.2, 1.86), (10.6, 1.58), (21.2, 5.15), (14.3, 2.93), (18.3, 3.7)],
    [(15.4, 2.65), (7.5, 1.48), (20.2, 3.78), (15.0, 3.21), (19.5, 2.6)],
    [(5.5, 2.32), (15.7, 4.44), (12.8, 2.45), (11.2, 3.98), (31.0, 1.68)],
]


@smaa(
    "inputs of JSMAA's antidepressants (models/smaa2-benefitrisk.jsmaa, the five adverse events); "
    "indices by plain numpy, 100,000 draws of its own",
    method="rank acceptability, central weights, confidence factors",
    within=0.015,
    why="8 blocks of 8,192 draws",
)
def antidepressants():
    """All weights alike likely, events from 0 to 40 per cent."""
    laws = [[Distribution("normal", pair) for pair in row] for row in HARMS]
    problem = table_problem(laws, costs=range(5), scale=(0.0, 40.0))
    everyone = [0, 1, 2, 3]
    found = simulate(problem, everyone, drawn_blocks(problem, 0, 8 * BLOCK))
    sure = confidence_factors(
        problem, everyone, found.central_weights, drawn_blocks(problem, 0, 8 * BLOCK)
    )
    random, n = np.random.default_rng(0), 100_000
    mean, sd = np.moveaxis(np.array(HARMS), 2, 0)
    cells = 1 - np.clip(random.normal(mean, sd, (n, 4, 5)), 0, 40) / 40
    weights = random.dirichlet(np.ones(5), n)
    places = np.argsort(np.argsort(-np.einsum("stc,sc->st", cells, weights), axis=1), axis=1)
    ranks = [[(places[:, t] == k).mean() for k in range(4)] for t in range(4)]
    central = [weights[places[:, t] == 0].mean(axis=0) for t in range(4)]
    leads = [((cells @ w).argmax(axis=1) == t).mean() for t, w in enumerate(central)]
    ours = (found.acceptability, found.central_weights, sure)
    return [np.concatenate([np.ravel(x) for x in some]) for some in (ours, (ranks, central, leads))]


# Heparin and enoxaparin: proximal and distal thrombosis, major bleeding; patients with and without.
CASES = [[(20, 116), (40, 96), (1, 135)], [(8, 121), (32, 97), (5, 124)]]


@smaa(
    "R's smaa, printed by its examples (tests/Examples/smaa-Ex.Rout.save: thrombolytics, 10,000 "
    "draws); law and scales of its samples from the Thrombolytics Example of drugis.org MCDA",
    method="rank acceptability, central weights, confidence factors, entropy",
    within=0.015,
    why="three standard errors of 10,000 draws there",
)
def thrombolytics():
    """Any weights, and those of .5, .2 and .3; values may leave the scale, as there."""
    laws = [[Distribution("beta", pair) for pair in row] for row in CASES]
    ends = {"low": np.array([0, 0.15, 0]), "high": np.array([0.25, 0.4, 0.1])}
    open_, known = (
        replace(table_problem(laws, weights, sure, costs=range(3), scale=(0.0, 1.0)), **ends)
        for weights, sure in ((None, "unknown"), ([0.5, 0.2, 0.3], "exactly"))
    )
    printed = np.array([[0.1865097, 0.2772205, 0.5362698], [0.4073100, 0.3641477, 0.2285423]])
    found, fixed = (
        simulate(one, [0, 1], drawn_blocks(one, 0, 8 * BLOCK)) for one in (open_, known)
    )
    sure = confidence_factors(open_, [0, 1], printed, drawn_blocks(open_, 0, 8 * BLOCK))
    ours = found.acceptability[0], found.central_weights, sure, found.entropy
    ours = np.concatenate([*map(np.ravel, ours), fixed.acceptability[0]])
    theirs = [0.3504, 0.6496], printed, [0.6682, 0.8956], 0.9344248, [0.1279, 0.8721]
    return ours, np.concatenate([np.ravel(one) for one in theirs])


@flips(
    "Goodwin and Wright, chapter on SMART: the best offices at no and at full weight of turnover, "
    "and the weight below which Elton Street is best",
    method="additive scores as a weight grows",
    within=0.05,
    why="printed with one decimal",
)
def turnover():
    raw = {
        **{"closeness": 100, "visibility": 80, "image": 70},
        **{"floor_area": 30, "comfort": 20, "parking": 10},
    }
    full, none = (
        scores(ranking("office-location", *[f"--set=weights.{c}={w}" for c, w in chosen.items()]))
        for chosen in (
            {c: w if w >= 70 else 0 for c, w in raw.items()},
            {c: w if w < 70 else 0 for c, w in raw.items()},
        )
    )
    assert max(none, key=none.get) == "elton"
    assert max(full, key=full.get) == "addison"
    behind = none["elton"] - none["addison"]
    level = 100 * behind / (behind + full["addison"] - full["elton"])
    return [none["elton"], full["elton"], level], [81.7, 60.4, 52.1]


@flips(
    "Triantaphyllou and Sanchez 1997, Decision Sciences 28, the least change of one weight at "
    "which two alternatives are level, (P_j - P_i) / (a_jk - a_ik): twenty random tables",
    method="critical weights",
)
def critical_weights():
    """Theirs changes one weight and normalises then; ours is the share that it has after that."""
    random, found, wanted = np.random.default_rng(0), [], []
    for _ in range(20):
        table, weights = random.uniform(0, 10, (4, 3)), random.dirichlet(np.ones(3))
        values = {f"T{i}": tuple(row) for i, row in enumerate(table)}
        here = SimpleDebate(values, dict(zip("abc", weights, strict=True))).base_case()
        total = table @ weights
        lead = int(total.argmax())
        for k, kept in enumerate(weight_stability(here, lead)):
            shares = [0.0, 1.0]
            for j in set(range(4)) - {lead}:
                change = (total[lead] - total[j]) / (table[lead, k] - table[j, k])
                share = (weights[k] - change) / (1 - change)
                if change <= weights[k]:  # else no weight from 0 on does it
                    shares.append(share)
            found += [kept.low, kept.high]
            wanted.append(max(s for s in shares if s <= weights[k]))
            wanted.append(min(s for s in shares if s >= weights[k]))
    return found, wanted


@flips(
    "Triantaphyllou and Sanchez 1997, the example of the weighted sum model: what follows by their "
    "formula from their totals, for every pair and criterion that needs no weight below 0",
    method="critical weights of all pairs",
    within=0.004,
    why="their totals have four digits, the third .2621 for .2623",
)
def critical_weights_of_all_pairs():
    weights = np.array([0.3277, 0.3058, 0.2876, 0.0790])
    table = np.array(
        [
            [0.3088, 0.2897, 0.3867, 0.1922],
            [0.2163, 0.3458, 0.1755, 0.6288],
            [0.4509, 0.2473, 0.1194, 0.0575],
            [0.0240, 0.1172, 0.3184, 0.1215],
        ]
    )
    printed = [0.3162, 0.2768, 0.2621, 0.1449]
    values = {f"T{i}": tuple(10 * row) for i, row in enumerate(table)}
    here = SimpleDebate(values, dict(zip("abcd", weights, strict=True))).base_case()
    pairs = list(itertools.combinations(range(4), 2))
    found = critical_of(here, pairs)
    wanted = {
        (i, j, k): change
        for (i, j), k in itertools.product(pairs, range(4))
        if (change := (printed[j] - printed[i]) / (table[j, k] - table[i, k])) <= weights[k]
    }
    return {(one.ahead, one.behind, one.parameter.index): -one.change for one in found}, wanted
