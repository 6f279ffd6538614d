"""Magnitudes: how much joint pulls take away of the distance to the end of a scale."""

from collections.abc import Mapping, Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, Ints, ScoringProblem
from toi.engine.scoring.joint_pulls import ALONE, JointPull, Pull, joint_hits
from toi.engine.scoring.line_tables import line_tables
from toi.engine.scoring.lines import line_pull
from toi.engine.scoring.strengths import replies_leave
from toi.light_dataclass import dataclass

Rows = Mapping[int, Floats | Bools] | Sequence[Floats | Bools]

AT_ONCE = 2**15  # numbers that are worked on at a time, so that they stay in a processor's cache
MANY = 2**9  # draws in which it takes no longer to call numpy for each pull
FEW = 2**5  # draws in which it takes longer to call numpy than to calculate


@dataclass(frozen=True, eq=False)
class PullTerms:
    """The numbers that pulls are products of, draws side by side.

    Attributes
    ----------
    force : (F, S) float
    strength : (A, S) float, or (S,) by argument
        Of each argument after replies; rows may be bool, as events are.
    sound, unanswered : (A, S) float or None
        Probability that each argument is sound, and what replies leave of it then; None
        where every argument is sound or not, as in a draw, so that strength says both.
    overlap : (L, S) float or None
        Where lines overlap otherwise than in the problem.
    """

    force: Floats
    strength: Floats | Rows
    sound: Floats | None = None
    unanswered: Floats | None = None
    overlap: Floats | None = None

    def magnitude(self, pull: Pull) -> Floats:
        """Return ``force * share * strength`` of a single pull, (S,)."""
        return np.asarray(self._force(pull) * self.strength[pull.argument])

    def if_sound(self, pull: Pull) -> Floats:
        """Return its magnitude if the argument is sound, (S,); 0 where it is known not to be."""
        if self.unanswered is None:
            return self.magnitude(pull)
        return np.asarray(self._force(pull) * self.unanswered[pull.argument])

    def chance(self, arguments: Sequence[int]) -> list[Floats] | None:
        """Return the probabilities of arguments, (S,) each; None where `if_sound` knows them."""
        return None if self.sound is None else [self.sound[a] for a in arguments]

    def _force(self, pull: Pull) -> Floats:
        force = self.force[pull.force]
        return force if pull.share == 1.0 else np.asarray(force * pull.share)


def pull_terms(problem: ScoringProblem, inputs: Inputs, strength: Floats) -> PullTerms:
    """Collect the terms of pulls in some draws; `strength` is (S, A)."""
    certain = bool(((inputs.sound == 0.0) | (inputs.sound == 1.0)).all())
    overlaps = None if inputs.overlap is None else inputs.overlap.T
    if problem.lines is None or certain:
        return PullTerms(inputs.force.T, strength.T, overlap=overlaps)
    unanswered = replies_leave(problem, strength, inputs.answer_force)
    return PullTerms(inputs.force.T, strength.T, inputs.sound.T, unanswered.T, overlaps)


def remaining_shares(
    problem: ScoringProblem, terms: PullTerms, draws: int, out: Floats | None = None
) -> Floats:
    """Find what each joint pull leaves of a distance, (B + 1, S), into `out` where that is given.

    The last row is no joint pull and leaves all of it, 1.
    """
    found = np.empty((len(joint_hits(problem).pulls) + 1, draws)) if out is None else out
    found[-1] = 1.0
    taken = found[:-1]
    fill_magnitudes(problem, terms, taken)
    np.subtract(1.0, taken, out=taken)
    return found


