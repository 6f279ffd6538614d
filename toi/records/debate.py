"""A debate: its records by id, and the names that reach several theories at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property

from toi.light_dataclass import dataclass
from toi.records.argument import Argument
from toi.records.evidence import Evidence
from toi.records.fields.numbers import middle
from toi.records.line import Line
from toi.records.portfolio import Allocation
from toi.records.theory import Claim, Criterion, Source, Theory
from toi.words import PLAIN_WORDS, Words

PART = "part"
EVERYTHING = "all"


@dataclass(frozen=True)
class Debate:
    """The records of one debate.

    Attributes
    ----------
    criteria, theories, arguments, lines, evidence, allocations : mapping
        Records by id, in the order of the file.
    sources, claims : mapping or None
        The same; None where they were not read.
    words : Words
        What it is called, and what it calls its alternatives.
    origin : str
        What provenance calls the data.
    unread : mapping
        Only while problems are collected: names in records that could not be read, by kind;
        None where a whole file could not.
    """

    criteria: Mapping[str, Criterion]
    theories: Mapping[str, Theory]
    arguments: Mapping[str, Argument]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    sources: Mapping[str, Source] | None = None
    claims: Mapping[str, Claim] | None = None
    allocations: Mapping[str, Allocation] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    words: Words = PLAIN_WORDS
    origin: str = "memory"
    # Only while problems are collected: names in records that could not be read, by kind;
    # None where a whole file could not.
    unread: Mapping[str, frozenset[str] | None] = field(default_factory=dict)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(getattr(self, kind))} {kind}" for kind in ("theories", "criteria", "arguments")
        )
        return f"<Debate: {self.origin}, {counts}>"

    def lacks(self, kind: str, name: str) -> bool:
        """Tell whether no record of a kind has this id, as far as the files could be read."""
        records = getattr(self, kind)
        if records is None or name in records:
            return False
        unread = self.unread.get(kind, frozenset())
        return unread is not None and name not in unread

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The theories of every kind and group, and of `all`, by name."""
        found: dict[str, list[str]] = {EVERYTHING: list(self.theories)}
        for theory in self.theories.values():
            for name in {*theory.kinds, *theory.groups}:
                found.setdefault(name, []).append(theory.id)
        return {name: tuple(members) for name, members in found.items()}

    @cached_property
    def reaching(self) -> frozenset[str]:
        """The names by which one may reach theories: their own, and those of `groups`."""
        return frozenset((*self.theories, *self.groups))

    def members(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the theories that theories, kinds or groups stand for; wholes stay whole."""
        found: dict[str, None] = {}
        for name in names:
            for theory in (name,) if name in self.theories else self.groups.get(name, ()):
                found[theory] = None
        return tuple(found)

    def leaves(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return `members` with each whole replaced by its parts: the theories that have cells."""
        names = tuple(names)
        if len(names) != 1:
            return tuple(dict.fromkeys(leaf for name in names for leaf in self.leaves([name])))
        known = self._leaves.get(names[0])
        if known is None:
            known = self._leaves[names[0]] = self._leaves_of(names[0])
        return known

    @cached_property
    def _leaves(self) -> dict[str, tuple[str, ...]]:
        """What was found for each name, since a group of thousands is asked for again and again."""
        return {}

    def _leaves_of(self, name: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for theory in self.members([name]):
            for leaf in [part.id for part in self.theories[theory].parts] or [theory]:
                found[leaf] = None
        return tuple(found)

    def reached(self, on: Iterable[str], except_: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the theories with cells of their own that an effect bears on."""
        reached, spared = self.leaves(on), set(self.leaves(except_))
        return tuple(name for name in reached if name not in spared) if spared else reached

    def depends_on(self, theory: str) -> tuple[str, ...]:
        """Return the theories needed before a theory's cells: parts, and conditions."""
        record = self.theories[theory]
        needed = [part.id for part in record.parts]
        if record.conditional_on is not None:
            needed += [name for name in self.members(record.conditional_on.on) if name != theory]
        return tuple(dict.fromkeys(name for name in needed if name in self.theories))

    def with_arguments(self, own: Iterable[Argument]) -> "Debate":
        """Return the debate with own arguments of a rubric added."""
        added = {argument.id: argument for argument in own}
        return replace(self, arguments={**self.arguments, **added}) if added else self

    def shown(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return the theories of some kinds, or some by id; `all` leaves out parts."""
        wanted = set(kinds)
        if EVERYTHING in wanted:
            return tuple(i for i, t in self.theories.items() if PART not in t.kinds)
        return tuple(i for i, t in self.theories.items() if i in wanted or wanted & set(t.kinds))

    def bearing_on(self, theory: str) -> list[Argument]:
        """Return the arguments that bear on a theory or its parts, in file order."""
        places = {place for leaf in self.leaves([theory]) for place in self._bearing.get(leaf, ())}
        arguments = tuple(self.arguments.values())
        return [arguments[place] for place in sorted(places)]

    @cached_property
    def _bearing(self) -> dict[str, list[int]]:
        """The places of the arguments that reach each theory with cells of its own."""
        found: dict[str, list[int]] = {}
        for place, argument in enumerate(self.arguments.values()):
            reached = (self.reached(e.on, e.except_) for e in argument.effects)
            for leaf in dict.fromkeys(name for names in reached for name in names):
                found.setdefault(leaf, []).append(place)
        return found

    @cached_property
    def answering(self) -> dict[str, tuple[str, ...]]:
        """The arguments that answer each, in file order."""
        found: dict[str, dict[str, None]] = {}
        for argument in self.arguments.values():
            for attack in argument.against:
                found.setdefault(attack.argument, {})[argument.id] = None
        return {name: tuple(by) for name, by in found.items()}

    def named_by(self, theory: str) -> int:
        """Count the arguments that name a theory or a part of it, not only a group it is in."""
        names = {theory, *self.leaves([theory])}
        return len({argument for name in names for argument in self._naming.get(name, ())})

    @cached_property
    def _naming(self) -> dict[str, list[str]]:
        """The arguments with an effect on each theory or group by its name."""
        found: dict[str, list[str]] = {}
        for argument in self.arguments.values():
            for name in dict.fromkeys(name for effect in argument.effects for name in effect.on):
                found.setdefault(name, []).append(argument.id)
        return found

    def text_lines(self, claims: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Return the lines of the text that claims stand on, in order, joined where they meet."""
        known = self.claims or {}
        found: list[tuple[int, int]] = []
        for first, last in sorted({known[name].lines for name in claims if name in known}):
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        return tuple(found)

    @cached_property
    def members_of_lines(self) -> dict[str, tuple[str, ...]]:
        """The arguments of every line of attack, in file order."""
        return {
            name: tuple(a.id for a in self.arguments.values() if a.line == name)
            for name in self.lines
        }

    @cached_property
    def tags(self) -> dict[str, tuple[str, ...]]:
        """The arguments of every tag."""
        found: dict[str, list[str]] = {}
        for argument in self.arguments.values():
            for tag in argument.tags:
                found.setdefault(tag, []).append(argument.id)
        return {name: tuple(found[name]) for name in sorted(found)}

    @cached_property
    def recorded_credences(self) -> dict[str, float]:
        """The credence in each argument as its record has it, before replies."""
        return {name: middle(one.credence.value) for name, one in self.arguments.items()}

    @cached_property
    def former_names(self) -> dict[str, dict[str, str]]:
        """Former names of records that no other has now, and what they are called, by kind."""
        return {
            kind: {
                old: record.id
                for record in getattr(self, kind).values()
                for old in record.former
                if old not in getattr(self, kind)
            }
            for kind in ("criteria", "theories", "arguments", "lines")
        }

    @property
    def core_weights(self) -> dict[str, float]:
        """The weights where none are given: equal ones, of 100, on the core criteria."""
        core = [name for name, criterion in self.criteria.items() if criterion.core]
        names = core or list(self.criteria)
        return {name: 100 / len(names) for name in names}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the resolved scored records: comments, order and form do not count."""
        import hashlib
        import json

        scored = ("arguments", "criteria", *(("lines",) if self.lines else ()), "theories")
        written = json.JSONEncoder(sort_keys=True).encode

        def members(kind: str) -> Iterator[str]:  # record by record: all at once takes longer
            for name, record in sorted(getattr(self, kind).items()):
                dumped = record.model_dump(mode="json", by_alias=True)
                yield f"{written(name)}: {written(dumped)}"

        kinds = (f"{written(kind)}: {{{', '.join(members(kind))}}}" for kind in scored)
        return hashlib.sha256(f"{{{', '.join(kinds)}}}".encode()).hexdigest()
