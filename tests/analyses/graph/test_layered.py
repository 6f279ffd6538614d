"""The layered drawing: layers, crossings and places."""

from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toi.analyses.graph.layered import crossings, layered, levels, spread

NODES = [f"n{i}" for i in range(7)]
GRAPHS = st.sets(
    st.sampled_from([(b, a) for a, b in combinations(NODES, 2)]), min_size=1, max_size=12
).map(sorted)


@settings(max_examples=20)
@given(GRAPHS)
def test_every_edge_leads_down_and_nothing_overlaps(edges):
    heights = {name: 0.2 + 0.1 * i for i, name in enumerate(NODES)}
    drawn = layered(heights, edges, gap=0.1)
    level = {name: at for at, layer in enumerate(drawn.layers) for name in layer}
    for source, target in edges:
        route = drawn.routes[source, target]
        assert (route[0], route[-1]) == (source, target)
        assert [level[n] for n in route] == list(range(level[source], level[target] - 1, -1))
    for layer in drawn.layers:
        for one, other in pairwise(layer):
            apart = drawn.place[other] - drawn.place[one]
            room = (heights.get(one, 0) + heights.get(other, 0)) / 2
            assert apart >= room - 1e-9, "boxes stand in order and apart"
    assert sorted(n for n in level if n in heights) == sorted(NODES)


def test_circles_are_cut_and_every_node_has_a_layer():
    found = levels(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert sorted(found.values()) == [0, 1, 2]
    drawn = layered(dict.fromkeys("abc", 1.0), [("a", "b"), ("b", "c"), ("c", "a")], 0.1)
    assert len(drawn.routes) == 3


@pytest.mark.parametrize("seed", range(4))
def test_as_few_crossings_as_any_order_of_two_layers_has(seed):
    random = np.random.default_rng(seed)
    low, high = ["a", "b", "c", "d"], ["w", "x", "y", "z"]
    edges = [(h, a) for h in high for a in low if random.random() < 0.45]
    edges += [(h, "a") for h in high if h not in dict(edges)]
    drawn = layered(dict.fromkeys([*low, *high], 1.0), edges, 0.1)
    upper = [n for n in drawn.layers[1] if n in high]
    lower = [n for n in drawn.layers[0] if n in low]
    orders = [(one, other) for one in permutations(lower) for other in permutations(upper)]
    assert crossings([lower, upper], edges) == min(crossings(both, edges) for both in orders)


def test_a_tree_is_drawn_without_crossings():
    edges = [(f"{a}{b}", a) for a in "pqrs" for b in "xyz"] + [(a, "root") for a in "srqp"]
    names = ["root", *(f"{a}{b}" for b in "xyz" for a in "pqrs"), *"pqrs"]
    drawn = layered(dict.fromkeys(names, 1.0), edges, 0.1)
    assert crossings(drawn.layers, edges) == 0


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 2)), min_size=1, max_size=8))
def test_places_are_the_least_squares_ones(pairs):
    wanted, sizes = zip(*pairs, strict=True)
    found = np.array(spread(wanted, sizes))
    least = (np.array(sizes[:-1]) + np.array(sizes[1:])) / 2
    assert (np.diff(found) >= least - 1e-9).all()
    cost = ((found - wanted) ** 2).sum()
    random = np.random.default_rng(0)
    for scale in (0.01, 0.3):
        for other in found + random.normal(0, scale, (40, len(found))):
            if (np.diff(other) >= least).all():
                assert ((other - wanted) ** 2).sum() >= cost - 1e-9
