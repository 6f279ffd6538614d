"""Sheets of another debate: said once, rather than of each of their names."""

from collections.abc import Sequence
from shlex import join

from toi.analyses.readings.checks import NamedIds
from toi.analyses.shared.format import count
from toi.errors import InputErrors, usage
from toi.io.readings.read import ReadFile
from toi.records.debate import Debate

FEWEST = 3  # theories; of fewer, all may be misspelt
KNOWN_THEORIES, KNOWN_CRITERIA = 0.1, 0.5  # shares; a criterion has a common name, such as risk


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
