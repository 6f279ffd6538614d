"""Weights, drawn from a prior and reweighed by what somebody said.

Importance sampling from the prior as long as enough draws count; where they would not, even
of 2^18, hit-and-run with slices (Smith 1984; Neal 2003), many chains side by side (stochastic
ordinal regression: Kadzinski & Tervonen 2013).
"""

from collections.abc import Callable, Sequence

import numpy as np

from toi.engine.fit.landscape import WeightedScores
from toi.engine.fit.statements import Statements
from toi.engine.problem import Bools, Floats, WeightLaw
from toi.engine.sampling.streams import BLOCK, stream
from toi.engine.sampling.weight_draws import weights_block
from toi.light_dataclass import dataclass

ENOUGH = 1000.0  # draws that count, of which quantiles are good to about 1 % of rank
FIRST_BLOCKS, MOST_BLOCKS = 2, 32  # of 8,192 draws: 2^18 at most, and then it is quicker to walk
NEGLIGIBLE = 20.0  # below the best in log likelihood, a draw counts for nothing
CHAINS = 1024
FEWEST = 200.0  # draws that count, from which chains can start
STEPS = 40  # of a chain at each noise
SHRINKS = 60
_TINY = 1e-300


@dataclass(frozen=True, eq=False)
class Prior:
    """Law of the weights before anything was said.

    Attributes
    ----------
    criteria : tuple of str
        C ids, which name the streams that weights are drawn from.
    weights : (C,) float
        Add up to 1; those of 0 stay 0.
    law : WeightLaw
        ``unknown`` for all weights alike.
    """

    criteria: Sequence[str]
    weights: Floats
    law: WeightLaw

    def draw(self, seed: int, block: int) -> Floats:
        """Draw a block of weights, (8192, C)."""
        return weights_block(self.criteria, self.weights, self.law, seed, block)

    @property
    def has_density(self) -> bool:
        """Return whether `log_density` knows it: not within limits, nor of an order."""
        return self.law.kind in ("unknown", "dirichlet") and not self.law.limits

    def log_density(self, weights: Floats) -> Floats:
        """Return the logarithm of the density at weights (S, C), (S,), up to a constant."""
        if self.law.kind == "unknown":
            return np.zeros(len(weights))
        above = self.weights > 0
        power = self.law.concentration * self.weights[above] - 1.0
        return np.asarray((power * np.log(np.maximum(weights[:, above], _TINY))).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Posterior:
    """Weights after what was said.

    Attributes
    ----------
    weights : (S, C) float
    share : (S,) float
        How much each draw counts; they add up to 1.
    effective : float
        Effective sample size, ``1 / sum share^2``.
    drawn : int
        Draws from the prior.
    walked : bool
        Whether these draws are from hit-and-run, all of equal share.
    """

    weights: Floats
    share: Floats
    effective: float
    drawn: int
    walked: bool

    def mean(self, values: Floats) -> Floats:
        """Return the mean of values (S, ...) of each draw."""
        return np.asarray(np.tensordot(self.share, values, axes=1))

    def quantiles(self, values: Floats, levels: Sequence[float]) -> Floats:
        """Return quantiles of values (S, M) of each draw, (len(levels), M)."""
        order = np.argsort(values, axis=0, kind="stable")
        below = np.cumsum(self.share[order], axis=0)
        found = np.empty((len(levels), values.shape[1]))
        for row, level in zip(found, levels, strict=True):
            at = np.minimum((below < level).sum(axis=0), len(values) - 1)
            row[:] = np.take_along_axis(values, np.take_along_axis(order, at[None], 0), 0)[0]
        return found

    def meeting_most(self, held: Bools) -> "Posterior":
        """Return only the draws that meet as many statements as any does, and all the same ones.

        Of several such sets of statements the one whose draws count most. Where statements go
        round in a circle, the mean of all draws may meet fewer than any draw.

        Parameters
        ----------
        held : (S, K) bool
            Whether each draw meets each statement.
        """
        counted = self.share > 0
        met = held.sum(axis=1)
        most = np.flatnonzero(counted & (met == met[counted].max()))
        kinds, kind = np.unique(held[most], axis=0, return_inverse=True)
        mass = np.bincount(kind.ravel(), weights=self.share[most], minlength=len(kinds))
        kept = most[kind.ravel() == int(mass.argmax())]
        share = self.share[kept] / self.share[kept].sum()
        effective = float(1.0 / (share**2).sum())
        return Posterior(self.weights[kept], share, effective, self.drawn, self.walked)

    def some(self, n: int, seed: int) -> Floats:
        """Draw `n` of the weights as often as each counts, (n, C); systematic resampling."""
        return _resampled(self.weights, self.share, n, stream(seed, "fit/resample"))


def posterior(
    prior: Prior, scores: WeightedScores, statements: Statements, noise: float, seed: int
) -> Posterior:
    """Reweigh draws of the prior by the likelihood of what was said.

    Parameters
    ----------
    noise : float
        Points: standard deviation of an error in what was said.
    """

    def fit(weights: Floats, noise: float) -> Floats:
        leads = statements.leads(scores.totals(weights))
        return statements.log_likelihood(leads, noise)

    found = _reweighed(prior, lambda weights: fit(weights, noise), seed)
    if found.effective >= ENOUGH or not prior.has_density:
        return found
    weights = _annealed(prior, fit, noise, seed)
    share = np.full(CHAINS, 1.0 / CHAINS)
    return Posterior(weights, share, float(CHAINS), found.drawn, True)


def _annealed(
    prior: Prior, fit: Callable[[Floats, float], Floats], noise: float, seed: int
) -> Floats:
    """Walk from a noise at which enough draws of the prior count down to `noise`, (CHAINS, C).

    At each half of the noise chains are resampled by how much more they count, then move on
    (sequential Monte Carlo), so that thin regions are found.
    """
    generator, free = stream(seed, "fit/hit-and-run"), prior.weights > 0
    drawn, here = prior.draw(seed, 0), noise
    while True:
        now = _shares(fit(drawn, here))
        if 1.0 / (now**2).sum() >= FEWEST:
            break
        here *= 2.0
    weights = _resampled(drawn, now, CHAINS, generator)
    while True:

        def density(weights: Floats, here: float = here) -> Floats:
            return fit(weights, here) + prior.log_density(weights)

        weights = _walked(density, weights, free, generator)
        if here == noise:
            return _walked(density, weights, free, generator)
        lower = max(noise, here / 2.0)
        more = fit(weights, lower) - fit(weights, here)
        weights, here = _resampled(weights, _shares(more), CHAINS, generator), lower


def _shares(level: Floats) -> Floats:
    """Return shares (S,) that add up to 1, of log likelihoods."""
    share = np.exp(level - level.max())
    return np.asarray(share / share.sum())


def _resampled(weights: Floats, share: Floats, n: int, generator: np.random.Generator) -> Floats:
    """Draw `n` rows as often as each counts, by one number (systematic resampling)."""
    lot = (np.arange(n) + generator.random()) / n
    return weights[np.minimum(np.searchsorted(np.cumsum(share), lot), len(share) - 1)]


def _reweighed(prior: Prior, fit: Callable[[Floats], Floats], seed: int) -> Posterior:
    """Draw blocks until enough draws count, or until it is clear that they never will."""
    kept, levels, blocks = list[Floats](), list[Floats](), 0
    while True:
        for block in range(blocks, max(2 * blocks, FIRST_BLOCKS)):
            weights = prior.draw(seed, block)
            level = fit(weights)
            best = max(level.max(), max((one.max() for one in levels), default=-np.inf))
            counts = level > best - NEGLIGIBLE
            kept.append(weights[counts])
            levels.append(level[counts])
        blocks = max(2 * blocks, FIRST_BLOCKS)
        level = np.concatenate(levels)
        share = _shares(level)
        effective = float(1.0 / (share**2).sum())
        hopeless = effective * MOST_BLOCKS / blocks < ENOUGH
        if effective >= ENOUGH or blocks >= MOST_BLOCKS or (hopeless and prior.has_density):
            weights = np.concatenate(kept)
            return Posterior(weights, share, effective, blocks * BLOCK, False)


def _walked(
    density: Callable[[Floats], Floats],
    starts: Floats,
    free: Bools,
    generator: np.random.Generator,
) -> Floats:
    """Run a chain from each start, (K, C), along differences between the starts."""
    spread = starts - starts.mean(axis=0)
    # Where all starts are alike, there is no direction to be learnt from them.
    spread = spread + 1e-3 * _plain_directions(len(starts), free, generator)
    weights, level = starts.copy(), density(starts)
    for step in range(STEPS):
        lots = generator.standard_normal(len(starts))
        direction = (
            np.einsum("k,kc->c", lots, spread)
            if step % 3
            else _plain_directions(1, free, generator)[0]
        )
        weights, level = _slice(density, weights, level, direction, generator)
    return weights


def _plain_directions(n: int, free: Bools, generator: np.random.Generator) -> Floats:
    """Draw directions in which the weights that may change keep their sum, (n, C)."""
    found = np.where(free, generator.standard_normal((n, len(free))), 0.0)
    return np.where(free, found - found.sum(axis=1, keepdims=True) / free.sum(), 0.0)


def _slice(
    density: Callable[[Floats], Floats],
    weights: Floats,
    level: Floats,
    direction: Floats,
    generator: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Move each chain along one direction to a point above a height drawn below its density."""
    k = len(weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.where(direction != 0, -weights / direction, np.nan)
    low = np.nanmax(np.where(direction > 0, ends, -np.inf), axis=1)
    high = np.nanmin(np.where(direction < 0, ends, np.inf), axis=1)
    height = level - generator.standard_exponential(k)
    weights, level = weights.copy(), level.copy()
    left = np.arange(k)
    for _ in range(SHRINKS):
        move = low[left] + (high[left] - low[left]) * generator.random(len(left))
        tried = np.maximum(weights[left] + move[:, None] * direction, 0.0)
        tried /= tried.sum(axis=1, keepdims=True)
        found = density(tried)
        above = found >= height[left]
        weights[left[above]], level[left[above]] = tried[above], found[above]
        missed, move = left[~above], move[~above]
        low[missed] = np.where(move < 0, move, low[missed])
        high[missed] = np.where(move < 0, high[missed], move)
        left = missed
        if not len(left):
            break
    return weights, level
