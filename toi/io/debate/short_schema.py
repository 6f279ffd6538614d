"""JSON Schema of arguments in short form, made from that of the full form."""

from typing import Any

from toi.io.debate.short_form import BARE

Form = dict[str, Any]

NAME = "ShortArgument"
_NAMES: Form = {"type": ["string", "array"], "items": {"type": "string"}}
_FORCE: Form = {
    "anyOf": [
        {"$ref": "#/$defs/Force"},
        {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 2, "maxItems": 2},
    ]
}
_OWN: Form = {
    "credence": {"$ref": "#/$defs/Credence", "description": "Is it sound? 0.6, 60% or [low, high]"},
    "on": {**_NAMES, "description": "What it bears on: ids or titles, a kind, or all"},
    "except": {**_NAMES, "description": "What it passes by"},
    "criterion": {"type": "string", "description": "What it acts on: an id or a title"},
    "worse": {
        **_FORCE,
        "description": "How far it makes them worse there, 0 to 1, or [low, high]",
    },
    "better": {**_FORCE, "description": "How far it makes them better there"},
    "lowers": {**_FORCE, "description": "Towards the low end of the scale"},
    "raises": {**_FORCE, "description": "Towards its high end"},
    "against": {
        "type": ["string", "array"],
        "description": "The argument that it answers: its id or title",
    },
    "force": {**_FORCE, "description": "How much of that the answer takes away, 0 to 1"},
    "effects": {
        "type": "array",
        "items": {"type": "object"},
        "description": "Several effects; `on` beside them is that of all which say none",
    },
    "id": {"$ref": "#/$defs/Id", "description": "By default made of the title"},
    "gist": {"type": "string", "pattern": r"\S", "description": "By default the title"},
    "speaker": {"$ref": "#/$defs/Id", "description": "By default me"},
}
_IS_SHORT: Form = {
    "anyOf": [
        *({"required": [key]} for key in BARE),
        {
            "required": ["credence"],
            "properties": {"credence": {"type": ["number", "string", "array"]}},
        },
    ]
}


def with_short_form(schema: Form) -> Form:
    """Let a schema take arguments in short form wherever it takes arguments."""
    full = schema.get("$defs", {}).get("Argument")
    if full is None:
        return schema
    short = {
        "description": "An argument in short form: what it leaves out is filled in.",
        "type": "object",
        "properties": {**full["properties"], **_OWN},
        "required": ["title", "credence"],
        "additionalProperties": False,
    }
    definitions = {**schema["$defs"], NAME: short}
    placed: Form = _replaced({key: value for key, value in schema.items() if key != "$defs"})
    return {**placed, "$defs": dict(sorted(definitions.items()))}


def _replaced(node: Any) -> Any:
    """Put the choice of both forms where the items of a list are arguments."""
    if isinstance(node, list):
        return [_replaced(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node == {"$ref": "#/$defs/Argument"}:
        return {"if": _IS_SHORT, "then": {"$ref": f"#/$defs/{NAME}"}, "else": node}
    return {key: _replaced(value) for key, value in node.items()}
