"""Results in a notebook: the screen, table and pictures of each, by its type.

Screens are made of results, so results ask for this module by its name (`Result`).
"""

import shlex
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module
from typing import Any, ClassVar

from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.screen import compare_screen, compare_table
from toi.analyses.compare.theories.result import TheoriesCompared
from toi.analyses.discuss.result import DiscussResult
from toi.analyses.discuss.screen import discuss_screen, discuss_table
from toi.analyses.draws.result import DrawsResult
from toi.analyses.draws.screen import draws_screen, draws_table
from toi.analyses.explain.result import ExplainResult
from toi.analyses.explain.screen import explain_screen, explain_table
from toi.analyses.fit.result import FitResult
from toi.analyses.fit.screen import fit_screen, fit_table
from toi.analyses.graph.result import GraphResult
from toi.analyses.graph.screen import graph_screen, graph_table
from toi.analyses.layout.documents import document
from toi.analyses.layout.page import MIN_WIDTH, Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table, stamp
from toi.analyses.methods.result import MethodsResult
from toi.analyses.methods.screen import methods_screen, methods_table
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.screen import portfolio_screen, portfolio_table
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.portfolio.worldviews.screen import (
    worldviews_screen,
    worldviews_table,
)
from toi.analyses.readings.result import AgreementResult
from toi.analyses.readings.screen import agreement_screen
from toi.analyses.readings.tables import agreement_table
from toi.analyses.report.notebook_screen import report_screen, report_table
from toi.analyses.report.result import ReportResult
from toi.analyses.score.result import ScoreResult
from toi.analyses.score.screen import score_screen, score_table
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.sensitivity.screen import sensitivity_screen, sensitivity_table
from toi.analyses.shared.format import count
from toi.analyses.shared.provenance import data_option, origin
from toi.analyses.shared.result import Provenance, Result
from toi.distribution import figure
from toi.errors import InputErrors
from toi.light_dataclass import dataclass

AXES = {  # of the arrays of draws, after the draws themselves
    **dict.fromkeys(("score", "rank", "excluded"), ("theory",)),
    **dict.fromkeys(("judgement", "cell", "value"), ("theory", "criterion")),
    "weight": ("criterion",),
    "sound": ("argument",),
}
MOST_SHOWN = 40  # differences in a notebook
SAME = 1e-9
LARGER = (1.0, 1.25, 1.5, 2.0, 3.0, 6.0)  # than its axes: the page of a picture drawn into them
STYLE = """\
<style>
.toi table { font-variant-numeric: tabular-nums; }
.toi table td, .toi table th { text-align: left !important; }  /* Jupyter has all to the right */
.toi table .right { text-align: right !important; } .toi .verdict { font-weight: 600; }
.toi .dim { opacity: .7; font-size: .9em; } .toi .laid { font-family: monospace; white-space: pre; }
</style>
"""


@dataclass(frozen=True)
class View:
    """The screen and the table of a type of result."""

    screen: Callable[[Any, Page], str]
    table: Callable[[Any], Table]


@dataclass(frozen=True, eq=False)
class CellDifference:
    """A cell of a table that differs between two results; None where one has no such row."""

    row: str
    column: str
    before: object
    after: object


@dataclass(frozen=True, eq=False)
class ResultDiff(Result):
    """All cells in which the tables of two results of one type differ.

    Attributes
    ----------
    rubrics : tuple of str
        The two rubrics that they were made by, if these are two.
    """

    provenance: Provenance  # of the second
    of: str
    before: str
    after: str
    cells: tuple[CellDifference, ...]
    rubrics: tuple[str, ...] = ()

    schema: ClassVar = "toi/diff/1"


def _diff_screen(result: ResultDiff, page: Page) -> str:
    """Show the cells that differ, and where both results come from."""
    n = len(result.cells)
    made = result.provenance
    number = f"{count(n, 'cell')} differ{'s' * (n == 1)}" if n else "No cell differs"
    between = f" between the rubrics {' and '.join(result.rubrics)}" if result.rubrics else ""
    screen = Screen(page).say(f"{number}{between}.")
    rows = [[one.row, one.column, *map(_word, (one.before, one.after))] for one in result.cells]
    screen.table(rows[:MOST_SHOWN], ["Row", "Column", "Before", "After"], "llrr")
    if n > MOST_SHOWN:
        screen.say(f"{n - MOST_SHOWN} more: to_frame() has them all.")
    screen.say(f"Before: {result.before}.")
    if result.rubrics:
        screen.next(f"compare {shlex.join(result.rubrics)}{data_option(made)}", label="Why: ")
    return screen.end(made)


def _word(value: object) -> str:
    if value is None:
        return "-"
    return figure(value, 4) if isinstance(value, float) else str(value)


VIEWS: Mapping[type, View] = {
    ScoreResult: View(score_screen, score_table),
    MethodsResult: View(methods_screen, methods_table),
    DiscussResult: View(discuss_screen, discuss_table),
    ExplainResult: View(explain_screen, explain_table),
    GraphResult: View(graph_screen, graph_table),
    SensitivityResult: View(sensitivity_screen, sensitivity_table),
    TheoriesCompared: View(compare_screen, compare_table),
    RubricsCompared: View(compare_screen, compare_table),
    GroupCompared: View(compare_screen, compare_table),
    PortfolioResult: View(portfolio_screen, portfolio_table),
    WorldviewsResult: View(worldviews_screen, worldviews_table),
    ReportResult: View(report_screen, report_table),
    DrawsResult: View(draws_screen, draws_table),
    AgreementResult: View(agreement_screen, agreement_table),
    FitResult: View(fit_screen, fit_table),
    ResultDiff: View(_diff_screen, lambda found: Table.of(found.cells, "row column before after")),
}


