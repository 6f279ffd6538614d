"""Readings: what several people or programs, each for themselves, judged of the same cells."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator

from toi.distribution import Distribution, point
from toi.records.base import AsTuple, Number, Quantity, Record, Text
from toi.records.fields import json_forms
from toi.records.fields.refusals import refuse

CASE = "case"  # the view of readings that name none: before any argument
FINAL = "final"

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(lambda text: " ".join(text.split())),  # on one line
]


class Read(Record):
    """The reader, and in which capacity."""

    reader: Name = Field(description="Who read")
    group: Name | None = Field(
        None, description="A team, a program: readers of one group lean alike"
    )
    view: Name | None = Field(
        None, description="What was asked for: `case` (before any argument, as if unsaid), `final`"
    )
    theory: Name = Field(description="A theory: its id, a former one, or a title")


class Reading(Read):
    """One reader's judgement of one theory on one criterion; empty where none was given."""

    model_config = ConfigDict(json_schema_extra=json_forms.READING)

    criterion: Name = Field(description="A criterion: its id, a former one, or a title")
    value: Quantity | None = Field(None, description="A number or a range on the raw scale")
    low: Number | None = Field(None, description="Instead: the lowest that is thinkable, ...")
    mode: Number | None = Field(None, description="... the likeliest, ...")
    high: Number | None = Field(None, description="... and the highest")
    why: Text | None = Field(None, description="The reason")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        ends = (self.low, self.mode, self.high)
        if self.value is not None and any(end is not None for end in ends):
            raise refuse("value-and-range", "write a value, or low, mode and high, not both")
        if (self.low is None) != (self.high is None):
            raise refuse("half-a-range", "low and high go together")
        given = [end for end in ends if end is not None]
        if given != sorted(given):
            listed = ", ".join(f"{end:g}" for end in given)
            raise refuse("range-order", f"a reading needs low <= mode <= high, not {listed}")
        return self

    @property
    def numbers(self) -> dict[str, Distribution]:
        """Return what is given, by field."""
        ends = {"low": self.low, "mode": self.mode, "high": self.high}
        given = {field: point(end) for field, end in ends.items() if end is not None}
        return given if self.value is None else {"value": self.value}

    @property
    def law(self) -> Distribution | None:
        """The judgement as a distribution; None where there is none."""
        if self.value is not None:
            return self.value
        if self.low is None or self.high is None:
            return None if self.mode is None else point(self.mode)
        if self.low == self.high:
            return point(self.low)
        if self.mode is None:
            return Distribution("uniform", (self.low, self.high))
        return Distribution("pert", (self.low, self.mode, self.high))


class Placing(Read):
    """The place that one reader gives one theory; those with the same rank tie."""

    rank: Number = Field(description="1 for the best; equal numbers tie")
    why: Text | None = Field(None, description="The reason")


class Readings(Record):
    """Judgements or orders by several readers, each for themselves."""

    model_config = ConfigDict(json_schema_extra=json_forms.some_of("readings", "orders"))

    schema_: Literal["toi/readings/1"] = Field(alias="schema", description="`toi/readings/1`")
    readings: Annotated[tuple[Reading, ...], AsTuple] = Field(
        (), description="A judgement to each entry"
    )
    orders: Annotated[tuple[Placing, ...], AsTuple] = Field(
        (), description="The place of one theory to each entry"
    )
