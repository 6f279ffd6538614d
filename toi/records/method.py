"""The method by which a rubric combines criteria: a word, or a method with its options."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, ConfigDict, Field, Tag, model_validator

from toi.records.base import BY_FORM, AboveZero, FromZero, Record
from toi.records.fields import json_forms
from toi.records.fields.numbers import number
from toi.records.fields.refusals import refuse

MethodName = Literal["additive", "geometric", "minimum", "topsis", "promethee2"]
METHODS: tuple[MethodName, ...] = get_args(MethodName)
DEFAULT = "default"  # stands for every criterion that is not named

PARAMETERS = {
    "usual": (),
    "u-shape": ("q",),
    "v-shape": ("p",),
    "level": ("q", "p"),
    "linear": ("q", "p"),
    "gaussian": ("s",),
}
_MEANING = {
    "q": "the largest difference that counts for nothing",
    "p": "the smallest difference that counts in full",
    "s": "the difference at which the curve bends",
}


def _threshold(value: object, what: str) -> float | None:
    """Read a parameter on the raw scale; a missing one is told with its function."""
    if value is None:
        return None
    found = number(value, what)
    if found < 0:
        raise refuse("preference-negative", f"{what} {found:g} is below 0")
    if found == 0 and what != "q":
        raise refuse("not-positive", f"{what} 0 is not above 0")
    return found


def _parameter(what: str) -> BeforeValidator:
    return BeforeValidator(lambda value: _threshold(value, what))


class PreferenceFunction(Record):
    """One of the six preference functions of Brans, Vincke and Mareschal."""

    function: Literal["usual", "u-shape", "v-shape", "level", "linear", "gaussian"] = Field(
        description="usual, u-shape (q), v-shape (p), level (q, p), linear (q, p) or gaussian (s)"
    )
    q: Annotated[FromZero | None, _parameter("q")] = Field(
        None, description="The largest difference, in raw points, that counts for nothing"
    )
    p: Annotated[AboveZero | None, _parameter("p")] = Field(
        None, description="The smallest difference that counts in full"
    )
    s: Annotated[AboveZero | None, _parameter("s")] = Field(
        None, description="The difference at which the Gaussian bends: preference is .39 there"
    )

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        needs = PARAMETERS[self.function]
        for name in ("q", "p", "s"):
            given = getattr(self, name) is not None
            if name in needs and not given:
                message = f"{self.function} needs {name}: {_MEANING[name]}"
                raise refuse("preference-missing", message)
            if given and name not in needs:
                takes = " and ".join(needs) or "no parameter"
                raise refuse("preference-parameter", f"{self.function} takes {takes}, not {name}")
        if self.q is not None and self.p is not None and self.q > self.p:
            message = f"{self.function} needs q <= p, not q {self.q:g} and p {self.p:g}"
            raise refuse("preference-order", message)
        return self


class Topsis(Record):
    """Options of TOPSIS."""

    normalisation: Literal["vector", "range", "scale"] = Field(
        "vector", description="vector, range (of the theories shown) or scale (of the criterion)"
    )


class MethodOptions(Record):
    """A method with options: exactly one key."""

    model_config = ConfigDict(json_schema_extra=json_forms.one_of("topsis", "promethee2"))

    topsis: Topsis | None = Field(None, description="TOPSIS")
    promethee2: dict[str, PreferenceFunction] | None = Field(
        None, description="PROMETHEE II: a preference function per criterion, and `default`"
    )

    @model_validator(mode="before")
    @classmethod
    def _only_what_has_options(cls, value: Any) -> Any:
        for name in METHODS if isinstance(value, Mapping) else ():
            if name in value and name not in cls.model_fields:
                raise refuse("method-options", f"{name} has no options; write `method: {name}`")
        return value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.topsis is None) == (self.promethee2 is None):
            raise refuse("method-options", "write the options of one method, topsis or promethee2")
        return self


Method = Annotated[
    Annotated[MethodName, Tag("<plain>")] | Annotated[MethodOptions, Tag("<mapping>")], BY_FORM
]
