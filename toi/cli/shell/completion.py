"""Completion by the Tab key: ids, rubrics, settings and other names, read without numpy.

Typer calls these functions when a shell asks; it keeps what begins with the word typed so far.
Whatever goes wrong while a name is looked for, nothing is offered: a shell in the middle of a
line is no place for an error.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import typer

from toi.analyses.sensitivity.topics import TOPICS
from toi.cli.shell.bash_words import BEFORE, quoted
from toi.cli.shell.names import PICTURES

Offers = list[tuple[str, str]]  # words with what they are
Completer = Callable[[typer.Context, str], Offers]

RECORDS = ("theories", "arguments", "lines", "criteria", "evidence", "sources")
SHARES = ("0%", "25%", "50%", "75%", "100%")
CREDENCES = ("0", "0.1", "0.25", "0.5", "0.75", "0.9", "1")


def _offering(look: Callable[[typer.Context, str], Iterable[tuple[str, str]]]) -> Completer:
    """Turn a search for names into a completer: quiet, in the user's case, fit for the shell."""

    # Not by functools.wraps: typer reads the names of the parameters.
    def complete(ctx: typer.Context, incomplete: str) -> Offers:
        before = os.environ.get(BEFORE, "")
        word = before + incomplete
        try:
            found = list(look(ctx, word))
        except Exception:
            return []
        return [
            (quoted(offer[len(before) :]), _plain(what))
            for name, what in found
            if name.casefold().startswith(word.casefold())
            for offer in [word + name[len(word) :]]  # t0 goes on to t09
        ]

    complete.__doc__ = look.__doc__
    return complete


def _plain(text: str) -> str:
    """Leave out of a description what shells or rich may read as more than text."""
    return re.sub(r"[^\w ,.%+/-]", "", text)


def _rows(ctx: typer.Context, kind: str) -> Iterator[dict[str, Any]]:
    """Read the records of one kind as plain data, checked by nobody."""
    from toi.io.debate.folders import find_folders
    from toi.io.debate.load import read_document

    folder = find_folders(ctx.params.get("data")).data.path
    document = read_document(folder / f"{kind}.yaml", kind, [])
    if document is not None:
        yield from document.data.get(kind, ())


def _records(ctx: typer.Context, *kinds: str) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        for row in _rows(ctx, kind):
            yield row["id"], row.get("title", "")


def _tags(ctx: typer.Context) -> dict[str, int]:
    """Count the arguments of each tag."""
    found: dict[str, int] = {}
    for row in _rows(ctx, "arguments"):
        for tag in row.get("tags", ()):
            found[tag] = found.get(tag, 0) + 1
    return found


def _rubrics(ctx: typer.Context) -> Iterator[tuple[str, str]]:
    from toi.io.debate.folders import find_folders
    from toi.io.rubric.find import available

    for name, (folder, _) in available(find_folders(ctx.params.get("data"))).items():
        yield name, f"a rubric, {folder.shown_as}"


