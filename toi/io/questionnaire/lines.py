"""Answers as lines of text, as the form in a browser writes them, in a mail or in a file."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pydantic_core import PydanticCustomError

from toi.errors import Problem
from toi.io.matrix.csv_sheet import one_line, shortened
from toi.io.questionnaire.keys import Keys
from toi.io.questionnaire.response import DATA, LONGEST_NAME, NAME, START, Response, read_points
from toi.io.yaml.parse import CONTROL

BEGIN, END = "toi-answers:1?", "end"
LOST = "\ufffd"  # in the place of what is no letter
_LINE = re.compile(re.escape(BEGIN) + r"(\S*)")
_CLOSING = ">\"'.,;)]"  # what a mail may put behind a line
_SAID = (NAME, START, DATA)


def line_responses(name: str, raw: bytes, keys: Keys) -> tuple[list[Response], list[Problem]]:
    """Read every line of answers in a text; whatever stands around them is let be.

    The lines are ASCII, so it does not matter in which letters the text around them is.
    """
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = raw.decode("utf-16" if wide else "utf-8-sig", "replace")
    problems: list[Problem] = []
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for match in _LINE.finditer(line):
            found.append(_response(name, number, match, keys, problems))
    if not found:
        message = f"no answers in it; a line of them begins with {BEGIN}"
        problems.append(Problem(name, None, None, message, "no-answers"))
    return found, problems


def _response(
    file: str, line: int, match: re.Match[str], keys: Keys, problems: list[Problem]
) -> Response:
    said: dict[str, str] = {}
    answers: dict[str, float] = {}
    places: dict[str, int] = {}
    column = match.start() + 1
    parts = match[1].rstrip(_CLOSING).split("&")

    def refuse(code: str, message: str, at: int = column) -> None:
        problems.append(Problem(file, line, at, message, code))

    if parts.pop() != END:
        refuse("cut-off", f"the line is cut off: it must end with &{END}")
        parts = []
    for key, value, at in _pairs(parts, match.start(1) + 1):
        if key in said or key in places:
            refuse("duplicate-key", f"{key} is there twice", at)
        elif CONTROL.search(value) or LOST in value:
            refuse("control-character", "a letter that is lost, hidden or changes direction", at)
        elif key in _SAID:
            said[key] = one_line(value)
        elif key not in keys:
            refuse("no-question", keys.unknown(key), at)
        else:
            places[key] = at
            try:
                if value.strip():
                    answers[key] = read_points(value, key)
            except PydanticCustomError as error:
                refuse(error.type, f"{shortened(keys.title(key))}: {error.message()}", at)
    if len(said.get(NAME, "")) > LONGEST_NAME:
        refuse("long-name", f"a name of {len(said[NAME])} letters; {LONGEST_NAME} at most")
    return Response(
        file, line, said.get(NAME, ""), answers, places, said.get(START), said.get(DATA)
    )


def _pairs(parts: list[str], at: int) -> Iterator[tuple[str, str, int]]:
    """Yield keys and values with their columns."""
    for part in parts:
        key, _, value = part.partition("=")
        yield unquote(key), unquote(value), at
        at += len(part) + 1
