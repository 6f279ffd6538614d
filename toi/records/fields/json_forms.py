"""Written forms of values as JSON Schema: what editors show and check.

Validators turn the written form into something else, which pydantic would describe
instead. A form with a title is written once per schema, under that title.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import WithJsonSchema

from toi.distribution import MIXTURE, PARAMETERS

Form = dict[str, Any]

SLUG = r"[A-Za-z][A-Za-z0-9_-]*"
UNSIGNED = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
NUMERAL = rf"[-+]?{UNSIGNED}"
NUMBER: Form = {"type": "number"}
PERCENT = r"^\s*(?:(?:100|[0-9]{1,2}(?:[.,][0-9]+)?)\s*%|0?,[0-9]+)\s*$"  # or a decimal comma
UNIT: Form = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {
            "type": "string",
            "pattern": PERCENT,
        },
    ]
}
ABOVE_0: Form = {"type": "number", "exclusiveMinimum": 0}
FROM_0: Form = {"type": "number", "minimum": 0}
_WORDS = {
    "pert": "Lowest, likeliest and highest; smooth, most weight near the likeliest",
    "triangular": "Lowest, likeliest and highest, with straight sides",
    "uniform": "Lowest and highest, all between alike",
    "normal": "Mean and standard deviation",
    "lognormal": "Mean and standard deviation of the logarithm",
    "beta": "Shape a and b, on 0 to 1 unless `on` says otherwise",
}
_OWN_RANGES = {"sd": FROM_0, "sigma": FROM_0, "a": ABOVE_0, "b": ABOVE_0}


def pair(first: Form, second: Form) -> Form:
    """Describe a list of exactly two."""
    return exactly([first, second])


def exactly(items: list[Form]) -> Form:
    """Describe a list of these items, no more and no fewer."""
    n = len(items)
    return {"type": "array", "prefixItems": items, "minItems": n, "maxItems": n}


def distribution(title: str, description: str, ends: Form, examples: list[Any]) -> Form:
    """Describe a number, or a mapping with exactly one family of distributions.

    Parameters
    ----------
    title, description : str
        Of the form.
    ends : Form
        What numbers on the raw scale must be; normal and lognormal ones are clipped.
    examples : list
        Values as they may be written.

    Returns
    -------
    Form
        The schema.
    """
    families = [name for name in PARAMETERS if name != "point"]
    properties = {name: _family(name, ends) for name in families}
    properties["on"] = {**pair(ends, ends), "description": "Of beta: lowest and highest"}
    mapping: Form = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "oneOf": [{"required": [name]} for name in families],
        "dependentRequired": {"on": ["beta"]},
    }
    return {
        "title": title,
        "description": description,
        "anyOf": [ends, mapping, _mixture({"anyOf": [ends, mapping]})],
        "examples": examples,
    }


def _mixture(law: Form) -> Form:
    """Describe a list of [share, law]."""
    parts = {"type": "array", "items": pair(FROM_0, law), "minItems": 1}
    parts["description"] = "[[share, law], ...]. Only proportions of the shares count"
    return {
        "type": "object",
        "properties": {MIXTURE: parts},
        "required": [MIXTURE],
        "additionalProperties": False,
    }


def _family(name: str, ends: Form) -> Form:
    own = name in ("normal", "lognormal")
    items = [_OWN_RANGES.get(p, NUMBER if own else ends) for p in PARAMETERS[name]]
    names = ", ".join(PARAMETERS[name])
    return {**exactly(items), "description": f"[{names}]. {_WORDS[name]}"}


VALUE = WithJsonSchema(
    distribution(
        "Value",
        "A number on the raw scale, or a range",
        NUMBER,
        [7, {"pert": [5, 7, 9]}, {"uniform": [4, 8]}],
    )
)
FORCE = WithJsonSchema(
    distribution(
        "Force",
        "A number 0 to 1, or a range: 0.1 a nitpick, 0.5 halves what is left",
        UNIT,
        [0.25, {"pert": [0.1, 0.25, 0.4]}],
    )
)
CREDENCE = WithJsonSchema(
    {
        "title": "Credence",
        "description": "A number 0 (no) to 1 (yes), or [low, high], whose middle is used",
        "anyOf": [UNIT, pair(UNIT, UNIT)],
        "examples": [0.6, [0.4, 0.8]],
    }
)
ID = WithJsonSchema(
    {
        "title": "Id",
        "description": "A letter a-z, then letters, digits, - or _",
        "type": "string",
        "pattern": f"^{SLUG}$",
    }
)
POSITIVE = WithJsonSchema(ABOVE_0)
SHARE = WithJsonSchema(UNIT)
SHARE_RANGE = WithJsonSchema(pair(UNIT, UNIT))
SHARE_ABOVE_0 = WithJsonSchema({"anyOf": [ABOVE_0, UNIT["anyOf"][1]]})


def keyed(pattern: str, values: Form) -> WithJsonSchema:
    """Describe a mapping whose keys match a pattern."""
    return WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": pattern},
            "additionalProperties": values,
        }
    )


_GIVEN: Form = {"not": {"type": "null"}}
_FILLED: Form = {"not": {"enum": [None, [], {}]}}


def _required(keys: Sequence[str], form: Form) -> Form:
    return {"required": list(keys), "properties": dict.fromkeys(keys, form)}


def one_of(*keys: str) -> Form:
    """Ask for exactly one of some keys."""
    return {"oneOf": [_required([key], _GIVEN) for key in keys]}


def some_of(*keys: str) -> Form:
    """Ask for at least one of some keys that, if it is a collection, holds something."""
    return {"anyOf": [_required([key], _FILLED) for key in keys]}


def not_both(*keys: str) -> Form:
    """Refuse lists that are filled together."""
    return {"not": _required(keys, _FILLED)}


# A value or a range, not both; the ends of a range go together. Null is an empty cell.
READING: Form = {
    "not": {"anyOf": [_required(["value", end], _GIVEN) for end in ("low", "mode", "high")]},
    "anyOf": [
        _required(["low", "high"], _GIVEN),
        {"not": {"anyOf": [_required([end], _GIVEN) for end in ("low", "high")]}},
    ],
}

# What is assumed is a range, whichever of its numbers a record has.
ASSUMED: Form = {
    "if": {"properties": {"basis": {"const": "assumed"}}, "required": ["basis"]},
    "then": {
        "properties": {
            name: {"not": {"type": "number"}} for name in ("value", "lowers", "raises", "force")
        }
    },
}

ANCHORS = keyed(f"^{NUMERAL}$", {"type": "string", "minLength": 1, "maxLength": 4000})
