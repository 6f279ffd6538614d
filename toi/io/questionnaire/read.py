"""Answers in files and folders of them: sheets, and texts with lines of answers."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path

from toi.errors import Problem, usage
from toi.io.files import read_up_to
from toi.io.matrix.csv_sheet import MAX_BYTES
from toi.io.paths import exists, is_dir, is_file, members
from toi.io.questionnaire.keys import Keys
from toi.io.questionnaire.lines import line_responses
from toi.io.questionnaire.response import Response
from toi.io.questionnaire.sheet import sheet_responses
from toi.io.xlsx import MAGIC
from toi.light_dataclass import dataclass
from toi.records.debate import Debate

MAIL = ".eml"  # a mail as mail programs save it
SHEETS, TEXTS = (".csv", ".tsv", ".xlsx"), (".txt", ".md", MAIL)
MOST_NAMED = 5  # files in a note


@dataclass
class Responses:
    """All answers that were found, what is wrong with them, and what to tell."""

    people: list[Response] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_responses(words: Sequence[str], debate: Debate) -> Responses:
    """Read the answers in files, or in all files of a folder.

    Raises
    ------
    InputErrors
        If a file is not there or cannot be opened; what is wrong in them is returned.
    """
    found, keys = Responses(), Keys(debate)
    for file in [file for word in words for file in _files(word, found)]:
        raw = read_up_to(file, MAX_BYTES)
        if len(raw) > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
            found.problems.append(Problem(file, None, None, message, "file-too-large"))
        elif raw.startswith(MAGIC) or file.lower().endswith(SHEETS):
            people, sheet = sheet_responses(file, raw, keys)
            found.people += people
            found.problems += sheet.problems
            found.notes += sheet.notes
        else:
            text = _body(raw) if file.lower().endswith(MAIL) else raw
            people, problems = line_responses(file, text, keys)
            found.people += people
            found.problems += problems
    return found


def _files(word: str, found: Responses) -> Iterator[str]:
    """Yield the files that a word names; of a folder, those that may hold answers."""
    path = Path(word)
    if not is_dir(path):
        if not exists(path):
            raise usage(f"no file {word!r}", "missing-file")
        yield word
        return
    inside = [file for file in members(path) if not file.name.startswith(".")]
    taken = [f for f in inside if is_file(f) and f.name.lower().endswith((*SHEETS, *TEXTS))]
    others = [file.name for file in inside if file not in taken]
    if others:
        more = ", ..." if len(others) > MOST_NAMED else ""
        found.notes.append(
            f"{word}: not taken: {', '.join(others[:MOST_NAMED])}{more}; answers are in files "
            f"that end in {', '.join((*SHEETS, *TEXTS))}"
        )
    if not taken:
        raise usage(f"no file with answers in {word}", "empty-folder")
    yield from (str(path / file.name) for file in taken)


def _body(raw: bytes) -> bytes:
    """Return the plain text of a mail, whose lines are as they were written, not as they travel."""
    from email import message_from_bytes, policy

    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    text = body.get_payload(decode=True) if body else None
    return text if isinstance(text, bytes) else b""
