"""`toi rubric form`: a questionnaire that everybody answers alike, as a sheet or a page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from toi.analyses.questionnaire.form_page import form_page
from toi.analyses.questionnaire.form_sheet import form_csv, form_xlsx
from toi.analyses.questionnaire.questions import MOST, questions
from toi.analyses.questionnaire.result import FormMade
from toi.analyses.questionnaire.start import start_named
from toi.analyses.shared.session import LoadedDebate
from toi.errors import usage
from toi.io.files import write_whole

WRITERS: Mapping[str, Callable[[FormMade], str | bytes]] = {
    ".html": form_page,
    ".csv": form_csv,
    ".xlsx": form_xlsx,
}


def run_form(
    opened: LoadedDebate,
    file: Path,
    start: str | None = None,
    criteria: Sequence[str] = (),
    arguments: Sequence[str] = (),
    most: int = MOST,
    force: bool = False,
) -> FormMade:
    """Write a questionnaire in the form that the file's ending names.

    Parameters
    ----------
    start : str, optional
        The rubric that holds where nothing is answered; by default that which is scored by.
    criteria, arguments, most
        As for `questions`.

    Raises
    ------
    InputErrors
        With nothing written, if a name names nothing or the file cannot be written.
    """
    parent = start_named(opened, start)
    made = FormMade(
        provenance=opened.provenance(parent),
        file=str(file),
        start=parent.name if parent.layers else None,
        questions=tuple(questions(opened.debate, parent, criteria, arguments, most)),
        notes=opened.noted(parent),
    )
    if not made.questions:
        raise usage("there is nothing to ask: no criterion and no argument", "no-question")
    write_whole(file, WRITERS[file.suffix.lower()](made), force)
    return made
