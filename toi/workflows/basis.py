"""Which uncertain numbers rest on what: stated in the text, inferred from it, or assumed."""

from collections.abc import Iterator
from typing import get_args

from toi.engine.mixing import event_label
from toi.model.base import Basis
from toi.model.rubric import said_of
from toi.workflows.opening import Setting

BASES: tuple[str, ...] = get_args(Basis)


def labels_by_basis(setting: Setting) -> dict[str, frozenset[str]]:
    """Labels of judgements, events, answers and forces by the basis that their records name.

    What a rubric says itself, in credences or overrides, rests on neither and is left out.
    """
    found: dict[str, set[str]] = {basis: set() for basis in BASES}
    for label, basis in _labelled(setting):
        found[basis].add(label)
    return {basis: frozenset(labels) for basis, labels in found.items()}


def _labelled(setting: Setting) -> Iterator[tuple[str, str]]:
    rubric = setting.rubric.rubric
    for theory in setting.debate.theories.values():
        for criterion, judgement in theory.judgements.items():
            if f"{theory.id}.{criterion}" not in rubric.overrides.judgements:
                yield f"judgement/{theory.id}/{criterion}", judgement.basis
    for argument in setting.debate.arguments.values():
        if said_of(argument, rubric.credences) is None:
            yield event_label(argument.id), argument.credence.basis
        for effect in argument.effects:  # an overridden force has a label of its own
            yield f"force/{argument.id}/{effect.name}", effect.basis
        for attack in argument.against:
            yield f"answer/{argument.id}/{attack.argument}", attack.basis
