"""One reader's sheet of cells: rows theories, columns criteria, as the document of YAML would be.

The same kinds of sheet are read as `toi data import` takes: rows of directions, weights and
scales, totals that are left out, unknown cells, ranges, and criteria in the rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from toi.distribution import Distribution
from toi.io.matrix.cells.shifted import refuse_shifted
from toi.io.matrix.column import LONGEST_NAME, Column
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, one_line, shortened
from toi.io.matrix.decision_matrix import PLAINLY, ImportOptions, Matrix, SheetRow
from toi.io.matrix.named import find_named
from toi.io.matrix.read import read_partly
from toi.io.matrix.row_names import kind_of
from toi.io.matrix.shape import find_table, turned
from toi.io.readings.around import (
    names_first,
    remark_columns,
    remarks_by_row,
    remarks_quoted,
    said_above,
)
from toi.io.readings.beside import ALONE, Beside
from toi.io.readings.contradictions import note_contradictions
from toi.io.readings.names import KnownNames, bare, criterion_word, first_known
from toi.io.suggest import listed
from toi.io.yaml.parse import CONTROL
from toi.light_dataclass import dataclass

MOST_NAMED = 6  # options in a note


@dataclass(frozen=True)
class CellReading:
    """One cell of a sheet: what it says, and where its parts stand as (line, cell).

    The reason is what a remark beside the row says, of all its cells.
    """

    theory: str
    criterion: str
    value: Distribution | None
    theory_at: tuple[int, int]
    criterion_at: tuple[int, int]
    value_at: tuple[int, int]
    why: str = ""


@dataclass
class CellSheet:
    """One reader's judgements; what is wrong is in the problems of the sheet.

    Attributes
    ----------
    sheet : CsvSheet
        As it stands in the file.
    table : CsvSheet
        What of it is the table, turned where criteria stand in its rows.
    matrix : Matrix
        As `toi data import` would read it.
    reader, group : str
        The group is empty where the sheet names none.
    remarks : mapping from line to str
        What is said beside a row.
    """

    sheet: CsvSheet
    table: CsvSheet
    matrix: Matrix
    reader: str
    group: str = ""
    notes: list[str] = field(default_factory=list)
    remarks: Mapping[int, str] = field(default_factory=dict)

    def readings(self, names: KnownNames | None) -> Iterator[CellReading]:
        """Yield the cells, of known names by a word that finds them."""
        seen: set[str] = set()
        for line in self.matrix.lines:
            theory = first_known((line.id, line.title), names.theories if names else None)
            if theory.casefold() in seen:
                continue  # a problem of the sheet already
            seen.add(theory.casefold())
            for column, value in zip(self.matrix.columns, line.values, strict=True):
                yield CellReading(
                    theory,
                    criterion_word(column, names),
                    value,
                    (line.line, line.cell),
                    self.table.place(self.table.rows[0].line, column.cell),
                    self._place(line, column),
                    self.remarks.get(line.line, ""),
                )

    def _place(self, line: SheetRow, column: Column) -> tuple[int, int]:
        if self.table.turned is None:
            return self.table.place(line.line, column.cell)
        return self.table.turned[column.cell - 1], line.cell


def read_cells(
    sheet: CsvSheet,
    reader: str,
    names: KnownNames | None = None,
    wishes: ImportOptions = PLAINLY,
    beside: Beside = ALONE,
) -> CellSheet:
    """Read one reader's sheet of cells.

    Parameters
    ----------
    reader : str
        Who filled it in, unless a line above the table says so (`Reader: ...`).
    names : KnownNames, optional
        Of a debate that is known; then text columns that name no criterion are left out, and
        whether criteria stand in the rows is seen by their names.
    wishes : ImportOptions
        What is said of the sheet besides.
    beside : Beside
        What the sheets of other readers tell, where no debate is known.

    Returns
    -------
    CellSheet
        As far as it could be read.
    """
    said, table = said_above(sheet)
    notes: list[str] = []
    scales: list[CsvRow] = []
    whys: dict[int, str] = {}
    wishes = wishes._replace(weights=beside.weights)
    if table.rows:
        table, unjudged = _without_unjudged(table, names, beside)
        table, notes = find_table(table)
        notes += unjudged
        if wishes.transpose is None and names is not None:
            wishes = wishes._replace(transpose=_crossed(table, names))
        if wishes.transpose:
            refuse_shifted(table)
            table, wishes = turned(table), wishes._replace(transpose=False)
        table, numbering = names_first(table)
        remarks, present = [*remark_columns(table, names), *numbering], _heads(table)
        told: list[str] = []
        if not wishes.transpose and table.turned is None:
            left_out = {one_line(name).casefold() for name in wishes.without}
            told = [
                name for name in remark_columns(table, names) if name.casefold() not in left_out
            ]
            whys = remarks_by_row(table, told)
        named = [name for name in wishes.without if one_line(name).casefold() in present]
        wishes = wishes._replace(without=(*named, *remarks), asks=False)
        labels = [row.cells[0] for row in table.rows[1:]]
        options = [name for name in wishes.options if find_named(name, labels)]
        wishes = wishes._replace(options=options)
        if names is not None:  # values lie on the scales of the records, whatever the sheet's are
            wishes = wishes._replace(scaled=False)
            scales = [row for row in table.rows[1:] if kind_of(row.cells[0]) in ("scale", "clip")]
            table = replace(table, rows=[row for row in table.rows if row not in scales])
        notes += [
            f"column {shortened(name)} {'kept as' if name in told else 'left out:'} "
            f"{'numbers' if name in numbering else remarks_quoted(table, name)}"
            for name in remarks
        ]
    matrix = read_partly(table, wishes)
    who = said.get("reader", reader)
    _check_name(table, who)
    found = CellSheet(sheet, table, matrix, who, said.get("group", ""), remarks=whys)
    found.notes = [*notes, *matrix.notes, *sheet.notes]
    if names is not None:
        note_contradictions(
            table, matrix, names, [r for r in scales if kind_of(r.cells[0]) == "scale"]
        )
    return found


def _without_unjudged(
    table: CsvSheet, names: KnownNames | None, beside: Beside
) -> tuple[CsvSheet, list[str]]:
    """Take out rows that hold nothing but the name of a known option, and say so."""
    begin = next((n for n, row in enumerate(table.rows) if len(row.cells) > 1), len(table.rows))
    bare_rows = [row for row in table.rows[begin + 1 :] if len(row.cells) == 1]
    unjudged = [
        row
        for row in bare_rows
        for name in [one_line(row.cells[0])]
        if name.casefold() in beside.options or (names is not None and names.theories(name))
    ]
    if not unjudged:
        return table, []
    said = [shortened(row.cells[0]) for row in unjudged]
    rows = [row for row in table.rows if row not in unjudged]
    note = f"no judgement of {listed(said, MOST_NAMED)}"
    return replace(table, rows=rows), [note]


def _heads(table: CsvSheet) -> set[str]:
    return {one_line(cell).casefold() for cell in table.rows[0].cells}


def _crossed(table: CsvSheet, names: KnownNames) -> bool:
    """Tell whether criteria stand in the rows, by what the heads and the labels are called."""
    header, *rows = table.rows
    heads, labels = header.cells[1:], [row.cells[0] for row in rows]
    straight = _known(heads, names.criteria) + _known(labels, names.theories)
    return _known(heads, names.theories) + _known(labels, names.criteria) > straight


def _known(words: Sequence[str], called: Any) -> int:
    return sum(1 for word in words if word and called(bare(word)))


def _check_name(table: CsvSheet, reader: str) -> None:
    """Note a name, of a file or a tab, that records could not hold."""
    if CONTROL.search(reader):
        message = (
            "a control or direction-changing character in the name of file or tab; rename it, or "
            "write Reader: NAME above the table"
        )
        table.add("control-character", message)
    elif len(reader) > LONGEST_NAME:
        table.add("too-long", f"the reader's name is longer than {LONGEST_NAME} characters")
