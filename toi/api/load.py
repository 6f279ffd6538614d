"""`toi.load` and `toi.rubric`: read what everything else starts from."""

import os
from collections.abc import Sequence

from toi.analyses.shared.session import AnyRubric, LoadedDebate, open_debate, resolve_rubric
from toi.api.arguments import checked
from toi.io.rubric.resolve import ResolvedRubric


@checked
def load(data: str | os.PathLike[str] | None = None, everything: bool = True) -> LoadedDebate:
    """Read a debate.

    Parameters
    ----------
    data : str or path, optional
        A data folder. By default the one that ``TOI_DATA`` names, else ``./data`` if that
        holds a debate, else the shipped one.
    everything : bool
        Whether to read evidence, sources and the index of claims too. Nothing is scored by
        them, so leaving them out is quicker, but `explain` then names no lines of the text.

    Returns
    -------
    LoadedDebate
        The records, as its attribute `debate`, and where they were found.

    Raises
    ------
    InputErrors
        With every problem in every file.

    Examples
    --------
    >>> import toi
    >>> debate = toi.load("docs/example/data")
    >>> [theory.title for theory in debate.debate.theories.values()]
    ['The bold theory', 'The careful theory', 'The odd theory']
    """
    return open_debate(data, everything)


@checked
def rubric(
    debate: LoadedDebate | None = None,
    name: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
) -> ResolvedRubric:
    """Read a rubric, with all that it extends.

    Parameters
    ----------
    debate : LoadedDebate, optional
        The debate whose records the rubric speaks of. By default what `load` reads.
    name : str, path or ResolvedRubric, optional
        The name of a rubric, the path of a file, or a rubric to make further settings in.
        By default ``balanced``, or where that does not fit the debate the only rubric
        beside it, else equal weights.
    settings : sequence of str
        Changes, as in ``--set``: ``"directness=60%"``.

    Returns
    -------
    ResolvedRubric
        The rubric, as its attribute `rubric`, and the files that it is made of.

    Raises
    ------
    InputErrors
        With every problem in the rubric, in what it extends and in the settings.

    Examples
    --------
    >>> import toi
    >>> debate = toi.load("docs/example/data")
    >>> toi.rubric(debate, "docs/example/rubrics/example.yaml").rubric.weights
    {'reach': 60.0, 'risk': 40.0}
    >>> toi.rubric(debate, settings=["reach=75%"]).settings
    ('reach=75%',)
    """
    return resolve_rubric(loaded(debate), name, settings)


def loaded(debate: LoadedDebate | None, everything: bool = False) -> LoadedDebate:
    """Return the debate that a function was given, by default as `load` finds it."""
    return open_debate(None, everything) if debate is None else debate
