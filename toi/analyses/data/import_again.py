"""An import into a folder that was imported before: what of its rubric it keeps, and ends."""

import re
from pathlib import Path

from toi.analyses.shared.format import listed
from toi.io.matrix.csv_sheet import MAX_BYTES
from toi.io.matrix.to_debate import RUBRIC
from toi.io.paths import exists, read_plain

FILE = f"rubrics/{RUBRIC}.yaml"
NAMED = 5  # lines in a note
_BY_ITSELF = ("roughly", "unknown")  # what an import writes where no sheet says how sure
_SURE = re.compile(r"^weights_sure:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)


def rubric_again(text: str, folder: str, said: bool) -> tuple[str, list[str]]:
    """Return the rubric of an import as it is to be written, and notes on what stood there.

    How sure the weights are is the user's to write into that file; so it is kept, unless the
    sheets say it.

    Parameters
    ----------
    text : str
        What the import makes.
    said : bool
        Whether the sheets say how sure the weights are.
    """
    before = _before(Path(folder) / FILE)
    if before is None:
        return text, []
    notes = []
    sure = _SURE.search(before)
    if sure and not said and _bare(sure[0]).partition(": ")[2] not in _BY_ITSELF:
        text = _SURE.sub(lambda _: sure[0], text)
        notes.append(f"{FILE}: {_bare(sure[0])} is kept, which stood there")
    now = set(map(_bare, text.splitlines()))
    gone = [line for line in map(_bare, before.splitlines()) if line and line not in now]
    if gone:
        notes.append(
            f"{FILE} is written anew from the sheets; no longer in it: {listed(gone, NAMED)}"
        )
    return text, notes


def _before(file: Path) -> str | None:
    try:
        return read_plain(file, MAX_BYTES).decode("utf-8") + "\n" if exists(file) else None
    except (OSError, UnicodeDecodeError):
        return None


def _bare(line: str) -> str:
    """Return a line of YAML without its remark."""
    return " ".join(re.sub(r"(^|\s)#.*", "", line).split())
