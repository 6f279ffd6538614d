"""Shapley values, joint rankings, swaps and distances: against brute force and the books."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toi.engine.comparison import shapley as shapley_module
from toi.engine.comparison.rank_aggregation import _circles, borda, copeland, kemeny, majorities
from toi.engine.comparison.rank_distance import (
    clusters,
    kendall_distance,
    mean_disagreement,
    pair_signs,
    silhouette,
)
from toi.engine.comparison.rubric_pair import matched_scale
from toi.engine.comparison.shapley import group_values, member_values, shapley, subsets


def game_of(players, seed, depth=2):
    """A random game: its worth looked up by coalition."""
    worth = np.random.default_rng(seed).normal(size=(2**players, depth))
    worth[0] = 0.0
    bits = 2 ** np.arange(players)
    return lambda chosen: worth[chosen.astype(int) @ bits]


def added(game, order, players):
    """What each player adds when they come in one order."""
    found, chosen = {}, np.zeros((1, players), dtype=bool)
    for player in order:
        before = game(chosen)[0]
        chosen[0, player] = True
        found[player] = game(chosen)[0] - before
    return np.array([found[player] for player in range(players)])


@pytest.mark.parametrize("players", [1, 2, 5])
def test_shapley_values_are_means_over_all_orders(players):
    game = game_of(players, 1)
    orders = itertools.permutations(range(players))
    means = np.mean([added(game, order, players) for order in orders], axis=0)
    assert shapley(game(subsets(players))) == pytest.approx(means, abs=1e-12)


GROUPS = [[0, 3], [1], [2, 4, 5]]


def together(order):
    places = [[order.index(p) for p in group] for group in GROUPS]
    return all(max(p) - min(p) == len(p) - 1 for p in places)


def test_members_are_means_over_the_orders_that_keep_groups_together():
    game = game_of(6, 2)
    orders = [order for order in itertools.permutations(range(6)) if together(order)]
    means = np.mean([added(game, order, 6) for order in orders], axis=0)
    wholes = group_values(game, GROUPS, 6)
    for g, members in enumerate(GROUPS):
        found, errors = member_values(game, GROUPS, g, 6, 0, "test")
        assert found == pytest.approx(means[members], abs=1e-12)
        assert found.sum(axis=0) == pytest.approx(wholes[g], abs=1e-12)
        assert not errors.any()


def test_averaged_orders_come_near_and_add_up():
    game, groups = game_of(9, 3), [[0, 1], list(range(2, 9))]
    exact, _ = member_values(game, groups, 1, 9, 0, "test")
    found, errors = member_values(game, groups, 1, 9, 0, "test", exact=0)
    again, _ = member_values(game, groups, 1, 9, 0, "test", exact=0)
    assert found.sum(axis=0) == pytest.approx(group_values(game, groups, 9)[1], abs=1e-12)
    assert (np.abs(found - exact) <= 4 * errors).all()
    assert errors.max() > 0
    assert (found == again).all()


def test_an_order_and_its_reverse_leave_nothing_to_chance_where_only_two_interact():
    """Of each pair one comes first in the order and the other in its reverse."""
    rng = np.random.default_rng(5)
    own, both = rng.normal(size=9), np.triu(rng.normal(size=(9, 9)), 1)

    def game(chosen):
        return (chosen @ own + np.einsum("mi,ij,mj->m", chosen, both, chosen))[:, None]

    groups, exact = [[0, 1], list(range(2, 9))], own + (both + both.T).sum(axis=1) / 2
    found, errors = member_values(game, groups, 1, 9, 0, "test", exact=6)
    assert found[:, 0] == pytest.approx(exact[2:], abs=1e-9)
    assert errors == pytest.approx(np.zeros((7, 1)), abs=1e-9)
    assert not member_values(game, groups, 1, 9, 0, "test", exact=7)[1].any()


@pytest.mark.parametrize(("rows", "orders"), [(12_000, 64), (16 * 11, 10), (16, 4)])
def test_as_many_orders_are_averaged_as_coalitions_are_worth_it(rows, orders, monkeypatch):
    """Seven members before each subset of one other group: 16 coalitions to an order.

    The errors that it tells are those that it makes, from one seed to the next.
    """
    monkeypatch.setattr(shapley_module, "ROWS", rows)
    game, valued = game_of(9, 3), []

    def counting(chosen):
        valued.append(len(chosen))
        return game(chosen)

    groups = [[0, 1], list(range(2, 9))]
    exact, _ = member_values(game, groups, 1, 9, 0, "test")
    found = [member_values(counting, groups, 1, 9, seed, "test", exact=0) for seed in range(20)]
    assert set(valued) == {16 * orders}
    made = np.mean([(values - exact) ** 2 for values, _ in found])
    told = np.mean([errors**2 for _, errors in found])
    assert 0.7 < told / made < 1.4


def test_nobody_carries_nothing():
    assert group_values(lambda chosen: np.zeros((len(chosen), 3)), [], 0).shape == (0, 3)


def test_scale_of_weights():
    one = np.array([0.25, 0.25, 0.25, 0.25])
    heavy = np.array([0.9, 0.1 / 3, 0.1 / 3, 0.1 / 3])  # most of the weight on one
    s = matched_scale(one, heavy)
    assert (np.abs(one - s * heavy) > 1e-12).tolist() == [True, False, False, False]
    assert matched_scale(heavy, one) == pytest.approx(1 / s)
    assert matched_scale(np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.5, 0.3])) == 1.0
    assert matched_scale(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == 1.0
    # More than half of the weights that either gives have to agree, and none that neither does.
    half, few = np.array([0.5, 0.5, 0.0, 0.0]), np.array([0.2, 0.4, 0.4, 0.0, 0.0, 0.0])
    assert matched_scale(half, one) == matched_scale(one, half) == 1.0
    assert matched_scale(few, np.array([0.3, 0.35, 0.35, 0, 0, 0])) == pytest.approx(0.4 / 0.35)
    assert matched_scale(np.array([1.0, 0.0, 0.0]), np.array([0.2, 0.4, 0.4])) == 1.0


rankings = st.integers(2, 6).flatmap(
    lambda t: st.lists(st.lists(st.integers(0, 4), min_size=t, max_size=t), min_size=1, max_size=6)
)


def cost(prefers, order):
    return sum(prefers[b, a] for a, b in itertools.combinations(order, 2))


@given(rankings)
def test_joint_rankings_against_brute_force(drawn):
    key = np.array(drawn, dtype=float)
    trust = np.arange(1, len(key) + 1) / sum(range(1, len(key) + 1))
    t = range(key.shape[1])
    prefers = majorities(key, trust)
    for i, j in itertools.permutations(t, 2):
        direct = sum(
            p * ((row[i] > row[j]) + 0.5 * (row[i] == row[j]))
            for p, row in zip(trust, key, strict=True)
        )
        assert prefers[i, j] == pytest.approx(direct)
    others = [[j for j in t if j != i] for i in t]
    assert borda(prefers) == pytest.approx([prefers[i, others[i]].sum() for i in t])
    beaten = [
        sum(1.0 if prefers[i, j] > 0.5 + 1e-9 else 0.5 * (prefers[i, j] > 0.5 - 1e-9) for j in o)
        for i, o in zip(t, others, strict=True)
    ]
    assert copeland(prefers) == pytest.approx(beaten)
    best = kemeny(prefers)
    least = min(cost(prefers, order) for order in itertools.permutations(t))
    assert best.exact
    assert sorted(best.order) == list(t)
    assert best.cost == pytest.approx(cost(prefers, best.order)) == pytest.approx(least)
    assert best.bound == best.cost


@given(rankings)
def test_what_is_not_ordered_exactly_lies_above_its_bound(drawn):
    prefers = majorities(np.array(drawn, dtype=float), np.full(len(drawn), 1 / len(drawn)))
    found = kemeny(prefers, most=0)
    assert not found.exact
    assert found.unique is None
    assert found.bound - 1e-9 <= kemeny(prefers).cost <= found.cost + 1e-9
    assert sorted(found.order) == list(range(len(prefers)))


@given(rankings)
@example([[3, 2, 1], [3, 2, 1], [1, 3, 2], [1, 3, 2], [2, 1, 3]])  # a circle: second, first, third
def test_a_circle_too_large_keeps_the_order_of_borda_scores(drawn):
    """Its bound is what each pair costs by itself, which no ranking can undercut."""
    prefers = majorities(np.array(drawn, dtype=float), np.full(len(drawn), 1 / len(drawn)))
    found = kemeny(prefers, most=0)
    for circle in _circles(prefers):
        within = borda(prefers[np.ix_(circle, circle)])
        order = [circle.index(i) for i in found.order if i in circle]
        assert order == sorted(order, key=lambda i: (-round(within[i], 9), i))
    pairs = list(itertools.combinations(range(len(prefers)), 2))
    assert found.bound == pytest.approx(sum(min(prefers[i, j], prefers[j, i]) for i, j in pairs))
    assert found.cost == pytest.approx(cost(prefers, found.order))


@given(rankings)
@example([[3, 2, 1], [1, 3, 2], [2, 1, 3]])  # Condorcet's paradox: three orders do as well
@example([[4, 2, 1, 3], [1, 4, 3, 2], [3, 1, 4, 2], [2, 3, 1, 4]])
def test_of_equally_good_orders_the_one_nearest_to_the_ids_is_taken(drawn):
    prefers = majorities(np.array(drawn, dtype=float), np.full(len(drawn), 1 / len(drawn)))
    every = list(itertools.permutations(range(len(prefers))))
    least = min(cost(prefers, order) for order in every)
    best = [order for order in every if cost(prefers, order) <= least + 1e-9]

    assert kemeny(prefers).unique == (len(best) == 1)

    def out_of_order(order):
        return sum(a > b for a, b in itertools.combinations(order, 2))

    for circle in _circles(prefers):
        within = min(out_of_order([i for i in order if i in circle]) for order in best)
        assert out_of_order([i for i in kemeny(prefers).order if i in circle]) == within


def test_a_circle_of_forty_is_ordered_exactly():
    """No single move, and no swap of two, makes it better."""
    key = np.random.default_rng(3).normal(size=(9, 40))
    prefers = majorities(key, np.full(9, 1 / 9))
    found = kemeny(prefers)
    assert max(map(len, _circles(prefers))) > 30
    assert found.exact
    assert found.cost == pytest.approx(cost(prefers, found.order))
    for i, j in itertools.permutations(range(40), 2):
        moved = [t for t in found.order if t != found.order[i]]
        moved.insert(j, found.order[i])
        assert found.cost <= cost(prefers, moved) + 1e-9


def ballots(*groups):
    """Keys and trust from (voters, order)."""
    names = sorted(groups[0][1])
    keys = np.array([[-order.index(name) for name in names] for _, order in groups], dtype=float)
    voters = np.array([n for n, _ in groups], dtype=float)
    return keys, voters / voters.sum()


def test_the_capital_of_tennessee():
    # The well-known example: Memphis, Nashville, Chattanooga, Knoxville.
    prefers = majorities(*ballots((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")))
    c, k, m, n = range(4)
    assert 100 * prefers[n, m] == pytest.approx(58)
    assert 100 * prefers[n, c] == pytest.approx(68)
    assert 100 * prefers[c, k] == pytest.approx(83)
    assert 100 * borda(prefers) == pytest.approx([173, 107, 126, 194])  # 3-2-1-0 points
    assert copeland(prefers) == pytest.approx([2, 1, 0, 3])
    assert kemeny(prefers).order == [n, c, k, m]
    assert 100 * kemeny(prefers).cost == pytest.approx(42 * 3 + 32 * 2 + 17)


@given(rankings)
def test_distances_and_disagreement(drawn):
    key = np.array(drawn, dtype=float)
    signs = pair_signs(key)
    distance = kendall_distance(signs, signs)
    pairs = list(itertools.combinations(range(key.shape[1]), 2))

    def apart(x, y):
        return sum(abs(np.sign(x[i] - x[j]) - np.sign(y[i] - y[j])) / 2 for i, j in pairs)

    direct = np.array([[apart(x, y) for y in key] for x in key])
    assert distance == pytest.approx(direct)
    if len(key) > 1:
        trust = np.full(len(key), 1 / len(key))
        mean = direct.sum() / (len(key) * (len(key) - 1))
        assert mean_disagreement(signs, trust).sum() == pytest.approx(mean)
    else:
        assert not mean_disagreement(signs, np.ones(1)).any()


def test_clusters_are_found_and_not_made_up():
    near, far = 1.0, 9.0
    distance = np.full((5, 5), far)
    distance[:2, :2] = distance[2:, 2:] = near
    np.fill_diagonal(distance, 0.0)
    found = clusters(distance)
    assert found.labels.tolist() == [1, 1, 2, 2, 2]
    assert found.silhouette == pytest.approx((far - near) / far)
    assert silhouette(distance, np.array([1, 2, 2, 2, 2])) < found.silhouette
    loose = distance.copy()
    loose[2, 3] = loose[3, 2] = 7.0  # over the mean of all, 6.4
    assert clusters(loose).silhouette > 0.25
    assert clusters(loose).labels.tolist() != found.labels.tolist()
    same = np.ones((5, 5)) - np.eye(5)
    assert clusters(same).labels.tolist() == [1] * 5
    assert clusters(np.zeros((3, 3))).labels.tolist() == [1] * 3
    hardly = np.where(distance == far, near / 0.9, distance)
    assert clusters(hardly).labels.tolist() == [1] * 5
