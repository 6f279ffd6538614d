"""The rubrics that fit the data, and what stands in front of what."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Any

from toi.analyses.shared.session import LoadedDebate
from toi.io.paths import read_plain
from toi.io.rubric.find import available, shadowed, untaken_notes
from toi.io.yaml.parse import MAX_BYTES, parse

Row = dict[str, Any]


def listed_rubrics(opened: LoadedDebate) -> Iterator[Row]:
    """Yield the rubrics that fit the data, each with what it stands in front of."""
    known = available(opened.places)
    read = {name: _content(name, file) for name, (_, file) in known.items()}
    for name, (folder, file) in known.items():
        data = read[name]
        if folder.shipped and not _fits(name, read, opened):
            continue
        title = data.get("title", "") if isinstance(data, dict) else "(cannot be read)"
        behind = shadowed(opened.places, folder, file.name)
        yield {"id": name, "title": str(title), "where": folder.shown_as, "shadows": behind}


def _content(name: str, file: Traversable) -> Any:
    """Return what a rubric's file holds; None where it cannot be read."""
    try:
        return parse(name, read_plain(file, MAX_BYTES)).data
    except OSError:
        return None


def rubric_notes(opened: LoadedDebate, rows: Sequence[Row]) -> Iterator[str]:
    """Say which listed rubrics stand in front of others, and how many were left out."""
    known = available(opened.places)
    for row in rows:
        if row["shadows"]:
            _, file = known[row["id"]]
            yield f"{row['where']}/{file.name} is used in place of {', '.join(row['shadows'])}"
    for own in opened.places.rubrics:
        if not own.shipped:
            yield from untaken_notes(own.path, own.shown_as)
    unfit = len(known) - len(rows)
    if unfit:
        what = "rubric is" if unfit == 1 else "rubrics are"
        yield f"{unfit} shipped {what} for other data and not listed"


def _fits(name: str, read: Mapping[str, Any], opened: LoadedDebate) -> bool:
    """Tell whether a shipped rubric, with all it extends, weighs criteria that are there."""
    seen: set[str] = set()
    while name in read and name not in seen:
        seen.add(name)
        data = read[name]
        if not isinstance(data, dict):
            break
        weights = data.get("weights")
        if isinstance(weights, dict) and not set(weights) <= set(opened.debate.criteria):
            return False
        name = str(data.get("extends"))
    return True
