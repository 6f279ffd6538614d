"""The base of all records, and types of fields with clear refusals."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal, Self

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
from pydantic_core import PydanticCustomError

from toi.distribution import MIXTURE, PARAMETERS, Distribution, point
from toi.records import json_forms
from toi.records.json_forms import SLUG
from toi.records.shares import number_written, percent_written, share_written, shares_within

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_SLUG = re.compile(SLUG)
_RANGE = re.compile(
    rf"\s*(?P<low>{_NUMBER})\s*%?\s*(?:[-\u2013\u2014:;]|\.\.|to)\s*(?P<high>{_NUMBER})\s*%?\s*"
)
A_SHARE = (
    "write a share, such as 40% or {uniform: [30%, 50%]}; of an effect it is the share of the way "
    "to the end of the scale: from 40 to 25 where that is 0 is 37.5%"
)
LARGEST = 1e100  # beyond it, sums and squares of scores would overflow


class Record(BaseModel):
    """Base of all records: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def __deepcopy__(self, memo: object = None) -> Self:
        """Return the record itself: it never changes, and pydantic copies every default."""
        return self


def refuse(code: str, message: str) -> PydanticCustomError:
    """Make an error that keeps its code, for programs, and its message through pydantic."""
    return PydanticCustomError(code, "{message}", {"message": message})


