"""A split of effort in a file: `id: amount` in YAML, or rows `id,amount` in CSV."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toi.errors import InputErrors, Problem
from toi.io.debate.references import unknown
from toi.io.matrix.csv_sheet import read_sheet
from toi.io.paths import read_plain
from toi.io.yaml.parse import MAX_BYTES, parse
from toi.records.base import LARGEST

UNSPENT = "unspent"


def read_allocation(file: Path, known: Iterable[str]) -> dict[str, float]:
    """Read a split of effort.

    Parameters
    ----------
    file : Path
        YAML, or CSV by its ending.
    known : iterable of str
        The theories, kinds and groups that may stand in it, besides `unspent`.

    Returns
    -------
    dict from str to float
        Amounts by name, 0 or more; only their proportions count.

    Raises
    ------
    InputErrors
        With every name that is not there and every amount that is none.
    """
    try:
        raw = read_plain(file, MAX_BYTES)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputErrors([Problem(str(file), None, None, message, "unreadable")]) from None
    problems: list[Problem] = []
    names = {*known, UNSPENT}
    reader = _from_csv if file.suffix.lower() == ".csv" else _from_yaml
    found: dict[str, float] = {}
    for name, amount, line, columns in reader(str(file), raw, problems):
        wrong = _wrong(name, amount, names, found)
        if wrong:
            column = columns[0] if wrong[0] in _OF_NAMES else columns[1]
            problems.append(Problem(str(file), line, column, wrong[1], wrong[0]))
        else:
            found[name] = float(amount)
    if not problems and sum(found.values()) <= 0:
        problems.append(Problem(str(file), 1, 1, "no amount is above 0", "shares-zero"))
    if problems:
        raise InputErrors(problems)
    return found


def _wrong(
    name: str, amount: Any, names: set[str], found: dict[str, float]
) -> tuple[str, str] | None:
    if name not in names:
        return "unknown-theory", unknown("theory, kind or group", name, sorted(names))
    if name in found:
        return "duplicate-key", f"{name!r} stands here twice"
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return "not-a-number", f"the amount of {name}, {str(amount)!r}, is not a number"
    if not 0 <= amount <= LARGEST:
        return "share-negative", f"the amount of {name}, {amount:g}, is not 0 or more"
    return None


# Name, amount, line, columns of both.
Row = tuple[str, Any, int | None, tuple[int | None, int | None]]
_OF_NAMES = ("unknown-theory", "duplicate-key")


def _from_yaml(name: str, raw: bytes, problems: list[Problem]) -> Iterable[Row]:
    document = parse(name, raw)
    problems += document.problems
    if not isinstance(document.data, dict):
        if not document.problems:
            message = "write one `id: amount` to a line"
            problems.append(Problem(name, 1, 1, message, "not-a-mapping"))
        return
    for key, amount in document.data.items():
        at, place = document.place((key,), key=True), document.place((key,))
        value = _number(amount) if isinstance(amount, str) else amount
        yield str(key), value, at.line, (at.column, place.column)


def _from_csv(name: str, raw: bytes, problems: list[Problem]) -> Iterable[Row]:
    sheet = read_sheet(name, raw)
    problems += sheet.problems
    for number, row in enumerate(sheet.rows):
        cells = row.cells
        if len(cells) != 2:
            message = "a row is an id and an amount"
            problems.append(Problem(name, row.line, 1, message, "csv-cells"))
            continue
        amount = _number(cells[1])
        if number == 0 and isinstance(amount, str):
            continue  # a heading
        yield cells[0], amount, row.line, (1, 2)


def _number(text: str) -> float | str:
    plain = text.replace(" ", "").removesuffix("%")
    try:
        return float(plain)
    except ValueError:
        return text
