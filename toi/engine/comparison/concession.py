"""Concessions: the least change of one rubric towards another that gives it the same leader."""

import itertools
from collections.abc import Sequence

import numpy as np

from toi.engine.comparison.aligned import offsets
from toi.engine.comparison.rubric_pair import CREDENCES, WEIGHTS, RubricPair
from toi.engine.problem import Bools, Floats, Inputs, Ints
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.ranking import best_shares
from toi.engine.scoring.score import Scores, parts, score
from toi.light_dataclass import dataclass

STEPS = 32  # points tried on the way from a to b
HALVINGS = 40
MOST_PAIRED = 120  # members of which every two are tried together


@dataclass(frozen=True, eq=False)
class Path:
    """One weight or credence of a, moved in a straight line to where b has it.

    The first of its numbers is that one, and any others go with it.

    Attributes
    ----------
    member : int
        Its place among the differences.
    numbers : (n,) int
        Among the numbers of the pair.
    start, end : (n,) float
        The first is what is moved; where either side settles an argument, its strength all
        told is, and answers to it have no force.
    settled : bool
    """

    member: int
    numbers: Ints
    start: Floats
    end: Floats
    settled: bool

    @property
    def length(self) -> float:
        """Return how far b is from a."""
        return float(abs(self.end[0] - self.start[0]))


@dataclass(frozen=True, eq=False)
class Concession:
    """Paths that, gone together for a `share` of their way, give a the leader of b."""

    paths: tuple[Path, ...]
    share: float

    def made(self, pair: RubricPair) -> Inputs:
        """Return the numbers of a once it is made."""
        return _moved(pair, [self.paths], [self.share])


def paths(pair: RubricPair) -> list[Path]:
    """Return a path for each weight and each credence in which the two differ."""
    one, other = pair.numbers
    sides = (pair.a, pair.b)
    strength = [evaluate(side.problem, side.inputs).strength[0] for side in sides]
    start = offsets(pair.a.inputs)
    found = []
    for k, difference in enumerate(pair.differences):
        numbers = difference.numbers
        if difference.group == WEIGHTS:
            found.append(Path(k, numbers, one[numbers], other[numbers], False))
        elif difference.group == CREDENCES:
            a = difference.at[0]
            settled = bool(pair.a.settled[a] or pair.b.settled[a])
            ends = [one[numbers], other[numbers]]
            if settled:
                ends = [np.where(numbers == start["sound"] + a, s[a], 0.0) for s in strength]
            found.append(Path(k, numbers, ends[0], ends[1], settled))
    return found


def to_shares(pair: RubricPair) -> list[Path]:
    """Return a path for each weight to the share of all weight that b gives it.

    All others keep their proportions. Weights of b that are scaled to be compared with a's may
    end short of that.
    """
    one, other = (numbers[: len(pair.a.problem.criteria)] for numbers in pair.numbers)
    start, theirs = one / one.sum(), other / other.sum()
    found = []
    for k, difference in enumerate(pair.differences):
        if difference.group == WEIGHTS and start[difference.at[0]] < 1.0:
            c = difference.at[0]
            end = start * (1.0 - theirs[c]) / (1.0 - start[c])
            end[c] = theirs[c]
            numbers = np.r_[c, np.delete(np.arange(len(start)), c)]
            found.append(Path(k, numbers, start[numbers], end[numbers], False))
    return found


def best_of(found: Scores) -> Bools:
    """Return which theories stand first, (M, T): more than one where they are level."""
    return best_shares(found.key) > 0


def best_under(pair: RubricPair, side: bool) -> Bools:
    """Return which theories stand first under a (or, with `side`, under b), (T,)."""
    return np.asarray(best_of(pair.scores(np.full((1, len(pair.differences)), side)))[0])


