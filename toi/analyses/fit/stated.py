"""From what somebody wrote to statements about theories of a debate."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np

from toi.analyses.readings.orders import order_of
from toi.analyses.readings.panel import Panel, read_panel
from toi.analyses.shared.lookup import find_theory
from toi.engine.agreement.pairs import pooled_mean
from toi.engine.fit.statements import FAR as FAR_POINTS
from toi.engine.fit.statements import Statements
from toi.errors import InputErrors, Problem, usage
from toi.io.preferences import (
    FAR,
    LEVEL,
    Comparison,
    Name,
    Tier,
    ordered,
    read_preferences,
    read_statements,
)
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.reading import FINAL

SHEETS = (".csv", ".tsv", ".yaml", ".yml")  # of orders, as `toi data agreement` reads them
CLOSE = 1e-9


@dataclass(frozen=True)
class Stated:
    """One statement about two theories, by their ids."""

    first: str
    sign: str
    second: str

    @property
    def text(self) -> str:
        """The statement as it is typed."""
        return f"{self.first} {self.sign} {self.second}"


@dataclass(frozen=True)
class Said:
    """All statements, each once, and what to tell whoever made them."""

    statements: tuple[Stated, ...]
    notes: tuple[str, ...] = ()

    @property
    def theories(self) -> frozenset[str]:
        """The theories that they are about."""
        return frozenset(name for one in self.statements for name in (one.first, one.second))

    def and_(self, more: "Said") -> "Said":
        """Return these statements and others, each once."""
        both = dict.fromkeys((*self.statements, *more.statements))
        return Said(tuple(both), (*self.notes, *more.notes))

    def placed(self, place: dict[str, int]) -> Statements:
        """Return the statements as numbers, theories by their places."""
        signs = np.array([one.sign for one in self.statements])
        return Statements(
            first=np.array([place[one.first] for one in self.statements], dtype=np.int64),
            second=np.array([place[one.second] for one in self.statements], dtype=np.int64),
            gap=np.where(signs == FAR, FAR_POINTS, 0.0),
            level=np.asarray(signs == LEVEL),
        )


def said(
    debate: Debate,
    typed: Sequence[str] = (),
    files: Sequence[str] = (),
    reader: str | None = None,
    view: str | None = None,
) -> Said:
    """Read statements that were typed, then those of files, and find their theories.

    Parameters
    ----------
    files : sequence of str
        Texts of statements or of a list from best to worst; or sheets of orders, by their
        endings.
    reader : str, optional
        Whose order to take of a sheet; by default what all readers say together.
    view : str, optional
        Which of several views of a sheet to take; by default `FINAL`, or the only one.

    Raises
    ------
    InputErrors
        With every problem in them.
    """
    sheets = [file for file in files if file.lower().endswith(SHEETS)]
    for option, given in (("--reader", reader), ("--view", view)):
        if given is not None and not sheets:
            raise usage(f"{option} goes with a sheet of orders: --file FILE.csv", "unused-option")
    found: list[Comparison] = []
    problems: list[Problem] = []
    notes: list[str] = []
    if typed:
        _collect(found, problems, lambda: read_statements(typed))
    for file in files:
        if file not in sheets:
            _collect(found, problems, partial(read_preferences, file))
    if sheets:
        _collect(found, problems, lambda: _of_sheets(debate, sheets, reader, view, notes))
    if not found and not problems:
        example = " > ".join([*debate.theories][:2])
        message = f"nothing is said; write who scores higher, as in '{example}', or --file FILE"
        raise usage(message, "bad-statement")
    named = _named(debate, found, problems)
    if problems:
        raise InputErrors(problems)
    once = tuple(dict.fromkeys(named))
    if len(once) < len(named):
        notes.append(f"{len(named) - len(once)} statements were made twice and count once")
    return Said(once, tuple(notes))


def _collect(
    found: list[Comparison], problems: list[Problem], read: Callable[[], list[Comparison]]
) -> None:
    """Add what is read, or what is wrong with it."""
    try:
        found += read()
    except InputErrors as error:
        problems += error.problems


def _named(debate: Debate, found: Iterable[Comparison], problems: list[Problem]) -> list[Stated]:
    """Find the theories of statements by id, title or part of a title."""
    known: dict[str, str | None] = {}
    named: list[Stated] = []
    for one in found:
        first, second = (_theory(debate, name, known, problems) for name in (one.first, one.second))
        if first is None or second is None:
            continue
        if first == second:
            message = f"{first} is compared with itself"
            problems.append(one.second.problem("bad-statement", message))
            continue
        named.append(Stated(first, one.sign, second))
    return named


def _theory(
    debate: Debate, name: Name, known: dict[str, str | None], problems: list[Problem]
) -> str | None:
    """Return the id of a theory; each name that is none is a problem once."""
    if name.text not in known:
        known[name.text] = None
        try:
            known[name.text] = find_theory(debate, name.text)
        except InputErrors as error:
            problems += [name.problem(one.code, one.message) for one in error.problems]
    return known[name.text]


def _of_sheets(
    debate: Debate, files: Sequence[str], reader: str | None, view: str | None, notes: list[str]
) -> list[Comparison]:
    """Return what an order in sheets says of neighbours: one reader's, or all readers' mean."""
    panel = read_panel(debate, files, view, FINAL)
    notes += panel.notes
    if not panel.places:
        raise usage(f"there is no order in {', '.join(files)}, which takes a column rank", "empty")
    if reader is not None and reader not in panel.readers:
        hint = did_you_mean(reader, panel.readers)
        names = ", ".join(panel.readers)
        raise usage(f"no reader is called {reader!r}{hint} (readers: {names})", "unknown-reader")
    readers = [reader] if reader is not None else list(panel.readers)
    if len(readers) > 1:
        notes.append(
            f"the mean place that {len(readers)} readers give is fitted; one alone: --reader NAME"
        )
    return list(ordered(_tiers(panel, readers, files[0])))


def _tiers(panel: Panel, readers: Sequence[str], file: str) -> list[Tier]:
    """Return tiers of theories by their mean place, ties said to be level."""
    names = sorted({theory for who, theory in panel.places if who in readers})
    rows = np.array([order_of(panel, reader, names) for reader in readers])
    teams = [team for who, team in zip(panel.readers, panel.teams, strict=True) if who in readers]
    mean = pooled_mean(rows, np.array(teams, dtype=np.int64))
    found: list[Tier] = []
    last = -np.inf
    for i in np.argsort(mean, kind="stable").tolist():
        name = Name(names[i], file, None, None)
        if found and mean[i] - last <= CLOSE:
            found[-1][0].append(name)
        else:
            found.append([[name]])
        last = float(mean[i])
    return found
