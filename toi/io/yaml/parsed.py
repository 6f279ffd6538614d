"""Parsed files kept as plain JSON, so that unchanged YAML is not parsed again.

Small files are kept too: where all are, a command need not even load the parser of YAML.
"""

import json
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

from toi.io import cache

FORM = 4  # raise it when the reading of YAML changes, or what an entry holds


def _entry(raw: bytes) -> Path | None:
    return cache.entry(FORM, [raw], "json")


def recall(raw: bytes) -> Any:
    """Take the plain data of a file from the cache; None where it is not there."""
    kept = cache.read(_entry(raw))
    try:
        return None if kept is None else _data(kept)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _text(data: Any) -> str:
    """Write data as JSON, with the places of the mappings whose keys are numbers.

    JSON knows no numbers as keys, such as those of ``anchors: {0: none, 10: all}``.
    """
    return json.dumps({"data": data, "numbered": list(_numbered(data))}, allow_nan=False)


def _numbered(data: Any) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of each outermost mapping whose keys are not texts."""
    left: list[tuple[Any, tuple[str | int, ...]]] = [(data, ())]
    while left:
        here, place = left.pop()
        if isinstance(here, dict) and not all(isinstance(key, str) for key in here):
            yield place
            continue
        for key, member in here.items() if isinstance(here, dict) else enumerate(here):
            if isinstance(member, dict | list):
                left.append((member, (*place, key)))


def _data(text: str | bytes) -> dict[str, Any] | None:
    """Read what `_text` wrote."""
    kept = json.loads(text)
    data = kept["data"]
    for place in kept["numbered"]:
        *above, last = place
        parent = reduce(getitem, above, data)
        parent[last] = {json.loads(key): member for key, member in parent[last].items()}
    return data if isinstance(data, dict) else None


def remember(raw: bytes, data: Any) -> None:
    """Keep the plain data that a file holds, if that can be done."""
    entry = _entry(raw)
    if entry is None:
        return
    try:
        text = _text(data)
        if _data(text) != data:  # not all that YAML can say survives
            return
    except (ValueError, TypeError):
        return
    cache.write(entry, text.encode())
