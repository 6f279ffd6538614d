"""`toi.discuss`: the cells on which a panel's choice hangs."""

import os
from collections.abc import Sequence

from toi.analyses.discuss.compute import run_discuss
from toi.analyses.discuss.evened import run_evened
from toi.analyses.discuss.result import DiscussResult
from toi.analyses.readings.pool import run_pool
from toi.analyses.readings.severity import panel_to_pool
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded
from toi.io.readings.read import sheet_options


@checked
def discuss(
    debate: LoadedDebate | None,
    files: Sequence[str | os.PathLike[str]],
    rubric: str | None = None,
    *,
    choose: int = 1,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    correct_severity: bool = False,
    view: str | None = None,
    delimiter: str | None = None,
    comma: bool | None = None,
    transpose: bool | None = None,
    without: Sequence[str] = (),
    seed: int = 0,
) -> DiscussResult:
    """Find the cells worth discussing before the best few are chosen, as ``toi data discuss``.

    A cell is worth discussing where its readers differ, it weighs, and the choice is near. The
    value of knowing it is an upper bound of what talking about it can add.

    Parameters
    ----------
    debate, files, view, delimiter, comma, transpose, without, correct_severity
        As for `pool`.
    rubric : str, optional
        The name of the rubric by which is chosen. By default the one that `rubric` finds.
    choose : int
        How many are chosen.
    settings : sequence of str
        Changes of the rubric, as ``"reach=60%"``.
    kinds : str, optional
        Kinds of theory among which is chosen, by commas. By default those that `score` ranks.
    seed : int
        Seed of the draws behind the value of knowing every cell.

    Returns
    -------
    DiscussResult
        With `cells`, most worth first.

    Raises
    ------
    InputErrors
        With every problem in the files, or in the rubric.

    Examples
    --------
    >>> import toi
    >>> found = toi.discuss(toi.load("docs/example/data"), ["docs/example/panel.csv"])
    >>> found.chosen
    ('A',)
    >>> [(cell.theory, cell.criterion) for cell in found.cells if cell.points > 0]
    []
    """
    opened = loaded(debate)
    names = [os.fspath(one) for one in files]
    options = sheet_options(delimiter, comma, transpose, without)
    panel = panel_to_pool(opened.debate, names, view, options, correct_severity)
    pooled = run_pool(opened, panel, names, rubric)
    model = prepare(opened, pooled.rubric, settings)
    among = find_kinds(model.debate, kinds)
    evened = run_evened(opened, panel, names, rubric, settings, choose, among)
    return run_discuss(model, panel, pooled, names, choose, among, seed, evened)
