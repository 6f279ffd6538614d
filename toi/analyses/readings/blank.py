"""`toi data sheet`: an empty sheet for every reader, with options down and criteria across."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from toi.analyses.layout.tables import Table
from toi.analyses.layout.workbook import Heads, to_xlsx, workbook_of
from toi.analyses.shared.lookup import find_criterion
from toi.errors import InputErrors, Problem, usage
from toi.io.files import read_up_to, write_whole
from toi.io.folders import write_folder
from toi.io.ids import Ids
from toi.io.matrix.csv_sheet import MAX_BYTES, one_line
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.words import PLAIN_WORDS, Words

BOM = "\ufeff"  # by which a spreadsheet knows that a CSV is UTF-8
REMARKS = "Remarks"  # a column that is read as such
TAB = 31  # letters that the name of a tab may have
SCALE = (0.0, 10.0)
_NO_TAB = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class BlankCriterion:
    """A criterion as the heads of a sheet have it; the direction is ``benefit`` or ``cost``."""

    title: str
    direction: str
    scale: tuple[float, float]


@dataclass(frozen=True)
class BlankSheet:
    """A sheet for a reader to fill in: options, as a debate calls them, on criteria."""

    words: Words
    options: Sequence[str]
    criteria: Sequence[BlankCriterion]

    def table(self) -> Table:
        """Return the sheet, in which every cell is empty."""
        heads = [self.words.one.capitalize(), *(one.title for one in self.criteria), REMARKS]
        given = [
            ["direction", *(one.direction for one in self.criteria)],
            ["scale", *(f"{one.scale[0]:.12g}..{one.scale[1]:.12g}" for one in self.criteria)],
            *([option] for option in self.options),
        ]
        return Table(heads, [[*row, *[None] * (len(heads) - len(row))] for row in given])


def blank_of_debate(
    debate: Debate, kinds: Sequence[str], words: Sequence[str], weighed: Mapping[str, float]
) -> BlankSheet:
    """Return the sheet of a debate's theories.

    Parameters
    ----------
    words : sequence of str
        Criteria by id or title; by default those that are `weighed`.

    Raises
    ------
    toi.InputErrors
        With every word that names no criterion.
    """
    names, problems = [], list[Problem]()
    for word in words:
        try:
            names.append(find_criterion(debate, word))
        except InputErrors as error:
            problems += error.problems
    if problems:
        raise InputErrors(problems)
    chosen = dict.fromkeys(names or [name for name in debate.criteria if weighed.get(name)])
    return BlankSheet(
        words=debate.words,
        options=[debate.theories[name].title for name in debate.shown(kinds)],
        criteria=[
            BlankCriterion(one.title, one.direction, one.scale)
            for one in map(debate.criteria.__getitem__, chosen)
        ],
    )


def blank_of_names(
    file: str, criteria: Sequence[str], less: Sequence[str], scale: tuple[float, float] = SCALE
) -> BlankSheet:
    """Return the sheet of options that a text names, one to a line, where there is no debate yet.

    Parameters
    ----------
    criteria : sequence of str
        Their names.
    less : sequence of str
        Those of which less is better.
    scale : (float, float)
        Of every criterion.

    Raises
    ------
    toi.InputErrors
        If a name is there twice, or there is none.
    """
    if not criteria:
        raise usage("which criteria? Add --criteria A,B", "missing-criteria")
    text = read_up_to(file, MAX_BYTES).decode("utf-8-sig", "replace")
    options = [one_line(line) for line in text.splitlines() if line.strip()]
    if not options:
        raise usage(f"{file} names no option; write one to a line", "empty")
    for names, what in ((options, "option"), (criteria, "criterion")):
        twice = {name for name in names if [n.casefold() for n in names].count(name.casefold()) > 1}
        if twice:
            raise usage(f"{what} {sorted(twice)[0]!r} is named twice", "named-twice")
    unknown = [name for name in less if name not in criteria]
    if unknown:
        raise usage(f"--less {unknown[0]!r} is none of --criteria", "unknown-criterion")
    return BlankSheet(
        words=PLAIN_WORDS,
        options=options,
        criteria=[
            BlankCriterion(name, "cost" if name in less else "benefit", scale) for name in criteria
        ],
    )


def write_blank(sheet: BlankSheet, output: Path, readers: Sequence[str], force: bool) -> list[str]:
    """Write a sheet for all, or one for each of some readers, and return the files.

    Of readers a workbook has a tab each, and a folder, which is a name without an ending, a CSV
    each.

    Raises
    ------
    toi.InputErrors
        If two readers have one name, or something cannot be written.
    """
    table, heads = sheet.table(), Heads(fixed=1)
    tabs = {_NO_TAB.sub(" ", name)[:TAB].strip("' ").casefold() for name in readers}
    if len(tabs) < len(readers) or "" in tabs:
        raise usage("two readers have one name, or one has none", "named-twice")
    match output.suffix.lower():
        case ".xlsx":
            each = {_NO_TAB.sub(" ", name)[:TAB].strip("' "): table for name in readers}
            write_whole(output, workbook_of(each, heads) if each else to_xlsx(table, heads), force)
        case ".csv":
            if readers:
                message = "of a CSV each reader has one: give a folder, or a workbook (.xlsx)"
                raise usage(message, "bad-ending")
            write_whole(output, BOM + table.to_csv(), force)
        case _:
            if not readers:
                raise usage("a folder of sheets is for --readers A,B", "missing-readers")
            ids = Ids()
            files = {f"{ids.give(name, 'reader')}.csv": name for name in readers}
            body = table.to_csv()
            texts = {file: f"{BOM}Reader: {name}\n{body}" for file, name in files.items()}
            write_folder(output, texts, force)
            return [str(output / file) for file in files]
    return [str(output)]
