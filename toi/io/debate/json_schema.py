"""JSON Schemas of the files, made from the models: for editors, and for anybody's validator.

A schema says what a file may hold by itself. Whether a name exists, a value lies on its
scale or arguments go round in a circle needs all files together: `toi data check`.
"""

from typing import Any

from toi.io.debate.load import KINDS, REQUIRED, WORDS
from toi.io.debate.short_schema import with_short_form
from toi.records.base import Record
from toi.records.fields import json_forms
from toi.records.naming import Naming
from toi.records.reading import Readings
from toi.records.rubric import Rubric

DRAFT = "https://json-schema.org/draft/2020-12/schema"
RUBRIC, READINGS = "rubric", "readings"
SCHEMAS: dict[str, type[Record]] = {**KINDS, WORDS: Naming, RUBRIC: Rubric, READINGS: Readings}
FORMS: dict[str, dict[str, Any]] = {  # written once, under $defs
    form.json_schema["title"]: form.json_schema
    for form in (json_forms.VALUE, json_forms.FORCE, json_forms.CREDENCE, json_forms.ID)
    if form.json_schema
}


def file_schema(kind: str) -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of a whole file of a `kind` in `SCHEMAS`."""
    record = _record_schema(SCHEMAS[kind])
    shared = record.pop("$defs", {})
    head = {"$schema": DRAFT, "title": f"toi/{kind}/1"}
    if kind not in KINDS:
        return with_short_form({**head, **_less(record, "title"), "$defs": shared})
    name = SCHEMAS[kind].__name__
    records = {
        "type": "array",
        "items": {"$ref": f"#/$defs/{name}"},
        **({"minItems": 1} if kind in REQUIRED else {}),
    }
    whole = {
        **head,
        "description": about(kind),
        "type": "object",
        "properties": {
            "schema": {"const": f"toi/{kind}/1", "description": f"`toi/{kind}/1`"},
            kind: {**records, "description": "One record to an entry, each beginning `- id:`"},
        },
        "required": ["schema", kind],
        "additionalProperties": False,
        "$defs": dict(sorted({name: record, **shared}.items())),
    }
    return with_short_form(whole)


def _record_schema(model: type[Record]) -> dict[str, Any]:
    from pydantic.json_schema import GenerateJsonSchema

    class Untitled(GenerateJsonSchema):
        """Leaves out titles of fields: they would only repeat the keys."""

        def field_title_should_be_set(self, schema: Any) -> bool:
            return False

        def encode_default(self, dft: Any) -> Any:
            """Leave out defaults that are dropped below; pydantic 2.12 fails at records."""
            return dft if isinstance(dft, bool | str) else None

    found = model.model_json_schema(by_alias=True, schema_generator=Untitled)
    shared: dict[str, Any] = {}
    tidy: dict[str, Any] = _tidied(found, shared)
    tidy["$defs"] = dict(sorted({**tidy.get("$defs", {}), **shared}.items()))
    return tidy


def _tidied(node: Any, shared: dict[str, Any]) -> Any:
    """Move shared forms to `shared`, and drop defaults that say nothing."""
    if isinstance(node, list):
        return [_tidied(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    form = FORMS.get(node.get("title", ""))
    if form is not None:
        shared[form["title"]] = _less(form, "title")
        said = node.get("description", form["description"])
        own = {} if said == form["description"] else {"description": said}
        return {"$ref": f"#/$defs/{form['title']}", **own}
    found = {
        key: {name: _tidied(inner, shared) for name, inner in value.items()}
        if key in ("properties", "$defs")
        else _tidied(value, shared)
        for key, value in node.items()
        if key != "default" or isinstance(value, bool | str)
    }
    if found.get("type") == "string" and found.get("minLength") == 1:
        found["pattern"] = r"\S"  # spaces alone are no text
    return found


def _less(schema: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in keys}


def about(kind: str) -> str:
    """Return the first line about a kind of record; Python without docstrings has none."""
    return (SCHEMAS[kind].__doc__ or "").partition("\n")[0]
