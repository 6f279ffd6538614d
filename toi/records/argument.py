"""Arguments: what is said, how far it is believed, what it does and what it answers."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from toi.distribution import Distribution
from toi.records.base import (
    AsTuple,
    Credence,
    Force,
    Id,
    Ids,
    NonEmptyIds,
    Reasoned,
    Record,
    Share,
    Text,
    is_unsaid,
)
from toi.records.fields import json_forms
from toi.records.fields.refusals import refuse


class Belief(Reasoned):
    """The chance that an argument is sound, before replies."""

    value: Credence = Field(description="A number 0 to 1, or [low, high]: its middle is used")


class Effect(Reasoned):
    """A change that a sound argument makes to one criterion of the theories it bears on."""

    model_config = ConfigDict(
        json_schema_extra={
            **json_forms.ASSUMED,
            **json_forms.one_of("lowers", "raises", "inherits"),
            "dependentRequired": {"share": ["inherits"]},
        }
    )

    id: Id | None = Field(
        None, description="Its name within the argument; the criterion unless said otherwise"
    )
    on: NonEmptyIds = Field(
        description="Theories, kinds, groups or all; naming a whole reaches its parts",
        examples=[["listed"]],
    )
    except_: Ids = Field((), alias="except", description="Theories or groups that it passes by")
    criterion: Id = Field(description="What it acts on")
    lowers: Force | None = Field(
        None, description="A force 0 to 1: the share of the way to the low end of the scale"
    )
    raises: Force | None = Field(
        None, description="A force 0 to 1: the share of the way to the high end"
    )
    inherits: Id | None = Field(
        None,
        description="Instead of a force: the effect of this argument whose force it shares",
        exclude_if=is_unsaid,
    )
    share: Share = Field(
        1.0,
        description="How much of the inherited force acts, 0 to 1",
        exclude_if=lambda share: share == 1,
    )

    @property
    def name(self) -> str:
        """Its id; the criterion unless said otherwise."""
        return self.id or self.criterion

    @property
    def force(self) -> Distribution:
        """The share of the distance left to the end of the scale that it covers.

        An effect that inherits has none of its own: see `Argument.source_of`.
        """
        found = self.raises if self.lowers is None else self.lowers
        assert found is not None  # the validator saw to it
        return found

    @model_validator(mode="after")
    def _one_force(self) -> Self:
        given = [self.lowers is not None, self.raises is not None, self.inherits is not None]
        if sum(given) != 1:
            raise refuse("one-direction", "an effect has one of lowers, raises and inherits")
        if "share" in self.model_fields_set and self.inherits is None:
            raise refuse("share-without-inherits", "`share` goes with `inherits` alone")
        return self


class Attack(Reasoned):
    """An answer to another argument."""

    argument: Id = Field(description="The argument that is answered")
    force: Force = Field(description="How much of it the answer takes away, 0 to 1")


class Argument(Record):
    """One thing said for or against; one event, however many theories it bears on."""

    model_config = ConfigDict(json_schema_extra=json_forms.some_of("effects", "against"))

    id: Id = Field(description="A readable slug")
    former: Ids = Field((), description="Ids it once had")
    kind: Literal["critique", "support", "rebuttal"] = Field(
        description="critique, support or rebuttal"
    )
    title: Text = Field(description="What it says, in a line")
    gist: Text = Field(description="What it says, in our own words")
    speaker: Id = Field(description="Who said it")
    as_of: Text | None = Field(None, description="When it was said")
    tags: Ids = Field((), description="Families that a rubric can set together")
    claims: Ids = Field((), description="Claims it is made of")
    sources: Ids = Field((), description="Works it rests on")
    credence: Belief = Field(description="Is it sound, before replies?")
    effects: Annotated[tuple[Effect, ...], AsTuple] = Field((), description="What it does if sound")
    against: Annotated[tuple[Attack, ...], AsTuple] = Field((), description="What it answers")
    spares: dict[str, Text] = Field({}, description="Theories it does not hit, and why")
    line: Id | None = Field(
        None,
        description="The line of attack it belongs to: others in it make the same point",
        exclude_if=is_unsaid,
    )
    instance_of: Id | None = Field(
        None,
        description="The general argument that it applies to a theory of its own",
        exclude_if=is_unsaid,
    )

    def source_of(self, effect: Effect) -> Effect:
        """Return the effect whose force an effect has: itself, unless it inherits."""
        if effect.inherits is None:
            return effect
        return next(one for one in self.effects if one.name == effect.inherits)

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.effects and not self.against:
            raise refuse("no-effect", f"'{self.id}' has neither effects nor against")
        names = [effect.name for effect in self.effects]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise refuse("duplicate-effect", f"two effects are called {twice[0]!r}; give one an id")
        return self
