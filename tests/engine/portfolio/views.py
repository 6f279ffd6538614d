"""Views of what lines are worth, certain or drawn."""

import numpy as np
from hypothesis import settings

from toi.engine.portfolio.problem import Constraints, Preferences

POINT = 1e-4  # of value
SHARE = 2e-3
few = settings(max_examples=12)


def certain(*worth, half=0.1, **more):
    """A view in which everything is known."""
    worth = np.array([worth], dtype=float)
    return Preferences(worth, np.full(worth.shape[1], half), **more)


def drawn(seed, scenarios, lines, **more):
    """A view with worths that hang together."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(0, 6, (scenarios, 1))
    worth = rng.uniform(-5, 20, lines) + shared * rng.uniform(-1, 1.5, lines)
    worth += rng.normal(0, 4, (scenarios, lines))
    return Preferences(worth, rng.uniform(0.05, 0.4, lines), **more)


def unconstrained(lines, budget=1.0):
    """Constraints without floors, caps or limits."""
    return Constraints(np.zeros(lines), np.full(lines, budget), budget=budget)
