"""An argument map as the records of a debate, with every problem placed in the map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from toi.errors import Problem
from toi.io.argdown.argument_map import ArgumentMap, Entry, Link
from toi.io.argdown.arrows import CREDENCE, Changes, Drawn, Find, with_arrows
from toi.io.argdown.documents import MapDocument, place_in_entry, place_in_front
from toi.io.argdown.plain import plain_record
from toi.io.argdown.roles import Roles, roles_of
from toi.io.argdown.syntax import FORMAT, clean_title
from toi.io.debate.checks import check_records
from toi.io.debate.entry import Entry as RecordEntry
from toi.io.debate.load import KINDS, Loaded
from toi.io.debate.short_form import Known, arguments_in_full
from toi.io.debate.titles import NameBook
from toi.io.debate.validate import validate
from toi.io.ids import Ids
from toi.io.suggest import did_you_mean
from toi.io.yaml.nodes import Mark
from toi.records.base import Record
from toi.records.debate import Debate
from toi.records.naming import Naming

Made = tuple[Entry, dict[str, Any], Changes]
SHORT = 26
STANDING = {
    "id": "standing",
    "title": "Standing",
    "short": "Standing",
    "question": "How well does it stand after all that is said for and against it?",
    "direction": "benefit",
    "scale": [0, 10],
}
GONE = "the arrow is gone, and with it what the data says"
NEW = "an arrow without a force gets an assumed one"
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
    maker = _Maker(found, base.debate if base else None)
    made = maker.run()
    return maker.check(base) or made


class _Maker:
    def __init__(self, found: ArgumentMap, base: Debate | None) -> None:
        self.found = found
        self.base = base
        self.roles: Roles = roles_of(found, base)
        self.notes: list[str] = []
        self.told: dict[str, list[str]] = {}
        self.documents = {
            kind: MapDocument(found.name, kind)
            for kind in ("criteria", "theories", "lines", "arguments")
        }
        self.own: dict[int, str] = {}  # the ids of entries
        self.cells: dict[int, tuple[str, str]] = {}
        self.entries: dict[str, list[RecordEntry[Any]]] = {}
        self.front: dict[str, Any] = {}

    def run(self) -> MapDebate:
        """Put the records together; what is wrong is noted in the map."""
        self._front()
        self._criteria()
        self._sort_others()
        self._theories()
        self._lines()
        self._arguments()
        self._say_skipped()
        naming = self.front.get("debate")
        if naming is not None:
            document = MapDocument(self.found.name, "debate")
            document.put({}, place_in_front(self.found, "toi", "debate"))
            content = {"schema": "toi/debate/1", **naming} if isinstance(naming, dict) else naming
            validate(Naming, content, document, ("debate", 0), self.found.problems)
        elif isinstance(self.found.front.get("title"), str):
            naming = {"title": self.found.front["title"]}
        records = {kind: document.items for kind, document in self.documents.items()}
        told = [f"{what}: {_some(entries)}" for what, entries in self.told.items()]
        return MapDebate(records, naming, [*self.notes, *told])

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
                found.append(RecordEntry(record, document, (kind, index)))
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
            self.notes.append(
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
        roles, book = self.roles, self._book(theories=False)
        titles = {entry.title: entry for entry in roles.theories}
        names = {**dict.fromkeys(titles, True)}
        names |= {str(entry.data.get("group", entry.title)): True for entry in roles.groups}
        for some in (roles.others, roles.reasons):
            for entry in list(some):
                if any(right in names for _, right in _splits(entry.title, book)):
                    some.remove(entry)
                    roles.cells.append(entry)
        if self.front.get("criteria") is None and self.base is None:
            roles.theories += roles.others
            roles.others = []
        for entry in roles.others:
            shown = (*roles.theories, *roles.lines, *roles.cells)
            known = [*(one.title for one in shown), *self.found.arguments]
            message = (
                f"{entry.title!r} is no theory, criterion of one, or line of this debate"
                f"{did_you_mean(entry.title, known)}; a new one is tagged #theory or #line, "
                "and what bears on something stands in <>"
            )
            self.found.add(entry.mark, "argdown-statement", message)

    def _theories(self) -> None:
        ids = self._ids(self.roles.theories, "theories")
        criteria = self._records("criteria")
        for number, entry in enumerate(self.roles.theories, 1):
            item = self._item(entry, "theories", "claim", ids, f"t{number}")
            unsaid = "judgements" not in item and "parts" not in item
            item.setdefault("kinds", ["listed"])
            item.setdefault("short", _cut(item["title"]))
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
                self._note(
                    entry, "no judgements are given, so anything on the whole scale is assumed"
                )
            self.documents["theories"].put(item, place_in_entry(entry))
        self._validate("theories")

    def _lines(self) -> None:
        ids = self._ids(self.roles.lines, "lines")
        for number, entry in enumerate(self.roles.lines, 1):
            item = self._item(entry, "lines", "gist", ids, f"l{number}")
            self.documents["lines"].put(item, place_in_entry(entry))

    def _arguments(self) -> None:
        entries = [*self.found.arguments.values(), *self.roles.reasons]
        ids = self._ids(entries, "arguments")
        items = {}
        for number, entry in enumerate(entries, 1):
            items[id(entry)] = self._item(entry, "arguments", "gist", ids, f"a{number}")
        for entry in self.roles.reasons:
            self._note(entry, "a statement that bears on something is read as an argument")
        drawn = self._drawn(items)
        book = self._book()
        for item in items.values():
            book.add("argument", item["id"], item["title"])

        def find(kind: str, name: Any) -> str:
            found = book.find(kind, name) if isinstance(name, str) else []
            return found[0] if len(found) == 1 else str(name)

        def less(name: str) -> bool:
            return name in criteria and criteria[name].direction == "cost"

        criteria = self._records("criteria")
        made = []
        for entry in entries:
            item, arrows = items[id(entry)], drawn[id(entry)]
            item["tags"] = list(entry.tags) or item.get("tags", [])
            self._line(entry, item, arrows)
            changes = with_arrows(item, arrows, find, less)
            if changes.gone:
                self._note(entry, GONE, f"on {_some(changes.gone)}")
            if changes.new:
                self._note(entry, NEW, f"on {_some(changes.new)}")
            made.append((entry, item, changes))
        document = self.documents["arguments"]
        for entry, item, changes in self._bearing(made, find):
            if "credence" not in item:
                item["credence"] = list(CREDENCE)
                self._note(entry, "no credence is given, so .25 to .75 is assumed")
            at = ("arguments", len(document.items))
            document.moved |= {(*at, *now): (*at, *then) for now, then in changes.moved}
            document.put(item, place_in_entry(entry))
        self._spell_out()

    def _bearing(self, made: list[Made], find: Find) -> list[Made]:
        """Leave out arguments that bear on nothing, and answers to these alone."""
        while True:
            idle = [one for one in made if not any(key in one[1] for key in ("effects", "against"))]
            if not idle:
                return made
            for entry, _, _ in idle:
                self._note(entry, "left out, since it bears on nothing that a debate has")
            gone = {item["id"] for _, item, _ in idle}
            made = [one for one in made if one[1]["id"] not in gone]
            for _, item, _ in made:
                given = item.get("against")
                if isinstance(given, list):
                    left = [a for a in given if find("argument", _answered(a)) not in gone]
                    item["against"] = left
                    if not left:
                        del item["against"]

    def _spell_out(self) -> None:
        document = self.documents["arguments"]
        names = Known(self._records("criteria"), self._records("theories"), {})
        full, _ = arguments_in_full(
            document.items, document, ("arguments",), names, self.found.problems
        )
        document.data["arguments"] = full

    def _line(self, entry: Entry, item: dict[str, Any], drawn: Drawn) -> None:
        """Put an argument in the line that it supports in the map."""
        if len(drawn.lines) > 1:
            message = f"{entry.title!r} makes the point of {len(drawn.lines)} lines; it has but one"
            self.found.add(entry.mark, "argdown-lines", message)
        item.pop("line", None)
        if drawn.lines:
            item["line"] = drawn.lines[0]

    def _drawn(self, items: Mapping[int, dict[str, Any]]) -> dict[int, Drawn]:
        """Sort the arrows by the arguments that they come from."""
        self._read_cells()
        drawn = {number: Drawn() for number in items}
        theories, lines = (
            {id(entry): self.own[id(entry)] for entry in some}
            for some in (self.roles.theories, self.roles.lines)
        )
        groups = {id(e): str(e.data.get("group", e.title)) for e in self.roles.groups}
        only = list(self._records("criteria"))
        left: dict[str, list[Link]] = {}
        for link in self.found.links:
            source, target = id(link.source), id(link.target)
            mine = drawn.get(source)
            if mine is None:
                inside = {**theories, **lines, **groups, **self.cells}
                if source not in inside or target not in inside:
                    left.setdefault("an arrow from a statement to an argument", []).append(link)
                elif link.sign == "x":
                    left.setdefault("a contradiction", []).append(link)
            elif target in self.cells and link.sign in "+-":
                mine.arrows.append((*self.cells[target], link.sign == "+"))
            elif target in lines and link.sign == "+":
                mine.lines.append(lines[target])
            elif target in drawn and link.sign in "-_":
                mine.answers.append(self.own[target])
            elif target in theories or target in groups:
                name = theories.get(target) or groups[target]
                if link.sign not in "+-":
                    left.setdefault("an undercut of a statement", []).append(link)
                elif len(only) == 1:
                    less = self._records("criteria")[only[0]].direction == "cost"
                    mine.arrows.append((only[0], name, (link.sign == "+") != less))
                else:
                    self._ask_criterion(link)
            else:
                what = "an argument that supports another" if link.sign == "+" else "such an arrow"
                left.setdefault(what, []).append(link)
        for what, links in left.items():
            self.notes.append(f"{what} has no place in a debate and is left out: {_lines(links)}")
        return drawn

    def _ask_criterion(self, link: Link) -> None:
        first = next(iter(self._records("criteria").values()), None)
        example = f"[{first.title} of {link.target.title}]" if first else "[Criterion of Theory]"
        message = (
            f"an argument bears on a criterion of {link.target.title!r}: write an arrow to "
            f"{example}, or to another criterion"
        )
        self.found.add(link.mark, "argdown-criterion", message)

    def _read_cells(self) -> None:
        """Find criterion and theory of statements such as `[Directness of Auditing]`."""
        book = self._book()
        for entry in self.roles.cells:
            if "criterion" in entry.data and "on" in entry.data:
                pairs = [(entry.data["criterion"], entry.data["on"])]
            else:
                pairs = list(_splits(entry.title, book))
            for left, right in pairs:
                criteria, theories = (
                    book.find(kind, name) if isinstance(name, str) else []
                    for kind, name in (("criterion", left), ("theory", right))
                )
                if len(criteria) == 1 and len(theories) == 1:
                    self.cells[id(entry)] = (criteria[0], theories[0])
                    break
            else:
                hint = did_you_mean(entry.title, self.found.statements)
                message = f"{entry.title!r} is not a criterion of a theory that is there{hint}"
                self.found.add(entry.mark, "argdown-statement", message)
                self.cells[id(entry)] = ("", "")

    def _book(self, theories: bool = True) -> NameBook:
        return NameBook(self._records("criteria"), self._records("theories") if theories else {})

    def _ids(self, entries: list[Entry], kind: str) -> Ids:
        known = getattr(self.base, kind, {}) if self.base else {}
        given = [one.data["id"] for one in entries if isinstance(one.data.get("id"), str)]
        return Ids([*given, *known, *self.own.values()])

    def _item(self, entry: Entry, kind: str, text: str, ids: Ids, otherwise: str) -> dict[str, Any]:
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

    def _known(self, entry: Entry, kind: str) -> dict[str, Any]:
        """Return the record that the base has of an entry, by id or by title."""
        records: Mapping[str, Any] = getattr(self.base, kind, {}) if self.base else {}
        record = records.get(str(entry.data.get("id")))
        if record is None and "id" not in entry.data:
            same = [one for one in records.values() if clean_title(one.title) == entry.title]
            record = same[0] if len(same) == 1 else None
        return plain_record(record) if record is not None else {}

    def _note(self, entry: Entry, what: str, detail: str = "") -> None:
        """Note something of an entry; what is the same of several is said once."""
        said = " ".join(filter(None, [_cut(entry.title, 40), detail]))
        self.told.setdefault(what, []).append(f"{said} (line {entry.mark.line})")

    def _say_skipped(self) -> None:
        skipped: dict[str, list[Mark]] = {}
        for mark, what in self.found.skipped:
            skipped.setdefault(what, []).append(mark)
        for what, marks in skipped.items():
            lines = _some([str(mark.line) for mark in marks])
            self.notes.append(f"{what} has no place in a debate and is left out: line {lines}")


def _answered(attack: Any) -> Any:
    return attack.get("argument") if isinstance(attack, dict) else None


def _splits(title: str, book: NameBook) -> Iterator[tuple[str, str]]:
    """Yield criterion and theory as a title such as `Risk of loss of A` may name them."""
    parts = title.split(" of ")
    for n in range(1, len(parts)):
        left, right = " of ".join(parts[:n]), " of ".join(parts[n:])
        if book.find("criterion", left):
            yield left, right


def _cut(title: str, most: int = SHORT) -> str:
    return title if len(title) <= most else title[: most - 3].rstrip() + "..."


def _some(names: list[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _lines(links: list[Link]) -> str:
    return f"line {_some([str(link.mark.line) for link in links])}"
