"""Files to begin with, and what is done to them."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML, YAMLError

from tests.command import run
from tests.conftest import WORKSPACE
from tests.fuzz.values import NUMBERS, SPELLED, TEXTS, any_value, law, scalar

ROOT = Path(__file__).resolve().parents[2]
Files = dict[str, bytes]
ODD = [*"{}[]:,-#&*!|>'\"%@`?~.\t\n\r \x00\x85\ufeff;", ": ", "- ", "\r\n", "---\n", "&a [*a]"]


@cache
def _text(path: str) -> bytes:
    return (ROOT / path).read_bytes()


@cache
def workspaces() -> list[Files]:
    """Debates that are in order: that of the tests, the examples, the shipped one."""
    small = {name: text.encode() for name, text in WORKSPACE.items()}
    found = [small, small]
    for home in ("docs/example", "docs/example-lines"):
        found.append(_below(ROOT / home, "data/*.yaml", "rubrics/*.yaml"))
    return found


@cache
def shipped() -> Files:
    """The shipped debate, which takes a second where others take a fiftieth."""
    return _below(ROOT, "data/*.yaml", "rubrics/*.yaml")


def _below(home: Path, *patterns: str) -> Files:
    files = [file for pattern in patterns for file in sorted(home.glob(pattern))]
    return {str(file.relative_to(home)): file.read_bytes() for file in files}


@cache
def blocks(language: str) -> list[bytes]:
    """What the pages show as YAML or CSV: rubrics, answers, allocations, tables."""
    pattern = re.compile(rf"```{language}\n(.*?)```", re.S)
    pages = sorted((ROOT / "docs").glob("*.md"))
    found = [block for page in pages for block in pattern.findall(page.read_text(encoding="utf-8"))]
    return [block.encode() for block in found]


@cache
def tables() -> list[bytes]:
    """Decision tables, panels, orders and splits."""
    files = [
        *(ROOT / "tests/published").glob("*.csv"),
        *(ROOT / "docs/example").glob("*.csv"),
        *(ROOT / "data/readings/orders").glob("*.csv"),
    ]
    return [file.read_bytes() for file in sorted(files)] + blocks("csv")


@cache
def maps() -> list[bytes]:
    """Argument maps: of the examples, and one that somebody else wrote."""
    written = [
        run("data", "export", "--to", "argdown", "--data", ROOT / home / "data").out.encode()
        for home in ("docs/example", "docs/example-lines")
    ]
    return [*written, _text("tests/bad/argument-map/map.argdown")]


@cache
def names_in(raw: bytes) -> list[str]:
    """Words that may name something."""
    return sorted(set(re.findall(r"[A-Za-z][\w-]{0,24}", raw.decode("utf-8", "replace"))))


def changed_text(random: Random, raw: bytes) -> bytes:
    """The text with lines dropped, doubled, swapped or moved, and characters changed."""
    lines = raw.splitlines(keepends=True)
    for _ in range(random.randrange(1, 4)):
        if not lines:
            break
        i, j = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(7):
            case 0:
                del lines[i]
            case 1:
                lines.insert(j, lines[i])
            case 2:
                lines[i], lines[j] = lines[j], lines[i]
            case 3:
                lines[i] = b" " * random.randrange(9) + lines[i].lstrip(b" ")
            case 4:
                words = re.split(rb"([\w.-]+)", lines[i])
                words[random.randrange(len(words))] = _odd(random)
                lines[i] = b"".join(words)
            case 5:
                at = random.randrange(len(lines[i]) + 1)
                lines[i] = lines[i][:at] + _odd(random) + lines[i][at:]
            case _:
                lines[i] = bytes(random.randrange(256) for _ in range(random.randrange(30)))
    return b"".join(lines)


def _odd(random: Random) -> bytes:
    odd = random.choice((random.choice(ODD), random.choice(TEXTS), random.choice(SPELLED)))
    return odd.encode("utf-8", "surrogatepass")


def changed_data(random: Random, raw: bytes) -> bytes:
    """The same data with values, keys and members changed, written as JSON, which is YAML."""
    try:
        data = YAML(typ="safe", pure=True).load(raw)
    except (YAMLError, ValueError):
        return changed_text(random, raw)
    names = names_in(raw)
    for _ in range(random.randrange(1, 4)):
        places = list(_places(data))
        if places:
            _change(random, *random.choice(places), names)
    return written(data)


def written(data: Any) -> bytes:
    """Write data as YAML, on one line: JSON, with the numbers that JSON lacks."""
    text = json.dumps(data, default=str)
    text = re.sub(r"(?<=[\[ ])(-?)Infinity", r"\1.inf", text)
    return re.sub(r"(?<=[\[ ])NaN", ".nan", text).encode("utf-8", "surrogatepass")


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping or list, with each of its keys."""
    if isinstance(data, dict | list):
        for key, member in data.items() if isinstance(data, dict) else enumerate(data):
            yield data, key
            yield from _places(member)


