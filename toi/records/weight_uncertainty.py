"""The uncertainty of weights: a word, or a mapping with what they are drawn from and within."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, Tag, model_validator

from toi.records.base import BY_FORM, AsTuple, Record, Unit
from toi.records.fields import json_forms
from toi.records.fields.json_forms import SLUG, UNSIGNED
from toi.records.fields.numbers import above_zero, number
from toi.records.fields.refusals import refuse, shown
from toi.records.fields.shares import share_written
from toi.weight_limits import Limit

LEAST_SURE = 0.1  # below it, drawn weights vanish in the arithmetic
LONGEST = 400  # characters of one constraint
MOST = 50  # constraints
FACTORS = (0.001, 1000.0)
DIGITS = 12  # after the point; more would not be told apart in the arithmetic

_TERM = re.compile(
    rf" ?([+-])? ?(?:(?P<factor>{UNSIGNED})(?: ?\* ?| )(?P<of>{SLUG})"
    rf"|(?P<id>{SLUG}) ?\* ?(?P<by>{UNSIGNED})|(?P<alone>{SLUG})|(?P<number>{UNSIGNED})) ?"
)
_PER_CENT = re.compile(rf"({UNSIGNED}) ?%")
_COMPARISON = re.compile(r"(>=|<=|==|=>|=<|=|>|<)")
_EXAMPLE = "`directness >= 2 * soundness`"

Form = dict[str, Fraction]  # factors by criterion; under "" what stands alone


def _positive(value: object, what: str) -> float | None:
    if value is None:
        raise refuse("empty", f"{what} must not be empty")
    found = above_zero(value, what)
    if found < LEAST_SURE:
        raise refuse("too-unsure", f"{what} {found:g} is below {LEAST_SURE}; try unknown")
    return found


def _share(value: object) -> float:
    found = number(share_written(value), "share")
    if not 0 <= found <= 1:
        side = "above 1" if found > 1 else "below 0"
        hint = "" if "%" in str(value) else _percent(found)
        raise refuse("weights-range", f"share {found:g} is {side}{hint}")
    return round(found, DIGITS)


def _percent(value: float) -> str:
    return f"; for {value:g} % write {value / 100:g}" if 2 <= value <= 100 else ""


def _range(value: object) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refuse("weights-range", "a range is [lowest, highest], shares from 0 to 1")
    low, high = _share(value[0]), _share(value[1])
    if low > high:
        raise refuse("weights-range", f"the range begins at {low:g}, above its end {high:g}")
    return low, high


def _constraint(value: object) -> str:
    if not isinstance(value, str):
        message = f"{shown(value)} is not a comparison of weights such as {_EXAMPLE}"
        raise refuse("bad-constraint", message)
    if len(value) > LONGEST:
        message = f"a constraint of {len(value)} characters; the limit is {LONGEST}"
        raise refuse("bad-constraint", message)
    read_constraint(value)
    return " ".join(value.split())


def read_constraint(text: str) -> tuple[Limit, ...]:
    """Read a comparison of sums of weights; `a >= b >= c` is two comparisons.

    Raises
    ------
    PydanticCustomError
        If it is no such comparison.
    """
    plain = _PER_CENT.sub(_of_one, " ".join(text.split()))
    first, *rest = _COMPARISON.split(plain)
    if not rest:
        raise refuse("bad-constraint", f"{shown(text)} is not a comparison such as {_EXAMPLE}")
    sides = [_form(side, text) for side in (first, *rest[1::2])]
    return tuple(
        limit
        for left, word, right in zip(sides, rest[::2], sides[1:], strict=False)
        for limit in _compared(left, word, right, text)
    )


def _of_one(read: re.Match[str]) -> str:
    """Write a percentage as a share of 1."""
    if float(read[1]) > 100:
        raise refuse("bad-constraint", "shares of the whole go from 0 to 1")
    return f"{float(read[1]) / 100:.{DIGITS}f}"


def _compared(left: Form, word: str, right: Form, text: str) -> Iterator[Limit]:
    """Read one comparison; `<` and `>` mean the same as `<=` and `>=`."""
    less = {name: left.get(name, 0) - right.get(name, 0) for name in {**left, **right}}
    factors = tuple((name, float(f)) for name, f in sorted(less.items()) if name and f)
    if not factors:
        raise refuse("bad-constraint", f"{shown(text)} compares no criteria")
    bound = 0.0 - float(less.get("", 0))
    if ">" in word or word in ("=", "=="):
        yield Limit(factors, bound)
    if "<" in word or word in ("=", "=="):
        yield Limit(tuple((name, -f) for name, f in factors), 0.0 - bound)


def _form(side: str, text: str) -> Form:
    """Read a sum of terms."""
    found: Form = {}
    place = 0
    while place < len(side) or not found:
        term = _TERM.match(side, place)
        if term is None or (found and term[1] is None):
            rest = side[place:].strip()
            what = f"{shown(rest)} in it" if rest and rest != text else shown(text)
            message = f"{what} is not understood; write a comparison such as {_EXAMPLE}"
            raise refuse("bad-constraint", message)
        name = term["of"] or term["id"] or term["alone"] or ""
        size = _size(term["factor"] or term["by"] or term["number"] or "1", bool(name))
        found[name] = found.get(name, Fraction(0)) + (-size if term[1] == "-" else size)
        place = term.end()
    return found


def _size(word: str, is_factor: bool) -> Fraction:
    value = float(word)
    if is_factor and not FACTORS[0] <= value <= FACTORS[1]:
        message = f"factor {word:.20} is not between {FACTORS[0]:g} and {FACTORS[1]:g}"
        raise refuse("bad-constraint", message)
    if not is_factor and value > 1:
        message = f"{word:.20} is above 1, and weights are shares of the whole{_percent(value)}"
        raise refuse("bad-constraint", message)
    return Fraction(repr(round(value, DIGITS)))


def _few(value: object) -> object:
    if isinstance(value, str):
        raise refuse("bad-constraint", f"constraints are a list; write [{shown(value)}]")
    if isinstance(value, list | tuple) and len(value) > MOST:
        message = f"{len(value)} constraints; the limit is {MOST}"
        raise refuse("bad-constraint", message)
    return value


def _sure(value: object) -> object:
    if value in ("exactly", "roughly", "order", "unknown"):
        return value
    raise refuse(
        "weights-sure",
        "weights_sure is exactly, roughly, order, unknown or {dirichlet: N}, with ranges and "
        "constraints if you like",
    )


Concentration = Annotated[
    float | None, BeforeValidator(lambda v: _positive(v, "dirichlet")), json_forms.POSITIVE
]
Range = Annotated[tuple[Unit, Unit], BeforeValidator(_range), json_forms.SHARE_RANGE]
Constraint = Annotated[str, BeforeValidator(_constraint)]


class SureOptions(Record):
    """The law that weights are drawn from, and the limits they keep; at least one key."""

    model_config = ConfigDict(
        json_schema_extra=json_forms.some_of("dirichlet", "ranges", "constraints")
    )

    dirichlet: Concentration = Field(
        None,
        description="Drawn around the weights, surer with larger numbers (roughly is 30); "
        "without it, uniform over the weights above 0",
    )
    ranges: dict[str, Range] = Field(
        {},
        description="Per criterion, [lowest, highest] share of the whole, from 0 to 1",
        examples=[{"reach": [0.2, 0.5]}],
    )
    constraints: Annotated[tuple[Constraint, ...], AsTuple, BeforeValidator(_few)] = Field(
        (),
        description="Comparisons (>=, <=, =) of sums of criteria, with factors if need be",
        examples=[["reach >= 2 * risk", "reach + risk <= 0.7"]],
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.dirichlet is None and not (self.ranges or self.constraints):
            raise refuse("weights-sure", "write dirichlet, ranges or constraints, or a word")
        return self

    @property
    def has_limits(self) -> bool:
        """Tell whether there is any range or constraint."""
        return bool(self.ranges or self.constraints)

    @property
    def in_words(self) -> str:
        """In a few words: `dirichlet 30 within 2 limits`."""
        drawn = "unknown" if self.dirichlet is None else f"dirichlet {self.dirichlet:g}"
        count = len(self.ranges) + len(self.constraints)
        return f"{drawn} within {count} limit{'s' * (count > 1)}" if count else drawn

    def statements(self) -> Iterator[tuple[tuple[Any, ...], str, tuple[Limit, ...]]]:
        """Yield every limit: its path, its words and what it asks."""
        for name, (low, high) in self.ranges.items():
            path = ("ranges", name)
            if low > 0:
                yield path, f"{name} >= {low:g}", (Limit(((name, 1.0),), low),)
            if high < 1:
                yield path, f"{name} <= {high:g}", (Limit(((name, -1.0),), -high),)
        for index, text in enumerate(self.constraints):
            yield ("constraints", index), text, read_constraint(text)


_Word = Annotated[Literal["exactly", "roughly", "order", "unknown"], BeforeValidator(_sure)]
Sure = Annotated[
    Annotated[_Word, Tag("<plain>")] | Annotated[SureOptions, Tag("<mapping>")], BY_FORM
]


def counts_only_which(sure: Sure) -> bool:
    """Tell whether only which weights are above 0 counts, not how large they are."""
    return sure == "unknown" or (isinstance(sure, SureOptions) and sure.dirichlet is None)


def numbers_count(sure: Sure) -> bool:
    """Tell whether it counts how large weights are, not only which is the larger or above 0."""
    return sure != "order" and not counts_only_which(sure)


ORDER_ONLY = (
    "weights_sure is order, so only which weight is the larger counts, not by how much; "
    "say roughly or exactly to make the numbers count"
)


def why_idle(sure: Sure) -> str:
    """Say what to do about weights of which only those above 0 are told from the others."""
    if sure == "unknown":
        return (
            "weights_sure is unknown, so all weights above 0 count alike; "
            "say roughly, order or exactly to make the numbers count"
        )
    return (
        "weights_sure has limits but no dirichlet, so all weights above 0 count alike within "
        "them; add dirichlet: 30 to make the numbers count"
    )
