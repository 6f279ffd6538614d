"""`toi data schema`: the JSON Schemas of the files."""

from toi.analyses.data.schemas_result import FileSchema, SchemaList
from toi.errors import usage
from toi.io.debate.json_schema import RUBRIC, SCHEMAS, about, file_schema
from toi.io.suggest import did_you_mean


def run_schema(kind: str) -> FileSchema:
    """The schema of one kind of file."""
    if kind not in SCHEMAS:
        known = ", ".join(SCHEMAS)
        hint = did_you_mean(kind, SCHEMAS)
        raise usage(f"no schema for {kind!r}{hint} (there are: {known})", "unknown-schema")
    return FileSchema(kind, file_schema(kind))


def list_schemas() -> SchemaList:
    """Every kind of file that has a schema, and what it holds."""
    return SchemaList(
        tuple(
            {
                "kind": kind,
                "file": "rubrics/NAME.yaml" if kind == RUBRIC else f"data/{kind}.yaml",
                "about": about(kind),
            }
            for kind in SCHEMAS
        )
    )


def schema_files(folder: str = "schemas") -> dict[str, str]:
    """Every schema as a file, for the workspaces that `toi` makes."""
    return {f"{folder}/{kind}.json": run_schema(kind).to_json() for kind in SCHEMAS}
