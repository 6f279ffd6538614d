"""`toi.pool`: readings by several people, put together in a rubric."""

import os
from collections.abc import Sequence

from toi.analyses.readings.pool import UNNAMED, Pooled, run_pool
from toi.analyses.readings.severity import panel_to_pool
from toi.analyses.shared.session import LoadedDebate
from toi.api.arguments import checked
from toi.api.load import loaded
from toi.io.readings.read import sheet_options


@checked
def pool(
    debate: LoadedDebate | None,
    files: Sequence[str | os.PathLike[str]],
    rubric: str | None = None,
    *,
    name: str = UNNAMED,
    file: str | os.PathLike[str] | None = None,
    correct_severity: bool = False,
    view: str | None = None,
    delimiter: str | None = None,
    comma: bool | None = None,
    transpose: bool | None = None,
    without: Sequence[str] = (),
) -> Pooled:
    """Pool what several readers judge into a rubric, as ``toi data pool``; write nothing.

    In each cell every group counts the same, and within it every reader, so that what they
    disagree on stays in its range.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    files : sequence of str or path
        Readings: CSV, YAML, workbooks with a tab to each reader, or a folder.
    rubric : str, optional
        The name of the rubric whose weights and beliefs it keeps. By default the one that
        `rubric` finds.
    name : str
        What the rubric is called.
    file : str or path, optional
        Where it is meant to lie, for errors to speak of.
    correct_severity : bool
        Whether what a reader judges is moved by how severe the reader is, a share of the scale,
        so that it does not matter who read what.
    view : str, optional
        Which of several views to take; by default ``"case"``.
    delimiter, comma, transpose, without
        As for `agreement`.

    Returns
    -------
    Pooled
        The rubric, to score with, and its text, to keep.

    Raises
    ------
    InputErrors
        With every problem in the files, or in the rubric that is extended.

    Examples
    --------
    >>> import toi
    >>> debate = toi.load("docs/example/data")
    >>> found = toi.pool(debate, ["docs/example/panel.csv"])
    >>> found.cells, found.readers
    (6, 3)
    >>> {row.id: round(row.score) for row in toi.score(debate, found.rubric).results}
    {'A': 67, 'B': 55, 'C': 53}
    """
    opened = loaded(debate)
    names = [os.fspath(one) for one in files]
    options = sheet_options(delimiter, comma, transpose, without)
    panel = panel_to_pool(opened.debate, names, view, options, correct_severity)
    return run_pool(opened, panel, names, rubric, name, None if file is None else os.fspath(file))
