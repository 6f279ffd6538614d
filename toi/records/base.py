"""The base of all records, and the types of their fields."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from toi.distribution import Distribution
from toi.records.fields import json_forms
from toi.records.fields.json_forms import SLUG
from toi.records.fields.numbers import interval, number, unit
from toi.records.fields.quantities import force, quantity
from toi.records.fields.refusals import refuse, shown

_SLUG = re.compile(SLUG)


class Record(BaseModel):
    """Base of all records: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def __deepcopy__(self, memo: object = None) -> Self:
        """Return the record itself: it never changes, and pydantic copies every default."""
        return self


def is_unsaid(value: object) -> bool:
    """Tell whether a field holds nothing: it is then left out, as if there were no such field."""
    return value is None or value in ((), {})


def _lines(value: object) -> tuple[int, int]:
    if (
        not isinstance(value, list | tuple)
        or len(value) != 2
        or any(isinstance(v, bool) or not isinstance(v, int) for v in value)
        or not 1 <= value[0] <= value[1]
    ):
        raise refuse("bad-lines", "lines takes [first, last], whole numbers from 1")
    return value[0], value[1]


def as_tuple(value: object) -> object:
    """Turn a list into a tuple, so that records stay frozen."""
    return tuple(value) if isinstance(value, list) else value


def _identifier(value: object) -> object:
    if isinstance(value, str) and not _SLUG.fullmatch(value):
        seen = shown(value) if value.isascii() else ascii(value)  # letters that look alike
        raise refuse("bad-id", f"{seen} is not an id: a letter a-z, then letters, digits, - or _")
    return value


AsTuple = BeforeValidator(as_tuple)
# Which member of a union is meant is seen from the form alone, so that what is wrong with
# a value is said once, not once per member.
BY_FORM = Discriminator(lambda v: "<mapping>" if isinstance(v, Mapping | Record) else "<plain>")
Id = Annotated[str, BeforeValidator(_identifier), json_forms.ID]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=26, strip_whitespace=True)]
Number = Annotated[float, BeforeValidator(number)]
# Bounds on types are for JSON Schema: the validators before them say what is wrong in words.
Unit = Annotated[float, Field(ge=0, le=1)]
FromZero = Annotated[float, Field(ge=0)]
AboveZero = Annotated[float, Field(gt=0)]
Share = Annotated[Unit, BeforeValidator(partial(unit, what="share"))]
Quantity = Annotated[
    Distribution,
    BeforeValidator(quantity),
    PlainSerializer(Distribution.to_yaml),
    json_forms.VALUE,
]
Force = Annotated[
    Distribution,
    BeforeValidator(force),
    PlainSerializer(Distribution.to_yaml),
    json_forms.FORCE,
]
Credence = Annotated[float | tuple[float, float], BeforeValidator(interval), json_forms.CREDENCE]
_Line = Annotated[int, Field(ge=1)]
Lines = Annotated[
    tuple[_Line, _Line], BeforeValidator(_lines), Field(examples=[[12, 12], [30, 34]])
]
Basis = Literal["stated", "inferred", "judged", "assumed"]


Ids = Annotated[tuple[Id, ...], AsTuple]
NonEmptyIds = Annotated[tuple[Id, ...], Field(min_length=1), AsTuple]


class Reasoned(Record):
    """A number that says where it comes from; what is assumed must be a range."""

    model_config = ConfigDict(json_schema_extra=json_forms.ASSUMED)

    basis: Basis = Field(
        description="stated (the text says so), inferred from it, judged or assumed (by us)"
    )
    why: Text = Field(description="The reason")

    @model_validator(mode="after")
    def _assumed_is_a_range(self) -> Self:
        for name in type(self).model_fields if self.basis == "assumed" else ():
            value = getattr(self, name) if name in _NUMBERS else None
            if value is not None and not _is_range(value):
                wanted = ", not one number" if isinstance(value, Distribution) else " [low, high]"
                raise refuse("assumed-without-range", f"what is assumed needs a range{wanted}")
        return self


_NUMBERS = ("value", "lowers", "raises", "force")


def _is_range(value: object) -> bool:
    return not value.is_point if isinstance(value, Distribution) else isinstance(value, tuple)
