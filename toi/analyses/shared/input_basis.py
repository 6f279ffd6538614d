"""Whose numbers: every uncertain quantity by where it comes from, and other groups of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

import numpy as np

from toi.analyses.shared.session import Model
from toi.engine.problem import WEIGHTS, Bools, Quantity, ScoringProblem, event_label
from toi.engine.voi.input_subset import Portion, nothing_of
from toi.records.base import Basis
from toi.records.rubric import said_of

YOURS = "yours"
BASES = (*get_args(Basis), YOURS)


def basis_of(model: Model) -> dict[str, str]:
    """The basis of every quantity by its label, and of every credence by ``event/ID``.

    What the rubric gives itself (credences, overrides, arguments of one's own) is `YOURS`.
    """
    rubric = model.rubric.rubric
    own = {argument.id for argument in rubric.arguments}
    found: dict[str, str] = {}
    for theory in model.debate.theories.values():
        for name, judgement in theory.judgements.items():
            found[f"judgement/{theory.id}/{name}"] = judgement.basis
    for a in model.debate.arguments.values():
        mine = a.id in own
        given = mine or said_of(a, rubric.credences) is not None
        found[event_label(a.id)] = YOURS if given else a.credence.basis
        for effect in a.effects:
            found[f"force/{a.id}/{effect.name}"] = YOURS if mine else effect.basis
        for attack in a.against:
            found[f"answer/{a.id}/{attack.argument}"] = YOURS if mine else attack.basis
    for key in rubric.overrides.judgements:
        found["judgement/" + key.replace(".", "/")] = YOURS
    for key in rubric.overrides.forces:
        found["force/" + key.replace(".", "/")] = YOURS
    return found


def labels_by_basis(model: Model) -> dict[str, frozenset[str]]:
    """The labels of judgements, events, answers and forces by their basis."""
    basis = basis_of(model)
    return {name: frozenset(k for k, one in basis.items() if one == name) for name in BASES}


def portions_by_basis(model: Model, problem: ScoringProblem) -> dict[str, Portion]:
    """The uncertain numbers of a problem by their basis; the weights are a part of their own."""
    basis = basis_of(model)
    nothing = nothing_of(problem)

    def among(quantities: tuple[Quantity, ...], name: str) -> Bools:
        return np.array([basis[q.label] == name for q in quantities], dtype=bool)

    found = {WEIGHTS: replace(nothing, weights=True)}
    for name in BASES:
        found[name] = Portion(
            weights=False,
            judgements=among(problem.judgements, name),
            sound=np.array([basis[event_label(a)] == name for a in problem.arguments], dtype=bool),
            answers=among(problem.answers, name),
            forces=among(problem.forces, name),
        )
    return found


def groups_of(
    model: Model, problem: ScoringProblem, bases: Mapping[str, Portion]
) -> Iterator[tuple[str, str, Portion]]:
    """Groups of numbers that one might look into together, as (kind, name, portion)."""
    nothing = nothing_of(problem)
    yield WEIGHTS, WEIGHTS, bases[WEIGHTS]
    yield "judgements", "judgements", replace(nothing, judgements=~nothing.judgements)
    yield "forces", "forces", replace(nothing, answers=~nothing.answers, forces=~nothing.forces)
    yield "arguments", "arguments", replace(nothing, sound=~nothing.sound)
    yield "basis", "assumed", bases["assumed"]
    for tag, members in model.debate.tags.items():
        sound = np.array([a in set(members) for a in problem.arguments], dtype=bool)
        if sound.sum() > 1:  # alone, an argument is a crux of its own
            yield "tag", tag, replace(nothing, sound=sound)
