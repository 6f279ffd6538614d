from itertools import combinations

import numpy as np
import pytest

from tests.engine.fit.cases import corners, over_weights, random_statements, statements
from toi.engine.fit.conflict import smallest_conflict
from toi.engine.fit.possible import most_to_spare

MIDDLE = np.full((1, 3), 1 / 3)


def brute_force(values, demands, n):
    """The size of the smallest set of statements that no weights meet; None if all can be met."""
    for size in range(1, n + 1):
        for some in combinations(range(n), size):
            if not len(corners(values, demands.of(np.array(some)))):
                return size
    return None


def found_by_us(values, demands, n):
    def feasible(some):
        if not len(some):
            return True
        return most_to_spare(over_weights(values), demands.of(np.array(some)), MIDDLE).met

    return smallest_conflict(range(n), feasible)


def test_the_smallest_contradiction_is_that_of_brute_force():
    rng = np.random.default_rng(9)
    sizes = set()
    for k in range(15):
        values, n = rng.random((5, 3)), 4
        said = random_statements(rng, 5, n)
        if k % 3 == 0:  # a circle, which has three members
            said = statements([(0, 1), (1, 2), (3, 4), (2, 0)])
        demands = said.demands()
        size = brute_force(values, demands, n)
        if size is not None:
            found, smallest = found_by_us(values, demands, n)
            assert smallest
            assert len(found) == size
            assert not len(corners(values, demands.of(np.array(found))))
            sizes.add(size)
    assert sizes == {1, 2, 3}


@pytest.mark.parametrize("most_sets", [0, 400])
def test_none_can_be_left_out_even_where_the_smallest_is_not_sought(most_sets):
    clashes = [{0, 1, 2}, {3, 4}]

    def feasible(some):
        return not any(clash <= set(some) for clash in clashes)

    found, smallest = smallest_conflict(range(6), feasible, most_sets)
    assert set(found) in clashes
    assert smallest == (most_sets > 0)
    assert not smallest or found == [3, 4]


@pytest.mark.parametrize(("most_sets", "is_found"), [(2 * 12, False), (3 * 12, True)])
def test_what_can_be_met_is_made_as_large_as_can_be(most_sets, is_found):
    """So that two of twelve are found with the third set that is tried, each made by twelve."""
    found, smallest = smallest_conflict(
        range(12), lambda some: not {10, 11} <= set(some), most_sets
    )
    assert (found, smallest) == ([10, 11], is_found)


def test_of_two_as_small_the_earlier_one_is_told():
    def feasible(some):
        return not any(clash <= set(some) for clash in ({4, 5}, {0, 1}, {2, 3}))

    assert smallest_conflict(range(6), feasible) == ([0, 1], True)
    assert smallest_conflict([7], lambda some: not some, most_sets=2) == ([7], True)
