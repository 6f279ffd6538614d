"""Answers as lines of text, as the form in a browser writes them, in a mail or in a file."""

from collections.abc import Iterator
from urllib.parse import unquote

from toi.errors import Problem
from toi.io.matrix.csv_sheet import one_line
from toi.io.questionnaire.keys import Keys
from toi.io.questionnaire.response import DATA, LONGEST_NAME, NAME, START, Response, read_answers
from toi.io.questionnaire.wrapped import BEGIN, CLOSING, END, AnswersLine, answers_lines
from toi.io.yaml.parse import CONTROL

LOST = "\ufffd"  # in the place of what is no letter
_SAID = (NAME, START, DATA)


def line_responses(name: str, raw: bytes, keys: Keys) -> tuple[list[Response], list[Problem]]:
    """Read every line of answers in a text; whatever stands around them is let be.

    The lines are ASCII, so it does not matter in which letters the text around them is.
    """
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = raw.decode("utf-16" if wide else "utf-8-sig", "replace")
    problems: list[Problem] = []
    found = [_response(name, line, keys, problems) for line in answers_lines(text)]
    if not found:
        message = f"no answers in it; a line of them begins with {BEGIN}"
        problems.append(Problem(name, None, None, message, "no-answers"))
    return found, problems


def _response(file: str, line: AnswersLine, keys: Keys, problems: list[Problem]) -> Response:
    said: dict[str, str] = {}
    texts: dict[str, str] = {}
    places: dict[str, tuple[int, int]] = {}
    start = line.line, line.column
    whole, end, behind = line.text.rstrip(CLOSING).rpartition(END)

    def refuse(code: str, message: str, at: tuple[int, int] = start) -> None:
        problems.append(Problem(file, *at, message, code))

    if not end or behind:
        refuse("cut-off", f"the line is cut off: it must end with {END}")
        whole = ""
    for key, value, offset in _pairs(whole):
        at = line.place(offset)
        if key in said or key in places:
            refuse("duplicate-key", f"{key} is there twice", at)
        elif CONTROL.search(value) or LOST in value:
            refuse("control-character", "a letter that is lost, hidden or changes direction", at)
        elif key in _SAID:
            said[key] = one_line(value)
        elif key not in keys:
            refuse("no-question", keys.unknown(key), at)
        else:
            texts[key], places[key] = value, at
    read = read_answers(texts, keys.title)
    for one in read.refused:
        refuse(one.code, one.message, places[one.key])
    if len(said.get(NAME, "")) > LONGEST_NAME:
        refuse("long-name", f"a name of {len(said[NAME])} letters; {LONGEST_NAME} at most")
    columns = {key: column if at == line.line else 1 for key, (at, column) in places.items()}
    return Response(
        file=file,
        line=line.line,
        name=said.get(NAME, ""),
        answers=read.answers,
        places=columns,
        start=said.get(START),
        data=said.get(DATA),
        unsaid=read.unsaid,
    )


def _pairs(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield keys and values with where they begin, from 0."""
    offset = 0
    for part in text.split("&") if text else ():
        key, _, value = part.partition("=")
        yield unquote(key), unquote(value), offset
        offset += len(part) + 1
