"""YAML text to plain data alone: several times quicker than with the place of every value.

Only what is as it should be is read here. Whatever is not, `toi.io.yaml.parse` reads again, with
places, and says what is wrong; so it decides what may be written, and this file decides nothing.
"""

import math
from collections.abc import Iterator
from typing import Any

from toi.io.yaml.emit import plain_value
from toi.io.yaml.events import events
from toi.io.yaml.parse import CONTROL, MAX_DEPTH, MAX_NODES, Document, decoded

_NO_KEY: Any = object()


class _Unusual(Exception):
    """Something that must be read with its place."""


def plain_data(raw: bytes) -> dict[Any, Any] | None:
    """Read a mapping from YAML bytes.

    Parameters
    ----------
    raw : bytes
        The file.

    Returns
    -------
    dict or None
        The data that `toi.io.yaml.parse.parse` finds; None where that may find anything wrong, or
        no mapping.
    """
    from ruamel.yaml.error import YAMLError

    text = decoded(Document(""), raw)
    if text is None or CONTROL.search(text.replace("\r\n", "\n")):
        return None
    try:
        data = _data(events(text))
    except (YAMLError, _Unusual):
        return None
    return data if isinstance(data, dict) else None


def _data(events: Iterator[Any]) -> Any:
    """Build the value of a text from the parser's events, on a stack of its own."""
    from ruamel.yaml import events as ev

    root: list[Any] = []
    here: Any = root  # the collection that is open
    key: Any = _NO_KEY  # of a mapping, the key that waits for its value
    above: list[tuple[Any, Any, bool]] = []  # the collections around it, with theirs
    is_flow = False
    for number, event in enumerate(events):
        kind = type(event)
        if kind is ev.ScalarEvent:
            value: Any = _scalar(event)
        elif kind is ev.MappingStartEvent or kind is ev.SequenceStartEvent:
            if event.ctag is not None or len(above) >= MAX_DEPTH or number > MAX_NODES:
                raise _Unusual
            above.append((here, key, is_flow))
            here, key = ({} if kind is ev.MappingStartEvent else []), _NO_KEY
            is_flow = bool(event.flow_style)
            continue
        elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
            value = here
            here, key, is_flow = above.pop()
        elif kind is ev.AliasEvent or (kind is ev.DocumentStartEvent and root):
            raise _Unusual
        else:
            continue
        if type(here) is list:
            here.append(value)
        elif key is _NO_KEY:
            key = _key(value, here)
        elif value is None and is_flow:  # perhaps a decimal comma
            raise _Unusual
        else:
            here[key] = value
            key = _NO_KEY
    if number > MAX_NODES or len(root) != 1:
        raise _Unusual
    return root[0]


def _scalar(event: Any) -> Any:
    if event.ctag is not None or (event.style == '"' and CONTROL.search(event.value)):
        raise _Unusual
    return plain_value(event.value) if event.implicit[0] else event.value


def _key(value: Any, mapping: dict[Any, Any]) -> Any:
    """Return a value as a key of its mapping, which has none like it."""
    known = type(value) in (str, int) or (type(value) is float and math.isfinite(value))
    if not known or value in mapping:
        raise _Unusual
    return value