def fill_magnitudes(problem: ScoringProblem, terms: PullTerms, out: Floats) -> None:
    """Overwrite `out`, (B, S), with what each joint pull takes away of a distance.

    Pulls that are single ones many at a time, as `PullTerms.magnitude` has each.
    """
    hits, strength = joint_hits(problem), terms.strength
    if out.shape[1] >= MANY or not isinstance(strength, np.ndarray):
        _fill_row_by_row(problem, terms, out)
        return
    size = max(AT_ONCE // max(out.shape[1], 1), 1)
    for start in range(0, len(hits.singles.which), size):
        one = hits.singles.at(slice(start, start + size))
        rows = terms.force[one.force]
        rows *= one.share[:, None]
        rows *= strength[one.argument]
        out[one.which] = rows
    if out.shape[1] <= FEW:
        _fill_at_once(problem, terms, strength, out)
        return
    for b, pull in hits.several:
        out[b] = magnitude(problem, pull, terms)


def _fill_row_by_row(problem: ScoringProblem, terms: PullTerms, out: Floats) -> None:
    """Do so for one pull after another, each of which stays in the cache while it is made."""
    hits, rows = joint_hits(problem), list(out)
    force, strength = list(terms.force), terms.strength
    by_argument = list(strength) if isinstance(strength, np.ndarray) else strength
    singles = hits.singles
    places = zip(
        singles.which.tolist(),
        singles.argument.tolist(),
        singles.force.tolist(),
        singles.share.tolist(),
        strict=True,
    )
    for b, argument, own, share in places:
        given = force[own] if share == 1.0 else force[own] * share
        np.multiply(given, by_argument[argument], out=rows[b])
    for b, pull in hits.several:
        rows[b][:] = magnitude(problem, pull, terms)


def _fill_at_once(problem: ScoringProblem, terms: PullTerms, strength: Floats, out: Floats) -> None:
    """Do so for the pulls of several arguments, all of them at once, as `magnitude` has each."""
    tables = line_tables(problem)
    n = len(tables.argument)
    pull, chance = np.zeros((n + 1, out.shape[1])), None
    left = strength if terms.unanswered is None else terms.unanswered
    pull[:n] = terms.force[tables.force] * tables.share[:, None] * left[tables.argument]
    for i, member in tables.more:
        pull[i] = _if_sound(member, terms)
    if terms.sound is not None:
        chance = np.zeros_like(pull)
        chance[:n] = terms.sound[tables.argument]
    overlap = _overlaps(problem, tables.line, terms)
    for some, apart, one in tables.apart_and_one(pull, chance, AT_ONCE):
        out[tables.which[some]] = (1.0 - overlap[some]) * apart + overlap[some] * one


def _overlaps(problem: ScoringProblem, line: Ints, terms: PullTerms) -> Floats:
    """Return `overlap` of the joint pulls of some lines, (L, 1) or (L, S)."""
    if problem.lines is None:
        return np.zeros((len(line), 1))
    given = problem.lines.overlap[:, None] if terms.overlap is None else terms.overlap
    return np.where((line == ALONE)[:, None], 0.0, given[line])


def magnitude(problem: ScoringProblem, pull: JointPull, terms: PullTerms) -> Floats:
    """Find what a joint pull takes away of a distance, (S,)."""
    if pull.single is not None:
        return terms.magnitude(pull.single)
    members, chance = member_magnitudes(pull, terms), terms.chance(pull.arguments)
    return line_pull(pull.rows, overlap(problem, pull, terms), members, chance)


def member_magnitudes(pull: JointPull, terms: PullTerms) -> list[Floats]:
    """Find what each argument of a joint pull takes away if it is sound, (S,) each.

    Several pulls of one argument multiply up: whether it is sound is one event.
    """
    return [_if_sound(member, terms) for member in pull.members]


def _if_sound(member: Sequence[Pull], terms: PullTerms) -> Floats:
    """Find what the pulls of one argument take away together if it is sound, (S,)."""
    parts = [terms.if_sound(part) for part in member]
    return parts[0] if len(parts) == 1 else 1.0 - np.prod([1.0 - part for part in parts], 0)


def overlap(problem: ScoringProblem, pull: JointPull, terms: PullTerms) -> float | Floats:
    """Return how far the families of a joint pull say the same, in all draws or in each, (S,).

    0 where no line joins them.
    """
    if pull.line == ALONE or problem.lines is None:
        return 0.0
    if terms.overlap is not None:
        return np.asarray(terms.overlap[pull.line])
    return float(problem.lines.overlap[pull.line])
