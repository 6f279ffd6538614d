"""What each difference of two rubrics causes: means over the orders in which they are taken."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.comparison import decomposition
from toi.engine.comparison.aligned import positions
from toi.engine.comparison.decomposition import split
from toi.engine.comparison.rank_distance import kendall_distance, pair_signs
from toi.engine.comparison.rubric_pair import RubricPair
from toi.engine.problem import Gate

VALUES = {"A": (8, 3, 5), "B": (4, 6, 5), "C": (6, 5, 2), "D": (5, 5, 5)}


def debate(hits):
    """Four theories on three criteria, each of the first ones hit."""
    names = ("c1", "c2", "c3")
    return small.problem(
        [small.criterion(name) for name in names],
        [small.theory(name, dict(zip(names, v, strict=True))) for name, v in VALUES.items()],
        [small.argument(f"x{k}", 0.5, [(["ABCD"[k % 4]], "c1", "lowers", 0.9)]) for k in hits],
    )


def pair(one, **changes):
    (a, b), rows = positions([one, replace(one, **changes)], [0, 1, 2, 3])
    return RubricPair(a, b, rows, np.zeros(len(a.problem.arguments), dtype=bool))


@pytest.fixture(scope="module")
def differing():
    """Rubrics that differ in two weights, two credences and a gate; C is gated under b."""
    return pair(
        debate(range(2)),
        weights=np.array([0.7, 0.2, 0.1]),
        credence=np.array([0.9, 0.1]),
        gates=(Gate(2, "<", 3.0, "c3 < 3"),),
    )


def in_orders_that_keep_groups_together(here):
    """Mean of what each difference adds to the scores and to the way from a's order to b's."""
    k = len(here.differences)
    every = np.array(list(itertools.product([False, True], repeat=k)))
    found = here.scores(every)
    from_a, from_b = kendall_distance(pair_signs(found.key), pair_signs(found.key[[0, -1]])).T
    worth = np.column_stack([found.totals, (from_a - from_b) / 2])
    place = {row.tobytes(): n for n, row in enumerate(every)}
    blocks = [itertools.permutations(places) for places in here.groups.values()]
    added = []
    for parts in itertools.product(*map(list, blocks)):
        for order in itertools.permutations(parts):
            chosen, mine = np.zeros(k, dtype=bool), np.empty((k, worth.shape[1]))
            for member in itertools.chain(*order):
                before = worth[place[chosen.tobytes()]]
                chosen[member] = True
                mine[member] = worth[place[chosen.tobytes()]] - before
            added.append(mine)
    return np.mean(added, axis=0)


@pytest.mark.parametrize("at_once", [decomposition.MOST_PAIRS, 6, 1])
def test_parts_are_means_over_the_orders_that_keep_groups_together(differing, at_once, monkeypatch):
    monkeypatch.setattr(decomposition, "MOST_PAIRS", at_once)
    found, direct = split(differing, seed=0), in_orders_that_keep_groups_together(differing)
    assert {name: len(places) for name, places in differing.groups.items()} == {
        "weights": 3,
        "gates": 1,
        "credences": 2,
    }
    for part, mine in zip(found.members, direct, strict=True):
        assert part.points == pytest.approx(mine[:-1], abs=1e-9)
        assert part.pairs == pytest.approx(mine[-1], abs=1e-9)
        assert part.error == 0
    for name, places in differing.groups.items():
        assert found.groups[name].points == pytest.approx(direct[places, :-1].sum(axis=0), abs=1e-9)
        assert found.groups[name].pairs == pytest.approx(direct[places, -1].sum(), abs=1e-9)
    ends = differing.scores(np.repeat([[False], [True]], len(direct), axis=1))
    assert direct[:, :-1].sum(axis=0) == pytest.approx(ends.totals[1] - ends.totals[0])
    apart = sum(
        abs(np.sign(x[i] - x[j]) - np.sign(y[i] - y[j])) / 2
        for x, y in [np.where(np.isinf(ends.key), -1.0, ends.key)]
        for i, j in itertools.combinations(range(4), 2)
    )
    assert found.distance == apart > 0
    assert sum(part.pairs for part in found.members) == pytest.approx(apart)
