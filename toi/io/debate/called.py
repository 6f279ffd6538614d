"""Records by what people call them: an id in any case, `t9` for T09, a title, or a part of one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

SHORTEST = 3  # letters of a part of a word
_NUMBERED = re.compile(r"([a-z]+)0*([0-9]+)([a-z]*)")


def fold(name: str) -> str:
    """Return a name without differences in case and spaces."""
    return " ".join(name.casefold().split())


def matches(word: str, records: Mapping[str, Any], exact: bool | None = None) -> list[str]:
    """Return the ids of the records that a word may name: by id, else by title, else by a part.

    Parameters
    ----------
    exact : bool, optional
        By ids alone, or by titles and parts alone; by default the first that finds any.
    """
    folded = _folded(word)
    if exact is not False:
        found = [
            name
            for name, record in records.items()
            if folded in {_folded(n) for n in (name, *getattr(record, "former", ()))}
        ]
        if found or exact:
            return found
    whole = titled(word, records)
    text = fold(word)
    if whole or not text:
        return whole
    if len(text) < SHORTEST:  # too little for a part of a word
        named = {n: " ".join((n, *_titles(r), *_short_titles(r))) for n, r in records.items()}
        return [n for n, said in named.items() if text in re.findall(r"\w+", said.casefold())]
    for told in (_titles, _short_titles):  # a short title may hold the words of a longer one
        part = [n for n, r in records.items() if any(text in fold(t) for t in told(r))]
        if part:
            return part
    return _matches_closed_up(word, records)


def titled(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the records whose title, or short title, is `word`."""
    text = fold(word)
    return [
        n
        for n, r in records.items()
        if any(text == fold(told) for told in (*_titles(r), *_short_titles(r)))
    ]


def said_of(records: Mapping[str, Any]) -> Iterator[str]:
    """Yield all titles and short titles, for suggestions."""
    for record in records.values():
        yield from (*_titles(record), *_short_titles(record))


def _titles(record: Any) -> tuple[str, ...]:
    return tuple(filter(None, [getattr(record, "title", "")]))


def _short_titles(record: Any) -> tuple[str, ...]:
    """Return the name of a record in tables, by which screens call a theory."""
    return tuple(filter(None, [getattr(record, "short", "")]))


def _matches_closed_up(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the records whose id or title begins so, or is so, without hyphens and spaces."""
    wanted = _closed_up(word)
    if len(wanted) < SHORTEST:
        return []
    found = {
        name: {_closed_up(told) for told in (name, *_titles(record), *_short_titles(record))}
        for name, record in records.items()
    }
    whole = [name for name, said in found.items() if wanted in said]
    return whole or [n for n, said in found.items() if any(one.startswith(wanted) for one in said)]


def _closed_up(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign not in "-_ ")


def _folded(word: str) -> str:
    """Fold case and leading zeros: t9, T9 and T09 are one."""
    word = word.casefold()
    read = _NUMBERED.fullmatch(word)
    return "".join(read.groups()) if read else word
