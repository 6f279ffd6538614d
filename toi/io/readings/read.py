"""Files of readings and orders, in CSV or YAML, as records with their places."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.io.debate.load import check_schema, checked_document
from toi.io.debate.validate import validate
from toi.io.files import read_up_to
from toi.io.readings.sheet import MODELS, ORDERS, READINGS, sheet_document
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import MAX_BYTES, MAX_PROBLEMS, Document, parse
from toi.records.base import Record, shown
from toi.records.reading import Placing, Reading

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class ReadFile:
    """Content of one file, as far as it could be read, and what is wrong with it."""

    readings: list[Entry[Reading]]
    orders: list[Entry[Placing]]
    problems: list[Problem]

    @property
    def entries(self) -> list[Entry[Any]]:
        """Readings and orders together."""
        return [*self.readings, *self.orders]


def read_file(file: str, delimiter: str | None = None, comma: bool | None = None) -> ReadFile:
    """Read a sheet, or YAML where the file's name ends so; raises only if it cannot be opened.

    Parameters
    ----------
    delimiter, comma : optional
        Of a sheet, as in `sheet_document`.
    """
    raw = read_up_to(file, MAX_BYTES)
    problems: list[Problem] = []
    if file.lower().endswith((".yaml", ".yml")):
        document = checked_document(parse(file, raw), problems)
        if document is not None:
            _check_keys(document, problems)
    else:
        document = sheet_document(file, raw, delimiter, comma)
        problems += document.problems
    if document is None or document.data is None:
        return ReadFile([], [], problems)
    readings = list(_entries(document, READINGS, Reading, problems))
    orders = list(_entries(document, ORDERS, Placing, problems))
    if not readings and not orders and not problems:
        problems.append(Problem(file, 1, 1, "there is no reading in it", "empty"))
    return ReadFile(readings, orders, problems)


def _check_keys(document: Document, problems: list[Problem]) -> None:
    """Note what a YAML file holds besides its schema and lists of what can be read."""
    check_schema(document, READINGS, problems)
    known = ("schema", *MODELS)
    for key in document.data:
        if key not in known:
            message = f"unknown key {shown(key)}{did_you_mean(str(key), known)}"
            problems.append(document.problem((key,), "unknown-key", message, key=True))
    for key in MODELS:
        if not isinstance(document.data.get(key, []), list):
            message = f"`{key}:` must be a list, each entry beginning with `- reader:`"
            problems.append(document.problem((key,), "not-a-list", message))


def flood(last: Entry[Any]) -> Problem:
    """Say, below where the last problem was found, that no more are collected."""
    found = last.problem("too-many-problems", "so many problems that reading ends here")
    return replace(found, line=(found.line or 0) + 1, column=1)


def _entries(
    document: Document, kind: str, model: type[R], problems: list[Problem]
) -> Iterator[Entry[R]]:
    items = document.data.get(kind, [])
    for index, item in enumerate(items if isinstance(items, list) else []):
        record = validate(model, item, document, (kind, index), problems)
        if record is not None:
            yield Entry(record, document, (kind, index))
        elif len(problems) > MAX_PROBLEMS:
            problems.append(flood(Entry(record, document, (kind, index))))
            return
