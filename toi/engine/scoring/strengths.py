"""Strengths of arguments once replies are counted."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, ScoringProblem
from toi.engine.remembered import remembered


def strengths(problem: ScoringProblem, sound: Floats, answer_force: Floats) -> Floats:
    """Find the strength of every argument in every draw, (S, A).

    ``u_a = q_a * prod_r (1 - force_ra * u_r)`` over the arguments r that answer a: DF-QuAD
    (Rago, Toni, Aurisicchio & Baroni 2016) with attackers only. A settled argument keeps
    ``u_a = q_a``.

    Parameters
    ----------
    sound : (S, A) float
        Probabilities, or 0/1 events.
    answer_force : (S, E) float
        Share of the answered argument that an answer takes away if it is sound.
    """
    found = np.array(sound, order="F")
    for e, to, by in answers_in_order(problem):
        found[:, to] *= 1.0 - answer_force[:, e] * found[:, by]
    return found


def strength_rows(
    problem: ScoringProblem, sound: Sequence[Bools], answer_force: Sequence[Floats]
) -> list[Floats | Bools]:
    """Find the same in draws, (S,) for each argument, where memory matters.

    An argument that nothing answers keeps its events as they are, a byte each.

    Parameters
    ----------
    sound : A rows of (S,) bool
    answer_force : E rows of (S,) float
    """
    found: list[Floats | Bools] = list(sound)
    for e, to, by in answers_in_order(problem):
        found[to] = found[to] * (1.0 - answer_force[e] * found[by])
    return found


@remembered(frozenset({"answer_to", "answer_by", "argument_order", "settled"}))
def answers_in_order(problem: ScoringProblem) -> list[tuple[int, int, int]]:
    """Return each answer that counts, what it answers, and what answers: the last in order.

    In the order of what is answered, so that what answers an argument was answered before it.
    """
    place = {a: i for i, a in enumerate(problem.argument_order)}
    answers = zip(problem.answer_to.tolist(), problem.answer_by.tolist(), strict=True)
    return [
        (e, to, by)
        for e, (to, by) in sorted(enumerate(answers), key=lambda answer: place[answer[1][0]])
        if not problem.settled[to]
    ]


def replies_leave(problem: ScoringProblem, strength: Floats, answer_force: Floats) -> Floats:
    """Find the share of each argument that its replies leave if it is sound, (S, A).

    ``prod_r (1 - force_ra * u_r)``, by which a credence makes a strength; 1 where it is
    settled.

    Parameters
    ----------
    strength : (S, A) float
    answer_force : (S, E) float
    """
    found = np.ones_like(strength, order="F")
    answers = zip(problem.answer_to.tolist(), problem.answer_by.tolist(), strict=True)
    for e, (to, by) in enumerate(answers):
        if not problem.settled[to]:
            found[:, to] *= 1.0 - answer_force[:, e] * strength[:, by]
    return found