def _change(random: Random, parent: Any, key: Any, names: list[str]) -> None:
    match random.randrange(8):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, dict):
            parent[random.choice([*names, *TEXTS, *NUMBERS])] = parent[key]
        case 1 | 2 if isinstance(parent, list):
            parent.insert(key, parent[key])
        case 3:
            parent[key] = [parent[key]]
        case 4 | 5 if isinstance(parent[key], int | float):
            parent[key] = random.choice((law(random), random.choice(NUMBERS)))
        case 6:
            parent[key] = any_value(random, names)
        case _:
            parent[key] = scalar(random, names)


def changed(random: Random, raw: bytes) -> bytes:
    """A file with something done to its text or its data."""
    return random.choice((changed_text, changed_data, changed_data))(random, raw)


@cache
def schema(kind: str) -> dict[str, Any]:
    return json.loads(_text(f"docs/schemas/{kind}.json"))


def from_schema(random: Random, whole: dict[str, Any], names: list[str], part: Any = None) -> Any:
    """Something that a schema allows, or nearly: names and numbers are drawn at random."""
    part = whole if part is None else part
    if "$ref" in part:
        return from_schema(random, whole, names, whole["$defs"][part["$ref"].split("/")[-1]])
    for choice in ("anyOf", "oneOf"):
        if choice in part:
            return from_schema(random, whole, names, random.choice(part[choice]))
    if "const" in part:
        return part["const"]
    if "enum" in part:
        return random.choice(part["enum"])
    if random.random() < 0.03:
        return any_value(random, names)
    kind = part.get("type")
    match random.choice(kind) if isinstance(kind, list) else kind:
        case "object":
            return _mapping(random, whole, names, part)
        case "array":
            items = part.get("items") or random.choice(part.get("prefixItems", [{}]))
            several = range(random.randrange(part.get("minItems", 0), 4))
            return [from_schema(random, whole, names, items) for _ in several]
        case "number" | "integer":
            low, high = part.get("minimum", 0), part.get("maximum", 10)
            fitting = (low, high, random.uniform(low, max(low, high)), 1, random.choice(NUMBERS))
            return random.choice(fitting)
        case "boolean":
            return random.random() < 0.5
        case "null":
            return None
        case _:
            return random.choice([*names, *TEXTS])


def _mapping(random: Random, whole: dict[str, Any], names: list[str], part: Any) -> Any:
    known, needed = part.get("properties", {}), part.get("required", ())
    chosen = {
        key: from_schema(random, whole, names, known[key])
        for key in known
        if (key in needed and random.random() < 0.97) or random.random() < 0.25
    }
    other = part.get("additionalProperties")
    if isinstance(other, dict):
        for _ in range(random.randrange(4)):
            chosen[random.choice(names)] = from_schema(random, whole, names, other)
    return chosen
