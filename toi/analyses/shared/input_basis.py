"""Uncertain quantities by where they come from, and other groups of them."""

from collections.abc import Iterator
from typing import get_args

from toi.analyses.shared.session import Model
from toi.engine.problem import SCRUTINY, WEIGHTS, ScoringProblem, event_label
from toi.engine.sampling.input_labels import Labels, labels_by_kind
from toi.records.base import Basis
from toi.records.credences import said_of

YOURS = "yours"
BASES = (*get_args(Basis), YOURS)


def basis_of(model: Model) -> dict[str, str]:
    """Return the basis of every quantity by its label, and of every credence by ``event/ID``.

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
            if effect.inherits is not None:
                continue  # an heir has no force of its own
            found[f"force/{a.id}/{effect.name}"] = YOURS if mine else effect.basis
        for attack in a.against:
            found[f"answer/{a.id}/{attack.argument}"] = YOURS if mine else attack.basis
    if model.problem.scrutiny is not None:
        found[SCRUTINY] = "assumed"  # that the unexamined bear what their peers bear
    for key in rubric.overrides.judgements:
        found["judgement/" + key.replace(".", "/")] = YOURS
    for key in rubric.overrides.forces:
        found["force/" + key.replace(".", "/")] = YOURS
    return found


def labels_by_basis(model: Model) -> dict[str, frozenset[str]]:
    """Return the labels of judgements, events, answers and forces by their basis."""
    basis = basis_of(model)
    return {name: frozenset(k for k, one in basis.items() if one == name) for name in BASES}


def shares_by_basis(model: Model) -> dict[str, Labels]:
    """Name the weights, and all else by its basis: every input is in one of these."""
    return {WEIGHTS: frozenset([WEIGHTS]), **labels_by_basis(model)}


def groups_of(model: Model, problem: ScoringProblem) -> Iterator[tuple[str, str, Labels]]:
    """Yield groups of inputs that one might look into together, as (kind, name, labels)."""
    kinds = labels_by_kind(problem)
    for kind in (WEIGHTS, "judgements", "forces", "arguments"):
        yield kind, kind, kinds[kind]
    yield "basis", "assumed", labels_by_basis(model)["assumed"]
    for tag, members in model.debate.tags.items():
        events = kinds["arguments"] & frozenset(map(event_label, members))
        if len(events) > 1:  # alone, an argument is a crux of its own
            yield "tag", tag, events
