"""Tables of the report: a caption, heads with a scope, and a head to each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toi.analyses.report.html import Attribute, Child, Markup, tag, together

SHADES = 8


@dataclass(frozen=True)
class Column:
    """A column: its head, and whether it holds numbers or a picture."""

    head: str
    kind: str = ""  # "", "number" or "picture"


@dataclass(frozen=True)
class Shaded:
    """A cell on a shade, from 0 (light) to `SHADES` - 1; None leaves it unshaded."""

    words: str
    shade: int | None = None


Cell = Child | Shaded


@dataclass(frozen=True)
class Row:
    """Cells of a row, the first of which is its head."""

    cells: Sequence[Cell]
    attributes: dict[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True)
class Band:
    """Words across a table, above the rows that they speak of."""

    words: str


def columns(*heads: str) -> list[Column]:
    """Return columns by their heads: one that begins with ``#`` holds numbers, ``|`` pictures."""
    kinds = {"#": "number", "|": "picture"}
    return [Column(head.lstrip("#|"), kinds.get(head[:1], "")) for head in heads]


def table(
    caption: str,
    heads: Sequence[Column],
    rows: Iterable[Row | Band | Sequence[Cell]],
    stacked: bool = False,
    **attributes: Attribute,
) -> Markup:
    """Write a table that scrolls by itself where it is wider than the page.

    Parameters
    ----------
    stacked : bool
        Whether the cells of a row stand below one another on a narrow screen, each with its
        head.
    """
    body = together(_line(row, heads, stacked) for row in rows)
    if stacked:
        attributes["class_"] = "stacked"
    head = tag("tr", *(tag("th", c.head, scope="col", class_=c.kind or None) for c in heads))
    written = tag(
        "table", tag("caption", caption), tag("thead", head), tag("tbody", body), **attributes
    )
    return tag("div", written, class_="scroll", role="region", tabindex=0, aria_label=caption)


def _line(row: Row | Band | Sequence[Cell], heads: Sequence[Column], stacked: bool) -> Markup:
    if isinstance(row, Band):
        words = tag("th", row.words, scope="colgroup", colspan=len(heads))
        return Markup(f"{tag('tr', words, class_='band')}\n")
    cells, attributes = (row.cells, row.attributes) if isinstance(row, Row) else (row, {})
    first, *others = zip(cells, heads, strict=True)
    found = [_cell("th", *first, scope="row")]
    for cell, head in others:
        named = head.head if stacked and head.kind != "picture" else None
        found.append(_cell("td", cell, head, data_head=named))
    return Markup(f"{tag('tr', *found, **attributes)}\n")


def _cell(name: str, cell: Cell, head: Column, **attributes: Attribute) -> Markup:
    if isinstance(cell, Shaded):
        shade = None if cell.shade is None else f"s{cell.shade}"
        return tag(name, cell.words, class_=shade, **attributes)
    return tag(name, cell, class_=head.kind or None, **attributes)
