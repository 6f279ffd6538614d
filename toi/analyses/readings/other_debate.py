"""What is no panel's sheet of this debate: said once, rather than of each of its names."""

from collections.abc import Sequence
from pathlib import Path
from shlex import join, quote

from toi.analyses.readings.checks import NamedIds
from toi.analyses.shared.format import count
from toi.errors import InputErrors, usage
from toi.io.debate.called import fold
from toi.io.debate.folders import is_debate
from toi.io.readings.read import ReadFile
from toi.records.debate import Debate

FEWEST = 3  # theories; of fewer, all may be misspelt
KNOWN_THEORIES, KNOWN_CRITERIA = 0.1, 0.5  # shares; a criterion has a common name, such as risk


def no_sheets(
    debate: Debate, names: NamedIds, files: Sequence[str], found: Sequence[ReadFile]
) -> InputErrors | None:
    """Return what to say of rubrics, answers or records in the place of readers' sheets."""
    named = ", ".join(files)
    if found and all(file.other.startswith("toi/rubric/") for file in found):
        return usage(
            f"{named}: rubrics, not sheets of readers, who judge every cell; what those who wrote "
            f"them agree on, and what would unite them: toi compare {join(files)}",
            "no-sheets",
        )
    records = next((file for file in files if is_debate(Path(file))), None)
    if records is not None and all(file.other for file in found):
        return usage(
            f"{records}: the records of a debate, which --data {quote(records)} names; sheets for "
            f"readers to fill in: toi data sheet --data {quote(records)} --output sheet.xlsx",
            "no-sheets",
        )
    asked = {fold(one.title) for one in debate.arguments.values()}
    heads = {fold(entry.record.criterion) for file in found for entry in file.readings}
    rows = {entry.record.theory for file in found for entry in file.readings}
    if heads & asked and not any(map(names.theories, rows)):
        return usage(
            f"{named}: answers to the questions of toi rubric form; they become rubrics, which "
            f"can be compared: toi rubric collect {join(files)} --output class, then toi compare "
            "class",
            "no-sheets",
        )
    return None


def other_debate(
    debate: Debate, names: NamedIds, files: Sequence[str], found: Sequence[ReadFile]
) -> InputErrors | None:
    """Return what to say where (nearly) nothing that was judged is known; None otherwise."""
    records = [e.record for file in found for e in file.entries]
    theories = {record.theory for record in records}
    criteria = {entry.record.criterion for file in found for entry in file.readings}
    known = sum(1 for word in theories if names.theories(word))
    heard = sum(1 for word in criteria if names.criteria(word))
    same = known > KNOWN_THEORIES * len(theories) or heard > KNOWN_CRITERIA * len(criteria)
    if len(theories) < FEWEST or same:
        return None
    told = [f"{known} of {debate.words.counted(len(theories))}"]
    told += [f"{heard} of {count(len(criteria), 'criterion', 'criteria')}"] if criteria else []
    title = "" if debate.words.title is None else f" ({debate.words.title})"
    return usage(
        f"this was judged of another debate: the {debate.origin} data{title} know "
        f"{' and '.join(told)} of it. Its own: --data FOLDER. Where there is none yet, first make "
        "it of the sheets, one to each reader with a row to each option: toi data import "
        f"{join(files)} --readers --output FOLDER",
        "other-debate",
    )
