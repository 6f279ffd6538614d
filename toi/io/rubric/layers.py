"""A rubric and all it extends, read file by file, and laid over each other."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any

from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.io.debate.folders import Folders
from toi.io.debate.load import (
    check_schema,
    checked_document,
    document_of,
    read_document,
    read_raw,
)
from toi.io.debate.partial import sound_part
from toi.io.debate.validate import validate
from toi.io.rubric.find import UNWRITTEN, RubricFile, available
from toi.io.rubric.written import in_full
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import Document, parse
from toi.records.debate import Debate
from toi.records.layers import layered
from toi.records.rubric import Rubric, differ

# What a file says of itself, not of its children.
OF_ONE_FILE = ("default", "position", "claims", "fitted_from", "unanswered")


def read_layers(
    found: RubricFile, folders: Folders, debate: Debate, problems: list[Problem]
) -> list[Entry[Rubric]]:
    """Read a rubric and all it extends, the child first."""
    first = _read_file(found.file, found.shown_as, problems, debate)
    return read_chain(first, folders, problems, debate)


def read_chain(
    entry: Entry[Rubric] | None, folders: Folders, problems: list[Problem], debate: Debate
) -> list[Entry[Rubric]]:
    """Read the rubric and all it extends, the child first."""
    found: list[Entry[Rubric]] = []
    names: list[str] = []
    while entry is not None:
        found.append(entry)
        names.append(entry.document.name)
        parent = entry.record.extends
        if parent is None:
            break
        known = available(folders)
        if parent not in known:
            message = f"no rubric {parent!r}{did_you_mean(parent, known)}"
            problems.append(entry.problem("unknown-rubric", message, "extends"))
            break
        folder, file = known[parent]
        name = f"{folder.shown_as}/{file.name}"
        if name in names:
            circle = " -> ".join([*names[names.index(name) :], name])
            message = f"a circle of `extends`: {circle}; remove one"
            problems.append(entry.problem("extends-cycle", message, "extends"))
            break
        entry = _read_parent(file, name, problems, debate)
    return found


def read_entry(
    name: str, raw: bytes, problems: list[Problem], debate: Debate | None = None
) -> Entry[Rubric] | None:
    """Read the rubric that some bytes hold.

    Parameters
    ----------
    name : str
        What problems call the file.
    raw : bytes
        The file.
    problems : list of Problem
        Gets what is wrong.
    debate : Debate, optional
        Whose titles may stand in the place of ids in own arguments.

    Returns
    -------
    Entry of Rubric, or None
        What is sound of it; None where nothing can be told apart.
    """
    document = checked_document(parse(name, raw), problems)
    return None if document is None else _entry(document, problems, debate)


def _read_file(
    file: Traversable, name: str, problems: list[Problem], debate: Debate
) -> Entry[Rubric] | None:
    document = read_document(file, name, problems)
    return None if document is None else _entry(document, problems, debate)


def _read_parent(
    file: Traversable, name: str, problems: list[Problem], debate: Debate
) -> Entry[Rubric] | None:
    """Read a rubric that another extends: many of a group extend the same."""
    raw = read_raw(file, name, problems)
    if raw is None:
        return None
    known = _sound_by_itself(raw, name)
    if known is not None:
        return known
    document = document_of(raw, name, problems)
    return None if document is None else _entry(document, problems, debate)


@lru_cache(maxsize=8)
def _sound_by_itself(raw: bytes, name: str) -> Entry[Rubric] | None:
    """Return the rubric that some bytes hold, if nothing in it is wrong or needs a debate."""
    problems: list[Problem] = []
    document = document_of(raw, name, problems)
    if document is None or "arguments" in document.data:
        return None
    entry = _entry(document, problems, None)
    return None if problems else entry


def _entry(
    document: Document, problems: list[Problem], debate: Debate | None
) -> Entry[Rubric] | None:
    content = document.data = in_full(document, debate, problems)
    if not check_schema(document, "rubric", problems):
        if "schema" in content:
            return None  # another kind of file: what else it holds is not wrong
        content = {**content, "schema": "toi/rubric/1"}
    record = validate(Rubric, content, document, (), problems)
    if record is None:  # what is sound of it is checked further
        record = sound_part(Rubric, content, whole=("arguments",))
    return None if record is None else Entry(record, document, ())


def content_of(layers: Sequence[Entry[Rubric]]) -> dict[str, Any]:
    """Lay the layers of a rubric over each other.

    Parameters
    ----------
    layers : sequence of Entry
        The files, the nearest first; without any, equal weights.

    Returns
    -------
    dict
        The content of a rubric file that extends none.
    """
    content: dict[str, Any] = {"schema": "toi/rubric/1", "id": UNWRITTEN}
    content |= {"title": "Equal weights on the core criteria", "weights_sure": "unknown"}
    for entry in reversed(layers):
        inherited = {key: value for key, value in content.items() if key not in OF_ONE_FILE}
        content = lay_over(inherited, _written(entry))
    return content


def lay_over(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Lay the content of a child's file over its parent's.

    Weights that a file gives are meant: where they make the weights differ, these count as
    `roughly`, even where the file or its parent says `unknown`.
    """
    merged = layered(parent, child)
    unsure = merged.get("weights_sure") == "unknown"
    if unsure and child.get("weights") and differ(merged["weights"]):
        merged["weights_sure"] = "roughly"
    return merged


def _written(entry: Entry[Rubric]) -> dict[str, Any]:
    """Return what the file itself says of the position, as plain data."""
    data: dict[str, Any] = entry.document.data
    return {key: value for key, value in data.items() if key not in ("extends", "data")}


def counted_layer(layers: Sequence[Entry[Rubric]]) -> Entry[Rubric] | None:
    """Find the file whose `weights_sure: unknown` gives way to weights of its own.

    A file that only extends it and gives weights is understood: nobody wrote there that they
    do not count.
    """
    for entry in layers:
        data = entry.document.data
        if "weights_sure" in data or data.get("weights"):
            unsure = data.get("weights_sure") == "unknown" and data.get("weights")
            return entry if unsure and content_of(layers)["weights_sure"] == "roughly" else None
    return None
