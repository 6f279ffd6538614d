"""The rubric: values (weights) and beliefs (credences), kept apart."""

import itertools
import re
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from toi.records.argument import Argument
from toi.records.base import (
    AsTuple,
    Credence,
    Force,
    FromZero,
    Id,
    Ids,
    Quantity,
    Record,
    Text,
    Unit,
)
from toi.records.fields import json_forms
from toi.records.fields.numbers import from_zero, number
from toi.records.fields.refusals import refuse, shown
from toi.records.fields.shares import share_written
from toi.records.fitted import FittedFrom
from toi.records.line import LineOverlaps
from toi.records.method import Method
from toi.records.portfolio import NO_PORTFOLIO, Portfolio
from toi.records.trust import Trust, trusted
from toi.records.unanswered import Unanswered
from toi.records.weight_uncertainty import Sure

GATE = re.compile(rf"\s*([A-Za-z][\w-]*)\s*(<=|>=|<|>)\s*({json_forms.NUMERAL})\s*")


class Settled(Record):
    """A strength all told, on which replies no longer act."""

    settled: Credence = Field(description="The strength all told, a number or [low, high]")


def _points(value: object) -> tuple[tuple[float, float], ...]:
    if not isinstance(value, list | tuple) or len(value) < 2:
        raise refuse("value-function", "a value function is a list of two or more [raw, value]")
    points: list[tuple[float, float]] = []
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise refuse("value-function", "each point is [raw, value]")
        points.append((number(pair[0], "raw"), number(share_written(pair[1]), "value")))
    xs = [x for x, _ in points]
    if any(b <= a for a, b in itertools.pairwise(xs)):
        raise refuse("value-function", "raw values must grow from point to point")
    if any(not 0 <= y <= 1 for _, y in points):
        raise refuse("value-function", "values lie between 0 and 1")
    return tuple(points)


def _digest(value: object) -> object:
    if not isinstance(value, str):
        message = f"{shown(value)} is not text; put the digest in quotes"
        raise refuse("not-text", message)
    if not re.fullmatch("[0-9a-f]{6,64}", value):
        raise refuse("bad-digest", f"{shown(value)} is not a digest: 6 to 64 of 0-9 and a-f")
    return value


def _rule(value: object) -> object:
    if isinstance(value, str):
        said, colon, does = value.rpartition(":")
        quoted = colon and does.strip() == "exclude"
        rule = said.strip() if quoted else value
        if not GATE.fullmatch(rule):
            raise refuse("bad-gate", f"{shown(value)} is not `criterion > number: exclude`")
        if quoted:
            raise refuse("bad-gate", f"leave the quotes out: `- {rule}: exclude`")
        raise refuse("bad-gate", f"say what the gate does: `{rule}: exclude`")
    return value


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
Weight = Annotated[FromZero, BeforeValidator(partial(from_zero, what="weight"))]
Digest = Annotated[str, BeforeValidator(_digest)]
Points = Annotated[tuple[tuple[float, Unit], ...], Field(min_length=2), BeforeValidator(_points)]
Rule = Annotated[
    dict[str, Literal["exclude"]],
    BeforeValidator(_rule),
    json_forms.keyed(f"^{GATE.pattern}$", {"const": "exclude"}),
]
Gates = Annotated[tuple[Rule, ...], AsTuple]


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


class JudgementOverride(Record):
    """A person's own judgement in place of the recorded one."""

    value: Quantity = Field(description="A number or a range on the raw scale")
    why: Text = Field("my own judgement", description="Your reason")


class ForceOverride(Record):
    """A person's own force for one theory of an effect; it is drawn on its own."""

    value: Force = Field(description="A number or a range from 0 to 1")
    why: Text = Field("my own judgement", description="Your reason")


class Overrides(Record):
    """Single judgements (`T08.directness`) and forces (`argument.effect.T03`) replaced."""

    judgements: dict[str, JudgementOverride] = Field(
        {},
        description="T08.directness: what you judge instead",
        examples=[{"A.reach": {"value": 8, "why": "seen it"}}],
    )
    forces: dict[str, ForceOverride] = Field(
        {},
        description="argument.effect or argument.effect.T03: the force you give instead",
        examples=[{"falls-short.reach.A": {"value": 0.2, "why": "slight"}}],
    )


# As NO_PORTFOLIO: a rubric's own validator is made but once for all its parts.
NO_CREDENCES = Credences.model_construct()
NO_OVERLAPS = LineOverlaps.model_construct()
NO_OVERRIDES = Overrides.model_construct()


