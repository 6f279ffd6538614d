"""Tables of the report: a caption, heads with a scope, and a head to each row."""

from collections.abc import Iterable, Sequence
from dataclasses import field

from toi.analyses.report.html import Attribute, Child, Markup, tag
from toi.analyses.shared.format import glued
from toi.light_dataclass import dataclass

SHADES = 8
MOST_NARROW = 10  # columns that a telephone shows at once


@dataclass(frozen=True)
class PageColumn:
    """A column: its head, whether it holds numbers, and both ends of the axis of pictures.

    One that is not `named` holds sentences, which say by themselves what they are.
    """

    head: str
    numbers: bool = False
    named: bool = True
    ends: tuple[str, str] | None = None


@dataclass(frozen=True)
class Shaded:
    """A cell on a shade, from 0 (light) to `SHADES` - 1; None leaves it unshaded."""

    words: str
    shade: int | None = None


Cell = Child | Shaded


@dataclass(frozen=True)
class PageRow:
    """Cells of a row, the first of which is its head."""

    cells: Sequence[Cell]
    attributes: dict[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True)
class Band:
    """Words across a table, above the rows that they speak of."""

    words: str


def columns(*heads: str) -> list[PageColumn]:
    """Return columns by their heads; one that begins with ``#`` holds numbers."""
    return [PageColumn(head.removeprefix("#"), head.startswith("#")) for head in heads]


def table(
    caption: str,
    heads: Sequence[PageColumn],
    rows: Iterable[PageRow | Band | Sequence[Cell]],
    *,
    stacked: bool = False,
    fits: bool = False,
    kind: str | None = None,
    id: str | None = None,
) -> Markup:
    """Write a table that scrolls by itself where it is wider than the page.

    Parameters
    ----------
    stacked : bool
        Whether the cells of a row stand below one another on a narrow screen, each with its
        head, and pictures between both ends of their axis.
    fits : bool
        Whether it is never wider than a page: then it need not scroll, nor take the focus.
    kind : str, optional
        A further class.
    """
    numbers = [f"number{i}" for i, column in enumerate(heads, 1) if column.numbers]
    classes = [*numbers, *(["stacked"] if stacked else []), *([kind] if kind else [])]
    head = tag("tr", *(tag("th", column.head, scope="col") for column in heads))
    written = tag(
        "table",
        tag("caption", caption),
        tag("thead", head),
        tag("tbody", *(_line(row, heads, stacked) for row in rows)),
        class_=" ".join(classes) or None,
        id=id,
    )
    if fits:
        return written
    wide = " wide" if not stacked and len(heads) > MOST_NARROW else ""
    return tag("div", written, class_=f"scroll{wide}", role="group", tabindex=0, aria_label=caption)


def _line(
    row: PageRow | Band | Sequence[Cell], heads: Sequence[PageColumn], stacked: bool
) -> Markup:
    if isinstance(row, Band):
        band = tag("th", row.words, scope="colgroup", colspan=len(heads))
        return Markup(f"{tag('tr', band, class_='band')}\n")
    cells, attributes = (row.cells, row.attributes) if isinstance(row, PageRow) else (row, {})
    first, *others = zip(cells, heads, strict=True)
    found = [tag("th", _words(*first), scope="row")]
    for cell, head in others:
        low, high = (head.ends if stacked else None) or (None, None)
        named = head.head if stacked and head.named and head.ends is None else None
        attached = {"data_h": named, "data_lo": low, "data_hi": high}
        found.append(tag("td", _words(cell, head), class_=_shade(cell), **attached))
    return Markup(f"{tag('tr', *found, **attributes)}\n")


def _words(cell: Cell, head: PageColumn) -> Child:
    """Return what stands in a cell; a number does not part from its unit."""
    words = cell.words if isinstance(cell, Shaded) else cell
    if words is None or isinstance(words, Markup) or not head.numbers:
        return words
    return glued(words)


def _shade(cell: Cell) -> str | None:
    return f"s{cell.shade}" if isinstance(cell, Shaded) and cell.shade is not None else None
