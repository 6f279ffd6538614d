"""Criteria and theories, sources and claims."""

from functools import partial
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from toi.distribution import figure
from toi.records.base import (
    AsTuple,
    Basis,
    Id,
    Ids,
    Lines,
    NonEmptyIds,
    Quantity,
    Reasoned,
    Record,
    Share,
    Short,
    Text,
    Unit,
    is_unsaid,
)
from toi.records.fields import json_forms
from toi.records.fields.numbers import interval, number
from toi.records.fields.refusals import refuse


def _scale(value: object) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refuse("bad-scale", "scale takes [low, high]")
    low, high = number(value[0], "scale"), number(value[1], "scale")
    if low >= high:
        raise refuse("range-order", f"scale needs low < high, not [{figure(low)}, {figure(high)}]")
    return low, high


def _anchors(value: object) -> object:
    if isinstance(value, dict):
        return {number(key, "anchor"): text for key, text in value.items()}
    return value


class Criterion(Record):
    """A dimension on which theories are scored."""

    id: Id = Field(description="Its id; letters, digits, - and _")
    title: Text = Field(description="Its name")
    short: Short = Field(description="Its head in tables")
    question: Text = Field(description="What is asked of a theory")
    direction: Literal["benefit", "cost"] = Field(description="benefit (more is better) or cost")
    scale: Annotated[tuple[float, float], BeforeValidator(_scale)] = Field(
        description="[low, high] of raw values", examples=[[0, 10]]
    )
    anchors: Annotated[dict[float, Text], BeforeValidator(_anchors), json_forms.ANCHORS] = Field(
        {}, description="Wordings at points of the scale"
    )
    core: bool = Field(True, description="Whether it weighs where a rubric gives no weights")
    clip: bool = Field(
        True, description="False lets values leave the scale; then no argument may act on it"
    )
    claims: Ids = Field((), description="Claims it rests on")
    sources: Ids = Field((), description="Works it comes from")
    former: Ids = Field((), description="Ids it once had")


class Judgement(Reasoned):
    """A raw value on one criterion, before any argument, with its reason."""

    value: Quantity = Field(description="A number or a range on the raw scale")
    claims: Ids = Field((), description="Claims it rests on")
    bears: bool = Field(
        True,
        description="False where the criterion measures nothing that the theory is meant to do",
        exclude_if=bool,
    )


class Scrutiny(Reasoned):
    """The closeness with which the text examined a theory, whatever it found."""

    basis: Basis = Field(
        "inferred", description="stated, inferred (if not said), judged or assumed"
    )
    value: Annotated[
        Unit | tuple[Unit, Unit], BeforeValidator(partial(interval, what="scrutiny"))
    ] = Field(
        description="0 (not looked at) to 1 (a section of its own), or [low, high], whose "
        "middle is used",
        examples=[0.8, [0.6, 0.9]],
    )
    claims: Ids = Field((), description="Claims it rests on")


class TheoryPart(Record):
    """One part of a theory that is made of several."""

    id: Id = Field(description="A theory")
    share: Share = Field(description="How much of the whole it is; only proportions count")


class DependsOn(Record):
    """A condition of a theory's benefits."""

    on: NonEmptyIds = Field(description="Theories, kinds or groups whose success is needed")
    share: Share = Field(description="How much of the benefits hangs on them, 0 to 1")
    why: Text = Field(description="The reason")
    claims: Ids = Field((), description="Claims it rests on")


class Theory(Record):
    """A theory of impact: it is scored."""

    model_config = ConfigDict(json_schema_extra=json_forms.not_both("parts", "judgements"))

    id: Id = Field(description="Its id")
    former: Ids = Field((), description="Ids it once had")
    kinds: NonEmptyIds = Field(
        description="One or more; listed is ranked by default, part only within its whole",
        examples=[["listed"]],
    )
    groups: Ids = Field((), description="Further names by which arguments may reach it")
    title: Text = Field(description="Its name")
    short: Short = Field(description="Its name in tables, at most 26 characters")
    claim: Text = Field(description="What it says")
    case: Text = Field(description="Why its proponent holds it")
    claims: Ids = Field((), description="Claims it stands on")
    sources: Ids = Field((), description="Works it comes from")
    judgements: dict[str, Judgement] = Field(
        {},
        description="Per criterion, the case before any argument",
        examples=[{"reach": {"value": 7, "basis": "inferred", "why": "It promises much."}}],
    )
    parts: Annotated[tuple[TheoryPart, ...], AsTuple] = Field(
        (), description="Instead of judgements: what it is made of"
    )
    conditional_on: DependsOn | None = Field(None, description="What its benefits hang on")
    answered: bool = Field(True, description="Whether the text answers it by name or in a section")
    gap: Text | None = Field(None, description="What the text leaves out about it")
    remarks: dict[str, Text] = Field(
        {},
        description="What those who judged it say of it, by their names; no part of its score",
        exclude_if=is_unsaid,
    )
    scrutiny: Scrutiny | None = Field(
        None,
        description="How closely the text examined it; wholly, where nothing is said",
        exclude_if=is_unsaid,
    )
    peers: Ids = Field(
        (),
        description="Theories, kinds or groups with which it would have been examined; itself "
        "is left out",
        exclude_if=is_unsaid,
    )

    @model_validator(mode="after")
    def _parts_or_judgements(self) -> Self:
        if self.parts and self.judgements:
            raise refuse(
                "parts-and-judgements", "a theory has parts or judgements of its own, not both"
            )
        if self.parts and sum(part.share for part in self.parts) <= 0:
            raise refuse("parts-share", "the parts' shares are all zero")
        if self.parts and (self.scrutiny or self.peers):
            raise refuse(
                "scrutiny-of-whole", "a theory with parts has no scrutiny; its parts have their own"
            )
        return self


class Source(Record):
    """A work that the debate refers to."""

    id: Id = Field(description="Its id")
    title: Text = Field(description="Its title")
    authors: Text = Field(description="Its authors")
    year: int | None = Field(None, description="When it appeared")
    url: Text | None = Field(None, description="Where it is published")
    note: Text | None = Field(None, description="What to know of it")
    claims: Ids = Field((), description="Claims that name it")


class Claim(Record):
    """One thing that the essay or a comment says, with its place."""

    id: Id = Field(description="Its id")
    lines: Lines = Field(description="First and last line of the text")
    section: Text = Field(description="Where it stands")
    kind: Text = Field(description="critique, support, concession, evidence, ...")
    speaker: Id = Field(description="Who says it")
    gist: Text = Field(description="What it says, in our own words")
    hedge: Text | None = Field(None, description="How it is hedged")
    find: Text | None = Field(
        None, description="A few words by which to find the place in the published page"
    )
    unscored: Text | None = Field(None, description="Why no record cites it")