class Rubric(Record):
    """One position: what is valued, and what is believed."""

    schema_: Literal["toi/rubric/1"] = Field(alias="schema", description="`toi/rubric/1`")
    id: Id = Field(description="Its name")
    title: Text = Field(description="A line about it")
    position: Text | None = Field(None, description="The position in words")
    claims: Ids = Field((), description="Claims of the text it rests on")
    default: bool = Field(
        False,
        description="true: used where no rubric is named; for one of several",
        exclude_if=lambda default: not default,
    )
    extends: Id | None = Field(None, description="Another rubric that this one is laid over")
    data: Digest | None = Field(
        None,
        description="Digest of the data it was written for; `toi rubric check` compares it",
    )
    fitted_from: FittedFrom | None = Field(
        None,
        description="Statements that its weights were fitted to; `toi rubric fit` writes it",
        exclude_if=lambda fitted: fitted is None,
    )
    unanswered: Unanswered | None = Field(
        None,
        description="What its author was asked and left empty; `toi rubric collect` writes it",
        examples=[{"criteria": ["risk"]}],
        exclude_if=lambda unanswered: unanswered is None,
    )
    weights: dict[str, Weight] = Field(
        {},
        description="Per criterion, any number from 0; only proportions count",
        examples=[{"reach": 60, "risk": 40}],
    )
    weights_sure: Sure = Field(
        "roughly",
        description="exactly, roughly, order, unknown, or a mapping with dirichlet, ranges or "
        "constraints",
        examples=["roughly", {"dirichlet": 30, "ranges": {"reach": [0.2, 0.5]}}],
    )
    credences: Credences = Field(NO_CREDENCES, description="How far arguments are believed")
    overlap: LineOverlaps = Field(
        NO_OVERLAPS,
        description="How far lines of attack say the same",
        exclude_if=lambda overlap: overlap == NO_OVERLAPS,
    )
    scrutiny: Literal["as-read", "adjusted"] = Field(
        "as-read",
        description="as-read, or adjusted: what was not examined bears what its peers did",
        exclude_if=lambda scrutiny: scrutiny == "as-read",
    )
    not_bearing: Literal["as-judged", "left-out"] = Field(
        "as-judged",
        description="Criteria that a theory is not about: as-judged, or left-out of its score",
        exclude_if=lambda not_bearing: not_bearing == "as-judged",
    )
    value_functions: dict[str, Points] = Field(
        {},
        description="Per criterion, points [raw, value]; 1 is best",
        examples=[{"reach": [[0, 0], [5, 0.8], [10, 1]]}],
    )
    gates: Gates = Field(
        (),
        description="Rules such as `dual_use_risk > 8: exclude`",
        examples=[[{"risk > 8": "exclude"}]],
    )
    method: Method = Field(
        "additive",
        description="How criteria are combined: additive, geometric, minimum, topsis, promethee2, "
        "or one of the last two with options",
    )
    overrides: Overrides = Field(NO_OVERRIDES, description="Single judgements and forces replaced")
    portfolio: Portfolio = Field(NO_PORTFOLIO, description="How effort is to be split")
    arguments: Annotated[tuple[Argument, ...], AsTuple] = Field(
        (), description="Arguments of your own"
    )


def differ(weights: Mapping[str, float]) -> bool:
    """Tell whether weights above 0 are not all alike."""
    return len({weight for weight in weights.values() if weight}) > 1


# How many levels of mappings are keys to merge; what lies below them is a value, replaced.
_LEVELS = {
    **{"weights": 1, "value_functions": 1},
    **{"credences": 2, "overlap": 2, "overrides": 2, "portfolio": 3},
}

PartPath = tuple[str, ...]


def layered(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Lay the keys of a child's file over its parent's.

    Mappings merge as deep as they hold keys; all else is replaced. Arguments of one's own
    add up, so that a child keeps those it inherits.
    """
    merged = dict(parent)
    for key, value in child.items():
        if key == "arguments":
            merged[key] = [*parent.get(key, []), *value]
        else:
            merged[key] = _merged(merged.get(key), value, _LEVELS.get(key, 0))
    return merged


def _merged(parent: Any, child: Any, levels: int) -> Any:
    if not (levels and isinstance(parent, dict) and isinstance(child, dict)):
        return child
    below = {key: _merged(parent.get(key), value, levels - 1) for key, value in child.items()}
    return {**parent, **below}


def parts_of(content: dict[str, Any]) -> dict[PartPath, Any]:
    """Take a rubric's content apart into values by path, each laid over as a whole."""
    found: dict[PartPath, Any] = {}
    for key, value in content.items():
        found.update(_parts(value, (key,), _LEVELS.get(key, 0)))
    return found


def _parts(value: Any, path: PartPath, levels: int) -> dict[PartPath, Any]:
    if not (levels and isinstance(value, dict)):
        return {path: value}
    found: dict[PartPath, Any] = {}
    for key, below in value.items():
        found.update(_parts(below, (*path, str(key)), levels - 1))
    return found


def content_with(parts: dict[PartPath, Any]) -> dict[str, Any]:
    """Put a rubric's content together from its parts."""
    content: dict[str, Any] = {}
    for (*above, last), value in parts.items():
        here = content
        for step in above:
            here = here.setdefault(step, {})
        here[last] = value
    return content
