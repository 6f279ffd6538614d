"""Raw values, weights and preference functions that tests of several methods take."""

import numpy as np

from toi.engine.scoring.methods.preferences import Preference

FUNCTIONS = [
    Preference("usual"),
    Preference("u-shape", q=1.0),
    Preference("v-shape", p=2.0),
    Preference("level", q=0.5, p=3.0),
    Preference("linear", q=0.5, p=3.0),
    Preference("gaussian", s=2.0),
]


def matrices(draws=3, theories=6, criteria=4, seed=0):
    """Raw values (S, T, C) in halves, so that thresholds are met exactly, and weights (S, C)."""
    random = np.random.default_rng(seed)
    raw = random.integers(1, 20, (draws, theories, criteria)) / 2.0
    weights = random.dirichlet(np.ones(criteria), draws)
    return raw, weights, np.array([False, True, False, True])


def everyone(raw):
    return np.ones(raw.shape[:2], dtype=bool)