@_offering
def theories(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer ids of theories."""
    return _records(ctx, "theories")


@_offering
def records(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer ids of all records and tags; claims, which are many, once a letter is typed."""
    yield from _records(ctx, *RECORDS)
    yield from ((tag, f"a tag of {n} arguments") for tag, n in _tags(ctx).items())
    if word:
        yield from _records(ctx, "claims")


@_offering
def rubrics(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer names of rubrics."""
    return _rubrics(ctx)


@_offering
def compared(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer what `toi compare` takes: more of what was named first."""
    ids = list(_records(ctx, "theories"))
    named = [w.casefold() for w in ctx.params.get("words") or ()]
    about_theories = any(w in {name.casefold() for name, _ in ids} for w in named)
    if not named or about_theories:
        yield from ids
    if not about_theories:
        yield from _rubrics(ctx)


@_offering
def trusted(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer names of rubrics, for `--trust NAME=N`."""
    return ((f"{name}=", what) for name, what in _rubrics(ctx))


@_offering
def settings(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer keys of `--set`; once only one fits, values that it may have."""
    found = list(_keys(ctx, word))
    fitting = [row for row in found if f"{row[0]}=".startswith(word) or word.startswith(row[0])]
    exact = [row for row in fitting if word.startswith(f"{row[0]}=")]
    if exact or len(fitting) == 1:
        key, what, values = (exact or fitting)[0]
        return ((f"{key}={value}", what) for value in values)
    return ((f"{key}=", what) for key, what, _ in found)


def _keys(ctx: typer.Context, word: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Find the keys that may be set, what they are and values that they may have."""
    from typing import get_args

    from toi.records.method import METHODS
    from toi.records.rubric import Rubric

    theory, dot, _ = word.partition(".")
    for row in _rows(ctx, "criteria"):
        yield row["id"], "the share of a weight", SHARES
        if dot:
            yield f"{theory}.{row['id']}", "a judgement", tuple("02468")
    for name, title in _records(ctx, "arguments"):
        yield name, title, CREDENCES
        if dot:
            yield f"{name}.settled", "its credence, replies counted", CREDENCES
    for tag, number in _tags(ctx).items():
        yield tag, f"a tag of {number} arguments", CREDENCES
    for name, title in _records(ctx, "lines"):
        yield f"overlap.{name}", title, CREDENCES
    for kind in ("critique", "support", "rebuttal"):
        yield f"kinds.{kind}", "every argument of a kind", CREDENCES
    yield "credences.default", "every other argument", CREDENCES
    yield "overlap.default", "every line of attack", CREDENCES
    yield "weights_sure", "how sure the weights are", ("exactly", "roughly", "order", "unknown")
    yield "method", "how criteria are combined", METHODS
    yield "gates", "what excludes", ("none",)
    for key in ("scrutiny", "not_bearing"):
        yield key, "how the records are taken", get_args(Rubric.model_fields[key].annotation)


@_offering
def kinds(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer kinds of what a command ranks or lists; several by commas."""
    what = None
    if ctx.command.name == "list":  # where the option has no value yet, words are left unread
        what = next(iter(ctx.args), ctx.params.get("what"))
    named: dict[str, None] = {"all": None} if what in (None, "theories") else {}
    for row in _rows(ctx, what or "theories"):
        named |= dict.fromkeys(row.get("kinds") or [row["kind"]])
    before = "".join(re.findall(r"[^,]*,", word))
    return ((before + name, f"a kind of {what or 'theories'}") for name in named)


@_offering
def criteria(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer criteria; several by commas."""
    before = "".join(re.findall(r"[^,]*,", word))
    return ((before + row["id"], row.get("question", "")) for row in _rows(ctx, "criteria"))


@_offering
def tags(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer tags of arguments."""
    return ((tag, f"{number} arguments") for tag, number in _tags(ctx).items())


@_offering
def groups(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer groups of inputs, for Sobol indices and for what they are worth."""
    yield from ((f"tag:{tag}", f"{number} arguments") for tag, number in _tags(ctx).items())
    for kind, prefix in (("lines", "line:"), ("criteria", "criterion:")):
        yield from ((prefix + name, title) for name, title in _records(ctx, kind))
    yield from _records(ctx, "arguments", "theories")


@_offering
def methods(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer methods of combining criteria."""
    from toi.records.method import METHODS

    return ((name, "a method") for name in (*METHODS, "all"))


@_offering
def pictures(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer names of pictures."""
    return ((name, "a picture") for name in PICTURES)


@_offering
def pictured(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer what a picture may be of."""
    if ctx.params.get("name") in ("compare", "places", "opinions"):
        return iter(compared(ctx, word))
    if ctx.params.get("name") == "graph":
        return _records(ctx, "theories", "lines", "arguments")
    return _records(ctx, "theories")


@_offering
def topics(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer topics of `toi sensitivity`, and theories."""
    yield from ((name, "a topic") for name in TOPICS)
    yield from _records(ctx, "theories")


@_offering
def listings(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer what `toi list` lists."""
    from toi.analyses.data.records.list_compute import LISTED

    return ((name, "") for name in LISTED)


@_offering
def schemas(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer kinds of files that have a JSON Schema."""
    from toi.io.debate.json_schema import SCHEMAS

    return ((name, "a kind of file") for name in SCHEMAS)


@_offering
def help_words(ctx: typer.Context, word: str) -> Iterator[tuple[str, str]]:
    """Offer commands below those named, and guides."""
    from toi.cli.shell.guides import guides

    command: Any = ctx.find_root().command
    for name in ctx.params.get("words") or ():
        command = getattr(command, "commands", {}).get(name)
    for name, child in getattr(command, "commands", {}).items():
        yield name, child.get_short_help_str()
    if not ctx.params.get("words"):
        yield from guides().items()
