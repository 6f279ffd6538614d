"""The records of a debate, as they stand in data/: one model per kind."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from toi.distribution import Distribution
from toi.model.base import (
    AsTuple,
    Basis,
    Credence,
    Force,
    Id,
    Ids,
    Lines,
    NonEmptyIds,
    Number,
    Quantity,
    Record,
    Share,
    Short,
    Text,
    number,
    refuse,
)


def _scale(value: object) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refuse("bad-scale", "scale takes [low, high]")
    low, high = number(value[0], "scale"), number(value[1], "scale")
    if low >= high:
        raise refuse("range-order", f"scale needs low < high, not [{low:g}, {high:g}]")
    return low, high


def _anchors(value: object) -> object:
    if isinstance(value, dict):
        return {number(key, "anchor"): text for key, text in value.items()}
    return value


class Criterion(Record):
    """What theories are scored on."""

    id: Id
    title: Text
    short: Short
    question: Text
    direction: Literal["benefit", "cost"]
    scale: Annotated[tuple[float, float], BeforeValidator(_scale)]
    anchors: Annotated[dict[float, Text], BeforeValidator(_anchors)] = {}
    core: bool = True
    clip: bool = True
    claims: Ids = ()
    sources: Ids = ()
    former: Ids = ()


class Judgement(Record):
    """A raw value on one criterion, before any argument, with its reason."""

    value: Quantity
    basis: Basis
    why: Text
    claims: Ids = ()

    @model_validator(mode="after")
    def _assumed_is_a_range(self) -> Self:
        if self.basis == "assumed" and self.value.is_point:
            raise refuse("assumed-without-range", "what is assumed needs a range, not one number")
        return self


class Part(Record):
    """One part of a theory that is made of several."""

    id: Id
    share: Share


class Condition(Record):
    """What a theory's benefits hang on."""

    on: NonEmptyIds
    share: Share
    why: Text
    claims: Ids = ()


class Theory(Record):
    """What is scored."""

    id: Id
    former: Ids = ()
    kinds: NonEmptyIds
    groups: Ids = ()
    title: Text
    short: Short
    claim: Text
    case: Text
    claims: Ids = ()
    sources: Ids = ()
    judgements: dict[str, Judgement] = {}
    parts: Annotated[tuple[Part, ...], AsTuple] = ()
    conditional_on: Condition | None = None
    gap: Text | None = None

    @model_validator(mode="after")
    def _parts_or_judgements(self) -> Self:
        if self.parts and self.judgements:
            raise refuse(
                "parts-and-judgements", "a theory has parts or judgements of its own, not both"
            )
        if self.parts and sum(part.share for part in self.parts) <= 0:
            raise refuse("parts-share", "the parts' shares are all zero")
        return self


class Believed(Record):
    """How likely an argument is to be sound, before replies."""

    value: Credence
    basis: Basis
    why: Text

    @model_validator(mode="after")
    def _assumed_is_a_range(self) -> Self:
        if self.basis == "assumed" and not isinstance(self.value, tuple):
            raise refuse("assumed-without-range", "what is assumed needs a range [low, high]")
        return self


class Effect(Record):
    """What a sound argument does to one criterion of the theories it bears on."""

    id: Id | None = None
    on: NonEmptyIds
    except_: Ids = Field(default=(), alias="except")
    criterion: Id
    lowers: Force | None = None
    raises: Force | None = None
    basis: Basis
    why: Text

    @property
    def name(self) -> str:
        """Its id: the criterion unless said otherwise."""
        return self.id or self.criterion

    @property
    def force(self) -> Distribution:
        """The share of the distance left to the end of the scale that it covers."""
        found = self.raises if self.lowers is None else self.lowers
        assert found is not None  # the validator saw to it
        return found

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        if (self.lowers is None) == (self.raises is None):
            raise refuse("one-direction", "an effect has one of lowers and raises")
        if self.basis == "assumed" and self.force.is_point:
            raise refuse("assumed-without-range", "what is assumed needs a range, not one number")
        return self


class Attack(Record):
    """An answer to another argument."""

    argument: Id
    force: Force
    basis: Basis
    why: Text

    @model_validator(mode="after")
    def _assumed_is_a_range(self) -> Self:
        if self.basis == "assumed" and self.force.is_point:
            raise refuse("assumed-without-range", "what is assumed needs a range, not one number")
        return self


class Argument(Record):
    """One thing said for or against; one event, however many theories it bears on."""

    id: Id
    former: Ids = ()
    kind: Literal["critique", "support", "rebuttal"]
    title: Text
    gist: Text
    speaker: Id
    as_of: Text | None = None
    tags: Ids = ()
    claims: Ids = ()
    sources: Ids = ()
    credence: Believed
    effects: Annotated[tuple[Effect, ...], AsTuple] = ()
    against: Annotated[tuple[Attack, ...], AsTuple] = ()
    spares: dict[str, Text] = {}

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.effects and not self.against:
            raise refuse("no-effect", f"'{self.id}' has neither effects nor against")
        names = [effect.name for effect in self.effects]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise refuse("duplicate-effect", f"two effects are called {twice[0]!r}; give one an id")
        return self


class Source(Record):
    """A work that the debate refers to."""

    id: Id
    title: Text
    authors: Text
    year: int | None = None
    note: Text | None = None
    claims: Ids = ()


class Figure(Record):
    """One number that the debate counts or quotes."""

    what: Text
    value: Number
    unit: Text | None = None
    claims: Ids = ()


class Level(Record):
    """One step of a technology tree, and whether the field stands on it."""

    level: int
    title: Text
    reached: Literal["yes", "partly", "no"]
    why: Text | None = None
    claims: Ids = ()


class Evidence(Record):
    """What arguments rest on: a paper that was read, a technology tree, a counted fact."""

    id: Id
    former: Ids = ()
    kind: Literal["paper", "technology-tree", "fact"]
    title: Text
    gist: Text
    as_of: Text | None = None
    procedure: Text | None = None
    end_stories: Ids = ()
    outer_alignment: Text | None = None
    inner_alignment: Text | None = None
    verdict: Literal["no", "unclear", "in concept but brittle", "maybe later"] | None = None
    levels: Annotated[tuple[Level, ...], AsTuple] = ()
    figures: Annotated[tuple[Figure, ...], AsTuple] = ()
    arguments: Ids = ()
    claims: Ids = ()
    sources: Ids = ()


class Claim(Record):
    """One thing that the essay or a comment says, and where."""

    id: Id
    lines: Lines
    section: Text
    kind: Text
    speaker: Id
    gist: Text
    hedge: Text | None = None
    find: Text | None = None
    unscored: Text | None = None
