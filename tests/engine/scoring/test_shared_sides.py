"""Sides of cells that are alike or begin alike are worked out once, to the same last bit."""

import numpy as np
import pytest

from tests import small
from toi.engine.scoring import shared_sides
from toi.engine.scoring.joint_pulls import joint_hits, pulls_by_side


@pytest.fixture(scope="module")
def problem():
    """Twelve theories, on each of which four arguments act, and on some of which others do."""
    names = [f"T{i:02}" for i in range(12)]
    own = [
        small.argument(f"c{i}", 0.5, [([name], "c1", side, 0.1 + i / 100)])
        for i, (name, side) in enumerate(zip(names[:5], ["lowers", "raises"] * 3, strict=False))
    ]
    common = [
        small.argument(name, 0.5, [(names, "c1", side, 0.3), (names[3:], "c2", "lowers", 0.2)])
        for name, side in [("a", "lowers"), ("b", "lowers"), ("d", "lowers"), ("e", "raises")]
    ]
    values = {"c1": {"uniform": [1, 6]}, "c2": 5}
    return small.problem(
        [small.criterion(), small.criterion("c2")],
        [small.theory(name, values) for name in names],
        [*common, *own],
    )


@pytest.mark.parametrize("some", [[7, 0, 2, 3, 1], [5], []])
def test_products_are_those_of_each_side_by_itself(problem, some):
    remaining = np.random.default_rng(0).random((len(joint_hits(problem).pulls) + 1, 5))
    sides = shared_sides.shared_sides(problem, some)
    seen = []
    for low, high, cells in sides.products(remaining):
        for i, c in cells:
            seen.append((i, c))
            pulls = pulls_by_side(problem).get((some[i], c), ((), ()))
            for found, own in zip((low, high), pulls, strict=True):
                plain = 1.0
                for b in own:
                    plain = plain * remaining[b]
                np.testing.assert_array_equal(found, plain)
    assert sorted(seen) == [(i, c) for i in range(len(some)) for c in range(2)]


def test_what_a_whole_group_bears_is_multiplied_up_once(problem):
    sides = shared_sides.sides_of_all(problem)
    factors = sum(len(low.factors) + len(high.factors) for low, high, _ in sides.steps)
    plain = sum(len(low) + len(high) for low, high in pulls_by_side(problem).values())
    assert factors < plain / 2


@pytest.mark.parametrize("seed", range(5))
def test_what_sides_begin_with_is_kept_as_long_as_one_that_comes_begins_with_it(seed):
    draw = np.random.default_rng(seed)
    sides = sorted({tuple(draw.integers(0, 3, draw.integers(0, 7)).tolist()) for _ in range(60)})
    rows = list(draw.random((3, 4)))
    steps = shared_sides._steps(sides)
    making = shared_sides._Making(rows)
    for side, step in zip(sides, steps, strict=True):
        plain = 1.0
        for factor in side:
            plain = plain * rows[factor]
        np.testing.assert_array_equal(making.step(step), plain)
    # A product of two or more that several sides begin with is multiplied up once.
    beginnings = {side[:n] for side in sides for n in range(2, len(side) + 1)}
    multiplied = sum(len(s.factors) - (s.begins == 0) for s in steps if s.factors)
    assert multiplied == len(beginnings)
