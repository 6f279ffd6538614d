"""`toi.fit`: a rubric from statements of preference."""

import os
from collections.abc import Sequence

from toi.analyses.fit.compute import run_fit
from toi.analyses.fit.like import said_in_all
from toi.analyses.fit.result import FitResult
from toi.analyses.fit.task import UNNAMED, FitRequest
from toi.analyses.shared.session import LoadedDebate
from toi.api.arguments import checked
from toi.api.load import loaded
from toi.engine.fit.statements import NOISE


@checked
def fit(
    debate: LoadedDebate | None,
    statements: Sequence[str] = (),
    rubric: str | None = None,
    *,
    files: Sequence[str | os.PathLike[str]] = (),
    reader: str | None = None,
    view: str | None = None,
    like: str | None = None,
    criteria: Sequence[str] = (),
    prior: str | None = None,
    noise: float = NOISE,
    beliefs: bool = False,
    kinds: str | None = None,
    seed: int = 0,
    name: str = UNNAMED,
) -> FitResult:
    """Find what one would have to value to rank as one does, as ``toi rubric fit``; write nothing.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    statements : sequence of str
        Such as ``"A > B = C >> D"``: ``>`` higher, ``>>`` far higher (5 points), ``=`` level.
    rubric : str, optional
        The name of the rubric whose beliefs are taken, and that the fitted one extends.
    files : sequence of str or path
        Further statements: texts, or sheets of orders.
    reader : str, optional
        Whose order to take of a sheet; by default all readers' mean.
    view : str, optional
        Which of several views of a sheet to take; by default ``final``, or the only one.
    like : str, optional
        A rubric whose ranking is to be explained too.
    criteria : sequence of str
        Those that may have weight, or ``["all"]``. By default those that have some in `rubric`.
    prior : str, optional
        The rubric whose weights are likely beforehand; by default all weights are alike.
    noise : float
        Points: the standard deviation of an error in what was said.
    beliefs : bool
        Whether credences may change too, where weights alone do not do it.
    kinds, seed
        As for `score`.
    name : str
        What the fitted rubric is called.

    Returns
    -------
    FitResult
        With `rubric`, to score with, and `text`, to keep.

    Raises
    ------
    InputErrors
        With every problem in the statements, or in what else was asked for.

    Examples
    --------
    >>> import toi
    >>> debate = toi.load("docs/example/data")
    >>> found = toi.fit(debate, ["B > A"])
    >>> found.attainable.possible, [(one.id, round(one.share, 1)) for one in found.weights]
    (True, [('reach', 0.2), ('risk', 0.8)])
    >>> [row.id for row in toi.score(debate, found.rubric).results]
    ['B', 'A', 'C']
    """
    opened = loaded(debate)
    names = [os.fspath(file) for file in files]
    stated = said_in_all(opened, statements, names, reader, view, like, kinds)
    wanted = FitRequest(name, rubric, prior, tuple(criteria), kinds, noise, seed, beliefs)
    return run_fit(opened, stated, wanted)
