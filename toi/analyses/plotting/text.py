"""Text in pictures: widths, line breaks, and letters that no font can show."""

import logging
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.textpath import text_to_path

from toi.analyses.plotting.style import LEADING

FAMILY = "DejaVu Sans"  # comes with matplotlib
MORE = "\u2026"
UNBROKEN = "\u00a0"
_INVISIBLE = {"\u200d", *map(chr, range(0xFE00, 0xFE10))}  # joins and variants of emoji
_PIECES = re.compile(r"[^ \-_/]*[-_/]+|[^ \-_/]+ *| +")
_NUMBERS = re.compile(r"\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")
_SCALE = 100.0

# A font without some weight is passed over below; matplotlib would say so on standard error.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def shown(text: str) -> str:
    """Return text as it can be drawn: a letter that no font has is its number, `\\u4e2d`."""
    found = []
    text = " ".join(text.split()).replace(" %", f"{UNBROKEN}%")
    for letter in text.replace("\u2060", UNBROKEN):  # which stands for a space on screens
        if letter in _INVISIBLE:
            continue
        control = unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn")
        found.append(_number(letter) if control or _family_with(letter) is None else letter)
    return "".join(found)


def lost_letters(texts: Iterable[str]) -> int:
    """Count the different letters of drawn texts that are written as numbers."""
    return len({number for text in texts for number in _NUMBERS.findall(text)})


def minus(text: str) -> str:
    """Return a figure with a minus sign in place of a hyphen."""
    return text.replace("-", "\N{MINUS SIGN}")


def font(text: str, size: float, bold: bool = False) -> FontProperties:
    """Return the font of a text: the usual one, then installed ones that its letters need."""
    families = dict.fromkeys([FAMILY, *(_family_with(c) or FAMILY for c in text)])
    return FontProperties(family=list(families), size=size, weight="bold" if bold else "normal")


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of one line, in inches."""
    if text.isascii():
        points = sum(_advance(letter, bold) for letter in text)
    else:
        points = _shaped(text, bold)
    return points * size / _SCALE / 72


def height(size: float, lines: int = 1) -> float:
    """Return the height of some lines, in inches."""
    return lines * size * LEADING / 72


def fit(text: str, size: float, room: float) -> str:
    """Cut one line to some inches, with an ellipsis where something was left out."""
    if width(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + MORE, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + MORE


def wrap(
    text: str, size: float, room: float, most: int | None = None, bold: bool = False
) -> list[str]:
    """Break text at spaces and after hyphens into lines of `room` inches.

    Of more than `most` lines the last one is cut.
    """
    lines = [""]
    for piece in _pieces(text, size, room, bold):
        if width((lines[-1] + piece).rstrip(), size, bold) > room and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    lines = [line.rstrip() for line in lines]
    if most is not None and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        return [*lines[: most - 1], fit(rest + MORE, size, room)]
    return lines


def _pieces(text: str, size: float, room: float, bold: bool) -> Iterable[str]:
    """Split text where lines may break: anywhere in a word that is wider than a line."""
    for piece in _PIECES.findall(text):
        if width(piece.rstrip(), size, bold) <= room:
            yield piece
        else:
            yield from piece


def _number(letter: str) -> str:
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@cache
def _advance(letter: str, bold: bool) -> float:
    weight = "bold" if bold else "normal"
    usual = get_font(findfont(FontProperties(family=[FAMILY], weight=weight)))
    usual.set_size(_SCALE, 72)  # matplotlib shares this font, and sets other sizes
    return float(usual.load_char(ord(letter)).linearHoriAdvance) / 65536


@cache
def _shaped(text: str, bold: bool) -> float:
    found = text_to_path.get_text_width_height_descent(text, font(text, _SCALE, bold), False)
    return float(found[0])


@cache
def _letters(family: str) -> frozenset[int]:
    """Return the code points that a family has both in its normal and its bold weight."""
    found: frozenset[int] | None = None
    for weight in ("normal", "bold"):
        try:
            file = findfont(
                FontProperties(family=[family], weight=weight), fallback_to_default=False
            )
            codes = frozenset(get_font(file).get_charmap())
        except (OSError, RuntimeError, ValueError):
            return frozenset()
        found = codes if found is None else found & codes
    return found or frozenset()


@cache
def _family_with(letter: str) -> str | None:
    """Return the first installed family that has a letter."""
    if ord(letter) in _letters(FAMILY):
        return FAMILY
    for family in _families():
        if ord(letter) in _letters(family):
            return family
    return None


@cache
def _families() -> tuple[str, ...]:
    """Return the installed families but those of pictures in colour, which cannot be drawn."""
    names = sorted({entry.name for entry in fontManager.ttflist})
    return tuple(n for n in names if not re.search("emoji|color|last ?resort", n, re.I))
