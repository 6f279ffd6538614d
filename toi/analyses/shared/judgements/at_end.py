"""Judgements that stand at the end of the scale already, where an argument can pull no further."""

from collections.abc import Collection, Mapping
from typing import Protocol

from toi.distribution import Distribution
from toi.records.argument import Argument, Effect
from toi.records.debate import Debate


class _WithValue(Protocol):
    @property
    def value(self) -> Distribution: ...


Overrides = Mapping[str, _WithValue]


def at_end(
    debate: Debate,
    argument: Argument,
    effect: Effect,
    overrides: Overrides | None = None,
    among: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Return the theories on which an effect does nothing, since their cells leave it no way.

    Parameters
    ----------
    debate : Debate
        With the judgements and the scales.
    argument : Argument
        Whose effect it is.
    effect : Effect
        The effect.
    overrides : mapping, optional
        A rubric's own judgements, by ``theory.criterion``.
    among : collection of str, optional
        The theories that are looked at; by default all that the effect reaches.

    Returns
    -------
    tuple of str
        Ids, in the debate's order.
    """
    low, high = debate.criteria[effect.criterion].scale
    raises = argument.source_of(effect).raises is not None
    found = []
    for theory in debate.reached(effect.on, effect.except_):
        if among is not None and theory not in among:
            continue
        own = (overrides or {}).get(f"{theory}.{effect.criterion}")
        judged = own or debate.theories[theory].judgements[effect.criterion]
        least, most = judged.value.support
        spent = least >= high if raises else most <= low
        if spent and not _comes_back(debate, theory, effect.criterion, not raises):
            found.append(theory)
    return tuple(found)


def _comes_back(debate: Debate, theory: str, criterion: str, raises: bool) -> bool:
    """Tell whether some argument pulls a cell away from its end, so that others can pull back."""
    return any(
        (argument.source_of(effect).raises is not None) == raises
        for argument in debate.bearing_on(theory)
        for effect in argument.effects
        if effect.criterion == criterion and theory in debate.reached(effect.on, effect.except_)
    )


def end_in_words(debate: Debate, argument: Argument, effect: Effect) -> str:
    """Word where such a cell stands, such as `at the worst end of Pay already`."""
    criterion = debate.criteria[effect.criterion]
    raises = argument.source_of(effect).raises is not None
    end = "best" if raises == (criterion.direction == "benefit") else "worst"
    return f"at the {end} end of {criterion.title} already"
