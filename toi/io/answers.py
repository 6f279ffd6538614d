"""Files of answers to the questions of `toi rubric elicit`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from toi.errors import InputErrors, Problem
from toi.io.debate.entry import Entry
from toi.io.debate.load import check_schema, checked_document
from toi.io.debate.references import unknown
from toi.io.debate.validate import validate
from toi.io.suggest import did_you_mean
from toi.io.yaml.emit import flow
from toi.io.yaml.parse import Document, parse
from toi.records.answers import METHODS, Answers
from toi.records.debate import Debate

KIND = "answers"
Read = Entry[Answers]


def read_answers(name: str, raw: bytes) -> Read:
    """Read the answers that some bytes hold, with their places; problems call the file `name`.

    Raises
    ------
    InputErrors
        With every problem that can be told without the debate.
    """
    problems: list[Problem] = []
    document = checked_document(parse(name, raw), problems)
    found = None if document is None else _validated(document, problems)
    if found is None or problems:
        raise InputErrors(problems)
    return found


def _validated(document: Document, problems: list[Problem]) -> Read | None:
    content = document.data
    if not check_schema(document, KIND, problems):
        if "schema" in content:
            return None
        content = {**content, "schema": f"toi/{KIND}/1"}
    record = validate(Answers, content, document, (), problems)
    return None if record is None else Entry(record, document, ())


def check_answers(
    read: Read, debate: Debate, usual: Sequence[str], whole: bool
) -> Iterator[Problem]:
    """Check answers against the debate they are about.

    Parameters
    ----------
    read : Entry of Answers
        The answers.
    debate : Debate
        With the own arguments of the rubric to start from.
    usual : sequence of str
        The criteria that count where the answers do not say which.
    whole : bool
        Whether the weighing must be finished; answers that are gone on with need not be.

    Yields
    ------
    Problem
        Each mistake.
    """
    answers = read.record
    weighed = usual if answers.criteria is None else answers.criteria
    yield from _unknown(read, "criteria", answers.criteria or (), debate.criteria, "criterion")
    yield from _unknown(read, "arguments", answers.arguments, debate.arguments, "argument")
    if answers.criteria is not None and not weighed:
        yield read.problem("empty", "name at least one criterion", "criteria")
    yield from _twice(read, "criteria", answers.criteria or ())
    yield from _strays(read)
    if answers.weigh in METHODS:
        yield from _weighing(read, weighed, debate, whole)


def _unknown(
    read: Read, key: str, names: Iterable[str], known: Mapping[str, Any], what: str
) -> Iterator[Problem]:
    for place, name in enumerate(names):
        if name not in known:
            step = name if isinstance(names, Mapping) else place
            message = unknown(what, name, known)
            yield read.problem(f"unknown-{what}", message, key, step, key=True)


def _twice(read: Read, key: str, names: Sequence[str]) -> Iterator[Problem]:
    for place, name in enumerate(names):
        if name in names[:place]:
            yield read.problem("named-twice", f"{name!r} is named twice", key, place)


def _strays(read: Read) -> Iterator[Problem]:
    """Find answers to a way of weighing that was not chosen."""
    answers = read.record
    for method in METHODS:
        if getattr(answers, method) and answers.weigh != method:
            message = f"`{method}` is here, but not `weigh: {method}`"
            yield read.problem("other-method", message, method, key=True)
    if answers.kept and answers.weigh != "pairwise":
        yield read.problem("other-method", "`kept` belongs to `weigh: pairwise`", "kept", key=True)


def _weighing(read: Read, weighed: Sequence[str], debate: Debate, whole: bool) -> Iterator[Problem]:
    """Check that the answers to the chosen method speak of each criterion that counts."""
    answers = read.record
    method = str(answers.weigh)
    named = list(_named(answers))
    counting = f"does not count here (those that do: {', '.join(weighed)})"
    for path, name in named:
        if name not in weighed:
            hint = did_you_mean(name, weighed) if name not in debate.criteria else ""
            hint = hint or _let_it_count(name, weighed, debate)
            yield read.problem(
                "unknown-criterion", f"{name!r} {counting}{hint}", method, *path, key=True
            )
    if method == "rank":
        yield from (
            read.problem("named-twice", f"{name!r} is named twice", method, *path)
            for place, (path, name) in enumerate(named)
            if name in [other for _, other in named[:place]]
        )
    missing = list(_missing(answers, weighed, {name for _, name in named}))
    if missing and (whole or (method in ("rank", "points") and named)):
        place = method if named else "weigh"
        yield read.problem("missing-key", f"still needed: {', '.join(missing)}", place)
    elif method == "points" and named and not any(answers.points.values()):
        yield read.problem("weights-zero", "not all points can be 0", method)
    if method == "swing" and answers.swing and max(answers.swing.values()) != 100:
        message = "the criterion whose move is wanted most has 100"
        yield read.problem("swing-highest", message, method)


def _let_it_count(name: str, weighed: Sequence[str], debate: Debate) -> str:
    """Say how a criterion that does not count is made to; nothing for what is no criterion."""
    if name not in debate.criteria:
        return ""
    return f"; to let it count, add the line criteria: [{', '.join([*weighed, name])}]"


def _named(answers: Answers) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield the criteria in the answers to the chosen method, with their places."""
    match answers.weigh:
        case "rank":
            for place, tied in enumerate(answers.rank):
                yield from (((place, i), name) for i, name in enumerate(tied))
        case "pairwise":
            for place, (first, _, second) in enumerate(answers.pairwise):
                yield from (((place, 0), first), ((place, 2), second))
        case _:
            yield from (((name,), name) for name in getattr(answers, str(answers.weigh)))


def _missing(answers: Answers, weighed: Sequence[str], named: set[str]) -> Iterator[str]:
    """Yield the criteria, or pairs of them, that were not answered."""
    if answers.weigh != "pairwise":
        yield from (name for name in weighed if name not in named)
        return
    compared = {frozenset((first, second)) for first, _, second in answers.pairwise}
    for pair in combinations(weighed, 2):
        if frozenset(pair) not in compared:
            yield " with ".join(pair)


def answers_text(answers: Answers, remark: str) -> str:
    """Write answers as a file that reads back as the same, below a `remark`."""
    said = answers.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    said.pop("schema", None)
    lines = [f"# {remark}", "schema: toi/answers/1"]
    if "rank" in said:
        said["rank"] = [tied[0] if len(tied) == 1 else tied for tied in said["rank"]]
    for key, value in said.items():
        if key == "arguments":
            lines += [f"{key}:", *(f"  {flow(name)}: {flow(v)}" for name, v in value.items())]
        elif key == "pairwise":
            lines += [f"{key}:", *(f"  - {flow(comparison)}" for comparison in value)]
        else:
            lines.append(f"{key}: {_quoted(key, value)}")
    return "\n".join(lines) + "\n"


def _quoted(key: str, value: Any) -> str:
    """Write a value; a digest of figures alone stays text."""
    return f'"{value}"' if key == "data" else flow(value)
