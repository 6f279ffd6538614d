"""The numbers by which a page scores: a compiled rubric as lists, at the mean of every number."""

from collections.abc import Iterator, Sequence
from typing import Any

from toi.engine.problem import Condition, Inputs, Method, ScoringProblem, Whole
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.cells import part_shares
from toi.engine.scoring.joint_pulls import JointPull, joint_hits, points
from toi.engine.scoring.methods.promethee import Promethee


def page_model(problem: ScoringProblem) -> dict[str, Any]:
    """Write out all that decides the deterministic scores, for the page's own engine.

    Theories, criteria, arguments, forces and joint pulls are named by their places in the
    lists given here, which are those of the problem. A hit is a pull, a criterion, whether it
    raises, and the theories hit.

    Returns
    -------
    dict
        Lists, dicts, texts, numbers, booleans and None. ``weights`` and ``credences`` are the
        rubric's; a position puts others in their place.
    """
    inputs = expected_inputs(problem)
    return {
        "weights": inputs.weights[0].tolist(),
        "credences": problem.credence.tolist(),
        "settled": problem.settled.astype(int).tolist(),
        "criteria": [_criterion(problem, c) for c in range(len(problem.criteria))],
        "judgements": inputs.judgements[0].tolist(),
        "forces": inputs.force[0].tolist(),
        "answers": _answers(problem, inputs),
        **_pulls(problem),
        "scrutiny": _scrutiny(problem),
        "derivations": [_derivation(problem, step) for step in problem.derivations],
        "bears": None if problem.bears is None else problem.bears.tolist(),
        "gates": [
            {"criterion": one.criterion, "comparison": one.comparison, "threshold": one.threshold}
            for one in problem.gates
        ],
        "method": _method(problem, problem.method),
    }


def _criterion(problem: ScoringProblem, c: int) -> dict[str, Any]:
    points = problem.value_functions[c]
    return {
        "cost": bool(problem.is_cost[c]),
        "low": float(problem.low[c]),
        "high": float(problem.high[c]),
        "points": None if points is None else [axis.tolist() for axis in points],
    }


def _answers(problem: ScoringProblem, inputs: Inputs) -> list[list[float]]:
    """List [by, to, force], so that whoever answers has been answered before."""
    place = {a: i for i, a in enumerate(problem.argument_order)}
    answers = zip(
        problem.answer_by.tolist(),
        problem.answer_to.tolist(),
        inputs.answer_force[0].tolist(),
        strict=True,
    )
    return [list(answer) for answer in sorted(answers, key=lambda answer: place[answer[0]])]


def _pulls(problem: ScoringProblem) -> dict[str, Any]:
    hits, said = joint_hits(problem), points(problem)
    table = zip(
        hits.pull.tolist(),
        hits.criterion.tolist(),
        hits.raises.astype(int).tolist(),
        hits.theory.tolist(),
        strict=True,
    )
    hit: dict[tuple[int, ...], list[int]] = {}
    for *how, theory in table:
        hit.setdefault(tuple(how), []).append(theory)
    return {
        "overlaps": [] if problem.lines is None else problem.lines.overlap.tolist(),
        "pulls": [[pull.line, _families(pull)] for pull in hits.pulls],
        "points": [int(said[pull.arguments[0]]) for pull in hits.pulls],
        "hits": [[*how, theories] for how, theories in hit.items()],
    }


def _families(pull: JointPull) -> list[list[list[list[float]]]]:
    """List families of members of [argument, force, share], a share of 1 left out."""
    return [
        [
            [[part.argument, part.force, *([part.share] if part.share != 1 else [])] for part in m]
            for m in family
        ]
        for family in pull.families
    ]


def _scrutiny(problem: ScoringProblem) -> dict[str, Any] | None:
    """List peers with their shares, and the joint pulls that spare each theory."""
    scrutiny = problem.scrutiny
    if scrutiny is None:
        return None
    pulls = [list(pull.arguments) for pull in joint_hits(problem).pulls]
    return {
        "examined": scrutiny.examined.tolist(),
        "peers": [
            [list(pair) for pair in zip(peers.tolist(), shares.tolist(), strict=True)]
            for peers, shares in zip(scrutiny.peers, scrutiny.shares, strict=True)
        ],
        "spared": [list(_spared(pulls, spared.tolist())) for spared in scrutiny.spared],
    }


def _spared(pulls: Sequence[Sequence[int]], spared: Sequence[bool]) -> Iterator[int]:
    for number, arguments in enumerate(pulls):
        if any(spared[argument] for argument in arguments):
            yield number


def _derivation(problem: ScoringProblem, step: Whole | Condition) -> dict[str, Any]:
    if isinstance(step, Whole):
        shares = part_shares(problem, step).tolist()
        return {"theory": step.theory, "parts": list(step.parts), "shares": shares}
    return {
        "theory": step.theory,
        "on": list(step.on),
        "share": step.share,
        "level": list(step.level),
    }


def _method(problem: ScoringProblem, method: Method) -> dict[str, Any]:
    found: dict[str, Any] = {"name": method.name, "normalisation": method.normalisation}
    if isinstance(method, Promethee):
        spans = (problem.high - problem.low).tolist()
        rescaled = [
            method.on(name).rescaled(span)
            for name, span in zip(problem.criteria, spans, strict=True)
        ]
        found["preferences"] = [vars(one) for one in rescaled]
    return found
