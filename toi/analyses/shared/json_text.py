"""Results as JSON: text in pieces, since tables of all pairs of thousands are large."""

import json
import math
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from itertools import repeat
from json.encoder import encode_basestring
from operator import add
from typing import Any

from toi.analyses.shared.lazy import Lazy

DECIMALS = 12  # in JSON; screens show whole numbers


def json_pieces(value: Any, line: str = "\n") -> Iterator[str]:
    """Yield a value as JSON, indented by two; null for what is not there.

    Quicker than `json.dumps`, which makes a piece of each number, and needs no plain copy of all.
    `line` is a line feed and the indentation of the value's first line.
    """
    value = _opened(value)
    if not isinstance(value, dict | list | array) or not value:
        yield "[]" if isinstance(value, array) else _word(value)
        return
    below = f"{line}  "
    inner: list[Any] | array[float]
    if isinstance(value, dict):
        names = [f"{encode_basestring(str(name))}: " for name in value]
        start, inner, end = "{", list(value.values()), "}"
    else:
        names = []
        start, inner, end = "[", value, "]"
    if {float}.issuperset(map(type, inner)) and math.isfinite(sum(inner)):
        numbers = list(map(_kept_number if isinstance(inner, array) else _number, inner))
        parts = map(add, names, numbers) if names else numbers
        yield f"{start}{below}{f',{below}'.join(parts)}{line}{end}"
        return
    for name, part in zip(names or repeat(""), inner, strict=False):
        yield f"{start}{below}{name}"
        yield from json_pieces(part, below)
        start = ","
    yield f"{line}{end}"


def _opened(value: Any) -> Any:
    """Return a value of a result as text, number, list or mapping; what is in it stays as it is."""
    if isinstance(value, dict):  # most of what there is
        return value
    if isinstance(value, float):
        # Adding 0 takes the sign off a zero.
        return round(value, DECIMALS) + 0.0 if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Lazy):
        return _opened(value.value)
    if is_dataclass(value):
        return fields_of(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _number(number: float) -> str:
    """Write a finite number, rounded; adding 0 takes the sign off a zero."""
    return repr(round(number, DECIMALS) + 0.0)


# In the rows of large tables, which are arrays, most numbers come again: shares of the same draws.
_kept_number = lru_cache(maxsize=2**16)(_number)


def _word(value: Any) -> str:
    """Write text, a number, true, false or null."""
    if isinstance(value, float):
        return float.__repr__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value)
    return json.dumps(value, ensure_ascii=False)


def fields_of(value: Any) -> dict[str, Any]:
    """Return a dataclass by field; a section that is missing has all its fields null."""
    found: dict[str, Any] = {}
    sections = getattr(value, "sections", {})
    for name in _shown(value):
        inner = getattr(value, name)
        if name not in sections:
            found[name.strip("_")] = inner  # `from_`: a Python keyword; `_lazy`: a property
        elif inner is None:
            found.update(dict.fromkeys(_shown(sections[name])))
        else:
            found.update(fields_of(inner))
    return found


def _shown(kind: Any) -> list[str]:
    hidden = getattr(kind, "hidden", ())
    return [field.name for field in fields(kind) if field.name not in hidden]
