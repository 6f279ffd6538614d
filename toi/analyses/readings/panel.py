"""From files of readings to a panel: who read, in which group, and what they judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from toi.analyses.readings.checks import Checker, NamedIds, two_groups
from toi.analyses.readings.likeness import perhaps_one_reader
from toi.analyses.readings.other_debate import no_sheets, other_debate
from toi.distribution import Distribution
from toi.errors import InputErrors, usage
from toi.io.readings.files import expanded
from toi.io.readings.read import PLAIN, SheetOptions, read_file
from toi.io.readings.sheets import gathered
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.reading import CASE, Placing, Reading

MOST_READERS = 200  # every reader is compared with every other


@dataclass(frozen=True)
class Panel:
    """Judgements of several readers about the theories of a debate, in one view.

    Attributes
    ----------
    groups : mapping from reader to group
        In the order in which they appear; a reader without one (None) is a group alone.
    laws : mapping from (reader, theory, criterion)
    places : mapping from (reader, theory) to rank
    passed : int
        Cells that were left empty.
    notes : tuple of str
        What was left out.
    severity_off : str
        Who was moved by how much, where severity was taken off.
    whys : mapping from (reader, theory) to str
        The first reason that a reader gives for a judgement of a theory.
    """

    view: str
    groups: Mapping[str, str | None]
    laws: Mapping[tuple[str, str, str], Distribution]
    places: Mapping[tuple[str, str], float]
    passed: int
    notes: tuple[str, ...] = ()
    severity_off: str = ""
    whys: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def readers(self) -> tuple[str, ...]:
        """Everybody, in the order in which they appear."""
        return tuple(self.groups)

    @property
    def teams(self) -> tuple[int, ...]:
        """The number of each reader's group."""
        numbers: dict[tuple[str | None, str], int] = {}
        keys = [(group, "" if group else reader) for reader, group in self.groups.items()]
        return tuple(numbers.setdefault(key, len(numbers)) for key in keys)


def read_panel(
    debate: Debate,
    files: Sequence[str],
    view: str | None = None,
    usual: str = CASE,
    options: SheetOptions = PLAIN,
) -> Panel:
    """Read files of readings and orders about a debate; a folder stands for its sheets.

    Parameters
    ----------
    view : str, optional
        Which of several views to take; otherwise `usual`, or the only one there is.

    Raises
    ------
    toi.InputErrors
        With every problem in every file.
    """
    names = NamedIds(debate)
    each, left_out = expanded(files)
    found = [read_file(file, options, names) for file in each]
    foreign = no_sheets(debate, names, files, found) or other_debate(debate, names, files, found)
    if foreign is not None:
        raise foreign
    checker = Checker(debate, names)
    readings = [e.record for file in found for e in file.readings if checker.knows(e)]
    orders = [e.record for file in found for e in file.orders if checker.knows(e)]
    problems = [problem for file in found for problem in file.problems]
    problems += [*checker.problems, *two_groups(found)]
    if problems:
        raise InputErrors(problems)
    views = [reading.view or CASE for reading in readings]
    views += [placing.view for placing in orders if placing.view is not None]
    chosen, others = _one_view(views, view, usual)
    kept = [reading for reading in readings if (reading.view or CASE) == chosen]
    placed = [placing for placing in orders if placing.view in (None, chosen)]
    panel = _panel(chosen, kept, placed, names)
    left = tuple(f"view {name!r} is left out; --view {name} takes it" for name in others)
    said = gathered(note for file in found for note in file.notes)
    alike = perhaps_one_reader(((theory, c), reader) for reader, theory, c in panel.laws)
    return replace(panel, notes=(*left_out, *said, *left, *alike))


def _panel(
    view: str, readings: Sequence[Reading], orders: Sequence[Placing], names: NamedIds
) -> Panel:
    groups: dict[str, str | None] = {}
    for record in (*readings, *orders):
        groups[record.reader] = record.group or groups.get(record.reader)
    if len(groups) > MOST_READERS:
        raise usage(f"{len(groups)} readers; at most {MOST_READERS} fit", "too-many-readers")
    laws = {
        (r.reader, names.theory(r.theory), names.criterion(r.criterion)): r.law for r in readings
    }
    given = {cell: law for cell, law in laws.items() if law is not None}
    return Panel(
        view=view,
        groups=groups,
        laws=given,
        places={(r.reader, names.theory(r.theory)): r.rank for r in orders},
        passed=len(laws) - len(given),
        whys={(r.reader, names.theory(r.theory)): r.why for r in reversed(readings) if r.why},
    )


def _one_view(given: Iterable[str], asked: str | None, usual: str) -> tuple[str, tuple[str, ...]]:
    """Choose the view to take, and name the others; orders that name none belong to every view."""
    views = tuple(dict.fromkeys(given))
    wanted = asked or (views[0] if len(views) == 1 else usual)
    if views and wanted not in views:
        hint = did_you_mean(wanted, views)
        message = f"nothing is read in the view {wanted!r}{hint} (views: {', '.join(views)})"
        raise usage(f"{message}; --view takes one", "unknown-view")
    return wanted, tuple(view for view in views if view != wanted)
