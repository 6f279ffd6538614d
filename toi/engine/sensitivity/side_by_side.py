"""Single numbers changed side by side: in one draw, wherever no theory feels two of them.

A judgement moves its theory alone, an argument those that it acts on. So thousands of theories
need some hundred draws, not one for each of a hundred thousand changes; and each theory's score
is to the bit what it is where only one number changes.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.memory import MOST_NUMBERS
from toi.engine.problem import Bools, Floats, Ints, ScoringProblem, Whole
from toi.engine.remembered import remembered
from toi.engine.scoring.score import Scores
from toi.engine.scoring.strengths import answers_in_order
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, perturbed
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Felt:
    """Scores of the theories that may feel a parameter, at V values of it.

    Attributes
    ----------
    which : int
        The place of the parameter in the list that was asked for.
    columns : (K,) int
        The places of these theories among those that are compared.
    totals, gated : (V, K)
    """

    which: int
    columns: Ints
    totals: Floats
    gated: Bools


def score_side_by_side(
    base: BaseCase, parameters: Sequence[Parameter], values: Sequence[Floats]
) -> Iterator[Felt]:
    """Score what each parameter changes, with all others as they are.

    Parameters
    ----------
    base : BaseCase
    parameters : sequence of Parameter
    values : sequence of (V,) float
        Those of each parameter; V may differ.

    Yields
    ------
    Felt
        One per parameter, in another order.
    """
    feeling = theories_feeling(base.problem, parameters)
    column = np.full(len(base.problem.theories), -1)
    column[base.rows] = np.arange(len(base.rows))
    for places, found in _scored(base, parameters, values, feeling):
        for k, place in places:
            part, own = slice(place, place + len(values[k])), column[feeling[k]]
            own = own[own >= 0]
            yield Felt(k, own, found.totals[part, own], found.gated[part, own])


def each_alone(base: BaseCase, parameters: Sequence[Parameter], values: Floats) -> Scores:
    """Score the theories with each parameter alone at its values, (K V, N): V after V draws.

    To the bit what `BaseCase.perturbed` finds, of which every draw is worked out by itself.

    Parameters
    ----------
    values : (K, V) float
    """
    feeling = theories_feeling(base.problem, parameters)
    column = np.full(len(base.problem.theories), -1)
    column[base.rows] = np.arange(len(base.rows))
    totals = np.repeat(base.scores.totals.T, values.size, axis=1)
    gated = np.repeat(base.scores.gated.T, values.size, axis=1)
    for places, found in _scored(base, parameters, list(values), feeling):
        which, place = np.array(places).T
        felt = [column[feeling[k]] for k in which.tolist()]
        own, many = np.concatenate(felt), [len(one) for one in felt]
        of, to = np.repeat(place, many), np.repeat(which * values.shape[1], many)
        own, of, to = (one[own >= 0] for one in (own, of, to))
        for v in range(values.shape[1]):
            totals[own, to + v] = found.totals[of + v, own]
            gated[own, to + v] = found.gated[of + v, own]
    return Scores((totals.T,), gated.T)


def _scored(
    base: BaseCase,
    parameters: Sequence[Parameter],
    values: Sequence[Floats],
    feeling: Sequence[Ints],
) -> Iterator[tuple[list[tuple[int, int]], Scores]]:
    """Yield scores of some draws, and of the parameters in them, which and where they begin."""
    # Judgements by themselves: where no argument changes, pulls are worked out once for all draws.
    judged = [one.kind == "judgement" for one in parameters]
    for kind in (True, False):
        mine = [k for k, is_judgement in enumerate(judged) if is_judgement is kind]
        for places in _draws_by_place(base, mine, feeling, values):
            which = [k for k, place in places for _ in values[k]]
            rows = [place + v for k, place in places for v in range(len(values[k]))]
            changed = np.concatenate([values[k] for k, _ in places])
            inputs = perturbed(
                base.problem, base.inputs, [parameters[k] for k in which], changed, rows
            )
            yield places, base.score(inputs)


def _draws_by_place(
    base: BaseCase, which: Sequence[int], feeling: Sequence[Ints], values: Sequence[Floats]
) -> Iterator[list[tuple[int, int]]]:
    """Put parameters in draws; yield for each batch of draws where the values of each begin.

    A parameter gets the first layer of draws in which none felt by the same theories is.
    """
    layers: list[list[int]] = []
    theories = len(base.problem.theories)
    taken = [0] * theories  # of each theory, its layers as bits
    by_all = 0  # those that are taken by what all theories feel
    for k in which:
        used, everyone = by_all, len(feeling[k]) == theories
        if everyone:
            used = (1 << len(layers)) - 1
        felt = [] if everyone else feeling[k].tolist()
        for theory in felt:
            used |= taken[theory]
        layer = (~used & (used + 1)).bit_length() - 1
        for theory in felt:
            taken[theory] |= 1 << layer
        if everyone:
            by_all |= 1 << layer
        if layer == len(layers):
            layers.append([])
        layers[layer].append(k)
    most = max(1, MOST_NUMBERS // max(1, base.inputs.judgements[0].size))
    batch: list[tuple[int, int]] = []
    place = 0
    for members in layers:
        draws = max(len(values[k]) for k in members)
        if batch and place + draws > most:
            yield batch
            batch, place = [], 0
        batch += ((k, place) for k in members)
        place += draws
    if batch:
        yield batch


def theories_feeling(problem: ScoringProblem, parameters: Sequence[Parameter]) -> list[Ints]:
    """Find for each parameter the theories whose score may change with it, in order.

    All of them where it is a weight or an overlap, or where the method compares theories.
    """
    every = np.arange(len(problem.theories))
    if problem.method.compares:
        return [every] * len(parameters)
    hit, forced, users = _hit_by(problem), _forced_by(problem), _users(problem)
    found = []
    for one in parameters:
        match one.kind:
            case "judgement":
                first = problem.judgement_theory[one.index : one.index + 1]
            case "credence":
                first = np.flatnonzero(hit[one.index])
            case "answer":
                to = problem.answer_to[one.index]
                first = every[:0] if problem.settled[to] else np.flatnonzero(hit[to])
            case "force" if problem.scrutiny is None:
                first = forced[one.index]
            case _:
                first = every
        found.append(_with_users(first, users))
    return found


@remembered()
def _hit_by(problem: ScoringProblem) -> Bools:
    """Tell which theories each argument acts on, (A, T): itself, by what it answers, by peers."""
    hits = np.zeros((len(problem.arguments), len(problem.theories)), dtype=bool)
    hits[problem.hit_argument, problem.hit_theory] = True
    for _, to, by in reversed(answers_in_order(problem)):  # what answers an argument, after it
        hits[by] |= hits[to]
    if problem.scrutiny is not None:
        own = hits.copy()
        for theory in np.flatnonzero(problem.scrutiny.examined < 1.0).tolist():
            hits[:, theory] |= own[:, problem.scrutiny.peers[theory]].any(axis=1)
    return hits


@remembered()
def _forced_by(problem: ScoringProblem) -> list[Ints]:
    """Find the theories that each force acts on, in order."""
    theories = len(problem.theories)
    pairs = np.sort(problem.hit_force * theories + problem.hit_theory)
    force, theory = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], max(theories, 1))
    return np.split(theory, np.searchsorted(force, np.arange(1, len(problem.forces))))


@remembered()
def _users(problem: ScoringProblem) -> dict[int, list[int]]:
    """Find the theories that derive from each."""
    found: dict[int, list[int]] = {}
    for step in problem.derivations:
        for used in step.parts if isinstance(step, Whole) else step.on:
            found.setdefault(used, []).append(step.theory)
    return found


def _with_users(theories: Ints, users: dict[int, list[int]]) -> Ints:
    """Return some theories, in order, and all that derive from them."""
    if users.keys().isdisjoint(theories.tolist()):
        return theories
    found, left = set(theories.tolist()), theories.tolist()
    while left:
        new = set(users.get(left.pop(), ())) - found
        found |= new
        left += new
    return np.array(sorted(found), dtype=np.int64)
