"""PROMETHEE II: net outranking flows from pairwise preferences."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import field

import numpy as np

from toi.engine.problem import Bools, Evaluated, Floats, Method, ScoringProblem
from toi.engine.scoring.methods.base import some
from toi.engine.scoring.methods.preferences import SAME, Preference, signed_preference
from toi.engine.scoring.methods.sorted_flows import can_sort, preference_sums
from toi.light_dataclass import dataclass

MANY = 128  # theories, from which on they are sorted rather than each compared with each


@dataclass(frozen=True)
class Promethee(Method):
    """``V_t = 50 (phi_t + 1)`` with the net flow phi against the theories that no gate excludes.

    Attributes
    ----------
    default : Preference
        On criteria that `preferences` does not name.
    preferences : mapping from id of criterion to Preference
    """

    name = "promethee2"
    compares = True
    normalisation = "preference functions"
    default: Preference = Preference()
    preferences: Mapping[str, Preference] = field(default_factory=dict)

    def on(self, criterion: str) -> Preference:
        """Return the preference function of a criterion."""
        return self.preferences.get(criterion, self.default)

    def scores(
        self,
        problem: ScoringProblem,
        weights: Floats,
        evaluation: Evaluated,
        rows: Sequence[int],
    ) -> Floats:
        """Score the theories in `rows` against one another, (S, len(rows)).

        One that a gate excludes is measured against the others and changes nothing for them.
        """
        return 50.0 * (net_flow(weights, *self._compared(problem, evaluation, rows)) + 1.0)

    def parts(
        self,
        problem: ScoringProblem,
        weights: Floats,
        evaluation: Evaluated,
        rows: Sequence[int],
    ) -> Mapping[str, Floats]:
        """Return the leaving and the entering flow, whose difference is the net flow."""
        leaving, entering = flows(weights, *self._compared(problem, evaluation, rows))
        return {"phi_plus": leaving, "phi_minus": entering}

    def _compared(
        self, problem: ScoringProblem, evaluation: Evaluated, rows: Sequence[int]
    ) -> tuple[Floats, Bools, list[Preference]]:
        """Return gains, opponents and preference functions, as `net_flow` takes them."""
        gains = np.where(problem.is_cost, -1.0, 1.0) * some(evaluation.cells, rows)
        spans = (problem.high - problem.low).tolist()
        preferences = [
            self.on(name).rescaled(span) for name, span in zip(problem.criteria, spans, strict=True)
        ]
        return gains, ~evaluation.gated.T[list(rows)].T, preferences

    def of_nothing(self, problem: ScoringProblem, weights: Floats) -> None:
        """Return None: doing nothing is not among the theories that are compared."""


def net_flow(
    weights: Floats, gains: Floats, compared: Bools, preferences: Sequence[Preference]
) -> Floats:
    """Return the net flow of each theory in every draw, (S, T), -1 to 1.

    Brans, Vincke & Mareschal (1986): ``pi(a, b) = sum_c w_c P_c(g_c(a) - g_c(b))`` and
    ``phi(a) = sum_b (pi(a, b) - pi(b, a)) / n`` over the n other theories; 0 where there
    is no other.

    Parameters
    ----------
    weights : (S, C) float
    gains : (S, T, C) float
        More is better; in the unit of the preferences' thresholds.
    compared : (S, T) bool
        Theories that count as opponents; the others are only measured against these.
    preferences : sequence of Preference
        Length C.
    """
    draws, count, criteria = gains.shape
    if count > MANY and all(map(can_sort, preferences)):
        leaving, entering = flows(weights, gains, compared, preferences)
        return leaving - entering
    opponent = compared.T.astype(np.float64)
    flow = np.zeros((count, draws))
    # Pair by pair, so that every flow is summed over b in order and equals tie exactly.
    for a, b in itertools.combinations(range(count), 2):
        net = np.zeros(draws)
        for c in range(criteria):
            gain = gains[:, a, c] - gains[:, b, c]
            net += weights[:, c] * signed_preference(gain, preferences[c])
        flow[a] += net * opponent[b]
        flow[b] -= net * opponent[a]
    others = opponent.sum(axis=0) - opponent
    return np.asarray((flow / np.maximum(others, 1.0)).T)


def flows(
    weights: Floats, gains: Floats, compared: Bools, preferences: Sequence[Preference]
) -> tuple[Floats, Floats]:
    """Return the leaving and the entering flow of each theory in every draw, (S, T), 0 to 1.

    ``phi+(a) = sum_b pi(a, b) / n`` and ``phi-(a) = sum_b pi(b, a) / n``; parameters as of
    `net_flow`.
    """
    if gains.shape[1] > MANY and all(map(can_sort, preferences)):
        return _sorted_flows(weights, gains, compared, preferences)
    opponent = compared.T.astype(np.float64)
    leaving, entering = np.zeros((2, gains.shape[1], gains.shape[0]))
    for a, b in itertools.permutations(range(gains.shape[1]), 2):
        for c, preference in enumerate(preferences):
            better = signed_preference(gains[:, a, c] - gains[:, b, c], preference)
            preferred = weights[:, c] * np.maximum(better, 0.0)
            leaving[a] += preferred * opponent[b]
            entering[b] += preferred * opponent[a]
    others = np.maximum(opponent.sum(axis=0) - opponent, 1.0)
    return np.asarray((leaving / others).T), np.asarray((entering / others).T)


def _sorted_flows(
    weights: Floats, gains: Floats, compared: Bools, preferences: Sequence[Preference]
) -> tuple[Floats, Floats]:
    """Return the same, each criterion sorted rather than each theory compared with each."""
    leaving, entering = np.zeros((2, *gains.shape[:2]))
    for c, preference in enumerate(preferences):
        sums = preference_sums(gains[:, :, c], compared, preference)
        for out, one in zip((leaving, entering), sums, strict=True):
            out += weights[:, c, None] * one
    others = np.maximum(compared.sum(axis=1, keepdims=True) - compared, 1.0)
    return leaving / others, entering / others


def incomparable(leaving: Floats, entering: Floats) -> list[tuple[int, int]]:
    """Return the pairs that PROMETHEE I leaves unordered, by their places.

    One of the two is more preferred to others and has more of them preferred to it: its leaving
    and its entering flow are both larger (Brans, Vincke & Mareschal 1986).

    Parameters
    ----------
    leaving, entering : (T,) float
    """
    return [
        (a, b)
        for a, b in itertools.combinations(range(len(leaving)), 2)
        if (leaving[a] - leaving[b]) * (entering[a] - entering[b]) > 0
        and min(abs(leaving[a] - leaving[b]), abs(entering[a] - entering[b])) > SAME
    ]
