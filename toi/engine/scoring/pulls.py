"""How hard each blow pulls, in every draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Floats, Inputs, ScoringProblem
from toi.engine.scoring.blows import ALONE, Blow, Pull, blows_of
from toi.engine.scoring.lines import line_pull
from toi.engine.scoring.strengths import replies_leave


@dataclass(frozen=True, eq=False)
class Dealt:
    """What the pulls of blows are made of, draws side by side.

    Attributes
    ----------
    force : (F, S) float
    strength : (A, S) float, or (S,) float by argument
        Of each argument after replies.
    sound, left : (A, S) float or None
        Probability that each is sound, and what replies leave of it then; None where every
        argument is sound or not, as in a draw.
    """

    force: Floats
    strength: Floats | Mapping[int, Floats]
    sound: Floats | None
    left: Floats | None

    def of(self, pull: Pull) -> Floats:
        """What one pull takes away, (S,): ``force * share * strength``."""
        return np.asarray(self._acting(pull) * self.strength[pull.argument])

    def if_sound(self, pull: Pull) -> Floats:
        """What it takes away if its argument is sound, (S,); 0 where it is known not to be."""
        if self.left is None:
            return self.of(pull)
        return np.asarray(self._acting(pull) * self.left[pull.argument])

    def chance(self, arguments: Sequence[int]) -> Floats | None:
        """How likely arguments are to be sound, (n, S); None where pulls know it already."""
        return None if self.sound is None else self.sound[list(arguments)]

    def _acting(self, pull: Pull) -> Floats:
        force = self.force[pull.force]
        return force if pull.share == 1.0 else force * pull.share


def dealt(problem: ScoringProblem, inputs: Inputs, strength: Floats) -> Dealt:
    """What blows are made of in some draws; `strength` is (S, A)."""
    certain = problem.lines is None or bool(((inputs.sound == 0) | (inputs.sound == 1)).all())
    left = None if certain else replies_leave(problem, strength, inputs.answer_force)
    return Dealt(
        inputs.force.T,
        strength.T,
        None if certain else inputs.sound.T,
        None if left is None else left.T,
    )


def pull_of(problem: ScoringProblem, blow: Blow, made_of: Dealt) -> Floats:
    """What a blow takes away of the distance to the end of the scale, (S,)."""
    if blow.single is not None:
        return made_of.of(blow.single)
    pull, chance = members_of(blow, made_of), made_of.chance(blow.arguments)
    return line_pull(blow.rows, overlap_of(problem, blow), pull, chance)


def members_of(blow: Blow, made_of: Dealt) -> Floats:
    """What each argument of a blow takes away if it is sound, (n, S).

    Several pulls of one argument come together as independent ones do, for it is one event.
    """
    rows = []
    for member in blow.members:
        pulls = [made_of.if_sound(pull) for pull in member]
        rows.append(pulls[0] if len(pulls) == 1 else 1.0 - np.prod([1.0 - p for p in pulls], 0))
    return np.array(rows)


def overlap_of(problem: ScoringProblem, blow: Blow) -> float:
    """How far the families of a blow say the same; 0 where no line holds them together."""
    if blow.line == ALONE or problem.lines is None:
        return 0.0
    return float(problem.lines.overlap[blow.line])


def lefts(problem: ScoringProblem, made_of: Dealt, draws: int) -> Floats:
    """What each blow leaves of the distance it meets, (B + 1, S); the last is no blow, 1."""
    blows = blows_of(problem).blows
    found = np.ones((len(blows) + 1, draws))
    for blow, row in zip(blows, found, strict=False):
        np.subtract(1.0, pull_of(problem, blow, made_of), out=row)
    return found
