"""Page that a screen is laid out for: its width, its glyphs, its colours."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from typing import TextIO

from toi.analyses.shared.format import GLUE
from toi.analyses.shared.letters import columns_of
from toi.light_dataclass import dataclass

MIN_WIDTH, MAX_WIDTH = 60, 120
_CODES = {"bold": "1", "dim": "2", "green": "32", "red": "31", "cyan": "36"}


@dataclass(frozen=True)
class Page:
    """Width in columns, use of colour and of box-drawing characters, height in lines, form.

    `height` is that of a terminal; None where what is written stands as a whole. `form` is
    ``text``, ``markdown`` or ``html``; documents need no line breaks and cut nothing.
    """

    width: int = 80
    colour: bool = False
    unicode: bool = False
    height: int | None = None
    form: str = "text"

    def paint(self, text: str, *styles: str) -> str:
        """Return `text` in some styles, or as it is where colour is off."""
        if not (self.colour and text and styles):
            return text
        return f"\x1b[{';'.join(_CODES[s] for s in styles)}m{text}\x1b[0m"

    def fill(self, text: str, indent: str = "") -> str:
        """Break `text` into lines that fit, with later ones indented; `GLUE` never breaks.

        A command held together by it that is longer than a line breaks between its options,
        after a backslash, so that a shell still reads it.
        """
        if GLUE in text:  # a bar between commands stays with the one before it
            text = text.replace(" | ", f"{GLUE}| ")
        lines = self._wrapped(text, indent)
        return "\n".join(
            self._command(line, indent)
            if GLUE in line and _columns(line) > self.width
            else line.replace(GLUE, " ")
            for line in lines
        )

    def _wrapped(self, text: str, indent: str) -> list[str]:
        """Break text at spaces; a word that is longer than a line stays whole."""
        lines = [""]
        for word in _words(text, self.width - len(indent)):
            joined = f"{lines[-1]}{word}"
            if _columns(joined.rstrip()) > self.width and lines[-1].strip():
                lines.append(indent + word.lstrip())
            else:
                lines[-1] = joined
        return [line.rstrip() for line in lines]

    def _command(self, line: str, indent: str) -> str:
        """Break a command longer than a line between its options."""
        whole = line.lstrip()
        found = [line[: len(line) - len(whole)]]
        for part in _options(whole):
            if len(found[-1]) + 1 + len(part) > self.width - 2 and found[-1].strip():
                found.append(f"{indent}  ")
            found[-1] += (" " if found[-1].strip() else "") + part
        return " \\\n".join(found)


def _columns(line: str) -> int:
    """Return the columns of a line, glue being spaces."""
    return columns_of(line.replace(GLUE, " "))


def _words(text: str, width: int) -> Iterator[str]:
    """Yield words with the spaces before them; wide letters beyond a line break anywhere.

    A number and the per cent sign after it are one word.
    """
    for word in re.findall(r"\s*\S+(?: %\S*)?", text.replace("\n", " ")):
        if _columns(word) > max(width, 1, len(word)):
            yield from re.findall(r"\s*[!-\xff]+|\s*\S", word)
        else:
            yield word


def _options(command: str) -> list[str]:
    """Split a glued command in parts that stay whole: quoted text, an option with its value.

    A bar that ends it stays with its last part.
    """
    found: list[str] = []
    quoted = option = False
    for word in command.split(GLUE):
        if found and (quoted or word == "|" or (option and not word.startswith("-"))):
            found[-1] += f" {word}"
        else:
            found.append(word)
        quoted ^= word.count("'") % 2 == 1
        option = word.startswith("-") or (option and quoted)
    return found


def unpainted(text: str) -> str:
    """Return text without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def page_for(stream: TextIO) -> Page:
    """Return the page of a stream: a terminal's width and colours, plain text for the rest."""
    terminal = stream.isatty()
    size = shutil.get_terminal_size((80, 24))
    columns = size.columns if terminal or "COLUMNS" in os.environ else 80
    encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
    return Page(
        width=max(MIN_WIDTH, min(columns, MAX_WIDTH)),
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        unicode=terminal and encoding == "utf8",
        height=size.lines if terminal else None,
    )


def stdout_page() -> Page:
    """Return the page of standard output."""
    return page_for(sys.stdout)
