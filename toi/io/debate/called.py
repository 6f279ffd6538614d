"""Records by what people call them: an id in any case, `t9` for T09, a title, or a part of one."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toi.records.debate import Debate

SHORTEST = 3  # letters of a part of a word
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")  # what stands in brackets at the end of a title
_NUMBERED = re.compile(r"([a-z]+)0*([0-9]+)([a-z]*)")


def fold(name: str) -> str:
    """Return a name without differences in case and spaces."""
    return " ".join(name.casefold().split())


def title_without_unit(title: str) -> str:
    """Return a title without the unit that stands in brackets at its end."""
    return _UNIT.sub("", title)


def _fold_without_unit(name: str) -> str:
    return fold(title_without_unit(name))


def by_id(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the records that have, or once had, an id."""
    folded = _folded(word)
    return [
        name
        for name, record in records.items()
        if folded in {_folded(n) for n in (name, *getattr(record, "former", ()))}
    ]


def record_of_id(word: str, debate: Debate) -> tuple[str, str] | None:
    """Return what the record, or tag, of an id is, and the id itself; None where there is none."""
    kinds: tuple[tuple[str, Mapping[str, Any]], ...] = (
        (debate.words.an_one, debate.theories),
        ("an argument", debate.arguments),
        ("a line of attack", debate.lines),
        ("a criterion", debate.criteria),
        ("a tag", debate.tags),
    )
    found = ((what, name) for what, records in kinds for name in by_id(word, records))
    return next(found, None)


def titled(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the records whose title, or short title, is `word`; else, is so without its unit."""
    text = fold(word)
    for whole in (fold, _fold_without_unit):
        found = [
            n
            for n, r in records.items()
            if any(text == whole(told) for told in (*_titles(r), *_short_titles(r)))
        ]
        if found:
            return found
    return []


def _by_word(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the records of whose title some word begins so, or is so where that is short."""
    text = fold(word)
    if len(text) < SHORTEST:  # too little for a part of a word
        named = {n: " ".join((n, *_titles(r), *_short_titles(r))) for n, r in records.items()}
        return [n for n, said in named.items() if text in re.findall(r"\w+", said.casefold())]
    begins = re.compile(rf"(?<!\w){re.escape(text)}")
    return _in_titles(records, lambda told: begins.search(told) is not None)


def _by_part(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the records of whose title `word` is a part."""
    text = fold(word)
    return _in_titles(records, lambda told: text in told) if len(text) >= SHORTEST else []


def _in_titles(records: Mapping[str, Any], fits: Callable[[str], bool]) -> list[str]:
    """Return the records with a title that fits, else those with such a short title.

    A short title may hold the words of a longer one.
    """
    for told in (_titles, _short_titles):
        found = [n for n, r in records.items() if any(fits(fold(one)) for one in told(r))]
        if found:
            return found
    return []


def _closed_up_alike(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the records whose id or title is so, or begins so, without hyphens and spaces."""
    wanted = _closed_up(word)
    if len(wanted) < SHORTEST:
        return []
    found = {
        name: {_closed_up(told) for told in (name, *_titles(record), *_short_titles(record))}
        for name, record in records.items()
    }
    whole = [name for name, said in found.items() if wanted in said]
    return whole or [n for n, said in found.items() if any(one.startswith(wanted) for one in said)]


WAYS = (by_id, titled, _by_word, _by_part, _closed_up_alike)  # the closest first


def matches(word: str, records: Mapping[str, Any]) -> list[str]:
    """Return the ids of the records that a word may name, in the closest way that finds any.

    By id, else by a whole title, else by the beginning of one of its words, else by a part.
    """
    return next(filter(None, (way(word, records) for way in WAYS)), [])


def said_of(records: Mapping[str, Any]) -> Iterator[str]:
    """Yield all titles and short titles, for suggestions."""
    for record in records.values():
        yield from (*_titles(record), *_short_titles(record))


def _titles(record: Any) -> tuple[str, ...]:
    return tuple(filter(None, [getattr(record, "title", "")]))


def _short_titles(record: Any) -> tuple[str, ...]:
    """Return the name of a record in tables, by which screens call a theory."""
    return tuple(filter(None, [getattr(record, "short", "")]))


def _closed_up(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign not in "-_ ")


def _folded(word: str) -> str:
    """Fold case and leading zeros: t9, T9 and T09 are one."""
    word = word.casefold()
    read = _NUMBERED.fullmatch(word)
    return "".join(read.groups()) if read else word
