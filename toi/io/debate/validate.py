"""Records from plain data: what pydantic finds wrong, in words for people and with places."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from toi.errors import Problem
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import Document
from toi.records.base import Record
from toi.records.fields.refusals import shown

if TYPE_CHECKING:
    from pydantic import ValidationError

R = TypeVar("R", bound=Record)

# Where what is wrong with a record as a whole is to be put right; the first that is there.
_CAUSES = {
    "assumed-without-range": ("value", "lowers", "raises", "force"),
    "share-without-inherits": ("share",),
    "scrutiny-of-whole": ("scrutiny",),
    "parts-and-judgements": ("judgements",),
    "preference-order": ("q",),
    "shares-zero": ("shares",),
    "value-and-range": ("value",),
    "half-a-range": ("low", "high"),
    "range-order": ("low",),
}


def validate(
    model: type[R],
    item: Any,
    document: Document,
    path: tuple[Any, ...],
    problems: list[Problem],
) -> R | None:
    """Make a record of the plain data at `path` in a document; None where anything is wrong.

    `problems` gets what is wrong.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(item)
    except ValidationError as error:
        problems += _translated(error, model, document, path)
        return None


def _translated(
    error: "ValidationError", model: type[Record], document: Document, path: tuple[Any, ...]
) -> Iterator[Problem]:
    for found in error.errors(include_url=False):
        # pydantic marks a failing dictionary key with a step of its own
        where = tuple(step for step in found["loc"] if step != "[key]")
        kind = found["type"]
        match kind:
            case "missing":
                yield document.problem((*path, *where), "missing-key", f"{where[-1]!r} is missing")
            case "extra_forbidden" | "invalid_key":
                known = _keys_at(model, where[:-1])
                message = f"unknown key {shown(where[-1])}{did_you_mean(str(where[-1]), known)}"
                yield document.problem((*path, *where), "unknown-key", message, key=True)
            case "model_type" if found["input"] is not None:
                message = f"{shown(found['input'])} is not a mapping{_such_as(model, where)}"
                yield document.problem((*path, *where), "not-a-mapping", message)
            case _:
                code, message = _worded(kind, found, found["input"])
                in_key = "[key]" in found["loc"]
                cause = _CAUSES.get(kind, ())
                yield document.problem((*path, *where, *cause), code, message, key=in_key)


def _such_as(model: type[Record], where: tuple[Any, ...]) -> str:
    """Name the keys that must be given there, as a hint."""
    fields = _model_at(model, where).model_fields
    needed = [field.alias or name for name, field in fields.items() if field.is_required()]
    return f"; it needs: {', '.join(needed)}" if needed else ""


def _worded(kind: str, found: Any, given: Any) -> tuple[str, str]:
    """Return code and message of a pydantic error, in our words where ours are clearer."""
    if given is None and kind in ("model_type", "dict_type", "tuple_type", "list_type"):
        return "empty", "nothing stands here; remove it, or give it a value"
    if given is None and kind.endswith(("_type", "literal_error")):
        return "empty", "must not be empty"
    match kind:
        case "literal_error":
            return "not-a-choice", _not_a_choice(found["ctx"]["expected"], given)
        case "string_type":
            hint = "; put it in quotes if it is meant as text"
            scalar = isinstance(given, bool | int | float)
            return "not-text", f"{shown(given)} is not text{hint if scalar else ''}"
        case "string_too_long":
            most = found["ctx"]["max_length"]
            return "too-long", f"{len(given.strip())} characters long; at most {most} fit"
        case "string_too_short" | "too_short":
            return "empty", "must not be empty"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "not-a-mapping", f"{shown(given)} is not a `key: value` mapping"
        case "tuple_type" | "list_type":
            hint = (
                f"; write [{given}]" if isinstance(given, str) else "; begin each entry with `- `"
            )
            return "not-a-list", f"{shown(given)} is not a list{hint}"
        case "bool_type":
            return "not-a-choice", _not_a_choice("'true' or 'false'", given)
        case "int_type":
            return "not-a-number", f"{shown(given)} is not a whole number"
        case _:
            return kind.replace("_", "-"), str(found["msg"])


def _not_a_choice(expected: str, given: Any) -> str:
    """Word that a value is outside a list, given by pydantic as ``'a', 'b' or 'c'``."""
    choices = expected.strip("'").replace("' or '", "', '").split("', '")
    hint = did_you_mean(given, choices) if isinstance(given, str) else ""
    if len(choices) == 1:
        return f"must be {choices[0]}, not {shown(given)}"
    return f"{shown(given)} is not one of {', '.join(choices)}{hint}"


def _keys_at(model: type[Record], where: tuple[Any, ...]) -> list[str]:
    """Return the keys that the model at `where` knows."""
    fields = _model_at(model, where).model_fields
    return [field.alias or name for name, field in fields.items()]


def _model_at(model: Any, where: tuple[Any, ...]) -> Any:
    """Find the model of the record at `where`, or of the nearest one above."""
    for step in where:
        if not isinstance(step, str) or not hasattr(model, "model_fields"):
            continue
        field = next(
            (f for n, f in model.model_fields.items() if step in (n, f.alias)),
            None,
        )
        if field is None:
            continue  # a key of a mapping of records: the model stays
        model = _record_within(field.annotation) or model
    return model


def _record_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for inner in get_args(annotation):
        found = _record_within(inner)
        if found is not None:
            return found
    return None
