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


@pytest.mark.parametrize("least", [1, 3, 100])
def test_products_are_those_of_each_side_by_itself(problem, least, monkeypatch):
    monkeypatch.setattr(shared_sides, "SHARED_BY", least)
    remaining = np.random.default_rng(0).random((len(joint_hits(problem).pulls) + 1, 5))
    some = [7, 0, 2, 3, 1]
    sides = shared_sides.shared_sides(problem, some)
    assert bool(sides.made) is (least < 100)
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
    assert sorted(seen) == [(i, c) for i in range(5) for c in range(2)]


def test_what_a_whole_group_bears_is_multiplied_up_once(problem):
    sides = shared_sides.sides_of_all(problem)
    factors = sum(len(low) + len(high) for low, high in sides.cells) + sum(map(len, sides.made))
    plain = sum(len(low) + len(high) for low, high in pulls_by_side(problem).values())
    assert factors < plain / 2
