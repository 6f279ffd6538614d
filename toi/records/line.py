"""Lines of attack: arguments that make one point in several ways."""

from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field

from toi.records.base import Id, Ids, Reasoned, Record, Text, Unit
from toi.records.fields.numbers import interval, middle, unit
from toi.records.fields.refusals import refuse


def _overlap(value: object) -> float:
    if isinstance(value, list):
        raise refuse("overlap-range", "a rubric gives an overlap as one number from 0 to 1")
    return unit(value, "overlap")


Overlap = Annotated[Unit, BeforeValidator(_overlap)]


class LineOverlap(Reasoned):
    """The degree to which the arguments of a line say the same."""

    value: Annotated[
        Unit | tuple[Unit, Unit], BeforeValidator(partial(interval, what="overlap"))
    ] = Field(
        description="0 (each counts by itself) to 1 (the strongest says it all), or [low, high], "
        "whose middle is used",
        examples=[0.8, [0.6, 0.9]],
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
    """The degree to which a rubric takes lines of attack to say the same."""

    default: Overlap = Field(0.5, description="Of lines that record none; 0.5 if not given")
    lines: dict[str, Overlap] = Field(
        {},
        description="Per line, in place of what it records",
        examples=[{"too-late": 0.5}],
    )

    def of(self, line: Line) -> float:
        """Return the overlap of a line, 0 to 1: the rubric's, the recorded one, or the default."""
        if line.id in self.lines:
            return self.lines[line.id]
        return self.default if line.overlap is None else middle(line.overlap.value)
