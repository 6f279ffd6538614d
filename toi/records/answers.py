"""Answers to the questions of `toi rubric elicit`: weights of criteria, beliefs in arguments."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from toi.records.base import AsTuple, Id, Ids, Record
from toi.records.fields.numbers import number
from toi.records.fields.refusals import refuse, shown
from toi.records.fields.shares import range_written
from toi.records.rubric import Digest

METHODS = ("rank", "swing", "pairwise", "points")
SURE = ("exactly", "roughly", "order")
SKIP: Literal["skip"] = "skip"
MOST_TIMES = 9.0  # the far end of Saaty's scale
MOST_POINTS = 1e6

Comparison = tuple[str, float, str]  # the first counts so many times as much as the second
Reply = float | tuple[float, float] | Literal["skip"]


def as_percent(value: object) -> float:
    """Read a number from 0 to 100.

    One below 1 that is not 0 is refused, since it looks like a share.
    """
    found = number(value, "per cent")
    if 0 < found < 1:
        hint = f"for {100 * found:g} % write {100 * found:g}"
        raise refuse("percent-range", f"{found:g} is less than one in a hundred; {hint}")
    if not 0 <= found <= 100:
        raise refuse("percent-range", f"{found:g} is not between 0 and 100")
    return found


def as_percents(low: object, high: object) -> tuple[float, float]:
    """Read an interval of percentages."""
    found = as_percent(low), as_percent(high)
    if found[0] > found[1]:
        raise refuse("range-order", f"write the lower one first, not {found[0]:g} to {found[1]:g}")
    return found


def as_times(value: object) -> float:
    """Read a ratio of importance from 1/9 to 9: a number, or text such as 1/3."""
    if isinstance(value, str) and value.replace(" ", "").startswith("1/"):
        below = value.replace(" ", "")[2:]
        if below.isascii() and below.isdigit() and len(below) == 1 and below != "0":
            return 1.0 / int(below)
    found = number(value, "times")
    if not 1 / MOST_TIMES - 1e-9 <= found <= MOST_TIMES:
        raise refuse("times-range", f"{found:g} times is not between 1/9 and 9")
    return found


def as_points(value: object) -> float:
    """Read the points of one criterion."""
    found = number(value, "points")
    if not 0 <= found <= MOST_POINTS:
        raise refuse("points-range", f"{found:g} points are not between 0 and a million")
    return found


def _reply(value: object) -> Reply:
    if value == SKIP:
        return "skip"
    if isinstance(value, list | tuple):
        if len(value) != 2:
            raise refuse("percent-range", "an interval is [low, high]")
        return as_percents(*value)
    if isinstance(value, str):
        ends = range_written(value)
        if ends is None:
            raise refuse("bad-answer", f"{shown(value)} is not 0 to 100, [low, high] or skip")
        return as_percents(*ends)
    return as_percent(value)


def _comparison(value: object) -> Comparison:
    match value:
        case [str(first), how_often, str(second)]:
            if first == second:
                raise refuse("bad-comparison", f"{first} is compared with itself")
            return first, as_times(how_often), second
    example = "[a, 3, b]: a counts 3 times as much as b"
    raise refuse("bad-comparison", f"a comparison is written {example}")


def _places(value: object) -> object:
    """Read an order: ids, and lists of ids that share a place."""
    if not isinstance(value, list | tuple):
        return value
    found: list[Any] = [(v,) if isinstance(v, str) else v for v in value]
    return tuple(tuple(v) if isinstance(v, list) else v for v in found)


class Answers(Record):
    """The answers of one person, all of them or as far as they came."""

    schema_: Literal["toi/answers/1"] = Field(alias="schema", description="`toi/answers/1`")
    start: Id | None = Field(
        None, alias="from", description="The rubric to start from; `balanced` unless said otherwise"
    )
    data: Digest | None = Field(None, description="Digest of the data when it was answered")
    seed: Annotated[int, Field(ge=0)] | None = Field(
        None, description="Seed of the order in which things are asked"
    )
    questions: Annotated[int, Field(ge=0)] | None = Field(
        None, description="About how many arguments to ask at most"
    )
    criteria: Ids | None = Field(
        None,
        description="Criteria that count; else those with a weight in the rubric below",
    )
    weigh: Literal["rank", "swing", "pairwise", "points", "skip"] | None = Field(
        None, description="How they are weighed; `skip` (or nothing) keeps the weights there are"
    )
    rank: Annotated[tuple[tuple[Id, ...], ...], BeforeValidator(_places)] = Field(
        (), description="Criteria, most wanted first; those in a list of their own share a place"
    )
    swing: dict[str, Annotated[float, BeforeValidator(as_percent)]] = Field(
        {}, description="Points for a move from worst to best; 100 for the one wanted most"
    )
    pairwise: Annotated[
        tuple[Annotated[Comparison, BeforeValidator(_comparison)], ...], AsTuple
    ] = Field(
        (), description="Each `[a, 3, b]`: a counts 3 times as much as b, 1/9 to 9; the later wins"
    )
    kept: bool = Field(False, description="Whether comparisons that disagree were meant")
    points: dict[str, Annotated[float, BeforeValidator(as_points)]] = Field(
        {}, description="Points shared out; only proportions count"
    )
    sure: Literal["exactly", "roughly", "order"] | None = Field(
        None, description="How sure the weights are; after `rank` order, else roughly"
    )
    not_bearing: Literal["as-judged", "left-out", "skip"] | None = Field(
        None, description="How criteria count that a theory is not about; `skip` keeps what is"
    )
    arguments: dict[str, Annotated[Reply, BeforeValidator(_reply)]] = Field(
        {}, description="Per argument 0 to 100, replies weighed; [low, high]; or skip"
    )

    def with_(self, **changes: Any) -> "Answers":
        """Return the same answers with other values, which are sound."""
        return self.model_copy(update=changes)


def no_answers(**known: Any) -> Answers:
    """Return answers to nothing, with what is known from the start."""
    return Answers.model_validate({"schema": "toi/answers/1", **known})
