"""Files of readings and orders (CSV, workbooks, YAML) as records with their places."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import Any, NamedTuple, TypeVar

from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.io.debate.load import check_schema, checked_document
from toi.io.debate.validate import validate
from toi.io.files import read_up_to
from toi.io.matrix.decision_matrix import PLAINLY, ImportOptions
from toi.io.readings.cells import read_cells
from toi.io.readings.names import KnownNames
from toi.io.readings.sheet import (
    MODELS,
    ORDERS,
    READINGS,
    cells_document,
    is_long,
    sheet_document,
)
from toi.io.readings.sheets import Note, ReaderSheet, reader_sheets
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import MAX_BYTES, MAX_PROBLEMS, Document, parse
from toi.light_dataclass import dataclass
from toi.records.base import Record
from toi.records.fields.refusals import shown
from toi.records.reading import Placing, Reading

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class ReadFile:
    """Content of one file, as far as it could be read, and what is wrong with it.

    Attributes
    ----------
    other : str
        The schema that it names, where that is of another kind of file, with no readings in it.
    """

    readings: list[Entry[Reading]]
    orders: list[Entry[Placing]]
    problems: list[Problem]
    notes: list[Note] = field(default_factory=list)
    other: str = ""

    @property
    def entries(self) -> list[Entry[Any]]:
        """Readings and orders together."""
        return [*self.readings, *self.orders]


class SheetOptions(NamedTuple):
    """Wishes about sheets, besides what stands in them.

    Attributes
    ----------
    delimiter : str or None
        What parts the cells of CSV; None to find it out.
    wishes : ImportOptions
        How numbers are written, what to leave out, and whether rows are criteria.
    """

    delimiter: str | None = None
    wishes: ImportOptions = PLAINLY


PLAIN = SheetOptions()


def sheet_options(
    delimiter: str | None, comma: bool | None, transpose: bool | None, without: Sequence[str]
) -> SheetOptions:
    """Put together what is said of sheets."""
    wishes = PLAINLY._replace(comma=comma, transpose=transpose, without=without)
    return SheetOptions(delimiter, wishes)


def read_file(
    file: str, options: SheetOptions = PLAIN, names: KnownNames | None = None
) -> ReadFile:
    """Read YAML, CSV or a workbook, by the file's name; raises only if it cannot be opened.

    Parameters
    ----------
    names : KnownNames, optional
        What theories and criteria are called in the debate that is judged.
    """
    raw = read_up_to(file, MAX_BYTES)
    problems: list[Problem] = []
    documents: list[Document] = []
    notes: list[Note] = []
    if file.lower().endswith((".yaml", ".yml")):
        document = checked_document(parse(file, raw), problems)
        if document is not None:
            named = check_schema(document, READINGS, problems)
            if not named and "schema" in document.data and MODELS.keys().isdisjoint(document.data):
                return ReadFile([], [], problems, other=str(document.data["schema"]))
            _check_keys(document, problems)
            documents.append(document)
    else:
        sheets, said = reader_sheets(file, raw, options.delimiter, options.wishes.without)
        notes += [(file, note) for note in said]
        for sheet in sheets:
            documents.append(_read_sheet(sheet, options.wishes, names, notes))
            problems += [one for one in documents[-1].problems if one not in problems]
    readings = [e for d in documents for e in _entries(d, READINGS, Reading, problems)]
    orders = [e for d in documents for e in _entries(d, ORDERS, Placing, problems)]
    if documents and not readings and not orders and not problems:
        problems.append(Problem(file, 1, 1, "there is no reading in it", "empty"))
    return ReadFile(readings, orders, problems, notes)


def _read_sheet(
    one: ReaderSheet, wishes: ImportOptions, names: KnownNames | None, notes: list[Note]
) -> Document:
    """Read a sheet of either form, and note what was left out of it."""
    if one.workbook:
        wishes = wishes._replace(comma=False)  # its numbers are numbers
    if is_long(one.sheet):
        notes += [(one.sheet.name, note) for note in one.sheet.notes]
        return sheet_document(one.sheet, wishes.comma)
    found = read_cells(one.sheet, one.reader, names, wishes)
    notes += [(one.sheet.name, note) for note in found.notes]
    return cells_document(found, names)


def _check_keys(document: Document, problems: list[Problem]) -> None:
    """Note what a YAML file holds besides its schema and lists of what can be read."""
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
    items = document.data.get(kind, []) if document.data else []
    for index, item in enumerate(items if isinstance(items, list) else []):
        record = validate(model, item, document, (kind, index), problems)
        if record is not None:
            yield Entry(record, document, (kind, index))
        elif len(problems) > MAX_PROBLEMS:
            problems.append(flood(Entry(record, document, (kind, index))))
            return
