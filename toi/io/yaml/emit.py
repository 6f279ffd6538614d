"""Plain values as YAML, and the words of YAML as plain values.

Scalars follow the YAML 1.2 core schema, so `yes` and `2023-01-01` stay text.
"""

import json
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

MAX_DIGITS = 400
LONG = 72  # characters of text, above which it is folded over several lines
WIDTH = 88

_INTEGER = re.compile(r"[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}
_SAFE = re.compile(r"[A-Za-z_][A-Za-z0-9_./()+-]*( [A-Za-z0-9_./()+-]+)*")
_GATE = re.compile(rf"{_SAFE.pattern} [<>]=? [0-9.]+")
_YAML_11 = ("yes", "no", "on", "off")  # text here, but true and false to older readers

Path = tuple[Any, ...]
Lines = Iterator[tuple[str, str]]
Remark = Callable[[Path], str | None]


def plain_value(text: str) -> Any:
    """Read an unquoted scalar as it stands in the file."""
    if text in _SPECIAL:
        return _SPECIAL[text]
    first = text[0]
    if first in "+-.0123456789":
        if _INTEGER.fullmatch(text) and len(text) <= MAX_DIGITS:
            return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def number_word(value: float) -> str:
    """Write a number with as many digits as it has, whole ones without a point."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return repr(float(value))


def text_word(text: str, style: str = "") -> str:
    """Write text, quoted where it must be.

    Parameters
    ----------
    text : str
        Any text.
    style : str
        The quotes it should have: ``'``, ``"``, or nothing where they are free.
    """
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    plain = _SAFE.fullmatch(text) and text.casefold() not in _YAML_11
    if not style and plain and plain_value(text) == text:
        return text
    return json.dumps(text, ensure_ascii=False)


def _key_word(key: Any) -> str:
    """Write a key; a gate stays as people write it."""
    return key if isinstance(key, str) and _GATE.fullmatch(key) else flow(key)


def flow(value: Any, style: str = "") -> str:
    """Write any plain value on one line, as YAML that reads back as the same value.

    `style` is for text, as in `text_word`.
    """
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return number_word(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key_word(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return text_word(str(value), style)


def block(value: Any, remark: Remark = lambda path: "", indent: int = 0, path: Path = ()) -> Lines:
    """Write a mapping or a list over several lines.

    Parameters
    ----------
    value : mapping or list
        Any plain value below.
    remark : callable
        Given the path of a value, returns a remark on it. None means that the value is taken
        apart, key by key; any text, that it stands on one line if it fits.
    indent : int
        Spaces before each line.
    path : tuple
        The path of `value` itself.

    Yields
    ------
    (str, str)
        A line, and the remark that goes behind it.
    """
    pad = " " * indent
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _entry(f"{pad}{_key_word(key)}:", below, remark, indent + 2, (*path, key))
        return
    for index, below in enumerate(value):
        at = (*path, index)
        first, *rest = _entry(f"{pad}-", below, remark, indent + 2, at)
        if first[0].endswith("-"):  # a collection: it begins on this line
            said, (line, own), *rest = first[1], *rest
            first = f"{pad}- {line.lstrip()}", said or own
        yield first
        yield from rest


def _entry(head: str, value: Any, remark: Remark, indent: int, path: Path) -> Lines:
    said, pad = remark(path), " " * indent
    word = flow(value)
    fits = len(word) <= LONG and said is not None
    if isinstance(value, str) and len(word) > LONG and value == " ".join(value.split()):
        yield f"{head} >-", said or ""
        for line in textwrap.wrap(value, WIDTH - indent, break_on_hyphens=False):
            yield pad + line, ""
    elif isinstance(value, list | tuple) and not fits and _is_plain_list(value):
        first, *rest = textwrap.wrap(word, WIDTH - indent, break_on_hyphens=False)
        yield f"{head} {first}", said or ""
        yield from ((pad + line, "") for line in rest)
    elif isinstance(value, Mapping | list | tuple) and value and not fits:
        yield head, said or ""
        yield from block(value, remark, indent, path)
    else:
        yield f"{head} {word}", said or ""


def _is_plain_list(value: Any) -> bool:
    """Tell whether a list may be broken at its spaces."""
    return all(not isinstance(v, Mapping | list | tuple) and " " not in flow(v) for v in value)
