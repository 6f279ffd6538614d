"""`toi data init` and `toi data import`: debates of one's own, with a rubric and schemas."""

import shlex
from collections.abc import Mapping
from dataclasses import field, replace
from importlib.resources import files
from pathlib import Path

from toi.analyses.data.import_again import FILE, rubric_again
from toi.analyses.data.schemas import schema_files
from toi.analyses.data.weight_example import rough_example
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import count, listed
from toi.distribution import figures
from toi.errors import InputErrors, Problem
from toi.io.debate.folders import bundled
from toi.io.files import read_up_to
from toi.io.matrix.cells.cell import as_range
from toi.io.matrix.csv_sheet import MAX_BYTES, read_sheet, shortened
from toi.io.matrix.decision_matrix import PLAINLY, ImportOptions, Matrix
from toi.io.matrix.outliers import outliers
from toi.io.matrix.read import read_matrix
from toi.io.matrix.to_debate import RUBRIC, all_alike, is_sample, matrix_files, scale_of
from toi.io.paths import exists, read_plain
from toi.io.readings.sheets import filled_tabs
from toi.io.split.asks_file import ASKS, asks_file
from toi.io.xlsx import MAGIC, Tab
from toi.light_dataclass import dataclass

MANY = 500  # options, from which on some commands take minutes
NAMED = 6  # unknown cells in a note
WIDEST = 31  # columns of commands, beside which there is room for what they do
SCHEMAS_AT = "$schema=../docs/schemas/", "$schema=../schemas/"  # as shipped, and in a copy
_LOOK = {"data/arguments.yaml": "; toi data check says what each of them does now"}


@dataclass(frozen=True, eq=False)
class Workspace:
    """A debate as files that are not written yet.

    Attributes
    ----------
    folder : str
        Where it will lie.
    files : mapping
        Texts by path within the folder.
    made : str
        What it is.
    try_out : str
        A command to try.
    others : mapping
        More commands to try, each with what it shows.
    """

    folder: str
    files: Mapping[str, str]
    made: str
    try_out: str
    notes: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


