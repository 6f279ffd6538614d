"""The expected value of asking about each argument, which decides what is asked next."""

from collections.abc import Collection, Sequence

import numpy as np

from toi.engine.problem import Floats, Inputs, Ints, ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import restricted


def question_values(
    problem: ScoringProblem, shown: Sequence[int], asked: Collection[int] = ()
) -> Floats:
    """Return points of score that settling each argument is worth, (A,); 0 for those in `asked`.

    Each argument is made sound, and unsound, after replies (what answers it no longer acts),
    with the probability p that its present strength is. With V1 and V0 the scores then,
    and V = p V1 + (1 - p) V0, choosing the best of all gains
    ``p max V1 + (1 - p) max V0 - max V``: the expected value of partial perfect information
    (Strong, Oakley & Brennan 2014). The mean of the same over all pairs of theories is
    added, so that changes further down count too.

    All else is at its mean, where scores are the expectations over draws unless the method
    or a value function is not linear: an order of questions needs no more. So the values
    are free of noise and the same for every seed.

    Parameters
    ----------
    shown : sequence of int
        The theories among which one is chosen.
    asked : collection of int
        Arguments that are not worth asking about again.
    """
    smaller, rows = restricted(problem, shown)
    number = {name: a for a, name in enumerate(problem.arguments)}
    candidates = np.array(
        [k for k, name in enumerate(smaller.arguments) if number[name] not in asked],
        dtype=np.int64,
    )
    found = np.zeros(len(problem.arguments))
    if not len(candidates) or not len(rows):
        return found
    inputs = expected_inputs(smaller)
    chance = evaluate(smaller, inputs).strength[0, candidates]
    sound, unsound = (
        _settled(smaller, inputs, candidates, value, rows.tolist()) for value in (1.0, 0.0)
    )
    gains = _of_best(chance, sound, unsound) + _of_pairs(chance, sound, unsound)
    found[[number[smaller.arguments[k]] for k in candidates]] = np.maximum(gains, 0.0)
    return found


def _settled(
    problem: ScoringProblem, inputs: Inputs, arguments: Ints, value: float, rows: list[int]
) -> Floats:
    """Score with each argument's strength at `value`, (K, T); gated theories get the least."""
    sound = np.repeat(inputs.sound, len(arguments), axis=0)
    sound[np.arange(len(arguments)), arguments] = value
    answered = problem.answer_to[None, :] == arguments[:, None]
    answer_force = np.where(answered, 0.0, inputs.answer_force)
    repeated = inputs.repeat(len(arguments))
    found = score(problem, repeated.with_(sound=sound, answer_force=answer_force), rows)
    return np.where(found.gated, found.totals.min(), found.totals)


def _of_best(chance: Floats, sound: Floats, unsound: Floats) -> Floats:
    """Return what knowing is worth to one who takes the best of all, (K,)."""
    mixed = chance[:, None] * sound + (1.0 - chance[:, None]) * unsound
    known = chance * sound.max(axis=1) + (1.0 - chance) * unsound.max(axis=1)
    return np.asarray(known - mixed.max(axis=1))


def _of_pairs(chance: Floats, sound: Floats, unsound: Floats) -> Floats:
    """Return what knowing is worth to one who takes the better of two, mean of all pairs, (K,).

    Since ``max(a, b) = (a + b + |a - b|) / 2``, only the differences count.
    """
    mixed = chance[:, None] * sound + (1.0 - chance[:, None]) * unsound
    known = chance * _differences(sound) + (1.0 - chance) * _differences(unsound)
    pairs = max(sound.shape[1] * (sound.shape[1] - 1) / 2, 1)
    return np.asarray((known - _differences(mixed)) / 2.0 / pairs)


def _differences(scores: Floats) -> Floats:
    """Return the sum of differences between all pairs of scores (K, T), (K,), by sorting rows."""
    n = scores.shape[1]
    return np.asarray(np.sort(scores, axis=1) @ (2.0 * np.arange(n) - n + 1.0))
