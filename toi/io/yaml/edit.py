"""Changes to a rubric's text at single places, every other character left as it is."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from toi.io.yaml.emit import flow, plain_value
from toi.io.yaml.nodes import LINE_END, Node
from toi.io.yaml.parse import parse
from toi.records.credences import Credences
from toi.records.line import LineOverlaps
from toi.records.portfolio import Portfolio
from toi.records.rubric import Overrides, Rubric

BOM = "\ufeff"
Path = tuple[Any, ...]

# In which order keys stand, where one is put in.
_ORDER = {
    (): tuple(field.alias or name for name, field in Rubric.model_fields.items()),
    ("credences",): tuple(Credences.model_fields),
    ("overlap",): tuple(LineOverlaps.model_fields),
    ("overrides",): tuple(Overrides.model_fields),
    ("portfolio",): tuple(Portfolio.model_fields),
}
_DOCUMENT_END = re.compile(r"[\r\n](\.\.\.|---)")


def with_values(raw: bytes, values: Mapping[Path, Any]) -> bytes:
    """Return the text of a sound rubric file with plain values by path.

    A value that is there is replaced; a key that is missing is put in beside its
    neighbours, in their style.
    """
    text = raw.decode("utf-8")
    start = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    for path, value in values.items():
        text = _put(text, _root(text), path, value)
    return (start + text).encode("utf-8")


def with_names(raw: bytes, names: Mapping[tuple[Path, bool], str]) -> bytes:
    """Rename keys and values in the text of a sound rubric file.

    A name stands unquoted where the old one did, since the two differ in an id alone.

    Parameters
    ----------
    names : mapping
        New texts by path and whether the key there is meant, not the value.
    """
    text = raw.decode("utf-8")
    start = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    root = _root(text)
    edits = []
    for (path, is_key), name in names.items():
        key, value = _entry_at(root, path)
        node = key if is_key else value
        assert node is not None  # what is renamed is there
        bare = not node.style and plain_value(name) == name
        edits.append((node.start, node.end, name if bare else flow(name, node.style)))
    for begin, end, word in sorted(edits, reverse=True):
        text = text[:begin] + word + text[end:]
    return (start + text).encode("utf-8")


def _root(text: str) -> Node:
    """Parse a sound text."""
    root = parse("", text.encode("utf-8")).root
    assert root is not None
    return root


def with_content(content: Mapping[str, Any], values: Mapping[Path, Any]) -> dict[str, Any]:
    """Return the data of a file with values by path, as `with_values` puts them into its text."""
    found: Any = dict(content)
    for path, value in values.items():
        found = _with(found, path, value)
    result: dict[str, Any] = found
    return result


def _with(content: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, *rest = path
    if isinstance(content, list) and isinstance(step, int):
        return [_with(v, tuple(rest), value) if i == step else v for i, v in enumerate(content)]
    below = content.get(step) if isinstance(content, dict) else None
    kept = content if isinstance(content, dict) else {}
    return {**kept, step: _with(below, tuple(rest), value)}


def _entry_at(root: Node, path: Path) -> tuple[Node | None, Node]:
    found: tuple[Node | None, Node] = None, root
    for step in path:
        below = found[1].entry(step)
        if below is None:
            raise KeyError(path)
        found = below
    return found


def _put(text: str, root: Node, path: Path, value: Any) -> str:
    """Put one value into a text."""
    here, key = root, None
    for depth, step in enumerate(path):
        entry = here.entry(step)
        if entry is None and here.is_mapping:
            return _insert(text, here, path[:depth], path[depth:], value)
        if entry is None:  # another value where a mapping is wanted
            return _replace(text, key, here, _nested(path[depth:], value))
        key, here = entry
    return _merge(text, key, here, value)


def _nested(path: Sequence[Any], value: Any) -> Any:
    for step in reversed(path):
        value = {step: value}
    return value


def _merge(text: str, key: Node | None, node: Node, value: Any) -> str:
    """Replace a value; of a mapping with the same keys, only what differs."""
    if isinstance(value, Mapping) and node.is_mapping and list(node.data) == list(value):
        for (inner_key, inner), new in reversed(
            list(zip(node.entries, value.values(), strict=True))
        ):
            text = _merge(text, inner_key, inner, new)
        return text
    same = node.is_scalar and type(node.data) is type(value) and node.data == value
    return text if same else _replace(text, key, node, value)


def _replace(text: str, key: Node | None, node: Node, value: Any) -> str:
    start, end = node.start, node.end
    word = flow(value, node.style if node.style in ("'", '"') else "")
    if not node.is_scalar and not node.flow and key is not None:
        gap = text[key.end : start]  # a block that begins on the next line
        if gap.strip() == ":":
            start = key.end
            word = f": {word}"
    if start == end:  # nothing stood there
        word = f" {word}"
    return text[:start] + word + text[end:]


def _insert(text: str, node: Node, above: Path, path: Path, value: Any) -> str:
    """Put a new key into a mapping, with what it leads to below it."""
    if node.flow or not node.entries:
        return _insert_flow(text, node, path, value)
    first = node.entries[0][0]
    assert first is not None
    indent = _column(text, first.start)
    step = _indent_step(text, node)
    lines = _block_lines(path, value, indent, step)
    before = _neighbour(node, above, path[0])
    if before is None:
        at = _above_remarks(text, _line_start(text, first.start), indent)
        return text[:at] + "".join(line + _eol(text, at) for line in lines) + text[at:]
    last = _goes_last(text, node, above, path[0])
    at = len(text) if last else _below_remarks(text, _line_stop(text, before.end), indent)
    return _put_lines(text, at, lines)


def _above_remarks(text: str, at: int, indent: int) -> int:
    """Return where the remarks begin that stand right above a line, as far in as it is."""
    while at:
        line = _line_start(text, at - 1 - text.startswith("\r\n", at - 2))
        if not _is_remark(text[line:at], indent):
            break
        at = line
    return at


def _below_remarks(text: str, at: int, indent: int) -> int:
    """Return the end of the remarks right below the line that ends at `at`, if they are its own.

    What stands above another key at once, as far in as that, is a remark on that key.
    """
    own = end = at
    while (found := LINE_END.match(text, end)) is not None:
        line = text[found.end() : _line_stop(text, found.end())]
        if not _is_remark(line, indent):
            is_key = line[:indent].isspace() or not indent
            return own if is_key and line[indent:].strip() else end
        end = found.end() + len(line)
        if line[indent] != "#":  # further in than a key
            own = end
    return end


def _is_remark(line: str, indent: int) -> bool:
    return line.strip().startswith("#") and not line[:indent].strip()


def _put_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Put lines in after the line that ends at `at`."""
    eol = _eol(text, at)
    if at == len(text) and text.endswith(("\n", "\r")):
        return text + "".join(line + eol for line in lines)
    return text[:at] + "".join(eol + line for line in lines) + text[at:]


