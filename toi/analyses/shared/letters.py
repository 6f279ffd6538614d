"""Letters on a terminal: how many columns they take, and which must not reach it raw."""

import re
import unicodedata

# Controls, marks that turn the direction of writing, and halves of letters: shown by number.
_UNSEEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
# What screens themselves write: bold, dim, three colours, and their end. Nothing else may pass:
# a record could hide text, or make it blink.
_STYLE = "(?:1|2|31|32|36)"
_PAINT = rf"\x1b\[(?:0|{_STYLE}(?:;{_STYLE})*)m"
_RAW = re.compile(f"({_PAINT})|{_UNSEEN}")
_WIDE = ("W", "F")


def columns_of(text: str) -> int:
    """Return how many columns a text takes: wide letters two, marks on a letter none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def widest_line(text: str) -> int:
    """Return how many columns the widest line of a text takes."""
    return max(map(columns_of, text.split("\n")))


def _columns(letter: str) -> int:
    if unicodedata.east_asian_width(letter) in _WIDE:
        return 2
    return 0 if unicodedata.category(letter) in ("Mn", "Me", "Cf") else 1


def padded(text: str, width: int, align: str = "l") -> str:
    """Fill `text` up to `width` columns with spaces, on its right or (``r``) on its left."""
    spaces = " " * (width - columns_of(text))
    return spaces + text if align == "r" else text + spaces


def head_of(text: str, width: int) -> str:
    """Return as much of the beginning of `text` as `width` columns hold."""
    if text.isascii():
        return text[:width]
    used = 0
    for place, letter in enumerate(text):
        used += _columns(letter)
        if used > width:
            return text[:place]
    return text


def visible(text: str) -> str:
    """Write what a terminal would obey rather than show by number, such as ``\\x1b``.

    New lines, tabs and the styles of screens stay.
    """
    return _RAW.sub(lambda found: found[1] or _numbered(found[0]), text)


def shown_in_full(text: str) -> str:
    """Write all that is no letter by number, colours too: for what somebody else wrote."""
    return re.sub(_UNSEEN, lambda found: _numbered(found[0]), text)


def _numbered(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
