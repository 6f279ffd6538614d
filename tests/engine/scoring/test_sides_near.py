"""Sides of cells in draws that are nearly alike are those of each draw, to the same last bit."""

import tracemalloc

import numpy as np
import pytest

from tests import small
from toi.engine.scoring import sides_near as module
from toi.engine.scoring.joint_pulls import joint_hits, pulls_by_side
from toi.engine.scoring.sides_near import sides_near

LEFT = [0.25, 0.3, 0.7, 1.0]  # few numbers, so that pulls are level with one another


@pytest.mark.parametrize("at_once", [1, 7, 2**19])
@pytest.mark.parametrize("seed", range(12))
def test_what_differs_is_multiplied_anew_and_all_else_is_as_in_most(seed, at_once, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    rng = np.random.default_rng(seed)
    sides = ["lowers", "raises", "lowers", "lowers", "raises"]
    arguments = [
        small.argument(f"x{i}", 0.5, [(list("ABC")[i % 3 :], f"c{1 + i % 2}", side, 0.5)])
        for i, side in enumerate(sides)
    ]
    theories = [small.theory(name, {"c1": 5, "c2": 4}) for name in "ABC"]
    problem = small.problem([small.criterion(), small.criterion("c2")], theories, arguments)
    near = np.append(rng.choice(LEFT, len(joint_hits(problem).pulls)), 1.0)
    remaining = np.tile(near[:, None], 12)
    changed = rng.random(remaining[:-1].shape) < 0.3
    remaining[:-1][changed] = rng.choice(LEFT, changed.sum())
    found = sides_near(problem, remaining, near)
    for t, c in np.ndindex(3, 2):
        pulls = pulls_by_side(problem).get((t, c), ((), ()))
        for side, own in zip(found, pulls, strict=True):
            plain = np.ones(12)
            for b in own:
                plain = plain * remaining[b]
            np.testing.assert_array_equal(side[:, t, c], plain)


def test_many_arguments_that_act_on_all_theories_take_little_memory():
    n = 120
    theories = [small.theory(f"T{i}", {"c1": 5}) for i in range(n)]
    names = [one.id for one in theories]
    arguments = [small.argument(f"x{i}", 0.5, [(names, "c1", "lowers", 0.5)]) for i in range(n)]
    problem = small.problem([small.criterion()], theories, arguments)
    near = np.append(np.full(n, 0.7), 1.0)
    remaining = np.tile(near[:, None], n)
    remaining[np.arange(n), np.arange(n)] = 0.3  # one of them in each draw
    sides_near(problem, remaining, near)  # what is remembered is made once
    tracemalloc.start()
    sides_near(problem, remaining, near)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 30 * 2**20  # all factors of all draws together take 54 MiB
