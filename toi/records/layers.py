"""A rubric's content as it stands in files: laid over another's, and taken apart by path."""

from typing import Any

# How many levels of mappings are keys to merge; what lies below them is a value, replaced.
_LEVELS = {
    **{"weights": 1, "value_functions": 1},
    **{"credences": 2, "overlap": 2, "overrides": 2, "portfolio": 3},
}

PartPath = tuple[str, ...]


def layered(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Lay the keys of a child's file over its parent's.

    Mappings merge as deep as they hold keys; all else is replaced. Arguments of one's own
    add up, so that a child keeps those it inherits.
    """
    merged = dict(parent)
    for key, value in child.items():
        if key == "arguments":
            merged[key] = [*parent.get(key, []), *value]
        else:
            merged[key] = _merged(merged.get(key), value, _LEVELS.get(key, 0))
    return merged


def _merged(parent: Any, child: Any, levels: int) -> Any:
    if not (levels and isinstance(parent, dict) and isinstance(child, dict)):
        return child
    below = {key: _merged(parent.get(key), value, levels - 1) for key, value in child.items()}
    return {**parent, **below}


def parts_of(content: dict[str, Any]) -> dict[PartPath, Any]:
    """Take a rubric's content apart into values by path, each laid over as a whole."""
    found: dict[PartPath, Any] = {}
    for key, value in content.items():
        found.update(_parts(value, (key,), _LEVELS.get(key, 0)))
    return found


def _parts(value: Any, path: PartPath, levels: int) -> dict[PartPath, Any]:
    if not (levels and isinstance(value, dict)):
        return {path: value}
    found: dict[PartPath, Any] = {}
    for key, below in value.items():
        found.update(_parts(below, (*path, str(key)), levels - 1))
    return found


def content_with(parts: dict[PartPath, Any]) -> dict[str, Any]:
    """Put a rubric's content together from its parts."""
    content: dict[str, Any] = {}
    for (*above, last), value in parts.items():
        here = content
        for step in above:
            here = here.setdefault(step, {})
        here[last] = value
    return content
