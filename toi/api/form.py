"""`toi.form`: a questionnaire that a whole group answers alike."""

import os
from collections.abc import Sequence
from pathlib import Path

from toi.analyses.questionnaire.form_compute import run_form
from toi.analyses.questionnaire.questions import MOST
from toi.analyses.questionnaire.result import FormMade
from toi.analyses.shared.session import LoadedDebate
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def form(
    debate: LoadedDebate | None,
    file: str | os.PathLike[str],
    start: str | None = None,
    *,
    criteria: Sequence[str] = (),
    arguments: Sequence[str] = (),
    most: int = MOST,
    force: bool = False,
) -> FormMade:
    """Write a questionnaire, the same for a whole group, as ``toi rubric form``.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    file : str or path
        ``.html`` for a page to fill in, ``.csv`` or ``.xlsx`` for a sheet with a row per person.
    start : str, optional
        The name of the rubric that holds where nothing is answered; by default that which
        `rubric` finds.
    criteria, arguments : sequence of str
        What is asked about, by id or title: by default the criteria that count in that rubric,
        and the arguments that matter most under it.
    most : int
        About how many arguments to ask, where none are named.
    force : bool
        Whether to replace the file if it exists.

    Returns
    -------
    FormMade
        With its `questions`.

    Raises
    ------
    InputErrors
        With nothing written, if a name names nothing or the file cannot be written.

    Examples
    --------
    >>> import tempfile, toi
    >>> debate = toi.load("docs/example/data")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = toi.form(debate, f"{folder}/form.html", most=1)
    >>> [question.key for question in made.questions]
    ['weight.reach', 'weight.risk', 'belief.falls-short']
    """
    criteria, arguments = tuple(criteria), tuple(arguments)
    return run_form(loaded(debate), Path(file), start, criteria, arguments, most, force)
