"""Marks in numbers that may part thousands, or be those of decimals."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from toi.io.matrix.cells.cell import is_money, numbers_in
from toi.io.matrix.cells.hints import GROUPED
from toi.io.matrix.csv_sheet import shortened
from toi.records.fields.refusals import refuse

ONE = "write one of them"
_DECIMALS = re.compile(r"[-+]?(?:0\.[0-9]+|[0-9]*\.(?:[0-9]{1,2}|[0-9]{4,}))")
_COMMA = re.compile(r"[-+]?(?:0,[0-9]+|[0-9]*,(?:[0-9]{1,2}|[0-9]{4,}))")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[.,](?=[0-9])")
_THREE = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")  # `1,234` may be either
_THREE_DECIMALS = re.compile(r"[-+]?(?:0|[0-9]{4,}|[0-9]{1,3}(?:,[0-9]{3})+)\.[0-9]{3}")


def has_point(text: str) -> bool:
    """Tell whether a cell holds a number whose decimals stand after a point for certain."""
    return any(map(_DECIMALS.fullmatch, numbers_in(text)))


def has_comma(text: str) -> bool:
    """Tell whether a cell holds a number whose decimals stand after a comma for certain."""
    return any(map(_COMMA.fullmatch, numbers_in(text)))


def doubtful_comma(text: str) -> bool:
    """Tell whether the comma in a cell may as well part thousands: `1,234`, not `1,23`."""
    return any(map(_THREE.fullmatch, numbers_in(text)))


def doubtful_point(text: str) -> bool:
    """Tell whether the point in a cell may as well part thousands: `1.234`, not `1.23`."""
    grouped = map(GROUPED.fullmatch, numbers_in(text))
    return any(
        found is not None and found["mark"] == "." and len(found["more"]) == 3 and not found["rest"]
        for found in grouped
    )


class Decimals(NamedTuple):
    """How the cells of a sheet show their decimals to be written.

    Attributes
    ----------
    comma : bool or None
        Whether with a comma; None where nothing shows it.
    note : str
        What was taken for granted.
    usual : str
        A cell as most are written, where some are written otherwise.
    others : int
        How many cells are written so.
    """

    comma: bool | None = None
    note: str = ""
    usual: str = ""
    others: int = 0

    def ask_odd(self, text: str, delimiter: str) -> None:
        """Refuse a number whose decimals are written otherwise than most of the sheet.

        Raises
        ------
        PydanticCustomError
            With how the others are read, and what to write.
        """
        if not self.usual or not (has_point if self.comma else has_comma)(text):
            return
        marks = ("point", "comma") if self.comma else ("comma", "point")
        written = _BETWEEN_DIGITS.sub("," if self.comma else ".", text)
        most = (
            f"the {self.others} other numbers with decimals, such as {shortened(self.usual)}, have "
            f"a {marks[1]} and are read so"
            if self.others > 1
            else f"the other number with decimals, {shortened(self.usual)}, has a {marks[1]}"
        )
        also = ", and add --decimal comma" if self.comma and delimiter == "," else ""
        message = f"{shortened(text)} has a decimal {marks[0]}; {most}: write {written}{also}"
        raise refuse("csv-number", message)


def decimals_of(texts: Sequence[str], delimiter: str) -> Decimals:
    """Tell how the cells of a sheet show their decimals to be written.

    Where some have commas and some points, as most of them are.
    """
    points = [text for text in texts if has_point(text) and "..." not in text]
    commas = [text for text in texts if has_comma(text)]
    if points and commas:
        comma = len(commas) > len(points)
        usual = commas if comma else points
        return Decimals(comma, usual=usual[0], others=len(usual))
    doubted = any(doubtful_comma(text) for text in texts if not is_money(text))
    if points or delimiter == "," or not commas or doubted:
        return Decimals(False if points else None)
    return Decimals(True, f"numbers such as {commas[0]!r} are read as having decimal commas")


class ColumnMarks(NamedTuple):
    """What the numbers of a column tell of marks in them that may part thousands.

    Attributes
    ----------
    point, comma : str
        The first number with a point, and with a comma, that may part thousands; or nothing.
    padded : bool
        Whether a point stands before three digits of which the last is a zero.
    """

    point: str = ""
    comma: str = ""
    padded: bool = False


UNMARKED = ColumnMarks()


def marks_of(texts: Iterable[str]) -> ColumnMarks:
    """Look at the cells of a column; where decimals are of three digits nothing is in doubt."""
    numbers = [one for text in texts if "." in text or "," in text for one in numbers_in(text)]
    if any(map(_THREE_DECIMALS.fullmatch, numbers)):
        return ColumnMarks()
    points = list(filter(doubtful_point, numbers))
    comma = next(filter(doubtful_comma, numbers), "")
    padded = any(number.endswith("0") for number in points)
    return ColumnMarks(points[0] if points else "", comma, padded)


def ask_mark(
    text: str,
    comma: bool | None,
    delimiter: str,
    marks: ColumnMarks = UNMARKED,
    can_be_said: bool = True,
) -> None:
    """Refuse a number of which nothing tells whether its mark parts thousands.

    Where commas part cells a point is one of decimals. Money has two decimals, or none: its mark
    before three digits parts thousands, unless the decimals of the sheet have that mark.

    What the others of its column leave in doubt is refused too: `33.000` beside `52,000`; and
    `33.000` beside `1.5`, or alone, for whoever writes decimals to three places though they are
    zeros does it in all numbers, and one below 1, or above 999, would show it.

    Parameters
    ----------
    marks : ColumnMarks
        Of its column.
    can_be_said : bool
        Whether an option may say how decimals are written; not of a workbook.

    Raises
    ------
    PydanticCustomError
        With both ways to read it.
    """
    pointed, mark = doubtful_point(text), "," if comma else "."
    if is_money(text):
        if comma is not None and (doubtful_comma if comma else doubtful_point)(text):
            raise _either(text, mark) if can_be_said else _doubt(text, "nothing here tells; " + ONE)
        return
    if comma or not (pointed or doubtful_comma(text)):
        return
    if marks.point and marks.comma:
        other = marks.comma if pointed else marks.point
        raise _doubt(text, f"'{other}' in its column has the other mark; {ONE}")
    if pointed and comma is None and delimiter == ";":
        raise _either(text, mark)
    if pointed and marks.padded:
        said = ", or add --decimal point" if can_be_said else ""
        raise _doubt(text, f"nothing here tells; {ONE}{said}")


def _either(text: str, mark: str) -> PydanticCustomError:
    """Word both ways to read a cell, with the options that say which."""
    joined = "..".join(part.replace(mark, "") for part in text.split(".."))
    kept, other = ("comma", "point") if mark == "," else ("point", "comma")
    one = f"{joined} (--decimal {other}) or {text} (--decimal {kept})"
    return refuse("csv-number", f"{shortened(text)} may be {one}; say which")


def _doubt(text: str, why: str) -> PydanticCustomError:
    """Word both ways to read a cell, and why it is in doubt."""
    ways = " or ".join(both_ways(text))
    return refuse("csv-number", f"{shortened(text)} may be {ways}: {why}")


def both_ways(text: str) -> list[str]:
    """Write what a cell may be in numbers that leave no doubt: `52,000` as 52000 and as 52.0."""
    sign = " %" if "%" in text else ""
    ways = ["..".join(map(written, numbers_in(text))) + sign for written in (_joined, _decimal)]
    return list(dict.fromkeys(ways))


def _joined(number: str) -> str:
    """Write a number whose marks part thousands."""
    found = GROUPED.fullmatch(number)
    return re.sub("[.,]", "", number) if found and not found["rest"] else number


def _decimal(number: str) -> str:
    """Write a number whose mark is one of decimals, in digits that no thousands have."""
    if not _doubtful(number):
        return _joined(number)
    whole, digits = re.split("[.,]", number)
    short = digits.rstrip("0") or "0"
    return f"{whole}.{short if len(short) < 3 else digits + '0'}"


def _doubtful(number: str) -> bool:
    return doubtful_point(number) or doubtful_comma(number)
