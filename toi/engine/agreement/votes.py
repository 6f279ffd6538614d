"""Effective number of independent readers, and the share of each in what they say."""

import numpy as np

from toi.engine.problem import Bools, Floats, Ints


def group_shares(known: Bools, team: Ints) -> Floats:
    """Return how much each reader counts in each unit, (R, N): equal per group, then per reader.

    Among those who judged the unit, adding up to 1; all 0 where nobody did.

    Parameters
    ----------
    known : (R, N) bool
        Who judged what.
    team : (R,) int
        The group of each reader.
    """
    member = team[:, None] == team[None, :]
    sizes = np.maximum(member.astype(np.float64) @ known, 1.0)
    shares = known / sizes
    return np.asarray(shares / np.maximum(shares.sum(axis=0), 1.0))


def effective_votes(correlation: Floats, shares: Floats | None = None) -> float:
    """Return the number of independent readers whose mean would be as sure as the mean of these.

    ``1 / sum_ij w_i w_j rho_ij``, since that sum is the variance of the mean over that of one
    reader; with equal shares ``k^2 / sum_ij rho_ij``.

    Parameters
    ----------
    correlation : (R, R) float
        Of the readers' errors, 1 on the diagonal, none below 0.
    shares : (R,) float, optional
        How much each counts in the mean, adding up to 1; equal unless given.
    """
    k = len(correlation)
    held = np.full(k, 1.0 / k) if shares is None else shares
    return float(1.0 / (held @ correlation @ held))


def grouped_correlation(team: Ints, within: float, between: float = 0.0) -> Floats:
    """Return the correlation of errors, (R, R), in a group and between groups; 1 with oneself."""
    found = np.where(team[:, None] == team[None, :], within, between)
    np.fill_diagonal(found, 1.0)
    return np.asarray(found, dtype=np.float64)
