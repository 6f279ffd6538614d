"""A table of several readers, a row to each reader and option, as one sheet for each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toi.io.matrix.cells.cell import plain_number
from toi.io.matrix.column import unguarded
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, one_line
from toi.io.matrix.row_names import kind_of, says
from toi.io.readings.sheet import is_long, says_of_cells
from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class _Columns:
    """Places of the columns of names in a table, as indices; the group may be missing."""

    reader: int
    option: int
    group: int | None

    def left(self, width: int) -> list[int]:
        """Return the columns of one reader's sheet, in order: the option, then the criteria."""
        taken = (self.reader, self.option, self.group)
        return [self.option, *(at for at in range(width) if at not in taken)]


def by_reader(sheet: CsvSheet, without: Sequence[str] = ()) -> dict[str, CsvSheet] | None:
    """Part a table by its column of readers; None where it has none, or is in long form.

    Rows that say something of criteria go to the first reader's sheet.

    Parameters
    ----------
    without : sequence of str
        Columns to leave out, by name; of these none is the readers'.
    """
    columns = _columns(sheet, without)
    if columns is None or (is_long(sheet) and says_of_cells(sheet)):
        return None
    header, *rows = sheet.rows
    kept = columns.left(len(header.cells))
    parts: dict[str, list[CsvRow]] = {}
    groups: dict[str, str] = {}
    common: list[CsvRow] = []
    for row in rows:
        reader, option = (_text(row, at) for at in (columns.reader, columns.option))
        if kind_of(option) or (kind_of(reader) and not option):
            common.append(_only(row, kept, option or reader))
        elif not reader:
            sheet.add("csv-empty", "this row names no reader", row.line, columns.reader + 1)
        else:
            judged = _only(row, kept, option)
            parts.setdefault(reader, []).extend([judged] if judged.cells else [])
            group = "" if columns.group is None else _text(row, columns.group)
            groups[reader] = groups.get(reader) or group
    for reader in [reader for reader, judged in parts.items() if not judged]:
        sheet.notes.append(f"{reader!r} judged nothing")
        del parts[reader]
    first = next(iter(parts), None)
    return {
        reader: replace(
            sheet,
            rows=[
                *_above(header, groups[reader]),
                _only(header, kept, header.cells[columns.option]),
                *(common if reader == first else ()),
                *found,
            ],
            problems=sheet.problems if reader == first else [],
            notes=sheet.notes if reader == first else [],
            left=[at + 1 for at in kept],
        )
        for reader, found in parts.items()
    }


def _columns(sheet: CsvSheet, without: Sequence[str]) -> _Columns | None:
    """Find the columns of readers, options and groups: readers or options stand there repeatedly.

    A column of numbers under `Expert` may as well be a criterion, where no option is there twice.
    """
    header, *rows = sheet.rows or [CsvRow(1, [], 0)]
    unwanted = {one_line(name).casefold() for name in without}
    heads = ["" if one_line(cell).casefold() in unwanted else cell for cell in header.cells]
    reader = next((at for at, head in enumerate(heads) if says("reader", head)), None)
    group = next((at for at, head in enumerate(heads) if says("group", head)), None)
    option = next((at for at, head in enumerate(heads) if head and at not in (reader, group)), None)
    if reader is None or option is None:
        return None
    found = _Columns(reader, option, group)
    options = [_text(row, option) for row in rows]
    readers = [_text(row, reader) for row in rows]
    named = not any(plain_number(text) is not None for text in readers)
    alike = _repeats(options) or (named and _repeats(readers))
    words = not all(plain_number(text) is not None for text in options)
    return found if alike and (words or says("options", heads[option])) else None


def _repeats(texts: Sequence[str]) -> bool:
    known = [text.casefold() for text in texts if text and not kind_of(text)]
    return len(set(known)) < len(known)


def _text(row: CsvRow, at: int) -> str:
    return unguarded(one_line(row.cell(at + 1)))


def _only(row: CsvRow, kept: Sequence[int], first: str) -> CsvRow:
    """Return a row with some of its cells, the first of them as given."""
    cells = [first, *(row.cell(at + 1) for at in kept[1:])]
    while cells and not cells[-1]:
        cells.pop()
    written = sum(1 for at in kept if at < row.written)
    return replace(row, cells=cells, written=written + max(row.written - max(kept) - 1, 0))


def _above(header: CsvRow, group: str) -> Iterator[CsvRow]:
    """Yield the line that says above a table of which group its reader is."""
    if group:
        yield CsvRow(header.line, [f"Group: {group}"], 1)
