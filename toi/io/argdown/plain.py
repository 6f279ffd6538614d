"""Records as the plain data that a file has of them."""

from typing import Any

from toi.records.base import Record
from toi.records.theory import Criterion

_LATE = ("basis", "why", "claims")


def plain_record(record: Record, *without: str) -> dict[str, Any]:
    """Return what was said of a record, without some fields."""
    found = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(record, Criterion) and "anchors" in found:
        found["anchors"] = dict(record.anchors)  # whose keys are numbers
    return {key: in_order(value) for key, value in found.items() if key not in without}


def in_order(value: Any) -> Any:
    """Return data with numbers before their basis and reason, as records are written by hand."""
    if isinstance(value, list):
        return [in_order(one) for one in value]
    if not isinstance(value, dict):
        return value
    late = [key for key in _LATE if key in value]
    first = [key for key in ("id",) if key in value]
    keys = [*first, *(key for key in value if key not in (*first, *late)), *late]
    return {key: in_order(value[key]) for key in keys}


def with_fields_in_order(model: type[Record], item: dict[str, Any]) -> dict[str, Any]:
    """Return a record as plain data with its fields in the order of their documentation."""
    fields = [field.alias or name for name, field in model.model_fields.items()]
    return {key: in_order(item[key]) for key in (*fields, *item) if key in item}
