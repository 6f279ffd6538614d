"""`toi.agreement`: readings by several people, beside one another and the records."""

import os
from collections.abc import Sequence

from toi.analyses.readings.compute import run_agreement
from toi.analyses.readings.panel import read_panel
from toi.analyses.readings.result import AgreementResult
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded
from toi.io.readings.read import sheet_options
from toi.records.reading import CASE, FINAL


@checked
def agreement(
    debate: LoadedDebate | None,
    files: Sequence[str | os.PathLike[str]],
    rubric: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    final: bool = False,
    view: str | None = None,
    correlation: tuple[float, float] | None = None,
    delimiter: str | None = None,
    comma: bool | None = None,
    transpose: bool | None = None,
    without: Sequence[str] = (),
    seed: int = 0,
) -> AgreementResult:
    """Measure how far several readers agree, as ``toi data agreement``.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    files : sequence of str or path
        Readings or orders: CSV, YAML, workbooks with a tab to each reader, or a folder.
    rubric, settings
        As for `score`: for the records after the arguments, and for the ranking beside which
        orders are put.
    kinds : str, optional
        Kinds of theory that count, by commas. By default all that were read.
    final : bool
        Whether readers are compared with the records after the arguments, or before any.
    view : str, optional
        Which of several views to take: by default ``"final"`` where that is so, else
        ``"case"``.
    correlation : (float, float), optional
        Of the readers' errors within groups and between them, 0 to 1: how many independent
        votes the readers are worth then.
    delimiter, comma : str, bool, optional
        What parts the cells of a sheet, and whether its decimals stand after a comma. By
        default they are found out.
    transpose : bool, optional
        Whether criteria stand in the rows of a reader's sheet; by default seen by their names.
    without : sequence of str
        Columns of a reader's sheet to leave out, by name.
    seed : int
        Seed of the resamples behind the interval of alpha.

    Returns
    -------
    AgreementResult
        Per criterion and per reader; None where it cannot be told from so few readings.

    Raises
    ------
    InputErrors
        With every problem in the files, or in the rubric.

    Examples
    --------
    >>> import toi
    >>> found = toi.agreement(toi.load("docs/example/data"), ["docs/example/panel.csv"])
    >>> {row.id: round(row.alpha, 2) for row in found.criteria}
    {'reach': 0.81, 'risk': 0.13}
    >>> [(cell.theory, cell.criterion, cell.record, cell.low) for cell in found.outside]
    [('B', 'risk', 1.0, 2.0)]
    """
    opened = loaded(debate)
    names = [os.fspath(file) for file in files]
    options = sheet_options(delimiter, comma, transpose, without)
    panel = read_panel(opened.debate, names, view, FINAL if final else CASE, options)
    model = prepare(opened, rubric, settings)
    shown = None if kinds is None else find_kinds(model.debate, kinds)
    return run_agreement(model, panel, names, final, shown, correlation, seed)
