"""An argument map as the records of a debate, with every problem placed in the map."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from toi.errors import Problem
from toi.io.argdown import notes
from toi.io.argdown.argument_map import ArgumentMap, MapEntry
from toi.io.argdown.documents import MapDocument, place_in_entry, place_in_front
from toi.io.argdown.links import MapIds, cells_of, drawn_by_arguments, hint_of_cell, splits
from toi.io.argdown.notes import cut
from toi.io.argdown.plain import plain_record
from toi.io.argdown.roles import Roles, roles_of
from toi.io.argdown.syntax import FORMAT, clean_title
from toi.io.argdown.to_arguments import put_arguments
from toi.io.debate.called import fold
from toi.io.debate.checks import check_records
from toi.io.debate.entry import Entry
from toi.io.debate.load import KINDS, Loaded
from toi.io.debate.short_form import Known
from toi.io.debate.titles import NameBook
from toi.io.debate.validate import validate
from toi.io.ids import Ids
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.records.base import Record
from toi.records.debate import Debate
from toi.records.naming import Naming

SHORT = 26
STANDING = {
    "id": "standing",
    "title": "Standing",
    "short": "Standing",
    "question": "How well does it stand after all that is said for and against it?",
    "direction": "benefit",
    "scale": [0, 10],
}
UNKNOWN = "Not said in the map, so the whole scale."


@dataclass(eq=False)
class MapDebate:
    """Records as plain data by kind, and what there is to say of them.

    Attributes
    ----------
    naming : mapping or None
        What the file of words is to hold; None where the map says nothing of it.
    """

    records: dict[str, list[dict[str, Any]]]
    naming: Mapping[str, Any] | None
    notes: list[str] = field(default_factory=list)


def debate_of_map(found: ArgumentMap, base: Loaded | None = None) -> MapDebate | list[Problem]:
    """Make records of a map.

    Parameters
    ----------
    base : Loaded, optional
        A debate from which comes what the map does not say of its records.

    Returns
    -------
    MapDebate or list of Problem
        Every problem, where there is any.
    """
    maker = _DebateMaker(found, base.debate if base else None)
    made = maker.run()
    return maker.check(base) or made


class _DebateMaker:
    def __init__(self, found: ArgumentMap, base: Debate | None) -> None:
        self.found = found
        self.base = base
        self.roles: Roles = roles_of(found, base)
        self.notes = notes.MapNotes()
        self.documents = {
            kind: MapDocument(found.name, kind)
            for kind in ("criteria", "theories", "lines", "arguments")
        }
        self.own: dict[int, str] = {}  # the ids of entries
        self.entries: dict[str, list[Entry[Any]]] = {}
        self.front: dict[str, Any] = {}

    def run(self) -> MapDebate:
        """Put the records together; what is wrong is noted in the map."""
        self._front()
        self._criteria()
        self._sort_others()
        self._theories()
        self._lines()
        self._arguments()
        for mark, what in self.found.skipped:
            self.notes.left_out(what, mark)
        naming = self.front.get("debate")
        if naming is not None:
            document = MapDocument(self.found.name, "debate")
            document.put({}, place_in_front(self.found, "toi", "debate"))
            content = {"schema": "toi/debate/1", **naming} if isinstance(naming, dict) else naming
            validate(Naming, content, document, ("debate", 0), self.found.problems)
        elif isinstance(self.found.front.get("title"), str):
            naming = {"title": self.found.front["title"]}
        records = {kind: document.items for kind, document in self.documents.items()}
        return MapDebate(records, naming, self.notes.all())

    def check(self, base: Loaded | None) -> list[Problem]:
        """Return every problem of the records, and of what they say of one another."""
        problems = self.found.problems
        for kind in ("lines", "arguments"):
            self._validate(kind)
        others = {
            kind: list(entries)
            for kind, entries in (base.entries if base else {}).items()
            if kind not in self.documents
        }
        entries = {**others, **self.entries}
        records: dict[str, Any] = {
            kind: {entry.record.id: entry.record for entry in some}
            for kind, some in entries.items()
        }
        # Where something could not be read, a name that is not there may be its.
        unread = dict.fromkeys(KINDS) if problems else {}
        return [*problems, *check_records(entries, Debate(**records, unread=unread))]

    def _validate(self, kind: str) -> None:
        document = self.documents[kind]
        model: type[Record] = KINDS[kind]
        found = []
        for index, item in enumerate(document.items):
            record = validate(model, item, document, (kind, index), self.found.problems)
            if record is not None:
                found.append(Entry(record, document, (kind, index)))
        self.entries[kind] = found

    def _records(self, kind: str) -> dict[str, Any]:
        return {entry.record.id: entry.record for entry in self.entries[kind]}

    def _front(self) -> None:
        front = self.found.front.get("toi", {})
        place = place_in_front(self.found, "toi")
        if not isinstance(front, dict):
            self.found.add(place((), False), "not-a-mapping", "`toi:` must hold `key: value`")
        elif front.get("format", FORMAT) != FORMAT:
            message = f"this is {front['format']!r}; what is read here is {FORMAT}"
            self.found.add(place(("format",), False), "argdown-format", message)
        else:
            self.front = front

    def _criteria(self) -> None:
        document, given = self.documents["criteria"], self.front.get("criteria")
        if given is None and self.base is not None:
            given = [plain_record(one) for one in self.base.criteria.values()]
        if given is None:
            document.put(dict(STANDING), place_in_front(self.found))
            self.notes.say(
                "the map has no criteria, so there is one, standing: how well a statement stands"
            )
        elif not isinstance(given, list) or not given:
            place = place_in_front(self.found, "toi", "criteria")((), False)
            self.found.add(place, "not-a-list", "`criteria:` must be a list of at least one record")
        else:
            for index, item in enumerate(given):
                document.put(item, place_in_front(self.found, "toi", "criteria", index))
        self._validate("criteria")

    def _sort_others(self) -> None:
        """Tell what statements are of which nothing says it: by their titles, else theories."""
        criteria = self._records("criteria")
        roles, book = self.roles, NameBook(criteria, {})
        called = {entry.title: self._called(entry) for entry in roles.theories}
        called |= {str(one.data.get("group", one.title)): () for one in roles.groups}
        for title, others in called.items():
            book.add("theory", title, *others)
        for some in (roles.others, roles.reasons):
            for entry in list(some):
                if any(book.find("theory", right) for _, right in splits(entry.title, book)):
                    some.remove(entry)
                    roles.cells.append(entry)
        if self.front.get("criteria") is None and self.base is None:
            roles.theories += roles.others
            roles.others = []
        titles = {fold(other): title for title, some in called.items() for other in some}
        names = [name for title, some in called.items() for name in (title, *some)]
        for entry in roles.others:
            shown = (*roles.theories, *roles.lines, *roles.cells)
            known = [*(one.title for one in shown), *self.found.arguments]
            meant = titles.get(fold(entry.title), entry.title)
            hint = hint_of_cell(entry.title, criteria, names) or did_you_mean(meant, known)
            message = (
                f"{entry.title!r} is no theory, criterion of one, or line of this debate{hint}; "
                "a new one is tagged #theory or #line, and what bears on something stands in <>"
            )
            self.found.add(entry.mark, "argdown-statement", message)

    def _called(self, entry: MapEntry) -> tuple[str, ...]:
        """Return what a theory is called beside its title: its id and its short title."""
        known = {**self._known(entry, "theories"), **entry.data}
        short = known.get("short", cut(entry.title, SHORT))
        return tuple(one for one in (known.get("id"), short) if isinstance(one, str))

    def _theories(self) -> None:
        ids = self._ids(self.roles.theories, "theories")
        criteria = self._records("criteria")
        for number, entry in enumerate(self.roles.theories, 1):
            item = self._item(entry, "theories", "claim", ids, f"t{number}")
            unsaid = "judgements" not in item and "parts" not in item
            item.setdefault("kinds", ["listed"])
            item.setdefault("short", cut(item["title"], SHORT))
            item.setdefault("case", item["claim"])
            if unsaid:
                item["judgements"] = {
                    name: {
                        "value": {"uniform": list(one.scale)},
                        "basis": "assumed",
                        "why": UNKNOWN,
                    }
                    for name, one in criteria.items()
                }
                self.notes.of(entry, notes.JUDGEMENTS)
            self.documents["theories"].put(item, place_in_entry(entry))
        self._validate("theories")

    def _lines(self) -> None:
        ids = self._ids(self.roles.lines, "lines")
        for number, entry in enumerate(self.roles.lines, 1):
            item = self._item(entry, "lines", "gist", ids, f"l{number}")
            self.documents["lines"].put(item, place_in_entry(entry))

    def _arguments(self) -> None:
        roles = self.roles
        entries = [*self.found.arguments.values(), *roles.reasons]
        ids = self._ids(entries, "arguments")
        items = [
            self._item(entry, "arguments", "gist", ids, f"a{number}")
            for number, entry in enumerate(entries, 1)
        ]
        for entry in roles.reasons:
            self.notes.of(entry, notes.REASON)
        criteria, theories = self._records("criteria"), self._records("theories")
        own = MapIds(
            arguments={id(one): self.own[id(one)] for one in entries},
            targets={
                **{id(one): self.own[id(one)] for one in roles.theories},
                **{id(one): str(one.data.get("group", one.title)) for one in roles.groups},
            },
            lines={id(one): self.own[id(one)] for one in roles.lines},
            cells=cells_of(self.found, roles, criteria, theories),
        )
        drawn = drawn_by_arguments(self.found, own, criteria, self.notes)
        for entry in entries:
            if len(drawn[id(entry)].lines) > 1:
                message = f"{entry.title!r} makes the point of several lines; it can be in one"
                self.found.add(entry.mark, "argdown-lines", message)
        put_arguments(
            [(e, item, drawn[id(e)]) for e, item in zip(entries, items, strict=True)],
            self.documents["arguments"],
            Known(criteria, theories, {}),
            self.notes,
            self.found.problems,
        )

    def _ids(self, entries: list[MapEntry], kind: str) -> Ids:
        known = getattr(self.base, kind, {}) if self.base else {}
        given = [one.data["id"] for one in entries if isinstance(one.data.get("id"), str)]
        return Ids([*given, *known, *self.own.values()])

    def _item(
        self, entry: MapEntry, kind: str, text: str, ids: Ids, otherwise: str
    ) -> dict[str, Any]:
        """Return a record as far as the map, and what is known of it already, say it."""
        known = self._known(entry, kind)
        item = {**known, **entry.data}
        if not isinstance(item.get("id"), str):
            item["id"] = ids.give(entry.title, otherwise) if "id" not in item else str(item["id"])
        written = item.get("title")
        if not isinstance(written, str) or clean_title(written) != entry.title:
            named = isinstance(written, str) and entry.title.endswith(f"({item['id']})")
            item["title"] = written if named else entry.title
        if entry.text or text not in item:
            item[text] = entry.text or item["title"]
        self.own[id(entry)] = item["id"]
        return item

    def _known(self, entry: MapEntry, kind: str) -> dict[str, Any]:
        """Return the record that the base has of an entry, by id or by title."""
        records: Mapping[str, Any] = getattr(self.base, kind, {}) if self.base else {}
        record = records.get(str(entry.data.get("id")))
        if record is None and "id" not in entry.data:
            same = [one for one in records.values() if clean_title(one.title) == entry.title]
            record = same[0] if len(same) == 1 else None
        return plain_record(record) if record is not None else {}
