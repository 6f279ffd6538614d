"""What stands in a cell of a decision matrix: a number, or a range of them.

`7`, `3..7` (uniform), `3..5..7` (PERT), or a distribution as records write it, such as
`{normal: [5, 1]}`. Each may bear a percent sign.
"""

import re
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from toi.distribution import Distribution, point
from toi.model.base import LARGEST, quantity, refuse
from toi.source.csvtext import shortened
from toi.source.yamltext import parse

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_GROUPED = re.compile(
    r"(?P<head>[-+]?[0-9]{1,3})(?P<mark>[ ,.'_\u2019\u00a0\u202f])(?P<more>[0-9]{3}"
    r"(?:(?P=mark)[0-9]{3})*)(?P<rest>[.,][0-9]+)?"
)
_RANGE = re.compile(r"([0-9.,]+)\s*(?:-|\u2013|\u2014|\u2026|to)\s*([0-9.,]+)")
_FAMILIES = {1: "point", 2: "uniform", 3: "pert"}


class Cell(NamedTuple):
    """The value of a cell, and whether it was written with a percent sign."""

    value: Distribution
    percent: bool | None  # None where none could stand


def read_cell(text: str, comma: bool) -> Cell:
    """The value of a cell; `comma` announces decimal commas.

    Raises
    ------
    PydanticCustomError
        With a code and a message for people.
    """
    if text.startswith("{"):
        return Cell(_as_in_records(text), None)
    if "..." in text:
        message = f"{shortened(text)}: two dots stand between the numbers of a range"
        raise refuse("csv-number", message)
    parts = text.split("..")
    if len(parts) not in _FAMILIES:
        message = f"{shortened(text)}: a range is low..high or low..mode..high"
        raise refuse("csv-number", message)
    read = [_part(part.strip(), comma) for part in parts]
    percent = any(marked for _, marked in read)
    numbers = tuple(value for value, _ in read)
    if len(numbers) == 1:
        return Cell(point(numbers[0]), percent)
    found = Distribution(_FAMILIES[len(numbers)], numbers)
    wrong = found.problem()
    if wrong:
        code, _ = wrong
        raise refuse(code, f"{shortened(text)} does not grow from low to high")
    return Cell(found, percent)


def read_pair(text: str, comma: bool) -> tuple[float, float, bool]:
    """The two ends of a scale, `lo..hi`, and whether they bear a percent sign."""
    parts = text.split("..")
    if len(parts) != 2:
        raise refuse("bad-scale", f"{shortened(text)} is not a scale; write low..high")
    (low, first), (high, last) = (_part(part.strip(), comma) for part in parts)
    if low >= high:
        raise refuse("range-order", f"a scale needs low < high, not {shortened(text)}")
    return low, high, first or last


def _as_in_records(text: str) -> Distribution:
    document = parse("cell", text.encode())
    if document.problems:
        raise refuse("csv-number", f"{shortened(text)}: {document.problems[0].message}")
    try:
        return quantity(document.data)
    except PydanticCustomError as error:
        raise refuse(error.type, f"{shortened(text)}: {error.message()}") from error


def _part(text: str, comma: bool) -> tuple[float, bool]:
    """One number and whether it bears a percent sign."""
    percent = text.endswith("%")
    written = text.removesuffix("%").rstrip().replace("\u2212", "-")
    plain = written.replace(",", ".") if comma and "." not in written else written
    if (comma and "." in written) or not _NUMBER.fullmatch(plain):
        raise refuse(*_not_a_number(text, written, comma))
    found = float(plain)
    if abs(found) > LARGEST:
        raise refuse("too-large", f"{shortened(text)} is too large; the limit is {LARGEST:g}")
    return found, percent


def _not_a_number(text: str, written: str, comma: bool) -> tuple[str, str]:
    """Code and message: what is wrong, and what to write."""
    said = f"{shortened(text)} is not a number"
    announce = "for decimal commas add --decimal comma"
    grouped = _GROUPED.fullmatch(written)
    if grouped:
        return _thousands(said, text, grouped, comma)
    if not comma and _NUMBER.fullmatch(written.replace(",", ".", 1)):
        return "csv-number", f"{said}; {announce}"
    if comma and _NUMBER.fullmatch(written):
        return "csv-number", f"{said} with a decimal comma; leave out --decimal comma, or mend it"
    if written.startswith("#"):
        return "csv-number", f"{shortened(text)} is a spreadsheet's error, not a number"
    if written.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        return "csv-number", f"{shortened(text)} is not a finite number"
    read = _RANGE.fullmatch(written)
    hint = f"; for a range write {read[1]}..{read[2]}" if read else ""
    return "csv-number", said + hint


def _thousands(said: str, text: str, grouped: "re.Match[str]", comma: bool) -> tuple[str, str]:
    """Of digits in groups of three: `1,234` may also be meant as a decimal."""
    joined = grouped["head"] + re.sub(r"[^0-9]", "", grouped["more"])
    rest = grouped["rest"] or ""
    mark = grouped["mark"]
    if len(grouped["more"]) == 3 and not rest and mark in ",.":
        other = "" if comma else "; for decimal commas add --decimal comma"
        decimal = f" or {grouped['head']},{grouped['more']}" if comma else ""
        return "csv-number", f"{said}; write {joined}{decimal}{other}"
    if rest and (rest[0] == ",") != comma:
        switch = "leave out --decimal comma" if comma else "add --decimal comma"
        joined += f"{rest} and {switch}"
    else:
        joined += rest
    return "csv-thousands", f"{shortened(text)} has thousands separators; write {joined}"
