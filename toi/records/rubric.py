"""The rubric: values (weights) and beliefs (credences), kept apart."""

import itertools
import re
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from toi.records.argument import Argument
from toi.records.base import (
    AsTuple,
    Force,
    FromZero,
    Id,
    Ids,
    Quantity,
    Record,
    Text,
    Unit,
)
from toi.records.credences import NO_CREDENCES, Credences
from toi.records.fields import json_forms
from toi.records.fields.numbers import from_zero, number
from toi.records.fields.refusals import refuse, shown
from toi.records.fields.shares import share_written
from toi.records.fitted import FittedFrom
from toi.records.line import LineOverlaps
from toi.records.method import Method
from toi.records.portfolio import NO_PORTFOLIO, Portfolio
from toi.records.unanswered import Unanswered
from toi.records.weight_uncertainty import Sure

GATE = re.compile(rf"\s*([A-Za-z][\w-]*)\s*(<=|>=|<|>)\s*({json_forms.NUMERAL})\s*")


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


Weight = Annotated[FromZero, BeforeValidator(partial(from_zero, what="weight"))]
Digest = Annotated[str, BeforeValidator(_digest)]
Points = Annotated[tuple[tuple[float, Unit], ...], Field(min_length=2), BeforeValidator(_points)]
Rule = Annotated[
    dict[str, Literal["exclude"]],
    BeforeValidator(_rule),
    json_forms.keyed(f"^{GATE.pattern}$", {"const": "exclude"}),
]
Gates = Annotated[tuple[Rule, ...], AsTuple]


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
