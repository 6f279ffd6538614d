"""The page that a screen is laid out for: its width, its glyphs, its colours."""

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

GLUE = "\u2060"  # stands for a space at which no line may break
MIN_WIDTH, MAX_WIDTH = 60, 120
_CODES = {"bold": "1", "dim": "2", "green": "32", "red": "31", "cyan": "36"}


@dataclass(frozen=True)
class Page:
    """Width in columns; whether to colour; whether box-drawing characters can be shown."""

    width: int = 80
    colour: bool = False
    unicode: bool = False

    def paint(self, text: str, *styles: str) -> str:
        """`text` in some styles, or as it is where colour is off."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[s] for s in styles)}m{text}\x1b[0m"

    def fill(self, text: str, indent: str = "") -> str:
        """`text` broken into lines that fit, later ones indented; `GLUE` never breaks.

        Unless what it holds together, a command, is longer than a line: then it breaks as a
        shell reads it, after a backslash, between its options.
        """
        lines = self._wrapped(text, indent)
        if max(map(len, lines), default=0) > self.width:
            lines = self._wrapped(text.replace(" | ", f"{GLUE}| "), indent)
        return "\n".join(
            self._command(line, indent) if len(line) > self.width else line.replace(GLUE, " ")
            for line in lines
        )

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return textwrap.wrap(
            text,
            self.width,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )

    def _command(self, line: str, indent: str) -> str:
        """A command longer than a line, broken between its options."""
        whole = line.lstrip()
        found = [line[: len(line) - len(whole)]]
        for part in _options(whole):
            if len(found[-1]) + 1 + len(part) > self.width - 2 and found[-1].strip():
                found.append(f"{indent}  ")
            found[-1] += (" " if found[-1].strip() else "") + part
        return " \\\n".join(found)


def _options(command: str) -> list[str]:
    """A glued command in parts that stay whole: quoted text, and an option with its value."""
    found: list[str] = []
    quoted = option = False
    for word in command.split(GLUE):
        if quoted or (option and not word.startswith("-")):
            found[-1] += f" {word}"
        else:
            found.append(word)
        quoted ^= word.count("'") % 2 == 1
        option = word.startswith("-") or (option and quoted)
    return found


def page_for(stream: TextIO) -> Page:
    """The page of a stream: a terminal's own width and colours, plain text for the rest."""
    terminal = stream.isatty()
    columns = (
        shutil.get_terminal_size((80, 24)).columns if terminal or "COLUMNS" in os.environ else 80
    )
    encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
    return Page(
        width=max(MIN_WIDTH, min(columns, MAX_WIDTH)),
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        unicode=terminal and encoding == "utf8",
    )


def stdout_page() -> Page:
    """The page of standard output."""
    return page_for(sys.stdout)


def columns(
    rows: Sequence[Sequence[str]], headers: Sequence[str], align: Sequence[str]
) -> list[str]:
    """Rows of text as aligned lines, one space apart; the header line is the first."""
    from tabulate import DataRow, TableFormat, tabulate

    layout = TableFormat(
        None, None, None, None, DataRow("", " ", ""), DataRow("", " ", ""), 0, None
    )
    # The headers go in as a row: tabulate pads a header line of its own.
    text = tabulate(
        [headers, *rows],
        tablefmt=layout,
        colalign=align,
        disable_numparse=True,
        preserve_whitespace=True,
    )
    return [line.rstrip() for line in text.split("\n")]


def count(n: int, one: str, many: str | None = None) -> str:
    """`1 argument`, `2 arguments`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """`a, b and c`, or `a, b, c and 5 others`."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "none"


def cut(text: str, width: int) -> str:
    """`text` shortened to `width`, with a mark where something was left out."""
    return text if len(text) <= width else text[: max(width - 3, 1)].rstrip() + "..."


def lines_text(spans: Sequence[tuple[int, int]], most: int = 2) -> str:
    """Essay lines: `394`, `72,395`, `33-36,41+`."""
    texts = [str(a) if a == b else f"{a}-{b}" for a, b in spans]
    return ",".join(texts[:most]) + ("+" if len(texts) > most else "")


def probability(value: float) -> str:
    """`.80`, `1`, `0`."""
    text = f"{value:.2f}"
    return {"0.00": "0", "1.00": "1"}.get(text, text.lstrip("0"))
