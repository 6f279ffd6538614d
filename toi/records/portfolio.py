"""Preferences about how to split effort, and splits that were observed."""

from functools import partial
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from toi.records.base import AboveZero, FromZero, Id, Ids, NonEmptyIds, Reasoned, Record, Text, Unit
from toi.records.fields import json_forms
from toi.records.fields.numbers import above_zero, from_zero, number, proportions, unit
from toi.records.fields.refusals import refuse
from toi.records.fields.shares import share_written

LEAST_TAIL = 0.001
MOST_STRENGTH = 10


def _lines(value: object) -> int:
    found = number(value, "max_lines")
    if found < 1 or found != int(found):
        raise refuse("bad-max-lines", f"max_lines {found:g} is not a whole number from 1")
    return int(found)


def _part(value: object, bound: str) -> float:
    """Read a share of the budget; an amount is told that it needs one."""
    found = number(share_written(value), bound)
    if found > 100:
        message = f"{bound} {found:g} is above 1: write per cents of the budget, such as 25 %, or "
        raise refuse("share-range", f"{message}give --{bound} NAME={found:.12g} with --budget")
    return unit(found, "share")


def _tail(value: object) -> float:
    """Read what share of the cases the worst ones are."""
    found = number(share_written(value), "tail")
    if not LEAST_TAIL <= found <= 1:
        message = f"tail {found:g} is not a share of the cases from {LEAST_TAIL:g} to 1, such as 5%"
        raise refuse("tail-range", message)
    return found


def _half(value: object) -> float:
    """Read the share after which returns are half of the first."""
    return above_zero(share_written(value), "half")


def _strength(value: object) -> float:
    """Read how much more lines are worth together than apart, below 0 less."""
    found = number(share_written(value), "strength")
    if not -1 <= found <= MOST_STRENGTH:
        message = f"strength {found:g} is not a share from -1 to {MOST_STRENGTH:g}, such as +30%"
        raise refuse("strength-range", message)
    return found


def _proportions(value: object) -> object:
    """Read per cents as numbers, where all are per cents."""
    if not isinstance(value, dict) or not any("%" in str(one) for one in value.values()):
        return value
    return dict(zip(value, proportions(list(value.values())), strict=True))


Half = Annotated[AboveZero, BeforeValidator(_half), json_forms.SHARE_ABOVE_0]
Amount = Annotated[FromZero, BeforeValidator(partial(from_zero, what="share"))]
Grant = Annotated[Unit, BeforeValidator(partial(_part, bound="min-grant")), json_forms.SHARE]
Tail = Annotated[float, BeforeValidator(_tail), json_forms.SHARE]
Strength = Annotated[float, BeforeValidator(_strength)]
Return = Annotated[AboveZero, BeforeValidator(partial(above_zero, what="least_return"))]
Risk = Annotated[Unit, BeforeValidator(partial(unit, what="risk")), json_forms.SHARE]
Lines = Annotated[int, Field(ge=1), BeforeValidator(_lines)]


class Bound(Record):
    """The shares of the budget between which something may lie."""

    floor: Annotated[Unit, BeforeValidator(partial(_part, bound="floor")), json_forms.SHARE] = (
        Field(0.0, description="The smallest share of the budget, 0 to 1")
    )
    cap: Annotated[Unit, BeforeValidator(partial(_part, bound="cap")), json_forms.SHARE] = Field(
        1.0, description="The largest share of the budget, 0 to 1"
    )


class Overlap(Record):
    """Lines that do in part the same, so that they share returns."""

    lines: NonEmptyIds = Field(description="Theories, kinds or groups that overlap")
    half: Half = Field(description="As for a single line: half of the first unit's worth is left")


class Synergy(Record):
    """Lines that are worth more together than apart (complements), or less (substitutes)."""

    lines: NonEmptyIds = Field(description="Two theories or more; below 0 two")
    strength: Strength = Field(
        description="How much more effort is worth that each of them has, below 0 less"
    )
    why: Text | None = Field(None, description="The reason")

    @model_validator(mode="after")
    def _enough(self) -> "Synergy":
        if len(set(self.lines)) < 2:
            raise refuse("synergy-lines", "a synergy is between two lines or more")
        if self.strength < 0 and len(set(self.lines)) > 2:
            raise refuse(
                "synergy-lines",
                "which of three lines stands in for which is not said: write a synergy for each "
                "pair, or `overlaps` for lines that share returns",
            )
        return self


class Portfolio(Record):
    """A person's preferences on the split of effort; shares are of the budget."""

    kinds: Ids = Field(
        (),
        description="Kinds of theory that compete for the effort, unless --kind names others",
        examples=[["listed", "agenda"]],
    )
    returns: Literal["log", "sqrt", "none"] = Field(
        "log", description="How returns diminish: log, sqrt (more slowly) or none"
    )
    half_line: Half = Field(
        0.1, description="The share after which another unit in a line is worth half of the first"
    )
    half_kind: Half = Field(0.4, description="The same for all lines of a kind together")
    half: dict[str, Half] = Field(
        {}, description="The same for single lines or kinds", examples=[{"A": 0.2}]
    )
    overlaps: dict[str, Overlap] = Field(
        {},
        description="Further lines that share returns, by a name of your own",
        examples=[{"alike": {"lines": ["A", "B"], "half": 0.15}}],
    )
    risk: Risk = Field(
        0.0, description="0 looks at the average outcome alone, 1 at the worst cases alone"
    )
    tail: Tail = Field(0.1, description="What share of the cases are the worst ones")
    bounds: dict[str, Bound] = Field(
        {},
        description="Floors and caps of lines, kinds or groups",
        examples=[{"A": {"cap": 0.2}, "listed": {"floor": 0.1}}],
    )
    exposure: dict[str, Amount] = Field(
        {},
        description="Per cost criterion, the most raw points that an average unit may cause",
        examples=[{"risk": 4}],
    )
    max_lines: Lines | None = Field(None, description="The largest number of lines")
    min_grant: Grant = Field(
        0.0, description="The smallest share that any line takes: that much, or nothing"
    )
    min_grants: dict[str, Grant] = Field(
        {},
        description="The smallest share of single lines, or of each line of a kind or group",
        examples=[{"A": 0.05}],
    )
    synergies: dict[str, Synergy] = Field(
        {},
        description="Lines that are worth more together than apart, or less, by a name",
        examples=[{"both": {"lines": ["A", "B"], "strength": 0.3, "why": "One finds, one mends."}}],
    )
    least_return: Return | None = Field(
        None, description="The smallest average outcome, in points, whatever the risk"
    )


# Made by `model_construct`, which needs no validator: pydantic takes long to make one.
NO_PORTFOLIO = Portfolio.model_construct()


class Allocation(Reasoned):
    """A split of effort that was observed at some time."""

    id: Id = Field(description="Its id")
    former: Ids = Field((), description="Ids it once had")
    title: Text = Field(description="Its name")
    gist: Text = Field(description="What was seen")
    as_of: Text | None = Field(None, description="When it held")
    shares: Annotated[dict[str, Amount], BeforeValidator(_proportions)] = Field(
        description="Per theory, kind or group, any number from 0; only proportions count",
        examples=[{"listed": 14, "A": 2}],
    )
    claims: Ids = Field((), description="Claims it rests on")
    sources: Ids = Field((), description="Works it comes from")

    @model_validator(mode="after")
    def _something(self) -> "Allocation":
        if sum(self.shares.values()) <= 0:
            raise refuse("shares-zero", "the shares are all zero")
        return self
