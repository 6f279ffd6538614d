"""Standard streams as they are found: closed, full, or unable to hold a letter."""

import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from toi.analyses.shared.letters import shown_in_full
from toi.errors import InputErrors, usage

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        "\u2026": "...",
        "\u00d7": "x",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u00a0": " ",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00f8": "o",
        "\u0142": "l",
    }
)


class _Closed(io.TextIOBase):
    """In place of standard output where it is closed."""

    def write(self, text: str) -> int:
        raise _unwritable("it is closed")

    @property
    def buffer(self) -> BinaryIO:
        """What takes bytes, of which there is none."""
        raise _unwritable("it is closed")


def open_streams() -> None:
    """Put something in the place of streams that are closed, and let none fail over a letter."""
    # A file that is opened later must not get the number of a stream that is closed.
    for number, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, mode), number)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def tell(message: object) -> None:
    """Print a message to standard error; a terminal obeys none of its letters.

    A text is one line, whatever the names in it; problems that were found have one each.
    """
    text = shown_in_full(str(message))
    print(text.replace("\n", "\\n") if isinstance(message, str) else text, file=sys.stderr)


@contextmanager
def telling() -> Iterator[None]:
    """Tell what goes wrong with standard output; a closed pipe is left to the caller.

    Raises
    ------
    InputErrors
        If it is closed, full or broken; then nothing more is written to it.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)  # else Python complains once more as it ends
        raise _unwritable(error.strerror) from error


def _unwritable(reason: str | None) -> InputErrors:
    return usage(f"cannot write to standard output: {reason}", "unwritable")


def held_by(encoding: str | None, text: str, form: str) -> str:
    """Return `text` with what an encoding lacks written in letters that it has.

    Parameters
    ----------
    encoding : str or None
        That of a stream; None takes everything.
    form : str
        JSON, HTML and Markdown have ways of their own to write any letter; elsewhere accents
        are left out, and letters without a likeness are written by number.
    """
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        pass
    else:
        return text
    return "".join(one if one.isascii() else _written(one, encoding, form) for one in text)


def _written(letter: str, encoding: str | None, form: str) -> str:
    try:
        letter.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        pass
    else:
        return letter
    if form == "json":
        units = letter.encode("utf-16-be", "surrogatepass").hex(" ", 2).split()
        return "".join(f"\\u{unit}" for unit in units)
    if form in ("html", "markdown"):
        return f"&#{ord(letter)};"
    plain = unicodedata.normalize("NFKD", letter.translate(_PLAIN)).encode("ascii", "ignore")
    return plain.decode() or letter.encode("ascii", "backslashreplace").decode()
