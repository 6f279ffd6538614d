"""From the files of a data folder to validated records, with every problem in every file."""

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from toi.errors import InputErrors, Problem
from toi.io.debate.checks import check_records
from toi.io.debate.entry import Entry
from toi.io.debate.references import citations, references, unknown_names
from toi.io.debate.short_form import Known, arguments_in_full
from toi.io.debate.validate import validate
from toi.io.paths import closed, is_dir, is_file, is_named, read_plain
from toi.io.suggest import did_you_mean
from toi.io.uncollected import uncollected
from toi.io.yaml import parsed
from toi.io.yaml.parse import MAX_BYTES, MAX_PROBLEMS, Document, parse
from toi.io.yaml.plain_data import plain_data
from toi.light_dataclass import dataclass
from toi.progress import stage
from toi.records.argument import Argument
from toi.records.base import Record
from toi.records.debate import Debate
from toi.records.evidence import Evidence
from toi.records.fields.refusals import shown
from toi.records.line import Line
from toi.records.naming import Naming
from toi.records.portfolio import Allocation
from toi.records.theory import Claim, Criterion, Source, Theory
from toi.words import PLAIN_WORDS

R = TypeVar("R", bound=Record)

KINDS: dict[str, type[Record]] = {
    "criteria": Criterion,
    "theories": Theory,
    "arguments": Argument,
    "lines": Line,
    "evidence": Evidence,
    "sources": Source,
    "claims": Claim,
    "allocations": Allocation,
}
REQUIRED = ("criteria", "theories")
UNSCORED = ("evidence", "sources", "claims")  # read only when asked for
WORDS = "debate"  # the file that says what the debate calls things
OPTIONAL = (*UNSCORED, "lines", "allocations")  # where there is no file, nothing is said of them


@dataclass(frozen=True)
class Loaded:
    """A debate with the entries behind it, for checks and for the places of errors."""

    debate: Debate
    entries: Mapping[str, list[Entry[Any]]]


@uncollected()
def load(
    folder: Traversable, shown_as: str, everything: bool = False, origin: str | None = None
) -> Loaded:
    """Read a data folder.

    Parameters
    ----------
    folder : Traversable
        Holds criteria.yaml, theories.yaml and, if there are any, arguments.yaml,
        lines.yaml, evidence.yaml, sources.yaml, claims.yaml, allocations.yaml and debate.yaml.
    shown_as : str
        What messages call the folder.
    everything : bool
        Whether to read what scores nothing too: evidence, sources, claims; and to check
        what is cited.
    origin : str, optional
        What provenance calls the data; by default as messages do.

    Returns
    -------
    Loaded
        The debate, and its records with their places.

    Raises
    ------
    InputErrors
        With every problem in every file.
    """
    if not is_dir(folder):
        message = "a file, not a folder" if is_file(folder) else "no such folder"
        raise InputErrors([Problem(shown_as, None, None, message, "missing-folder")])
    if closed(folder):
        message = f"cannot be read: {closed(folder)}"
        raise InputErrors([Problem(shown_as, None, None, message, "unreadable")])
    problems: list[Problem] = []
    entries: dict[str, list[Entry[Any]]] = {}
    unread: dict[str, frozenset[str] | None] = {}
    for kind, model in KINDS.items():
        if kind in UNSCORED and not everything:
            continue
        if kind in OPTIONAL and not is_named(folder / f"{kind}.yaml"):
            continue
        with stage(f"reading {shown_as}/{kind}.yaml"):
            names = _names_so_far(entries, unread)
            entries[kind] = list(_read_kind(folder, shown_as, kind, model, problems, unread, names))
    naming = _read_naming(folder, shown_as, problems)
    debate = Debate(
        **{kind: {e.record.id: e.record for e in found} for kind, found in entries.items()},
        words=naming.record.to_words() if naming else PLAIN_WORDS,
        origin=origin or shown_as,
        unread=unread,
    )
    with stage("checking what refers to what"):
        problems += check_records(entries, debate)
        if naming:
            named = [*citations(naming.record)]
            # Where some arguments could not be read, a speaker may be that of one of them.
            if unread.get("arguments", frozenset()) == frozenset():
                named += references(naming.record)
            problems += unknown_names(naming, named, debate)
    if problems:
        raise InputErrors(problems)
    return Loaded(debate, entries)


def _names_so_far(entries: Mapping[str, list[Entry[Any]]], unread: Mapping[str, object]) -> Known:
    """Return what arguments may name, of the files that were read before theirs."""
    criteria = {entry.record.id: entry.record for entry in entries.get("criteria", ())}
    theories = {entry.record.id: entry.record for entry in entries.get("theories", ())}
    kinds = {"criterion": "criteria", "theory": "theories"}
    unsure = frozenset(kind for kind, file in kinds.items() if file in unread)
    return Known(criteria, theories, {}, unsure)


