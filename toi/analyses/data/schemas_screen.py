"""Schemas as screens and tables; the schema itself is JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from toi.analyses.data.schemas_result import FileSchema, SchemaList
from toi.analyses.shared.page import Page, columns, cut
from toi.analyses.shared.tables import Table


def schemas_screen(result: SchemaList, page: Page) -> str:
    """The kinds of file, and how to ask for one."""
    used = sum(max(len(item[key]) for item in result.items) + 1 for key in ("kind", "file"))
    rows = [
        [item["kind"], item["file"], cut(item["about"], page.width - used)] for item in result.items
    ]
    head, *lines = columns(rows, ["Kind", "File", "Holds"], ["left"] * 3)
    last = f"Next: toi data schema {rows[0][0]} | toi data schema {rows[0][0]} --format table"
    return "\n".join([page.paint(head, "bold"), *lines, "", page.fill(last)]) + "\n"


def schemas_table(result: SchemaList) -> Table:
    """The kinds of file."""
    return Table(["kind", "file", "about"], [list(item.values()) for item in result.items])


def schema_screen(result: FileSchema, page: Page) -> str:
    """Every field of one kind of file, record by record."""
    lines: list[str] = []
    for name, record in _records(result.content):
        lines += [page.paint(name, "bold"), page.fill(record.get("description", ""))]
        lines += [
            page.fill(f"  {key}{'' if needed else ' (may be left out)'}: {meaning}", "    ")
            for key, needed, meaning in _fields(record)
        ]
        lines.append("")
    return "\n".join([*lines, page.fill(f"Next: toi data schema {result.kind} (JSON)")]) + "\n"


def schema_table(result: FileSchema) -> Table:
    """The same as rows."""
    rows = [
        [name, key, "yes" if needed else "", meaning]
        for name, record in _records(result.content)
        for key, needed, meaning in _fields(record)
    ]
    return Table(["record", "field", "needed", "meaning"], rows)


def _records(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The file itself, then the records and values that it is made of."""
    yield "The file", schema
    yield from schema["$defs"].items()


def _fields(record: Mapping[str, Any]) -> Iterator[tuple[str, bool, str]]:
    needed = record.get("required", ())
    for key, field in record.get("properties", {}).items():
        yield key, key in needed, field.get("description", "")
