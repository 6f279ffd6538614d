"""Scenarios drawn again, to see how far a split hangs on those that were drawn."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.sampling.streams import stream


def drawn_again(seed: int, number: int, scenarios: int) -> Floats:
    """Probabilities of the scenarios in one bootstrap sample (Efron 1979), (S,)."""
    draw = stream(seed, f"portfolio/resample/{number}").integers(0, scenarios, scenarios)
    return np.asarray(np.bincount(draw, minlength=scenarios) / scenarios)
