"""Bootstrap samples of the scenarios, which tell how stable a split is."""

import numpy as np

from toi.engine.portfolio.scenarios.line_values import LineValues
from toi.engine.problem import Floats, Ints
from toi.engine.sampling.streams import stream
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Resamples:
    """Bootstrap samples of the scenarios, each with weights of its own.

    Attributes
    ----------
    chances : (B, S) float
        Of the scenarios in each sample.
    weights : (B, C) float
    worth : (B, T) float
        Expected worth of each line, once it was taken in.
    """

    chances: Floats
    weights: Floats
    worth: Floats

    def take_in(self, places: Ints, values: LineValues) -> None:
        """Work out the expected worth of some lines."""
        self.worth[:, places] = values.mean_worth(self.chances, self.weights)

    def with_weights(self, weights: Floats) -> "Resamples":
        """Return as many of the samples as there are other weights, (N, C)."""
        n = len(weights)
        return Resamples(self.chances[:n], weights, np.empty_like(self.worth[:n]))


def resamples(seed: int, scenarios: int, weights: Floats, lines: int) -> Resamples:
    """Draw a bootstrap sample of S scenarios for each of some weights, (B, C)."""
    chances = np.empty((len(weights), scenarios))
    for number, row in enumerate(chances):
        row[:] = bootstrap_chances(seed, number, scenarios)
    return Resamples(chances, weights, np.empty((len(weights), lines)))


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
