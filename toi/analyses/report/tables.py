"""Tables of the report: a caption, heads with a scope, and a head to each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toi.analyses.report.html import Attribute, Child, Markup, tag, together


@dataclass(frozen=True)
class Column:
    """A column: its head, and whether it holds numbers or a picture."""

    head: str
    kind: str = ""  # "", "number" or "picture"


@dataclass(frozen=True)
class Row:
    """Cells of a row, the first of which is its head."""

    cells: Sequence[Child]
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
    rows: Iterable[Row | Band | Sequence[Child]],
    **attributes: Attribute,
) -> Markup:
    """Write a table that scrolls by itself where it is wider than the page."""
    body = together(_line(row, heads) for row in rows)
    head = tag("tr", *(tag("th", c.head, scope="col", class_=c.kind or None) for c in heads))
    written = tag(
        "table", tag("caption", caption), tag("thead", head), tag("tbody", body), **attributes
    )
    return tag("div", written, class_="scroll", role="region", tabindex=0, aria_label=caption)


def _line(row: Row | Band | Sequence[Child], heads: Sequence[Column]) -> Markup:
    if isinstance(row, Band):
        cell = tag("th", row.words, scope="colgroup", colspan=len(heads))
        return Markup(f"{tag('tr', cell, class_='band')}\n")
    cells, attributes = (row.cells, row.attributes) if isinstance(row, Row) else (row, {})
    first, *others = zip(cells, heads, strict=True)
    found = [tag("th", first[0], scope="row", class_=first[1].kind or None)]
    found += [tag("td", cell, class_=head.kind or None) for cell, head in others]
    return Markup(f"{tag('tr', *found, **attributes)}\n")
