"""Notes on a map that was read: what is left out, gone, or taken for granted."""

from toi.io.argdown.argument_map import MapEntry
from toi.io.yaml.nodes import Mark

GONE = "the arrow is gone, and with it what the data says"
NEW = "an arrow without a force gets an assumed one"
CREDENCE = "no credence is given, so .25 to .75 is assumed"
UNREASONED = "a number without a reason is kept as its writer's own judgement"
JUDGEMENTS = "no judgements are given, so anything on the whole scale is assumed"
IDLE = "left out, since it bears on nothing that a debate has"
REASON = "a statement that bears on something is read as an argument"
_LONGEST, _MOST = 40, 5  # letters of a title, entries in a note


class MapNotes:
    """Collects notes; what is the same of several entries is said once."""

    def __init__(self) -> None:
        self._plain: list[str] = []
        self._left_out: dict[str, list[Mark]] = {}
        self._told: dict[str, list[str]] = {}

    def say(self, note: str) -> None:
        """Add a note on the whole map."""
        self._plain.append(note)

    def of(self, entry: MapEntry, what: str, *names: str) -> None:
        """Add a note of an entry, and of the names that it is about."""
        title = cut(entry.title, _LONGEST) + (f" on {some(names)}" if names else "")
        self._told.setdefault(what, []).append(f"{title} (line {entry.mark.line})")

    def left_out(self, what: str, mark: Mark) -> None:
        """Note something of the map that a debate has no place for."""
        self._left_out.setdefault(what, []).append(mark)

    def all(self) -> list[str]:
        """Return the notes, what is left out first."""
        places = {
            what: some([str(mark.line) for mark in marks]) for what, marks in self._left_out.items()
        }
        return [
            *self._plain,
            *(
                f"{what} has no place in a debate and is left out: line {lines}"
                for what, lines in places.items()
            ),
            *(f"{what}: {some(entries)}" for what, entries in self._told.items()),
        ]


def cut(title: str, most: int) -> str:
    """Shorten a title."""
    return title if len(title) <= most else title[: most - 3].rstrip() + "..."


def some(names: "list[str] | tuple[str, ...]") -> str:
    """Write the first names, and how many more there are."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
