"""Refusals of what stands in a record, in the words of who wrote it."""

import math

from pydantic_core import PydanticCustomError


def refuse(code: str, message: str) -> PydanticCustomError:
    """Make an error that keeps its code, for programs, and its message through pydantic."""
    return PydanticCustomError(code, "{message}", {"message": message})


def shown(value: object) -> str:
    """Word a value as its writer knows it: in the words of YAML, and short."""
    match value:
        case None:
            return "an empty value"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case float() if not math.isfinite(value):
            return f".{value}" if value != -math.inf else "-.inf"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
