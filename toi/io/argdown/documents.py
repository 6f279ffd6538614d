"""Records out of a map as documents, so that problems are placed in the file of the map."""

from collections.abc import Callable
from typing import Any

from toi.io.argdown.argument_map import ArgumentMap, MapEntry, shifted
from toi.io.yaml.nodes import Mark
from toi.io.yaml.parse import Document

Place = Callable[[tuple[Any, ...], bool], Mark]


class MapDocument(Document):
    """The records of one kind, each with the part of the map that it comes from."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(name, {kind: []})
        self.kind = kind
        self._places: list[Place] = []

    @property
    def items(self) -> list[dict[str, Any]]:
        """Return the records as plain data."""
        found: list[dict[str, Any]] = self.data[self.kind]
        return found

    def put(self, item: dict[str, Any], place: Place) -> None:
        """Add a record, with what tells the place of its parts."""
        self.items.append(item)
        self._places.append(place)

    def place(self, path: tuple[Any, ...], key: bool = False) -> Mark:
        """Find where a part of a record stands in the map; the entry where it is not written."""
        steps = self._written_path(path)
        if len(steps) < 2 or not isinstance(steps[1], int) or steps[1] >= len(self._places):
            return Mark(1, 1)
        return self._places[steps[1]](steps[2:], key)


def place_in_entry(entry: MapEntry) -> Place:
    """Return what tells the place of parts of an entry."""
    return entry.place


def place_in_front(found: ArgumentMap, *path: Any) -> Place:
    """Return what tells the place of parts of something at the head of the file."""

    def place(below: tuple[Any, ...], key: bool = False) -> Mark:
        if found.front_document is None:
            return Mark(1, 1)
        return shifted(found.front_document.place((*path, *below), key), found.front_start)

    return place