def number(value: object, what: str = "value") -> float:
    """Read a finite number.

    Parameters
    ----------
    value : object
        From YAML; booleans, texts, NaN and infinity are refused. A text may be a number with a
        decimal comma.
    what : str
        What messages call it.

    Returns
    -------
    float
        At most `LARGEST` in size.

    Raises
    ------
    PydanticCustomError
        If it is no such number.
    """
    if isinstance(value, float) and -LARGEST <= value <= LARGEST:  # and no NaN
        return float(value)
    if value is None:
        raise refuse("empty", f"{what} must not be empty")
    value = number_written(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        told = shown(value) if isinstance(value, list | dict) else f"{what} {shown(value)}"
        raise refuse("not-a-number", f"{told} is not a number{_hint(value, what)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise refuse("not-finite", f"{what} {shown(value)} is not a finite number")
    if abs(value) > LARGEST:
        raise refuse("too-large", f"{what} {shown(value)} is too large; the limit is {LARGEST:g}")
    return float(value)


def _hint(value: object, what: str) -> str:
    """Say how the number or range is written that a text such as `30-50%` or `high` means."""
    if what == "weight" and isinstance(value, list) and len(value) == 2:
        value = "..".join(map(str, value))
    if not isinstance(value, str):
        return ""
    is_word = what == "credence" and value[:1].isalpha()
    return range_hint(value, what) or ("; write one from 0 to 1" if is_word else "")


def range_hint(text: str, what: str) -> str:
    """Say how a range such as `30-50%` or `0.3..0.5` is written; nothing where it is none.

    Parameters
    ----------
    what : str
        What messages call the number: a credence and a value may be ranges.
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        return ""
    low, high = sorted((found[end].replace(",", ".") for end in ("low", "high")), key=float)
    in_percent = "%" in text or (what != "value" and float(high) > 1)
    if what == "weight":  # whose range is of shares of 1, whatever the scale of its number
        ends = (
            f"[{float(low) / 100:g}, {float(high) / 100:g}]" if in_percent else f"[{low}, {high}]"
        )
        return f"; write one number, and its range in weights_sure: {{ranges: {{NAME: {ends}}}}}"
    sign = "%" if in_percent else ""
    ends = f"[{low}{sign}, {high}{sign}]"
    forms = {"credence": ends, "value": f"{{uniform: {ends}}}"}
    return f"; for a range write {forms[what]}" if what in forms else "; write one number"


def shown(value: object) -> str:
    """Word a value as its writer knows it: in the words of YAML, and short."""
    match value:
        case None:
            return "an empty value"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case float() if not math.isfinite(value):
            return f".{value}" if value != -math.inf else "-.inf"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def is_unsaid(value: object) -> bool:
    """Tell whether a field holds nothing: it is then left out, as if there were no such field."""
    return value is None or value in ((), {})


def from_zero(value: object, what: str) -> float:
    """Read a number that is not negative; as for `number`."""
    found = number(value, what)
    if found < 0:
        raise refuse(f"{what}-negative", f"{what} {found:g} is below 0")
    return found


def above_zero(value: object, what: str) -> float:
    """Read a number above 0; as for `number`."""
    found = number(value, what)
    if found <= 0:
        raise refuse("not-positive", f"{what} {found:g} is not above 0")
    return found


def unit(value: object, what: str) -> float:
    """Read a number from 0 to 1; as for `number`. It may be written as `60%`."""
    found = number(share_written(value), what)
    if not 0 <= found <= 1:
        raise _beyond(found, what, in_percent="%" in str(value))
    return found


def proportions(values: Sequence[object]) -> list[float]:
    """Read shares of which only proportions count: all numbers, or all per cents."""
    percents = [percent_written(one) if isinstance(one, str) else None for one in values]
    known = [one for one in percents if one is not None]
    if known and len(known) < len(percents):
        raise refuse("share-form", "some shares have a % and some have not; use one form")
    return known or [number(one, "share") for one in values]


def _beyond(found: float, what: str, in_percent: bool) -> PydanticCustomError:
    """Refuse a share beyond 0 to 1; one that is written in per cent already gets no hint."""
    hint = f"; for {found:g} % write {found / 100:g}" if 2 <= found <= 100 else ""
    side = "above 1" if found > 1 else "below 0"
    return refuse(f"{what}-range", f"{what} {found:g} is {side}{'' if in_percent else hint}")


def quantity(value: object) -> Distribution:
    """Read a number or a range.

    Parameters
    ----------
    value : object
        A number, a law, or a mapping with one, such as ``{uniform: [1, 2]}``.

    Returns
    -------
    Distribution
        On the raw scale.

    Raises
    ------
    PydanticCustomError
        If it is neither, or if the parameters are impossible.
    """
    if isinstance(value, Distribution):  # made in Python, so that its parameters may be any
        value = value.to_yaml()
    if isinstance(value, list):
        ends = ", ".join(map(str, value)) if len(value) == 2 else "1, 2"
        raise refuse(
            "not-a-number",
            f"a list is not a number; for a range, write a mapping such as {{uniform: [{ends}]}}",
        )
    found = _from_mapping(value) if isinstance(value, dict) else point(number(value))
    wrong = found.problem()
    if wrong:
        raise refuse(*wrong)
    if found.family == "lognormal" and _log_mean(found) > math.log(LARGEST):
        raise refuse("too-large", f"the mean of this lognormal is above {LARGEST:g}")
    return found


def _log_mean(law: Distribution) -> float:
    mu, sigma = law.parameters
    return mu + sigma * sigma / 2


def _from_mapping(value: dict[Any, Any]) -> Distribution:
    if list(value) == [MIXTURE]:
        return _mixture(value[MIXTURE])
    families = [key for key in value if key != "on"]
    if len(families) != 1 or families[0] not in PARAMETERS or families[0] == "point":
        known = ", ".join([*(name for name in PARAMETERS if name != "point"), MIXTURE])
        given = ", ".join(map(shown, families)) or "nothing"
        message = f"write a number or exactly one of {known}; here stands {given}"
        raise refuse("unknown-distribution", message)
    family = families[0]
    names = PARAMETERS[family]
    given = value[family]
    if not isinstance(given, list) or len(given) != len(names):
        raise refuse("distribution-length", f"{family} takes [{', '.join(names)}]")
    parameters = tuple(map(number, given, names))
    if "on" not in value:
        return Distribution(family, parameters)
    if family != "beta":
        raise refuse("unknown-key", "'on' belongs to beta alone")
    on = value["on"]
    if not isinstance(on, list) or len(on) != 2:
        raise refuse("distribution-length", "on takes [low, high]")
    return Distribution(family, parameters, (number(on[0], "on"), number(on[1], "on")))


def _mixture(value: object) -> Distribution:
    """Read a mixture: a list of [share, law]."""
    if not isinstance(value, list) or not value:
        raise refuse("mixture", "mixture takes a list of [share, law], such as [[2, 5], [1, 7]]")
    components = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise refuse("mixture", f"each part of a mixture is [share, law], not {shown(pair)}")
        law = quantity(pair[1])
        if law.family == MIXTURE:
            raise refuse("mixture", "a mixture holds no other mixture; write all in one list")
        components.append(law)
    shares = tuple(proportions([pair[0] for pair in value]))
    if min(shares) < 0:
        raise refuse("mixture-shares", f"share {min(shares):g} is below 0")
    return Distribution(MIXTURE, shares, components=tuple(components))


def _force(value: object) -> Distribution:
    try:
        found = quantity(shares_within(value))
    except PydanticCustomError as error:
        if error.type != "not-a-number" or ";" in error.message():  # which says it already
            raise
        raise refuse(error.type, f"{error.message()}; {A_SHARE}") from None
    for law in found.parts:
        low, high = law.support
        if law.family in ("normal", "lognormal"):
            continue  # drawn values are clipped to 0-1
        if low < 0 or high > 1:
            raise _beyond(low if low < 0 else high, "force", in_percent="%" in str(value))
    return found


def interval(value: object, what: str = "credence") -> float | tuple[float, float]:
    """Read a number from 0 to 1, or [low, high] of two such; messages call it `what`.

    Raises
    ------
    PydanticCustomError
        If it is neither.
    """
    if isinstance(value, list | tuple):
        if len(value) != 2:
            hint = "; write decimals with a point" if len(value) == 4 else ""
            raise refuse(f"{what}-interval", f"an interval is [low, high]{hint}")
        low, high = (unit(v, what) for v in value)
        if low > high:
            raise refuse("range-order", f"an interval needs low <= high, not [{low:g}, {high:g}]")
        return low, high
    if isinstance(value, dict):
        message = f"{_a(what)} is one number or [low, high], not a mapping"
        raise refuse(f"{what}-interval", message)
    return unit(value, what)


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


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


def middle(value: float | tuple[float, float]) -> float:
    """Return the number to reckon with: the value itself, or an interval's middle."""
    return (value[0] + value[1]) / 2 if isinstance(value, tuple) else value


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
    BeforeValidator(_force),
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
