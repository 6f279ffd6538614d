"""Weights drawn from a Dirichlet distribution within limits, by hit-and-run.

A chain stands at some weights, draws a line through them and moves to another point of that
line within the region (Smith 1984; for weights Tervonen, van Valkenhoef, Basturk and Postmus
2013). Left at that, it becomes uniform on the region. To have instead the Dirichlet density

    f(w) proportional to prod_j w_j^(alpha_j - 1)

the point on the line is drawn so that f stays as it is, in two ways that take turns:

slice sampling (Neal 2003)
    A height y is drawn uniformly below f at the present point, and points of the line until
    one has f above y; each that has not becomes the end of what is drawn from next.
Metropolis-Hastings
    Where alpha_j < 1, f is infinite at the border w_j = 0, and slices there are too
    narrow to be found. The proposal is a mixture of two densities that grow towards the
    ends of the line as f does: with x the place on the line from 0 to 1 and alpha_a,
    alpha_b those of the weights that end it (at most 1; 1 where a limit does),

        q(x) = (alpha_a x^(alpha_a - 1) + alpha_b (1 - x)^(alpha_b - 1)) / 2.

    It is taken with probability min(1, f(w') q(x) / (f(w) q(x'))).

Slices lie along differences between weights of a trial run, mixed by normal variates, so that
long and thin regions are crossed as fast as round ones; Metropolis-Hastings steps, along
lines on which as few weights change as can, so that those near 0 may move one by one. Chains
are independent and run side by side, each for one draw; they share the directions, which
depend on no chain.

References
----------
Smith 1984, Efficient Monte Carlo procedures for generating points uniformly distributed over
bounded regions. Operations Research 32(6). Tervonen et al. 2013, Hit-and-run enables
efficient weight generation for simulation-based multiple criteria decision analysis.
European Journal of Operational Research 224(3). Neal 2003, Slice sampling. Annals of
Statistics 31(3).
"""

import numpy as np
from numpy.random import Generator

from toi.engine.problem import Floats, Ints
from toi.engine.sampling.weight_polytope import Region
from toi.light_dataclass import dataclass

STEPS = 40, 8  # of a chain: these, and these per dimension
SPIKED = 10, 2  # the same, in rounds of ROUND steps, where the density is infinite somewhere
ROUND = 12  # steps: the first along a slice, the others by Metropolis-Hastings
TRIAL = 1024  # chains of a trial run
TRIALS = 2
INSIDE = 0.1  # how far starting points are moved from the border to the middle
EDGE = 1e-9  # below it a density is taken as constant, with the same mass
_TINY = 1e-300
FLAT = 1e-12  # directions below it, against the largest, are rounding
SHRINKS = 100


@dataclass(frozen=True, eq=False)
class Walk:
    """The region, law, starts and directions that chains of one law share.

    Attributes
    ----------
    region : Region
    alpha : (n,)
    starts : (n, K)
        Weights to start from.
    spread : (n, K)
        Their differences from the mean, by which directions are made.
    """

    region: Region
    alpha: Floats
    starts: Floats
    spread: Floats

    @property
    def is_spiked(self) -> bool:
        """Return whether the density is infinite at some border."""
        return bool((self.alpha < 1).any())

    @property
    def steps(self) -> int:
        """Return the number of steps from a start to a draw."""
        first, per_dimension = SPIKED if self.is_spiked else STEPS
        steps = first + per_dimension * self.region.dimension
        return steps * (ROUND if self.is_spiked else 1)


def prepare_walk(region: Region, alpha: Floats, generator: Generator) -> Walk:
    """Make a walk whose starts and directions come from trial runs.

    Parameters
    ----------
    alpha : (n,) float
        Parameters of the Dirichlet distribution.
    """
    corners = region.vertices
    middle = corners.mean(axis=1, keepdims=True)
    shares = generator.standard_gamma(0.5, (corners.shape[1], TRIAL))
    shares /= shares.sum(axis=0)
    starts = _mixed(corners, shares)
    starts = (1 - INSIDE) * starts + INSIDE * middle
    walk = Walk(region, alpha, starts, corners - middle)
    for _ in range(TRIALS):
        starts = run(walk, starts, generator)
        walk = Walk(region, alpha, starts, starts - starts.mean(axis=1, keepdims=True))
    return walk


def draw_weights(walk: Walk, n: int, generator: Generator) -> Floats:
    """Draw `n` independent weights, (n_weights, n)."""
    starts = walk.starts[:, generator.integers(walk.starts.shape[1], size=n)]
    return run(walk, starts, generator)


def run(walk: Walk, starts: Floats, generator: Generator) -> Floats:
    """Run chains from each start, (n, K), for all their steps."""
    n = len(starts)
    rows = np.vstack([np.eye(n), walk.region.forms])
    slack = np.maximum(_mixed(rows, starts), 0.0)
    for step in range(walk.steps):
        at_border = walk.is_spiked and step % ROUND > 0
        direction = (_sparse if at_border else _dense)(walk, generator)
        line = Chord(walk.alpha, slack, _mixed(rows, direction[:, None])[:, 0])
        if not line.bending:
            move = line.anywhere(generator)
        elif at_border:
            move = _metropolis(line, generator)
        else:
            move = _slice(line, generator)
        for row, factor in zip(slack, line.direction, strict=True):
            if factor:
                row += factor * move
                np.maximum(row, 0.0, out=row)
    return np.asarray(slack[:n] / slack[:n].sum(axis=0))


