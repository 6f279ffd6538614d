"""What an argument carries: the scores if it is sound, and if it is not."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, Ints, ScoringProblem
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import method_scores
from toi.engine.scoring.ranking import ROUND

_CHUNK = 256  # sets of credences at a time


def forced(
    problem: ScoringProblem,
    inputs: Inputs,
    groups: Sequence[Sequence[int]],
    sound: float,
    shown: list[int],
) -> tuple[Floats, Bools]:
    """Scores by the problem's method, each group of arguments in turn (un)sound before replies.

    Parameters
    ----------
    inputs : Inputs
        A single draw (S = 1).
    groups : K sequences of int
        Arguments that are forced together.
    sound : float
        1 or 0.
    shown : list of int
        The theories that are scored.

    Returns
    -------
    totals, gated : (K, len(shown))
    """
    believed = np.repeat(inputs.sound, len(groups), axis=0)
    for row, members in enumerate(groups):
        believed[row, list(members)] = sound
    return believing(problem, inputs, believed, shown)


def believing(
    problem: ScoringProblem, inputs: Inputs, believed: Floats, shown: list[int]
) -> tuple[Floats, Bools]:
    """Scores by the problem's method, each of some sets of credences in turn.

    Parameters
    ----------
    inputs : Inputs
        A single draw (S = 1).
    believed : (K, A) float
        Credences before replies, or all told where they are settled.
    shown : list of int
        The theories that are scored.

    Returns
    -------
    totals, gated : (K, len(shown))
    """
    size = len(believed), len(shown)
    totals, gated = np.zeros(size), np.zeros(size, bool)
    for start in range(0, len(believed), _CHUNK):
        part = believed[start : start + _CHUNK]
        repeated = with_sound(inputs, part)
        found = evaluate(problem, repeated)
        rows = slice(start, start + len(part))
        totals[rows] = method_scores(problem, repeated.weights, found, shown)
        gated[rows] = found.gated[:, shown]
    return totals, gated


def with_sound(inputs: Inputs, sound: Floats) -> Inputs:
    """A single draw repeated, with other credences in each: `sound` is (S, A)."""
    s = len(sound)
    return Inputs(
        np.repeat(inputs.weights, s, axis=0),
        np.repeat(inputs.judgements, s, axis=0),
        sound,
        np.repeat(inputs.answer_force, s, axis=0),
        np.repeat(inputs.force, s, axis=0),
        None if inputs.peer is None else np.repeat(inputs.peer, s, axis=0),
    )


def order_key(totals: Floats, gated: Bools) -> Floats:
    """What theories are ranked by, any shape: rounded scores, gated ones below all."""
    return np.asarray(np.where(gated, -np.inf, np.round(totals, ROUND)))


def pairs_turned(before: Floats, after: Floats) -> Ints:
    """How many pairs of theories stand in another order, (K,), from two keys (K, T)."""
    turned = np.zeros(len(before), dtype=np.int64)
    for i in range(before.shape[1]):
        was = _order(before, i)
        turned += (was != _order(after, i)).sum(axis=1)
    return turned


def _order(key: Floats, i: int) -> Ints:
    """How theory `i` stands to each one after it: 1 above, -1 below, 0 level."""
    own, others = key[:, i : i + 1], key[:, i + 1 :]
    return (own > others).astype(np.int64) - (own < others)
