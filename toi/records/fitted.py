"""Preferences that a rubric was fitted to: kept in its file, so that it can be asked again."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from toi.records.base import AsTuple, Record, Text
from toi.records.fields.numbers import above_zero

UNIFORM = "uniform"  # a prior under which all weights are alike


def _noise(value: object) -> float:
    return above_zero(value, "noise")


class FittedFrom(Record):
    """Statements of preference that the weights of a rubric were fitted to."""

    statements: Annotated[tuple[Text, ...], AsTuple] = Field(
        description="What was said, as `T08 > T06`", examples=[["A > B", "B = C"]]
    )
    prior: Text = Field(
        UNIFORM, description="What was thought of the weights before: uniform, or a rubric's name"
    )
    noise: Annotated[float, BeforeValidator(_noise)] = Field(
        1.0, description="Points: how far scores may be off in what was said (standard deviation)"
    )
