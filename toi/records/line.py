"""Lines of attack: arguments that make one point in several ways."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from toi.records import json_forms
from toi.records.base import Id, Ids, Reasoned, Record, Text, interval, middle, refuse, unit


def _overlap(value: object) -> float:
    if isinstance(value, list):
        raise refuse("overlap-range", "a rubric gives an overlap as one number from 0 to 1")
    return unit(value, "overlap")


Overlap = Annotated[float, BeforeValidator(_overlap), json_forms.SHARE]


class LineOverlap(Reasoned):
    """How far the arguments of a line say the same."""

    value: Annotated[
        float | tuple[float, float],
        BeforeValidator(lambda v: interval(v, "overlap")),
        json_forms.FRACTION,
    ] = Field(
        description="0 (each counts by itself) to 1 (the strongest says it all), or [low, high], "
        "whose middle is used"
    )


class Line(Record):
    """A line of attack: one point that several arguments make."""

    id: Id = Field(description="Its id, which arguments give as their `line`")
    former: Ids = Field((), description="Ids it once had")
    title: Text = Field(description="The point, in a line")
    gist: Text = Field(description="The point, in our own words")
    overlap: LineOverlap | None = Field(
        None, description="How far its arguments say the same; a rubric may say otherwise"
    )
    claims: Ids = Field((), description="Claims that make the point")
    sources: Ids = Field((), description="Works it comes from")


class LineOverlaps(Record):
    """How far a rubric takes lines of attack to say the same."""

    default: Overlap = Field(0.5, description="Of lines that record none")
    lines: dict[str, Overlap] = Field(
        {},
        description="Per line, in place of what it records",
        examples=[{"too-late": 0.5}],
    )

    def of(self, line: Line) -> float:
        """The overlap of a line, 0 to 1: as the rubric says, else as recorded, else the default."""
        if line.id in self.lines:
            return self.lines[line.id]
        return self.default if line.overlap is None else middle(line.overlap.value)
