"""Bootstrap samples of the scenarios, which tell how stable a split is."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.sampling.streams import stream


def bootstrap_chances(seed: int, number: int, scenarios: int) -> Floats:
    """Return the probabilities of the scenarios in one bootstrap sample (Efron 1979), (S,).

    Parameters
    ----------
    number : int
        Of the sample; each has a stream of its own.
    scenarios : int
        S.
    """
    draw = stream(seed, f"portfolio/resample/{number}").integers(0, scenarios, scenarios)
    return np.asarray(np.bincount(draw, minlength=scenarios) / scenarios)