def _dense(walk: Walk, generator: Generator) -> Floats:
    """Draw a direction in which all weights change, (n,)."""
    shares = generator.standard_normal((walk.spread.shape[1], 1))
    return np.asarray(_mixed(walk.spread, shares)[:, 0])


def _sparse(walk: Walk, generator: Generator) -> Floats:
    """Draw a direction in which as few weights change as can: two, without equalities, (n,)."""
    n = len(walk.alpha)
    some = generator.permutation(n)[: n - walk.region.dimension + 1]
    *_, right = np.linalg.svd(walk.region.equal[:, some])
    direction = np.zeros(n)
    direction[some] = right[-1]
    return direction


def _mixed(rows: Floats, columns: Floats) -> Floats:
    """Multiply matrices, adding up in the same order on every machine."""
    return np.asarray(np.einsum("ij,jk->ik", rows, columns, optimize=False))


class Chord:
    """The part within the region of lines in one direction, through K points.

    A point is given by its `move`, (K,), which is 0 for the present one.
    """

    def __init__(self, alpha: Floats, slack: Floats, direction: Floats) -> None:
        direction = np.where(np.abs(direction) < FLAT * np.abs(direction).max(), 0.0, direction)
        self.slack, self.direction = slack, direction.tolist()
        factors = [(i, a - 1, self.direction[i]) for i, a in enumerate(alpha.tolist())]
        self.bending = [one for one in factors if one[1] and one[2]]
        self.low = np.full(slack.shape[1], -np.inf)
        self.high = np.full(slack.shape[1], np.inf)
        for row, factor in zip(slack, self.direction, strict=True):
            if factor > 0:
                np.maximum(self.low, row * (-1 / factor), out=self.low)
            elif factor < 0:
                np.minimum(self.high, row * (-1 / factor), out=self.high)

    def log_density(self, move: Floats, chains: Ints | slice = slice(None)) -> Floats:
        """Return the logarithm of the density at points of some lines, up to a constant."""
        found = np.zeros(len(move))
        for i, power, factor in self.bending:
            weight = self.slack[i][chains] + factor * move
            found += power * np.log(np.maximum(weight, EDGE if power < 0 else _TINY))
            if power < 0:
                found -= np.where(weight < EDGE, np.log(power + 1), 0.0)
        return found

    def anywhere(self, generator: Generator) -> Floats:
        """Draw moves to uniform points."""
        return np.asarray(self.low + (self.high - self.low) * generator.random(len(self.low)))

    def powers(self) -> tuple[Floats, Floats]:
        """Return alpha of the weights that end the lines at low and high ends; 1 at limits."""
        low, high = np.ones(len(self.low)), np.ones(len(self.high))
        for i, power, factor in self.bending:
            if power < 0:
                end = self.slack[i] * (-1 / factor)
                at, found = (self.low, low) if factor > 0 else (self.high, high)
                np.copyto(found, power + 1, where=end == at)
        return low, high


def _slice(line: Chord, generator: Generator) -> Floats:
    """Draw moves to points uniform over where the density is above a drawn height."""
    k = len(line.low)
    level = line.log_density(np.zeros(k)) - generator.standard_exponential(k)
    low, high = line.low.copy(), line.high.copy()
    move = line.anywhere(generator)
    every = np.arange(k)
    chains: Ints | slice = slice(None)
    for _ in range(SHRINKS):
        tried = move[chains]
        missed = line.log_density(tried, chains) < level[chains]
        chains, tried = every[chains][missed], tried[missed]
        if not len(chains):
            return move
        below = tried < 0
        low[chains[below]], high[chains[~below]] = tried[below], tried[~below]
        start = low[chains]
        move[chains] = start + (high[chains] - start) * generator.random(len(chains))
    move[chains] = 0.0
    return move


def _metropolis(line: Chord, generator: Generator) -> Floats:
    """Draw moves to proposals near the ends of the line; 0 where they are rejected."""
    k = len(line.low)
    width = line.high - line.low
    from_low, from_high = line.powers()
    is_low = generator.random(k) < 0.5
    place = _near_0(np.where(is_low, from_low, from_high), generator.random(k))
    move = np.where(is_low, line.low + width * place, line.high - width * place)
    zero = np.zeros(k)
    gain = line.log_density(move) - line.log_density(zero)
    for sign, at in ((1.0, zero), (-1.0, move)):
        below, above = (at - line.low) / width, (line.high - at) / width
        gain += sign * np.log(_density_near_0(from_low, below) + _density_near_0(from_high, above))
    return np.asarray(np.where(-generator.standard_exponential(k) < gain, move, 0.0))


def _near_0(power: Floats, uniform: Floats) -> Floats:
    """Draw from 0 to 1 with the density of `_density_near_0`, by its quantiles."""
    edge = EDGE**power
    return np.asarray(np.where(uniform < edge, EDGE * uniform / edge, uniform ** (1 / power)))


def _density_near_0(power: Floats, place: Floats) -> Floats:
    """Return the density ``power place^(power - 1)`` on 0 to 1, constant below `EDGE`."""
    inside = power * np.maximum(place, EDGE) ** (power - 1)
    return np.asarray(np.where(place < EDGE, inside / power, inside))
