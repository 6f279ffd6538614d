"""Shapley and Owen values: each player's part of a game, exactly or by averaged orders."""

from collections.abc import Callable, Sequence
from math import factorial

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.sampling.streams import uniforms

EXACT = 8  # members of a group that are taken exactly, over all their subsets
ROWS = 12_000  # coalitions that are worth valuing for one group's members
LEAST, MOST = 4, 64  # orders that are averaged, half of them reversed

Game = Callable[[Bools], Floats]


def subsets(n: int) -> Bools:
    """Return all subsets of n players, (2^n, n); player i is bit i of the row's number."""
    return np.asarray((np.arange(2**n)[:, None] >> np.arange(n)) & 1, dtype=bool)


def shapley(values: Floats) -> Floats:
    """Return Shapley values (n, D) from the worths (2^n, D) of all coalitions, as in `subsets`.

    ``phi_i = sum_{S without i} |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))`` (Shapley 1953).
    """
    n = len(values).bit_length() - 1
    chosen = subsets(n)
    found = np.zeros((n, values.shape[1]))
    for i in range(n):
        without = np.flatnonzero(~chosen[:, i])
        share = _shares(n)[chosen[without].sum(axis=1)]
        found[i] = share @ (values[without + 2**i] - values[without])
    return found


def _shares(n: int) -> Floats:
    """Return the share of orders in which a player comes next after a coalition of each size."""
    return np.array([factorial(k) * factorial(n - k - 1) / factorial(n) for k in range(n)])


def group_values(game: Game, groups: Sequence[Sequence[int]], players: int) -> Floats:
    """Return the Shapley values of G groups that come and go as wholes, (G, D).

    Parameters
    ----------
    game : function from coalitions (M, players) to worths (M, D)
    groups : G sequences of int
        A partition of the players.
    players : int
        How many there are.
    """
    together = _membership(groups, players)
    return shapley(game(subsets(len(groups)) @ together))


def member_values(
    game: Game,
    groups: Sequence[Sequence[int]],
    g: int,
    players: int,
    seed: int,
    label: str,
    exact: int = EXACT,
) -> tuple[Floats, Floats]:
    """Return each member's part of group g, and its standard error, both (len(groups[g]), D).

    The Owen value (1977): orders of all players in which those of a group stand together.
    So the parts of a group's members add up, but for rounding, to that of the group. Small
    groups are taken exactly. Of large ones some orders of the members are averaged, each
    with its reverse, before every coalition of the other groups; an order and its reverse
    count as one for the standard error.

    Parameters
    ----------
    game : function from coalitions (M, players) to worths (M, D)
    groups : G sequences of int
        A partition of the players.
    label : str
        Of the stream of orders.
    exact : int
        Largest group whose members are taken exactly, over all their subsets.
    """
    others = [group for k, group in enumerate(groups) if k != g]
    before = subsets(len(others)) @ _membership(others, players)
    share = _shares(len(groups))[subsets(len(others)).sum(axis=1)]
    members = np.array(groups[g], dtype=np.int64)
    if len(members) <= exact:
        found = _exactly(game, before, share, members)
        return found, np.zeros_like(found)
    n = min(max(ROWS // (len(before) * (len(members) + 1)), LEAST), MOST) // 2
    keys = np.stack([uniforms(seed, f"{label}/{k}", n) for k in range(len(members))], axis=1)
    forward = keys.argsort(axis=1)
    both_ways = np.concatenate([forward, forward[:, ::-1]])
    found = _along(game, before, share, members, both_ways).reshape(2, n, len(members), -1)
    found = (found[0] + found[1]) / 2.0
    return found.mean(axis=0), found.std(axis=0, ddof=1) / np.sqrt(n)


def _membership(groups: Sequence[Sequence[int]], players: int) -> Bools:
    """Return which players belong to each group, (G, players)."""
    found = np.zeros((len(groups), players), dtype=bool)
    for k, group in enumerate(groups):
        found[k, list(group)] = True
    return found


def _exactly(game: Game, before: Bools, share: Floats, members: Ints) -> Floats:
    """Average over every coalition of the other groups and every subset of the members."""
    inside = subsets(len(members))
    chosen = np.repeat(before, len(inside), axis=0)
    chosen[:, members] = np.tile(inside, (len(before), 1))
    worth = game(chosen).reshape(len(before), len(inside), -1)
    return shapley(np.einsum("b,bsd->sd", share, worth))


def _along(game: Game, before: Bools, share: Floats, members: Ints, orders: Ints) -> Floats:
    """Return what each member adds when they come in some orders, (orders, members, D).

    The coalitions of all orders are valued at once, since small games have a high fixed cost.
    """
    steps = np.tril(np.ones((len(members) + 1, len(members)), dtype=bool), -1)
    one_order = np.repeat(before, len(steps), axis=0)
    chosen = np.tile(one_order, (len(orders), 1))
    for k, order in enumerate(orders):
        rows = slice(k * len(one_order), (k + 1) * len(one_order))
        chosen[rows, members[order]] = np.tile(steps, (len(before), 1))
    worth = game(chosen).reshape(len(orders), len(before), len(steps), -1)
    found = np.empty((len(orders), len(members), worth.shape[3]))
    for k, order in enumerate(orders):
        found[k, order] = np.einsum("b,bsd->sd", share, np.diff(worth[k], axis=1))
    return found