def _read_kind(
    folder: Traversable,
    shown_as: str,
    kind: str,
    model: type[R],
    problems: list[Problem],
    unread: dict[str, frozenset[str] | None],
    names: Known,
) -> Iterator[Entry[R]]:
    """Read the records of one file; the names in those that are broken go to `unread`."""
    name = f"{shown_as}/{kind}.yaml"
    file = folder / f"{kind}.yaml"
    if not is_named(file):
        if kind in REQUIRED:
            problems.append(Problem(name, None, None, "no such file", "missing-file"))
            unread[kind] = None
        return
    before = len(problems)
    document = read_document(file, name, problems)
    if document is None:
        unread[kind] = None
        return
    items = _items(document, kind, problems)
    if len(problems) > before:
        unread[kind] = None  # what else the file holds cannot be told
    broken: set[int] = set()
    if kind == "arguments":
        items, broken = arguments_in_full(items, document, (kind,), names, problems)
    for index, item in enumerate(items):
        if len(problems) - before > MAX_PROBLEMS:
            message = "so many problems that reading ends here"
            problems.append(document.problem((kind, index), "too-many-problems", message))
            unread[kind] = None
            return
        record = validate(model, item, document, (kind, index), problems)
        if record is not None and index not in broken:
            yield Entry(record, document, (kind, index))
        else:
            known, own = unread.get(kind, frozenset()), _names(item)
            unread[kind] = None if known is None or own is None else known | own


def _read_naming(
    folder: Traversable, shown_as: str, problems: list[Problem]
) -> Entry[Naming] | None:
    """Read the file of words; None where there is none, or where it is broken."""
    file = folder / f"{WORDS}.yaml"
    if not is_file(file):
        return None
    document = read_document(file, f"{shown_as}/{WORDS}.yaml", problems)
    if document is None:
        return None
    named = check_schema(document, WORDS, problems)
    content = {**document.data, **({} if named else {"schema": f"toi/{WORDS}/1"})}
    record = validate(Naming, content, document, (), problems)
    return Entry(record, document, ()) if record else None


def _names(item: Any) -> frozenset[str] | None:
    """Return the names by which others may refer to a broken record; None if none can be told."""
    if not isinstance(item, dict):
        return None
    found = [item.get("id")]
    for key in ("kinds", "groups", "former"):
        names = item.get(key)
        found += names if isinstance(names, list) else [names]
    return frozenset(name for name in found if isinstance(name, str))


def read_document(file: Traversable, name: str, problems: list[Problem]) -> Document | None:
    """Parse one file, or take its data from the cache; None where it cannot be trusted.

    `problems` gets what is wrong, by the `name` of the file.
    """
    raw = read_raw(file, name, problems)
    return None if raw is None else document_of(raw, name, problems)


def read_raw(file: Traversable, name: str, problems: list[Problem]) -> bytes | None:
    """Read the bytes of one file; None, and a problem, where that cannot be done."""
    try:
        return read_plain(file, MAX_BYTES)
    except OSError as error:
        problems.append(
            Problem(name, None, None, f"cannot be read: {error.strerror}", "unreadable")
        )
        return None


def document_of(raw: bytes, name: str, problems: list[Problem]) -> Document | None:
    """Parse the bytes of a file, or take their data from the cache; as `read_document`."""
    kept = parsed.recall(raw)
    if kept is not None:
        return Document(name, kept, unread=raw)
    data = plain_data(raw)
    if data is not None:
        parsed.remember(raw, data)
        return Document(name, data, unread=raw)
    document = checked_document(parse(name, raw), problems)
    if document is not None and not document.problems:
        parsed.remember(raw, document.data)
    return document


def checked_document(document: Document, problems: list[Problem]) -> Document | None:
    """Add a text's problems to `problems`; return None where it holds no mapping."""
    problems += document.problems
    if document.problems and document.data is None:
        return None
    if not isinstance(document.data, dict):
        if not document.problems:
            problems.append(document.problem((), "not-a-mapping", "the file must be `key: value`"))
        return None
    return document


def _items(document: Document, kind: str, problems: list[Problem]) -> list[Any]:
    data = document.data
    check_schema(document, kind, problems)
    for key in data:
        if key not in ("schema", kind):
            message = f"unknown key {shown(key)}{did_you_mean(str(key), ('schema', kind))}"
            problems.append(document.problem((key,), "unknown-key", message, key=True))
    items = data.get(kind)
    if kind not in data:
        problems.append(document.problem((), "missing-key", f"{kind!r} is missing"))
    elif not isinstance(items, list):
        message = f"`{kind}:` must be a list of records, each beginning with `- id:`"
        problems.append(document.problem((kind,), "not-a-list", message))
    elif not items and kind in REQUIRED:
        message = f"`{kind}:` is empty; there must be at least one record"
        problems.append(document.problem((kind,), "empty", message))
    return items if isinstance(items, list) else []


def check_schema(document: Document, kind: str, problems: list[Problem]) -> bool:
    """Tell whether a file names the schema of its kind, and note it where it does not."""
    wanted, given = f"toi/{kind}/1", document.data.get("schema")
    if given == wanted:
        return True
    found = f", not {shown(given)}" if "schema" in document.data else ""
    message = f"begin with `schema: {wanted}`{found}"
    problems.append(document.problem(("schema",), "schema", message))
    return False
