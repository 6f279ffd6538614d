"""From files to validated records, with every problem in every file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, TypeVar

from toi.errors import InputErrors, Problem
from toi.io.debate.checks import check_records
from toi.io.debate.entry import Entry
from toi.io.suggest import did_you_mean
from toi.io.yaml import cache
from toi.io.yaml.parse import MAX_BYTES, Document, parse
from toi.progress import stage
from toi.records.argument import Argument
from toi.records.base import Record, shown
from toi.records.debate import Debate
from toi.records.evidence import Evidence
from toi.records.line import Line
from toi.records.portfolio import Allocation
from toi.records.theory import Claim, Criterion, Source, Theory

if TYPE_CHECKING:
    from pydantic import ValidationError

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
OPTIONAL = (*UNSCORED, "lines", "allocations")  # where there is no file, nothing is said of them


@dataclass(frozen=True)
class Loaded:
    """A debate with the entries behind it, for checks and for error places."""

    debate: Debate
    entries: Mapping[str, list[Entry[Any]]]


def load(
    folder: Traversable, shown_as: str, everything: bool = False, origin: str | None = None
) -> Loaded:
    """Read a data folder.

    Parameters
    ----------
    folder : Traversable
        Holds criteria.yaml, theories.yaml and, if there are any, arguments.yaml,
        lines.yaml, evidence.yaml, sources.yaml, claims.yaml and allocations.yaml.
    shown_as : str
        What messages call the folder.
    everything : bool
        Whether to read what scores nothing too: evidence, sources, claims; and to check
        what is cited.
    origin : str, optional
        What provenance calls the data; by default as messages do.

    Raises
    ------
    InputErrors
        With every problem in every file.
    """
    if not folder.is_dir():
        message = "a file, not a folder" if folder.is_file() else "no such folder"
        raise InputErrors([Problem(shown_as, None, None, message, "missing-folder")])
    problems: list[Problem] = []
    entries: dict[str, list[Entry[Any]]] = {}
    unread: dict[str, frozenset[str] | None] = {}
    for kind, model in KINDS.items():
        if kind in UNSCORED and not everything:
            continue
        if kind in OPTIONAL and not (folder / f"{kind}.yaml").is_file():
            continue
        with stage(f"reading {shown_as}/{kind}.yaml"):
            entries[kind] = list(_read_kind(folder, shown_as, kind, model, problems, unread))
    debate = Debate(
        **{kind: {e.record.id: e.record for e in found} for kind, found in entries.items()},
        origin=origin or shown_as,
        unread=unread,
    )
    with stage("checking what refers to what"):
        problems += check_records(entries, debate)
    if problems:
        raise InputErrors(problems)
    return Loaded(debate, entries)


def _read_kind(
    folder: Traversable,
    shown_as: str,
    kind: str,
    model: type[R],
    problems: list[Problem],
    unread: dict[str, frozenset[str] | None],
) -> Iterator[Entry[R]]:
    """The records of one file; the names in those that are broken go to `unread`."""
    name = f"{shown_as}/{kind}.yaml"
    file = folder / f"{kind}.yaml"
    if not file.is_file():
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
    for index, item in enumerate(items):
        record = validate(model, item, document, (kind, index), problems)
        if record is not None:
            yield Entry(record, document, (kind, index))
        else:
            known, names = unread.get(kind, frozenset()), _names(item)
            unread[kind] = None if known is None or names is None else known | names


def _names(item: Any) -> frozenset[str] | None:
    """The names by which others may refer to a broken record; None where none can be told."""
    if not isinstance(item, dict):
        return None
    found = [item.get("id")]
    for key in ("kinds", "groups", "former"):
        names = item.get(key)
        found += names if isinstance(names, list) else [names]
    return frozenset(name for name in found if isinstance(name, str))


def read_document(file: Traversable, name: str, problems: list[Problem]) -> Document | None:
    """Parse one file; None, with the problems noted, where it cannot be trusted."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        problems.append(
            Problem(name, None, None, f"cannot be read: {error.strerror}", "unreadable")
        )
        return None
    kept = cache.recall(raw)
    if kept is not None:
        return Document(name, kept, unread=raw)
    document = checked_document(parse(name, raw), problems)
    if document is not None and not document.problems:
        cache.remember(raw, document.data)
    return document


def checked_document(document: Document, problems: list[Problem]) -> Document | None:
    """A parsed text with its problems noted; None where it holds no mapping."""
    problems += document.problems
    if document.problems and document.data is None:
        return None
    if not isinstance(document.data, dict):
        if not document.problems:
            problems.append(_at(document, (), "not-a-mapping", "the file must be `key: value`"))
        return None
    return document


def _items(document: Document, kind: str, problems: list[Problem]) -> list[Any]:
    data = document.data
    check_schema(document, kind, problems)
    for key in data:
        if key not in ("schema", kind):
            message = f"unknown key {shown(key)}{did_you_mean(str(key), ('schema', kind))}"
            problems.append(_at(document, (key,), "unknown-key", message, key=True))
    items = data.get(kind)
    if kind not in data:
        problems.append(_at(document, (), "missing-key", f"{kind!r} is missing"))
    elif not isinstance(items, list):
        message = f"`{kind}:` must be a list of records, each beginning with `- id:`"
        problems.append(_at(document, (kind,), "not-a-list", message))
    elif not items and kind in REQUIRED:
        message = f"`{kind}:` is empty; there must be at least one record"
        problems.append(_at(document, (kind,), "empty", message))
    return items if isinstance(items, list) else []


