"""Parts of replies as people type them: numbers, and choices by number or word."""

from collections.abc import Mapping, Sequence
from typing import NoReturn

from toi.errors import usage
from toi.io.suggest import did_you_mean
from toi.io.yaml.emit import plain_value
from toi.records.fields.shares import range_written


def refuse(message: str) -> NoReturn:
    """Turn a reply down."""
    raise usage(message, "bad-answer")


def figure(text: str) -> float:
    """Read a number as people type it: with a % behind it, or a comma in it."""
    if range_written(text):
        refuse(f"{text.strip()[:40]!r} is a range; one number is needed")
    found = plain_value(text.strip().rstrip("%").strip().replace(",", ".") or "~")
    if isinstance(found, bool) or not isinstance(found, int | float):
        refuse(f"{text.strip()[:40]!r} is not a number" if text.strip() else "a number is needed")
    return found


def chosen(text: str, names: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """Return the one of `names` that is meant by its number or a word for it."""
    word = text.strip().casefold()
    if word.isascii() and word.isdigit() and len(word) < 4 and 1 <= int(word) <= len(names):
        return names[int(word) - 1]
    if word.isdigit():
        refuse(f"there is no {word[:9]}; the numbers are 1 to {len(names)}")
    called = {spoken.casefold(): name for name in names for spoken in words[name]}
    if word in called:
        return called[word]
    begun = {name for spoken, name in called.items() if word and spoken.startswith(word)}
    if len(begun) == 1:
        return begun.pop()
    refuse(f"{text.strip()[:40]!r} is none of them{did_you_mean(word, called)}")


def chosen_word(text: str, words: Sequence[str]) -> str:
    """Return the one of `words` that is meant by its number or its beginning."""
    return chosen(text, words, {word: (word,) for word in words})