def _insert_flow(text: str, node: Node, path: Path, value: Any) -> str:
    word = f"{flow(path[0])}: {flow(_nested(path[1:], value))}"
    if not node.entries:
        at = node.start + 1
        return text[:at] + word + text[at:]
    at = node.entries[-1][1].end
    return f"{text[:at]}, {word}{text[at:]}"


def _block_lines(path: Path, value: Any, indent: int, step: int) -> list[str]:
    lines = []
    *above, last = path
    for depth, name in enumerate(above):
        lines.append(f"{' ' * (indent + depth * step)}{flow(name)}:")
    lines.append(f"{' ' * (indent + len(above) * step)}{flow(last)}: {flow(value)}")
    return lines


def _neighbour(node: Node, above: Path, name: Any) -> Node | None:
    """Find the value after which a new key is put in; None where it comes first."""
    order = _ORDER.get(above)
    if order is None or name not in order:
        return node.entries[-1][1]
    earlier = order[: order.index(name)]
    found = [value for key, value in node.entries if key is not None and key.data in earlier]
    return max(found, key=lambda value: value.end) if found else None


def _goes_last(text: str, node: Node, above: Path, name: Any) -> bool:
    """Tell whether a new section belongs at the end of the file, after its last comments."""
    order = _ORDER[()]
    if above or name not in order:
        return False
    later = order[order.index(name) + 1 :]
    return not any(key in later for key in node.data) and not _DOCUMENT_END.search(text, node.end)


def _indent_step(text: str, node: Node) -> int:
    """Find how far the file indents what is below a key."""
    root = _root(text)
    for outer in (node, *root.nodes()):
        for key, value in outer.entries if outer.is_mapping and not outer.flow else ():
            if key is not None and value.is_mapping and not value.flow and value.entries:
                inner = value.entries[0][0]
                assert inner is not None
                step = _column(text, inner.start) - _column(text, key.start)
                if step > 0:
                    return step
    return 2


def _column(text: str, at: int) -> int:
    return at - _line_start(text, at)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_stop(text: str, at: int) -> int:
    """Find where the line of a place ends, before its end of line."""
    found = LINE_END.search(text, at)
    return found.start() if found else len(text)


def _eol(text: str, at: int) -> str:
    """Find the end of line used around a place."""
    found = LINE_END.search(text, at) or LINE_END.search(text)
    return found[0] if found else "\n"
