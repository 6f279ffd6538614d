"""Screens as documents: blocks as Markdown, and as HTML."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from toi.analyses.layout.blocks import (
    Across,
    Block,
    Commands,
    Grid,
    Heading,
    LaidLines,
    Paragraph,
    TableRow,
)
from toi.analyses.layout.page import Page, unpainted
from toi.analyses.shared.format import GLUE
from toi.analyses.shared.letters import visible

WIDTH = 110  # of what is laid out as lines
_LAID = re.compile(r"^ |  ")  # text in which spaces count
_MARKS = re.compile(r"([\\`*\[\]|~]|(?<!\w)_|_(?!\w))")
_FIRST = re.compile(r"^(\s*\d*)([-+#=.)])(?=\s|$)")  # what makes a line more than a line
STYLE = """\
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
.verdict { font-size: 1.1rem; font-weight: 600; }
.dim { color: #555; font-size: .9rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid #ddd; text-align: left;
  vertical-align: top; }
th { border-bottom: 2px solid #888; } .right { text-align: right; }
.laid { font-family: ui-monospace, monospace; white-space: pre; font-size: .85rem; }
pre { overflow-x: auto; font-size: .85rem; line-height: 1.35; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818; }
  .dim { color: #aaa; } th, td { border-color: #444; } }
@media print { body { max-width: none; margin: 0; } }
"""


def document(form: str) -> Page:
    """Return the page of a document; what is drawn with letters may be drawn finely."""
    return Page(WIDTH, unicode=True, form=form)


def title_of(result: Any) -> str:
    """Return the title of a result, with that of the debate where it has one."""
    made = getattr(result, "provenance", None)
    debate = made.words.title if made is not None else None
    return f"{debate}: {result.heading}" if debate else result.heading.capitalize()


def markdown_text(text: str) -> str:
    """Write plain text so that Markdown, which takes HTML too, shows it as it is."""
    text = html.escape(_flat(text), quote=False)
    return _FIRST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))


def html_text(text: str) -> str:
    """Write plain text so that HTML shows it as it is."""
    return html.escape(_flat(text), quote=False)


def _flat(text: str) -> str:
    return " ".join(visible(unpainted(text)).replace(GLUE, " ").split("\n"))


def markdown_page(title: str, body: str, notes: Iterable[str] = ()) -> str:
    """Return a document with its title above and its notes below."""
    said = "".join(f"- {markdown_text(note)}\n" for note in notes)
    return f"# {markdown_text(title)}\n\n{body}" + (f"\nNotes\n\n{said}" if said else "")


def html_page(title: str, body: str, notes: Iterable[str] = ()) -> str:
    """Return a whole page, complete without anything else."""
    said = "".join(f"<li>{html_text(note)}</li>\n" for note in notes)
    below = f'<ul class="dim">\n{said}</ul>\n' if said else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html_text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{html_text(title)}</h1>\n{body}{below}</body>\n</html>\n"
    )


def markdown_body(blocks: Sequence[Block]) -> str:
    """Return blocks as Markdown, a blank line between them."""
    return "\n".join(f"{part}\n" for part in _parts(blocks, _markdown))


def html_body(blocks: Sequence[Block]) -> str:
    """Return blocks as HTML; the first paragraph is the verdict."""
    parts = list(_parts(blocks, _html))
    if parts and isinstance(blocks[0], Paragraph):
        parts[0] = parts[0].replace("<p>", '<p class="verdict">', 1)
    return "".join(f"{part}\n" for part in parts)


def _parts(blocks: Sequence[Block], write: Callable[[Block], str]) -> Iterator[str]:
    """Yield what is written of each block; lines that follow one another are one block."""
    said = [block for block in blocks if not isinstance(block, Commands)]
    for is_lines, group in groupby(said, lambda block: isinstance(block, LaidLines)):
        for block in _joined(group) if is_lines else group:
            yield write(block)


def _joined(group: Iterable[Block]) -> Iterator[Block]:
    """Join lines, and leave out the empty ones around them."""
    lines = [
        unpainted(line) for block in group if isinstance(block, LaidLines) for line in block.lines
    ]
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    if not text:
        return
    if _LAID.search(text.replace("\n", "\0")):
        yield LaidLines(tuple(text.split("\n")))
    else:
        yield from (Paragraph(line) for line in text.split("\n") if line)


def _markdown(block: Block) -> str:
    match block:
        case Paragraph(text, _, styles):
            return f"<sub>{markdown_text(text)}</sub>" if "dim" in styles else markdown_text(text)
        case Heading(text):
            return f"## {markdown_text(text)}"
        case LaidLines(lines):
            return "\n".join(f"    {visible(line)}".rstrip() for line in lines)
        case Grid():
            return "\n".join(_markdown_table(block))
    return ""


def _markdown_table(grid: Grid) -> Iterator[str]:
    if grid.over is not None:
        yield f"{markdown_text(grid.over[0])}\n"
    yield f"| {' | '.join(map(_markdown_cell, grid.heads))} |"
    yield "|" + "|".join("---:" if letter == "r" else "---" for letter in grid.align) + "|"
    for row in grid.rows:
        if isinstance(row, TableRow):
            yield f"| {' | '.join(map(_markdown_cell, row.cells))} |"
        elif row.text:
            at = grid.align.find("l")  # the first column that is not for numbers
            cells = ["", *[""] * len(grid.align)][1:]
            cells[max(at, 0)] = f"*{markdown_text(row.text.strip())}*"
            yield f"| {' | '.join(cells)} |"


def _markdown_cell(text: str) -> str:
    text = unpainted(text)
    if _LAID.search(text.rstrip()) and text.strip():
        return f"`{_flat(text).replace('`', ' ').replace('|', chr(92) + '|')}`"
    return markdown_text(text.strip())


def _html(block: Block) -> str:
    match block:
        case Paragraph(text, _, styles):
            dim = ' class="dim"' if "dim" in styles else ""
            return f"<p{dim}>{html_text(text)}</p>"
        case Heading(text):
            return f"<h2>{html_text(text)}</h2>"
        case LaidLines(lines):
            text = "\n".join(html.escape(visible(line), quote=False) for line in lines)
            return f"<pre>{text}</pre>"
        case Grid():
            return "\n".join(_html_table(block))
    return ""


def _html_table(grid: Grid) -> Iterator[str]:
    yield '<div class="scroll"><table>'
    if grid.over is not None:
        yield f"<caption>{html_text(grid.over[0])}</caption>"
    heads = (
        _html_cell("th", text, letter) for text, letter in zip(grid.heads, grid.align, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>"
    for row in grid.rows:
        if isinstance(row, Across):
            if row.text:
                text = html_text(row.text.strip())
                yield f'<tr><td colspan="{len(grid.align)}" class="dim">{text}</td></tr>'
            continue
        dim = ' class="dim"' if "dim" in row.styles else ""
        cells = (
            _html_cell("td", text, letter)
            for text, letter in zip(row.cells, grid.align, strict=True)
        )
        yield f"<tr{dim}>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _html_cell(tag: str, text: str, letter: str) -> str:
    text = unpainted(text)
    laid = bool(text.strip()) and bool(_LAID.search(text.rstrip()))
    names = [name for name, on in (("right", letter == "r"), ("laid", laid)) if on]
    where = f' class="{" ".join(names)}"' if names else ""
    return f"<{tag}{where}>{html_text(text if laid else text.strip())}</{tag}>"
