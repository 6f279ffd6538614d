"""Beliefs of a rubric, from the general to the particular, and what they say of an argument."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from toi.records.argument import Argument
from toi.records.base import Credence, Record
from toi.records.fields.refusals import refuse
from toi.records.trust import Trust, trusted


class Settled(Record):
    """A strength all told, on which replies no longer act."""

    settled: Credence = Field(description="The strength all told, a number or [low, high]")


def _form(value: object) -> str:
    """Tell the members of `Belief` apart as `BY_FORM` does, a misspelt `trust` too."""
    from difflib import get_close_matches

    if isinstance(value, Trust):
        return "<trust>"
    if isinstance(value, dict):
        near = any(get_close_matches(str(key), ["trust"]) for key in value)
        return "<trust>" if near and "settled" not in value else "<mapping>"
    return "<mapping>" if isinstance(value, Record) else "<plain>"


def _one_form(value: object) -> object:
    if isinstance(value, dict) and {"trust", "settled"} <= set(value):
        raise refuse("trust-and-settled", "trust and settled exclude each other; write one of them")
    return value


Belief = Annotated[
    Annotated[Credence, Tag("<plain>")]
    | Annotated[Settled, Tag("<mapping>")]
    | Annotated[Trust, Tag("<trust>")],
    Discriminator(_form),
    BeforeValidator(_one_form),
]
Believed = float | tuple[float, float] | Settled  # of one argument, its record at hand


class Credences(Record):
    """Beliefs from the general to the particular; the more particular wins."""

    default: Belief | None = Field(None, description="For all arguments")
    kinds: dict[Literal["critique", "support", "rebuttal"], Belief] = Field(
        {}, description="Per kind of argument"
    )
    speakers: dict[str, Belief] = Field({}, description="Per speaker")
    tags: dict[str, Belief] = Field({}, description="Per tag")
    arguments: dict[str, Belief] = Field({}, description="Per argument")


def said_of(argument: Argument, credences: Credences) -> tuple[tuple[str, ...], Belief] | None:
    """Find the most particular line about an argument, and where it stands: ``("tags", "x")``."""
    if (said := credences.arguments.get(argument.id)) is not None:
        return ("arguments", argument.id), said
    for tag in argument.tags if credences.tags else ():
        if (said := credences.tags.get(tag)) is not None:
            return ("tags", tag), said
    if (said := credences.speakers.get(argument.speaker)) is not None:
        return ("speakers", argument.speaker), said
    if (said := credences.kinds.get(argument.kind)) is not None:
        return ("kinds", argument.kind), said
    return None if credences.default is None else (("default",), credences.default)


def belief_in(argument: Argument, credences: Credences) -> Believed:
    """Return the belief in an argument: the most particular line, else its record's credence."""
    recorded, found = argument.credence.value, said_of(argument, credences)
    if found is None:
        return recorded
    said = found[1]
    return trusted(recorded, said.trust) if isinstance(said, Trust) else said


def ends_of(belief: Belief | None) -> tuple[float, float] | None:
    """Return the two ends of what is given as a range; None for a single number."""
    if isinstance(belief, Trust):
        return None  # it moves what is recorded, and is itself no range
    value = belief.settled if isinstance(belief, Settled) else belief
    return value if isinstance(value, tuple) and value[0] < value[1] else None


def covers(line: tuple[Any, ...], argument: Argument) -> bool:
    """Tell whether a line of `credences`, such as ``("tags", "x")``, speaks of an argument."""
    match line:
        case ("arguments", name):
            return bool(argument.id == name)
        case ("tags", name):
            return name in argument.tags
        case ("speakers", name):
            return bool(argument.speaker == name)
        case ("kinds", name):
            return bool(argument.kind == name)
        case _:
            return line == ("default",)


# As NO_PORTFOLIO: a rubric's own validator is made but once for all its parts.
NO_CREDENCES = Credences.model_construct()
