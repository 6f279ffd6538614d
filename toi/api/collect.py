"""`toi.collect`: what a group answered, as a rubric of each."""

import os
from collections.abc import Sequence
from pathlib import Path

from toi.analyses.questionnaire.collect_compute import run_collect
from toi.analyses.questionnaire.result import RubricsCollected
from toi.analyses.shared.session import LoadedDebate
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def collect(
    debate: LoadedDebate | None,
    answers: Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    start: str | None = None,
    *,
    anonymous: bool = False,
    latest: bool = False,
    namesakes: bool = False,
    force: bool = False,
) -> RubricsCollected:
    """Write a rubric for each person who answered a questionnaire, as ``toi rubric collect``.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    answers : sequence of str or path
        Sheets, texts with lines of answers, folders of either.
    folder : str or path
        Where the rubrics are written.
    start : str, optional
        The name of the rubric that holds where nothing is answered; by default that which the
        questions were made from.
    anonymous : bool
        Whether names are left out.
    latest, namesakes : bool
        Several answers under one name are refused, unless the latest of them count, or all, as
        those of several people.
    force : bool
        Whether to write into a folder that holds something; files of the same names are replaced.

    Returns
    -------
    RubricsCollected
        With its `people`: their answers, what they left empty, and the file of each.

    Raises
    ------
    InputErrors
        With every problem in all files, and with nothing written.

    Examples
    --------
    >>> import pathlib, tempfile, toi
    >>> debate = toi.load("docs/example/data")
    >>> with tempfile.TemporaryDirectory() as place:
    ...     sheet = pathlib.Path(place, "answers.csv")
    ...     _ = sheet.write_text("Name,Reach,Risk\\nAnn,100,40\\nBen,30,100\\nCem,?,100\\n")
    ...     found = toi.collect(debate, [sheet], f"{place}/class")
    ...     group = toi.compare(debate, f"{place}/class")
    >>> {person.title: person.empty for person in found.people}
    {'Ann': (), 'Ben': (), 'Cem': ('weight.reach',)}
    >>> {member.name: round(member.weights["reach"], 2) for member in group.members}
    {'ann': 0.71, 'ben': 0.23, 'cem': 0.6}
    """
    words = [os.fspath(one) for one in answers]
    opened, place = loaded(debate), Path(folder)
    return run_collect(opened, words, place, start, anonymous, force, latest, namesakes)