def concession(pair: RubricPair, carried: Floats) -> Concession | None:
    """Find the least change of a's weights and credences towards b's that makes b's leader lead.

    One alone, by scanning each path and halving; the one with the shortest way, counting a
    share of weight as a credence; a weight goes to where b has it on the scale of a, and if
    none does, to the share of all weight that b gives it. If none does, two together that go
    the same share of their ways, those with the shortest ways in sum. If none do, as few as
    possible of those that carry most, in their order, all the way. None where not even all of
    them do.

    Parameters
    ----------
    carried : (K,) float
        Part of the disagreement that each difference causes.
    """
    target = best_under(pair, True)
    known = sorted(paths(pair), key=lambda path: (-carried[path.member], path.member))
    for alone in (known, to_shares(pair)):
        single = _least(pair, [(path,) for path in alone], target)
        if single:
            return single
    near = known[:MOST_PAIRED]
    doubles = _agreeing(pair, list(itertools.combinations(near, 2)), target)
    if doubles:
        return _least(pair, [min(doubles, key=_length)], target)
    many = _agreeing(pair, [tuple(known[: k + 1]) for k in range(2, len(known))], target)
    return Concession(many[0], 1.0) if many else None


def _agreeing(
    pair: RubricPair, sets: Sequence[tuple[Path, ...]], target: Bools
) -> list[tuple[Path, ...]]:
    """Return the sets that agree once they have gone all their way."""
    if not sets:
        return []
    return list(itertools.compress(sets, _agrees(pair, sets, np.ones(len(sets)), target)))


def _length(taken: Sequence[Path]) -> float:
    return sum(path.length for path in taken)


def _least(pair: RubricPair, sets: Sequence[tuple[Path, ...]], target: Bools) -> Concession | None:
    """Find the set of paths that agrees after the shortest way, if any does."""
    if not sets:
        return None
    grid = np.arange(1, STEPS + 1) / STEPS
    tried = [one for one in sets for _ in grid]
    hits = _agrees(pair, tried, np.tile(grid, len(sets)), target).reshape(len(sets), -1)
    mine = [k for k in range(len(sets)) if hits[k].any()]
    if not mine:
        return None
    on = grid[hits[mine].argmax(axis=1)]
    off = on - 1.0 / STEPS
    for _ in range(HALVINGS):
        middle = (on + off) / 2.0
        agreed = _agrees(pair, [sets[k] for k in mine], middle, target)
        on, off = np.where(agreed, middle, on), np.where(agreed, off, middle)
    ways = [_length(sets[k]) * share for k, share in zip(mine, on.tolist(), strict=True)]
    best = int(np.argmin(np.round(ways, 9)))
    return Concession(sets[mine[best]], float(on[best]))


def _agrees(
    pair: RubricPair, sets: Sequence[tuple[Path, ...]], shares: Floats, target: Bools
) -> Bools:
    """Return whether a gets the target's leader once each set has gone its share, (M,)."""
    found = [
        led_by(pair, _moved(pair, sets[part], shares[part].tolist()), target)
        for part in parts(len(sets))
    ]
    return np.concatenate(found)


def led_by(pair: RubricPair, inputs: Inputs, target: Bools) -> Bools:
    """Return whether the target and no others lead under a, with other numbers, (S,).

    Parameters
    ----------
    inputs : Inputs
        S draws for the problem of a.
    target : (T,) bool
        Theories that should stand first.
    """
    found = best_of(score(pair.a.problem, inputs, pair.rows))
    return np.asarray((found == target).all(axis=1))


def _moved(pair: RubricPair, sets: Sequence[tuple[Path, ...]], shares: Sequence[float]) -> Inputs:
    """Return the numbers of a, (S, ...), once each set of paths has gone its share of the way."""
    numbers = np.repeat(pair.numbers[0][:, None], len(sets), axis=1)
    for column, (taken, share) in enumerate(zip(sets, shares, strict=True)):
        for path in taken:
            numbers[path.numbers, column] = path.start + share * (path.end - path.start)
    return pair.inputs_of(numbers)
