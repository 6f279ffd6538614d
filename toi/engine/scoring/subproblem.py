"""The part of a problem that some scores depend on: all that needs to be drawn for them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from toi.engine.problem import Bools, Condition, Ints, Lines, PeerScrutiny, ScoringProblem, Whole
from toi.engine.remembered import remembered
from toi.light_dataclass import dataclass

T = TypeVar("T")
Part = tuple[ScoringProblem, Ints]  # with where each theory of the whole now stands, (T,)

GROUP = 64  # theories
KEPT_PARTS = 4  # of one problem; the analyses of a command ask for few, again and again


@dataclass(frozen=True, eq=False)
class Kept:
    """What may change the scores of some theories.

    Attributes
    ----------
    judged : (T,) bool
        They themselves and those that they derive from.
    theories : (T,) bool
        And those that these borrow from.
    criteria : (C,) bool
    arguments : (A,) bool
    """

    judged: Bools
    theories: Bools
    criteria: Bools
    arguments: Bools


def in_groups(
    problem: ScoringProblem, theories: Sequence[int], most: int | None = None
) -> list[list[int]]:
    """Put theories in groups that each derive or borrow from few, so that memory stays small.

    What is drawn for a group is drawn as for the whole, so grouping changes no bit. Those
    that derive from many theories are one group more.

    Parameters
    ----------
    most : int, optional
        Theories of a group, with all that they derive or borrow from; by default `GROUP`.
    """
    most = GROUP if most is None else most
    found: list[list[int]] = []
    many: list[int] = []
    held: set[int] = set()
    for theory in theories:
        own = needed(problem, [theory]) if problem.derivations else {theory}
        own |= set(_peers(problem, own).tolist())
        if len(own) > most:
            many.append(theory)
            continue
        if not found or len(held | own) > most:
            found.append([])
            held = set()
        found[-1].append(theory)
        held |= own
    return [*found, many] if many else found


def restricted(
    problem: ScoringProblem, theories: Iterable[int], every_criterion: bool = False
) -> tuple[ScoringProblem, Ints]:
    """Leave out of a problem what cannot change the scores of `theories`.

    Left out are criteria that have no weight and no gate, theories that none of the
    wanted ones derive from or borrow from, and forces and arguments that then act on
    nothing. Of a theory from which others only borrow, what it is hit by is kept, but no
    judgement. Streams are labelled, so what is left is drawn as in the whole problem, and
    scores are the same to the bit.

    Returns
    -------
    problem : ScoringProblem
    rows : (len(theories),) int
        Where the wanted theories now stand.
    """
    wanted = list(theories)
    kept, asked = _parts(problem), (frozenset(wanted), every_criterion)
    found = kept.get(asked) or _part(problem, wanted, every_criterion)
    smaller, row = found
    # A problem that held itself would keep its memory for long.
    if smaller is not problem and len(kept) < KEPT_PARTS:
        kept.setdefault(asked, found)
    return smaller, row[wanted]


@remembered()
def _parts(problem: ScoringProblem) -> dict[tuple[frozenset[int], bool], Part]:
    """Keep some parts, since what follows from a problem is remembered with it."""
    return {}


def part_of(problem: ScoringProblem, theories: Sequence[int]) -> Part:
    """Do what `restricted` does, of theories that will not be asked for again."""
    smaller, row = _part(problem, theories, every_criterion=False)
    return smaller, row[theories]


def _part(problem: ScoringProblem, wanted: Sequence[int], every_criterion: bool) -> Part:
    """Leave out what cannot change the scores of the wanted theories."""
    kept = kept_for(problem, wanted, every_criterion)
    judged, t_keep, c_keep, a_keep = kept.judged, kept.theories, kept.criteria, kept.arguments
    cells = judged[problem.judgement_theory] & c_keep[problem.judgement_criterion]
    hits = t_keep[problem.hit_theory] & c_keep[problem.hit_criterion]
    f_keep = np.bincount(problem.hit_force[hits], minlength=len(problem.forces)) > 0
    answers = a_keep[problem.answer_to]  # those that answer an argument that is kept
    if all(keep.all() for keep in (judged, c_keep, f_keep, a_keep)):
        return problem, np.arange(len(problem.theories))
    t_new, c_new, f_new, a_new = (np.cumsum(keep) - 1 for keep in (t_keep, c_keep, f_keep, a_keep))
    smaller = replace(
        problem,
        theories=_kept(problem.theories, t_keep),
        criteria=_kept(problem.criteria, c_keep),
        low=problem.low[c_keep],
        high=problem.high[c_keep],
        is_cost=problem.is_cost[c_keep],
        weights=problem.weights[c_keep],
        value_functions=_kept(problem.value_functions, c_keep),
        judgements=_kept(problem.judgements, cells),
        judgement_theory=t_new[problem.judgement_theory[cells]],
        judgement_criterion=c_new[problem.judgement_criterion[cells]],
        arguments=_kept(problem.arguments, a_keep),
        credence=problem.credence[a_keep],
        settled=problem.settled[a_keep],
        answers=_kept(problem.answers, answers),
        answer_by=a_new[problem.answer_by[answers]],
        answer_to=a_new[problem.answer_to[answers]],
        argument_order=tuple(int(a_new[a]) for a in problem.argument_order if a_keep[a]),
        forces=_kept(problem.forces, f_keep),
        hit_argument=a_new[problem.hit_argument[hits]],
        hit_force=f_new[problem.hit_force[hits]],
        hit_theory=t_new[problem.hit_theory[hits]],
        hit_criterion=c_new[problem.hit_criterion[hits]],
        hit_share=problem.hit_share[hits],
        hit_raises=problem.hit_raises[hits],
        derivations=tuple(
            _moved(step, t_new, c_keep) for step in problem.derivations if judged[step.theory]
        ),
        gates=tuple(replace(gate, criterion=int(c_new[gate.criterion])) for gate in problem.gates),
        lines=None if problem.lines is None else _lines_among(problem.lines, a_keep),
        scrutiny=None
        if problem.scrutiny is None
        else _scrutiny_of(problem.scrutiny, judged, t_keep, a_keep),
        bears=None if problem.bears is None else problem.bears[np.ix_(t_keep, c_keep)],
    )
    return smaller, t_new


def kept_for(problem: ScoringProblem, wanted: Sequence[int], every_criterion: bool = False) -> Kept:
    """Find what may change the scores of some theories, as `restricted` keeps it."""
    judged, theories = np.zeros((2, len(problem.theories)), dtype=bool)
    own = sorted(needed(problem, wanted))
    judged[own] = theories[own] = True
    theories[_peers(problem, own)] = True
    criteria = (problem.weights > 0) | every_criterion
    criteria[[gate.criterion for gate in problem.gates]] = True
    hits = theories[problem.hit_theory] & criteria[problem.hit_criterion]
    arguments = np.bincount(problem.hit_argument[hits], minlength=len(problem.arguments)) > 0
    for a, by in _answers_in_order(problem):
        if arguments[a]:
            arguments[by] = True
    return Kept(judged, theories, criteria, arguments)


@remembered()
def _answers_in_order(problem: ScoringProblem) -> list[tuple[int, Ints]]:
    """Return each argument that is answered with what answers it, which comes after it."""
    by: dict[int, list[int]] = {}
    for to, answer in zip(problem.answer_to.tolist(), problem.answer_by.tolist(), strict=True):
        by.setdefault(to, []).append(answer)
    return [(a, np.array(by[a])) for a in reversed(problem.argument_order) if a in by]


def needed(problem: ScoringProblem, theories: Iterable[int]) -> set[int]:
    """Find the wanted theories and all that they derive from."""
    needed = set(theories)
    for step in reversed(problem.derivations):  # what a step uses comes before it
        if step.theory in needed:
            needed.update(step.parts if isinstance(step, Whole) else step.on)
    return needed


def _peers(problem: ScoringProblem, theories: Iterable[int]) -> Ints:
    """Find the theories that some borrow from; some may be named twice."""
    if problem.scrutiny is None:
        return np.zeros(0, dtype=np.int64)
    mine = [problem.scrutiny.peers[t] for t in theories if problem.scrutiny.examined[t] < 1.0]
    # Not np.unique: it loads numpy.ma, which takes longer than the scoring.
    return np.concatenate([np.zeros(0, dtype=np.int64), *mine])


def _moved(step: Whole | Condition, row: Ints, criteria: Bools) -> Whole | Condition:
    theory = int(row[step.theory])
    if isinstance(step, Whole):
        return replace(step, theory=theory, parts=tuple(row[list(step.parts)].tolist()))
    on, level = tuple(row[list(step.on)].tolist()), _kept(step.level, criteria)
    return replace(step, theory=theory, on=on, level=level)


def _lines_among(lines: Lines, arguments: Bools) -> Lines:
    """Keep the lines of some arguments; one of them stands for each family."""
    _, general = np.unique(lines.general[arguments], return_inverse=True)
    first = np.unique(general, return_index=True)[1]
    return replace(lines, line=lines.line[arguments], general=first[general])


def _scrutiny_of(
    scrutiny: PeerScrutiny, judged: Bools, theories: Bools, arguments: Bools
) -> PeerScrutiny:
    """Keep the scrutiny of some theories; those without judgements borrow nothing."""
    row = np.cumsum(theories) - 1
    nobody = np.zeros(0, dtype=np.int64)
    borrows = judged & (scrutiny.examined < 1.0)
    kept = np.flatnonzero(theories).tolist()
    return PeerScrutiny(
        examined=np.where(judged, scrutiny.examined, 1.0)[theories],
        peers=tuple(row[scrutiny.peers[t]] if borrows[t] else nobody for t in kept),
        shares=tuple(scrutiny.shares[t] if borrows[t] else np.zeros(0) for t in kept),
        spared=scrutiny.spared[np.ix_(theories, arguments)],
    )


def _kept(items: Sequence[T], keep: Bools) -> tuple[T, ...]:
    return tuple(item for item, kept in zip(items, keep.tolist(), strict=True) if kept)
