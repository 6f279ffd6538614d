"""The pair of theories whose comparison would say most about the weights."""

from collections.abc import Collection

import numpy as np

from toi.engine.fit.landscape import WeightedScores
from toi.engine.problem import Floats

MOST_THEORIES = 60  # among which pairs are looked for
CLOSE = 1e-9


def most_telling(
    scores: WeightedScores,
    weights: Floats,
    noise: float,
    theories: Collection[int],
    said: Collection[frozenset[int]],
) -> tuple[int, int, float, float] | None:
    """Return the pair to ask about: two theories, bits that the answer is worth, and its chance.

    The mutual information of the answer and the weights, ``H(E p) - E H(p)``, with H the
    entropy of a yes or no and p = Phi(lead / noise) at each draw of the weights. The chance is
    E p, that the first scores higher.

    Parameters
    ----------
    weights : (S, C) float
        Draws that count alike.
    theories : collection of int
        Among which to ask.
    said : collection of pairs
        Not asked again.

    Returns
    -------
    (int, int, float, float), or None
        None where no pair is left that would say anything.
    """
    from scipy.special import ndtr

    totals = scores.totals(weights)
    own = sorted(theories, key=lambda t: -float(totals[:, t].mean()))[:MOST_THEORIES]
    first, second = (np.array(own)[at] for at in np.triu_indices(len(own), 1))
    if said and len(first):
        known = np.array([frozenset(p) in said for p in zip(first, second, strict=True)])
        first, second = first[~known], second[~known]
    if not len(first):
        return None
    chance = ndtr((totals[:, first] - totals[:, second]) / noise)
    mean = chance.mean(axis=0)
    gain = _entropy(mean) - _entropy(chance).mean(axis=0)
    best = int(np.argmax(np.round(gain, 9)))
    if gain[best] < CLOSE:
        return None
    return int(first[best]), int(second[best]), float(gain[best]), float(mean[best])


def _entropy(chance: Floats) -> Floats:
    """Return the entropy of a yes or no, in bits."""
    from scipy.special import entr

    return np.asarray((entr(chance) + entr(1.0 - chance)) / np.log(2.0))