def new_workspace(folder: str) -> Workspace:
    """Return the files of a small, commented debate of three theories."""
    template = files("toi") / "templates" / "workspace"
    written = {
        f"{place}/{file.name}": file.read_text(encoding="utf-8")
        for place in ("data", "rubrics")
        for file in sorted((template / place).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }
    return Workspace(
        folder=folder,
        files={**written, **schema_files()},
        made="a small debate on how to get people to cycle to work, to be replaced by yours",
        try_out="toi score --set reach=60%",
    )


def shipped_workspace(folder: str) -> Workspace:
    """Return the files of the shipped debate, to be changed.

    Its rubrics stay where they are: every debate with these criteria can be scored by them.
    """
    shipped = {
        f"data/{file.name}": file.read_text(encoding="utf-8").replace(*SCHEMAS_AT)
        for file in sorted(bundled("data").path.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }
    return Workspace(
        folder=folder,
        files={**shipped, **schema_files()},
        made="the shipped debate, every record as it is; what you change there counts there",
        try_out="toi score --rubric essay-author",
    )


def import_matrix(
    file: str,
    folder: str,
    delimiter: str | None = None,
    wishes: ImportOptions = PLAINLY,
) -> Workspace:
    """Return the files of a debate made from a decision matrix in CSV or a workbook.

    Parameters
    ----------
    folder : str
        Where it will lie; files of arguments and of words that are there already
        are left alone.
    delimiter : str, optional
        What parts the cells; by default it is found out.
    wishes : ImportOptions
        What is said of the sheet besides what stands in it.

    Raises
    ------
    toi.InputErrors
        With every problem in the file.
    """
    raw = read_up_to(file, MAX_BYTES)
    notes: list[str] = []
    if raw.startswith(MAGIC):
        tab, notes = _one_tab(file, raw)
        raw, wishes = tab.text.encode(), wishes._replace(comma=False, typed=True)
    try:
        matrix = read_matrix(read_sheet(file, raw, delimiter, western=True), wishes)
    except InputErrors as error:  # it may be the tab that is wrong
        said = [Problem(file, None, None, note, "csv-tabs") for note in notes]
        raise InputErrors([*error.problems, *said]) from error
    matrix.notes[:0] = [f"{file}: {note}" for note in notes]
    return _with_asks(matrix_workspace(matrix, folder, file), matrix)


def _with_asks(made: Workspace, matrix: Matrix) -> Workspace:
    """Add a table of what options ask for, and how to split by it, where they cost money."""
    asks = asks_file(matrix)
    if asks is None:
        return made
    files, notes = dict(made.files), list(made.notes)
    if exists(Path(made.folder) / ASKS):
        notes.append(f"{ASKS} was there already and stays as it was")
    else:
        files[ASKS] = asks.text
        if asks.ranged:
            notes.append(f"{ASKS} has the upper end of ranges: {listed(asks.ranged, NAMED)}")
    split = f"toi portfolio --asks {ASKS} --budget {shlex.quote(asks.budget)}"
    others = {**made.others, split: "a split of about half of what all cost"}
    return replace(made, files=files, notes=tuple(notes), others=others)


def _one_tab(file: str, raw: bytes) -> tuple[Tab, list[str]]:
    """Return the first tab of a workbook that holds numbers, and notes on the others."""
    tabs, notes = filled_tabs(file, raw)
    first, *others = tabs or [Tab("", "")]
    if others:
        rest = listed([repr(tab.title) for tab in others])
        notes.append(
            f"tab {first.title!r} is read, not {rest}; --readers takes each for a reader's"
        )
    return first, notes


def matrix_workspace(matrix: Matrix, folder: str, source: str) -> Workspace:
    """Return the files of a debate made from a decision matrix that was read from `source`."""
    made = matrix_files(matrix)
    made[FILE], again = rubric_again(made[FILE], folder, bool(matrix.sure))
    roughly = "weights_sure: roughly" in made[FILE]
    notes = [*_notes(matrix, roughly), *again]
    for kept in ("data/arguments.yaml", "data/debate.yaml"):
        if exists(Path(folder) / kept) and not _still_sample(Path(folder) / kept):
            del made[kept]
            notes.append(f"{kept} was there already and stays as it was{_LOOK.get(kept, '')}")
    criteria = count(len(matrix.columns), "criterion", "criteria")
    size = f"{count(len(matrix.lines), 'option')}, {criteria}"
    return Workspace(
        folder=folder,
        files={**made, **schema_files()},
        made=f"{size} from {source}",
        try_out=f"toi score --set {matrix.columns[0].id}=60%",
        notes=tuple(notes),
    )


def _still_sample(file: Path) -> bool:
    """Tell whether a file is the sample of arguments of an earlier import."""
    try:
        return is_sample(read_plain(file, MAX_BYTES).decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return False


def _notes(matrix: Matrix, roughly: bool) -> list[str]:
    """Say what was taken for granted."""
    notes = [*outliers(matrix), *matrix.notes, *_unknown(matrix)]
    notes += _scales(matrix)
    if any(column.weight is None for column in matrix.columns):
        notes.append(f"no row `weight`: rubrics/{RUBRIC}.yaml has equal weights")
    if roughly and not matrix.sure and len({column.weight for column in matrix.columns}) > 1:
        example = rough_example(matrix.columns)
        notes.append(
            f"weights are taken roughly{example}; for others: weights_sure in "
            f"rubrics/{RUBRIC}.yaml (exactly, order)"
        )
    grouped = [column.grouped for column in matrix.columns if column.grouped]
    if grouped:
        notes.append(f"numbers such as {grouped[0]!r} are read as having thousands separators")
    dashed = [column.dashed for column in matrix.columns if column.dashed]
    if dashed:
        low_high = as_range(dashed[0])
        notes.append(f"cells such as {dashed[0]!r} are read as ranges, as {low_high} is")
    if any(column.preference for column in matrix.columns):
        notes.append(f"with a row `preference`, rubrics/{RUBRIC}.yaml scores by promethee2")
    if len(matrix.lines) > MANY:
        notes.append(
            f"{len(matrix.lines):,} options are many: toi score takes seconds, toi sensitivity, "
            "toi compare and toi score --method all take minutes and much memory; --draws 500 "
            "is quicker"
        )
    return [*notes, *_directions(matrix)]


def _scales(matrix: Matrix) -> list[str]:
    """Say where scales that no row gives come from, and what they are."""
    headed = [shortened(column.name, 26) for column in matrix.columns if column.scale_from_head]
    spans = [
        f"{shortened(column.name, 26)} {figures(low, high)}"
        for number, column in enumerate(matrix.columns)
        if column.scale is None and not all_alike(matrix, number)
        for low, high in [scale_of(matrix, number)]
    ]
    alike = [
        shortened(column.name, 26)
        for number, column in enumerate(matrix.columns)
        if column.scale is None and all_alike(matrix, number)
    ]
    notes = []
    if alike:
        notes.append(
            f"no scale is given for {listed(alike, NAMED)}, and all numbers there are alike: each "
            "counts 50 and tells nothing apart; to say what is worst and best, add a row scale "
            "(low..high)"
        )
    if headed:
        notes.append(f"scales are those that the heads name: {listed(headed, NAMED)}")
    if spans:
        notes.append(
            f"no scale is given for {listed(spans, NAMED)}: the worst number in the sheet counts "
            "0 there and the best 100, and a weight is for all of that way; to say what is worst "
            "and best at all, add a row scale (low..high)"
        )
    return notes


def _directions(matrix: Matrix) -> list[str]:
    """Say, last of all, on which criteria more is taken to be better since nothing was said."""
    silent = [column for column in matrix.columns if not column.directed]
    if not silent:
        return []
    if len(silent) == len(matrix.columns):
        return ["no row `direction`: on every criterion more is better; where less is: --less NAME"]
    names = listed([shortened(column.name, 26) for column in silent], NAMED)
    return [f"more is better on {names}, of which no direction was said; if not: --less NAME"]


def _unknown(matrix: Matrix) -> list[str]:
    """Say which values nobody knows."""
    places = [
        f"{shortened(line.title, 26)} on {shortened(column.title, 26)}"
        for line in matrix.lines
        for column, value in zip(matrix.columns, line.values, strict=True)
        if value is None
    ]
    if not places:
        return []
    count = "1 cell is" if len(places) == 1 else f"{len(places):,} cells are"
    return [f"{count} not known and may be anything on the whole scale: {listed(places, NAMED)}"]


def workspace_screen(result: Workspace, page: Page) -> str:
    """Show the files of a new workspace and the next commands."""
    places: dict[str, list[str]] = {}
    for name in result.files:
        place, _, file = name.rpartition("/")
        places.setdefault(place, []).append(file)
    screen = Screen(page).say(f"Made {result.folder}: {result.made}.")
    for place, names in places.items():
        screen.say(
            f"  {place}/  {' '.join(names)}" if place else f"  {' '.join(names)}", indent="    "
        )
    screen.line("Next:")
    if result.folder != ".":
        screen.line(f"  cd {shlex.quote(result.folder)}")
    todo = {
        "toi score": "the ranking",
        **result.others,
        result.try_out: "a try; nothing is kept",
        "toi rubric elicit me": "what counts for you, by questions",
        "data/arguments.yaml": "what is said for and against: five lines each",
        "toi data check": "after every edit",
    }
    wide = max(len(command) for command in todo if len(command) <= WIDEST)
    for command, why in todo.items():
        beside = f"\n  {'':{wide}}" if len(command) > wide else " " * (wide - len(command))
        screen.add(f"  {command}{beside}  {why}".splitlines())
    return screen.text()
