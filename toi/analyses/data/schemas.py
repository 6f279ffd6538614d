"""`toi data schema`: the JSON Schemas of the files, as results, screens and tables."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.result import Result
from toi.errors import usage
from toi.io.debate.json_schema import READINGS, RUBRIC, SCHEMAS, about, file_schema
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass

FILES = {RUBRIC: "rubrics/NAME.yaml", READINGS: "NAME.yaml"}  # of what is not in data/


@dataclass(frozen=True, eq=False)
class SchemaList(Result):
    """Kinds of file that have a schema: ``kind``, ``file`` and ``about`` of each."""

    items: tuple[Mapping[str, str], ...]

    schema: ClassVar = "toi/data-schema/1"


@dataclass(frozen=True, eq=False)
class FileSchema(Result):
    """JSON Schema of one kind of file; its JSON is the schema itself."""

    kind: str
    content: Mapping[str, Any]

    schema: ClassVar = "https://json-schema.org/draft/2020-12/schema"

    @property
    def heading(self) -> str:
        """Return what the result is, as the title of a document."""
        return f"{self.kind} files"

    def json_pieces(self) -> Iterator[str]:
        """Yield the schema as a validator or an editor reads it."""
        yield json.dumps(self.content, indent=2, ensure_ascii=False) + "\n"


def list_schemas() -> SchemaList:
    """List every kind of file that has a schema, and what it holds."""
    return SchemaList(
        tuple(
            {
                "kind": kind,
                "file": FILES.get(kind, f"data/{kind}.yaml"),
                "about": about(kind),
            }
            for kind in SCHEMAS
        )
    )


def run_schema(kind: str) -> FileSchema:
    """Return the schema of one kind of file."""
    if kind not in SCHEMAS:
        known = ", ".join(SCHEMAS)
        hint = did_you_mean(kind, SCHEMAS)
        raise usage(f"no schema for {kind!r}{hint} (there are: {known})", "unknown-schema")
    return FileSchema(kind, file_schema(kind))


def schema_files() -> dict[str, str]:
    """Return the texts of all schemas by file, for the workspaces that `toi` makes."""
    return {f"schemas/{kind}.json": run_schema(kind).to_json() for kind in SCHEMAS}


def schemas_screen(result: SchemaList, page: Page) -> str:
    """Show the kinds of file, and how to ask for one."""
    rows = [[item["kind"], item["file"], item["about"]] for item in result.items]
    screen = Screen(page).table(rows, ["Kind", "File", "Holds"], "lll", shrink=2).blank()
    first = rows[0][0]
    return screen.say(
        f"Next: toi data schema {first} | toi data schema {first} --format table"
    ).text()


def schemas_table(result: SchemaList) -> Table:
    """Return the kinds of file."""
    return Table.of(result.items, "kind file about")


def schema_screen(result: FileSchema, page: Page) -> str:
    """Show every field of one kind of file, record by record."""
    screen = Screen(page)
    for name, record in _records(result.content):
        screen.line(name, "bold").say(record.get("description", ""))
        for key, needed, meaning in _fields(record):
            optional = "" if needed else " (may be left out)"
            screen.say(f"  {key}{optional}: {meaning}", indent="    ")
        screen.blank()
    return screen.say(f"Next: toi data schema {result.kind} (JSON)").text()


def schema_table(result: FileSchema) -> Table:
    """Return every field of one kind of file, one to a row."""
    rows = [
        [name, key, "yes" if needed else "", meaning]
        for name, record in _records(result.content)
        for key, needed, meaning in _fields(record)
    ]
    return Table(["record", "field", "needed", "meaning"], rows)


def _records(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the file itself, then the records and values that it is made of."""
    yield "The file", schema
    yield from schema["$defs"].items()


def _fields(record: Mapping[str, Any]) -> Iterator[tuple[str, bool, str]]:
    """Yield each field, whether it is needed, and what it means."""
    needed = record.get("required", ())
    for key, field in record.get("properties", {}).items():
        yield key, key in needed, field.get("description", "")