def check_schema(document: Document, kind: str, problems: list[Problem]) -> bool:
    """Whether a file names the schema of its kind; a problem is noted where it does not."""
    wanted, given = f"toi/{kind}/1", document.data.get("schema")
    if given == wanted:
        return True
    found = f", not {shown(given)}" if "schema" in document.data else ""
    message = f"begin with `schema: {wanted}`{found}"
    problems.append(_at(document, ("schema",), "schema", message))
    return False


def validate(
    model: type[R],
    item: Any,
    document: Document,
    path: tuple[Any, ...],
    problems: list[Problem],
) -> R | None:
    """One record, or None with its problems noted."""
    from pydantic import ValidationError

    try:
        return model.model_validate(item)
    except ValidationError as error:
        problems += _translated(error, model, document, path)
        return None


def _translated(
    error: "ValidationError", model: type[Record], document: Document, path: tuple[Any, ...]
) -> Iterator[Problem]:
    for found in error.errors(include_url=False):
        # pydantic marks a failing dictionary key with a step of its own
        where = tuple(step for step in found["loc"] if step != "[key]")
        kind = found["type"]
        match kind:
            case "missing":
                yield _at(document, (*path, *where), "missing-key", f"{where[-1]!r} is missing")
            case "extra_forbidden" | "invalid_key":
                known = _keys_at(model, where[:-1])
                message = f"unknown key {shown(where[-1])}{did_you_mean(str(where[-1]), known)}"
                yield _at(document, (*path, *where), "unknown-key", message, key=True)
            case "model_type" if found["input"] is not None:
                message = f"{shown(found['input'])} is not a mapping{_such_as(model, where)}"
                yield _at(document, (*path, *where), "not-a-mapping", message)
            case _:
                code, message = _worded(kind, found, found["input"])
                in_key = "[key]" in found["loc"]
                cause = _CAUSES.get(kind, ())
                yield _at(document, (*path, *where, *cause), code, message, key=in_key)


# Where what is wrong with a record as a whole is to be put right; the first that is there.
_CAUSES = {
    "assumed-without-range": ("value", "lowers", "raises", "force"),
    "share-without-inherits": ("share",),
    "scrutiny-of-whole": ("scrutiny",),
    "parts-and-judgements": ("judgements",),
    "preference-order": ("q",),
    "shares-zero": ("shares",),
}


def _such_as(model: type[Record], where: tuple[Any, ...]) -> str:
    """Which keys must be given there, as a hint."""
    fields = _model_at(model, where).model_fields
    needed = [field.alias or name for name, field in fields.items() if field.is_required()]
    return f"; it needs: {', '.join(needed)}" if needed else ""


def _worded(kind: str, found: Any, given: Any) -> tuple[str, str]:
    """Code and message of a pydantic error, in our words where ours are clearer."""
    if given is None and kind in ("model_type", "dict_type", "tuple_type", "list_type"):
        return "empty", "nothing stands here; remove it, or give it a value"
    if given is None and kind.endswith(("_type", "literal_error")):
        return "empty", "must not be empty"
    match kind:
        case "literal_error":
            return "not-a-choice", _not_a_choice(found["ctx"]["expected"], given)
        case "string_type":
            hint = "; put it in quotes if it is meant as text"
            scalar = isinstance(given, bool | int | float)
            return "not-text", f"{shown(given)} is not text{hint if scalar else ''}"
        case "string_too_long":
            most = found["ctx"]["max_length"]
            return "too-long", f"{len(given.strip())} characters long; at most {most} fit"
        case "string_too_short" | "too_short":
            return "empty", "must not be empty"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "not-a-mapping", f"{shown(given)} is not a `key: value` mapping"
        case "tuple_type" | "list_type":
            hint = (
                f"; write [{given}]" if isinstance(given, str) else "; begin each entry with `- `"
            )
            return "not-a-list", f"{shown(given)} is not a list{hint}"
        case "bool_type":
            return "not-a-choice", _not_a_choice("'true' or 'false'", given)
        case "int_type":
            return "not-a-number", f"{shown(given)} is not a whole number"
        case _:
            return kind.replace("_", "-"), str(found["msg"])


def _not_a_choice(expected: str, given: Any) -> str:
    """What to say of a value outside a list, which pydantic gives as "'a', 'b' or 'c'"."""
    choices = expected.strip("'").replace("' or '", "', '").split("', '")
    hint = did_you_mean(given, choices) if isinstance(given, str) else ""
    if len(choices) == 1:
        return f"must be {choices[0]}, not {shown(given)}"
    return f"{shown(given)} is not one of {', '.join(choices)}{hint}"


def _keys_at(model: type[Record], where: tuple[Any, ...]) -> list[str]:
    """The keys that the model at `where` knows."""
    fields = _model_at(model, where).model_fields
    return [field.alias or name for name, field in fields.items()]


def _model_at(model: Any, where: tuple[Any, ...]) -> Any:
    """The model of the record at `where`, or of the nearest one above."""
    from typing import get_args

    for step in where:
        if not isinstance(step, str) or not hasattr(model, "model_fields"):
            continue
        field = next(
            (f for n, f in model.model_fields.items() if step in (n, f.alias)),
            None,
        )
        if field is None:
            continue  # a key of a mapping of records: the model stays
        model = _record_within(field.annotation, get_args) or model
    return model


def _record_within(annotation: Any, get_args: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for inner in get_args(annotation):
        found = _record_within(inner, get_args)
        if found is not None:
            return found
    return None


def _at(
    document: Document, path: tuple[Any, ...], code: str, message: str, key: bool = False
) -> Problem:
    place = document.place(path, key)
    return Problem(document.name, place.line, place.column, message, code)
