"""The names that records hold: where each stands, and of what it should be the name."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

from toi.errors import Problem
from toi.io.debate.called import fold
from toi.io.debate.entry import Entry
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.records.argument import Argument
from toi.records.base import Record
from toi.records.debate import Debate
from toi.records.evidence import Evidence
from toi.records.naming import Naming
from toi.records.portfolio import Allocation
from toi.records.theory import Theory

Path = tuple[Any, ...]


@dataclass(frozen=True)
class NameKind:
    """A kind of thing that has names.

    Attributes
    ----------
    word : str
        What messages call it.
    known : callable
        Returns the names that a debate has.
    records : str or None
        The attribute of a debate that holds records of this kind.
    """

    word: str
    known: Callable[[Debate], Collection[str]]
    records: str | None = None

    @property
    def code(self) -> str:
        """The code of the problem that there is no such name."""
        return "unknown-" + self.word.split()[0].rstrip(",")


CRITERION = NameKind("criterion", lambda debate: debate.criteria, "criteria")
THEORY = NameKind("theory", lambda debate: debate.theories, "theories")
THEORY_OR_GROUP = NameKind("theory or group", lambda debate: debate.reaching, "theories")
ARGUMENT = NameKind("argument", lambda debate: debate.arguments, "arguments")
LINE = NameKind("line", lambda debate: debate.lines, "lines")
CLAIM = NameKind("claim", lambda debate: debate.claims or (), "claims")
SPEAKER = NameKind("speaker", lambda debate: {a.speaker for a in debate.arguments.values()})
SOURCE = NameKind("source", lambda debate: debate.sources or (), "sources")


class Reference(NamedTuple):
    """A name that is held by a record.

    Attributes
    ----------
    path : tuple
        The key or the value in which it stands, from the record.
    is_key : bool
        Whether it stands in the key at `path`, not in the value.
    text : str
        That key or value; the name begins in it at `start`.
    """

    kind: NameKind
    name: str
    path: Path
    is_key: bool
    text: str
    start: int = 0


def in_keys(kind: NameKind, names: Iterable[str], *path: Any) -> Iterator[Reference]:
    """Yield the keys of the mapping at `path`."""
    for name in names:
        yield Reference(kind, name, (*path, name), True, name)


def in_value(kind: NameKind, name: str | None, *path: Any) -> Iterator[Reference]:
    """Yield the value at `path`, unless there is none."""
    if name is not None:
        yield Reference(kind, name, path, False, name)


def in_list(kind: NameKind, names: Iterable[str], *path: Any) -> Iterator[Reference]:
    """Yield the members of the list at `path`."""
    for index, name in enumerate(names):
        yield Reference(kind, name, (*path, index), False, name)


def references(record: Record) -> Iterator[Reference]:
    """Yield the names of scored records, lines and speakers that a record holds.

    Parameters
    ----------
    record : Record
        Of any kind; claims, sources, criteria and lines hold none.

    Yields
    ------
    Reference
        In the order of the record's fields.
    """
    match record:
        case Theory():
            yield from _in_theory(record)
        case Argument():
            yield from _in_argument(record)
        case Evidence():
            yield from in_list(THEORY_OR_GROUP, record.end_stories, "end_stories")
            yield from in_list(ARGUMENT, record.arguments, "arguments")
        case Naming():
            yield from in_keys(SPEAKER, record.speakers, "speakers")
        case Allocation():
            yield from in_keys(THEORY_OR_GROUP, record.shares, "shares")


def _in_theory(theory: Theory) -> Iterator[Reference]:
    yield from in_keys(CRITERION, theory.judgements, "judgements")
    for index, part in enumerate(theory.parts):
        yield from in_value(THEORY, part.id, "parts", index, "id")
    if theory.conditional_on is not None:
        yield from in_list(THEORY_OR_GROUP, theory.conditional_on.on, "conditional_on", "on")
    yield from in_list(THEORY_OR_GROUP, theory.peers, "peers")


def _in_argument(argument: Argument) -> Iterator[Reference]:
    for index, effect in enumerate(argument.effects):
        path = ("effects", index)
        yield from in_list(THEORY_OR_GROUP, effect.on, *path, "on")
        yield from in_list(THEORY_OR_GROUP, effect.except_, *path, "except")
        yield from in_value(CRITERION, effect.criterion, *path, "criterion")
    for index, attack in enumerate(argument.against):
        yield from in_value(ARGUMENT, attack.argument, "against", index, "argument")
    yield from in_keys(THEORY_OR_GROUP, argument.spares, "spares")
    yield from in_value(LINE, argument.line, "line")
    yield from in_value(ARGUMENT, argument.instance_of, "instance_of")


def citations(record: Record) -> Iterator[Reference]:
    """Yield the claims and sources that a record cites."""
    for path, claims in _cited_claims(record):
        if claims:
            yield from in_list(CLAIM, claims, *path)
    yield from in_list(SOURCE, getattr(record, "sources", ()), "sources")


def _cited_claims(record: Any) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield ("claims",), getattr(record, "claims", ())
    match record:
        case Theory():
            for name, judgement in record.judgements.items():
                yield ("judgements", name, "claims"), judgement.claims
            for part in ("conditional_on", "scrutiny"):
                below = getattr(record, part)
                if below is not None:
                    yield (part, "claims"), below.claims
        case Evidence():
            for part in ("figures", "levels"):
                for index, item in enumerate(getattr(record, part)):
                    yield (part, index, "claims"), item.claims


def unknown_names(
    entry: Entry[Any], named: Iterable[Reference], debate: Debate
) -> Iterator[Problem]:
    """Yield a problem for each name in an entry that the debate does not have.

    Names in records that could not be read, and in files that were not, are taken to exist.
    """
    for reference in named:
        kind, name = reference.kind, reference.name
        if kind.records is not None and not debate.lacks(kind.records, name):
            continue
        if name not in (known := kind.known(debate)):
            told = _called_so(debate, kind, name)
            message = unknown(kind.word, name, () if told else known) + told
            yield entry.problem(kind.code, message, *reference.path, key=reference.is_key)


def _called_so(debate: Debate, kind: NameKind, name: str) -> str:
    """Say which id to write where a name is the title of one record."""
    records = (getattr(debate, kind.records, None) if kind.records else None) or {}
    found = [
        id_
        for id_, record in records.items()
        for title in {getattr(record, "title", ""), getattr(record, "short", "")}
        if title and fold(title) == fold(name)
    ]
    return f"; that is the title of {found[0]}, write this id" if len(set(found)) == 1 else ""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Word a problem, such as: no theory 'T99'; did you mean 'T09'?."""
    return f"no {what} {name!r}{did_you_mean(name, known)}"