def html_of(result: Result) -> str | None:
    """Return the screen of a result as a piece of HTML; None where it has none."""
    view = VIEWS.get(type(result))
    if view is None:
        return None
    return f'<div class="toi">\n{STYLE}{view.screen(result, document("html"))}</div>\n'


def screen_of(result: Result, width: int) -> str:
    """Return the screen of a result as text, without colours.

    Raises
    ------
    TypeError
        If the result has no screen.
    """
    view = VIEWS.get(type(result))
    if view is None:
        raise TypeError(f"{type(result).__name__} has no screen; to_json() has all of it")
    return view.screen(result, Page(max(MIN_WIDTH, width)))


def frame_of(result: Result) -> Any:
    """Return the table of a result, as in CSV, as a DataFrame of pandas, else of polars.

    Raises
    ------
    TypeError
        If the result has no table.
    ImportError
        If neither is installed.
    """
    table = _table(result)
    rows = list(table.cells())
    pandas, polars = (_installed(name) for name in ("pandas", "polars"))
    if pandas is not None:
        frame = pandas.DataFrame(rows, columns=list(table.headers))
        frame.attrs["toi"] = origin(_provenance(result))
        return frame
    if polars is not None:
        return polars.DataFrame(rows, schema=list(table.headers), orient="row")
    raise ImportError("to_frame() takes pandas or polars; neither is there: pip install pandas")


def dataset_of(result: Result) -> Any:
    """Return draws as an xarray.Dataset, whose coordinates are ids and titles.

    Dimensions are draw, theory, criterion and argument.

    Raises
    ------
    TypeError
        If the result holds no draws.
    ImportError
        If xarray is not installed.
    """
    if not isinstance(result, DrawsResult):
        raise TypeError(f"{type(result).__name__} holds no draws; toi.draws() does")
    xarray = _installed("xarray")
    if xarray is None:
        raise ImportError("to_xarray() takes xarray, which is not there: pip install xarray")
    named = {
        "theory": result.theories,
        "criterion": result.criteria,
        "argument": result.arguments,
    }
    coordinates: dict[str, Any] = {axis: list(names) for axis, names in named.items()}
    for axis, names in named.items():
        coordinates[f"{axis}_title"] = (axis, list(names.values()))
    arrays = {name: (("draw", *axes), getattr(result, name)) for name, axes in AXES.items()}
    return xarray.Dataset(arrays, coordinates, {"toi": origin(result.provenance)})


def _installed(name: str) -> Any:
    """Import a package; None where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def _provenance(result: Result) -> Provenance:
    made: Provenance = getattr(result, "provenance")  # noqa: B009 - all that have a view have one
    return made


def plot_of(result: Result, name: str | None = None, ax: Any = None) -> Any:
    """Draw a picture of a result; return the figure, or the axes it was drawn into.

    Parameters
    ----------
    name : str, optional
        Which of its pictures; by default the first.
    ax : matplotlib Axes, optional
        The picture is then drawn there as an image, laid out for their width: in smaller
        letters where it would be higher than they are.
    """
    from toi.analyses.figures import figure_of
    from toi.analyses.plotting.save import drawn_into, inches_of
    from toi.analyses.plotting.style import Look

    if ax is None:
        return figure_of(result, Look(), name)
    width, height = inches_of(ax)
    for larger in LARGER:
        try:
            figure = figure_of(result, Look(larger * width), name)
        except InputErrors as error:
            if larger == LARGER[-1] or any(one.code != "too-small" for one in error.problems):
                raise
        else:
            if figure.get_figheight() <= larger * height:
                break
    return drawn_into(figure, ax)


def diff_of(before: Result, after: Result) -> ResultDiff:
    """Compare the tables of two results of one type, row by row.

    Raises
    ------
    TypeError
        If they are of two types, or have no table.
    """
    if type(before) is not type(after):
        names = f"{type(before).__name__} and {type(after).__name__}"
        raise TypeError(f"results of one type can be held against one another, not {names}")
    stamped = set(stamp(_provenance(after)))  # said below the table, not in every row
    one, other = (_cells(_table(result), stamped) for result in (before, after))
    found = [
        CellDifference(*key, one.get(key), other.get(key))
        for key in dict.fromkeys((*one, *other))
        if not _same(one.get(key), other.get(key))
    ]
    first, second = _provenance(before), _provenance(after)
    rubrics = tuple(one for one in (first.rubric, second.rubric) if one is not None)
    return ResultDiff(
        second,
        type(after).__name__,
        origin(first),
        origin(second),
        tuple(found),
        rubrics if len(set(rubrics)) > 1 else (),
    )


def _table(result: Result) -> Table:
    view = VIEWS.get(type(result))
    if view is None:
        raise TypeError(f"{type(result).__name__} has no table; to_json() has all of it")
    return view.table(result)


def _cells(table: Table, left_out: Collection[str]) -> dict[tuple[str, str], Any]:
    """Return the cells of a table by the name of their row and by column, without some columns."""
    return {key: cell for key, cell in _named(table) if key[1] not in left_out}


def _named(table: Table) -> Iterator[tuple[tuple[str, str], Any]]:
    """Yield cells with the name of their row: its id, else what stands first, and a number."""
    headers = list(table.headers)
    at = headers.index("id") if "id" in headers else 0
    seen: dict[str, int] = {}
    for row in table.cells():
        name = str(row[at])
        seen[name] = seen.get(name, 0) + 1
        shown = name if seen[name] == 1 else f"{name} #{seen[name]}"
        for column, cell in zip(headers, row, strict=True):
            yield (shown, column), cell


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= SAME
    return bool(one == other)
