"""Names that people type: any case, `t9` for T09, a former id, a title or short title, a part."""

from collections.abc import Iterable, Mapping
from typing import Any

from toi.errors import usage
from toi.io.debate.called import WAYS, by_id, matches, said_of, titled
from toi.io.suggest import did_you_mean, in_any_case
from toi.records.debate import EVERYTHING, Debate
from toi.records.method import METHODS
from toi.records.portfolio import Portfolio
from toi.records.rubric import Rubric

RECORDS = (
    *("theories", "arguments", "lines", "criteria", "evidence"),
    *("sources", "claims", "allocations"),
)


def find_theory(debate: Debate, word: str) -> str:
    """Return the id of the one theory that `word` names."""
    return _one(word, matches(word, debate.theories), "theory", debate)


def find_criterion(debate: Debate, word: str) -> str:
    """Return the id of the one criterion that `word` names."""
    return _one_of(debate.criteria, word, "criterion", "toi list criteria")


def find_argument(debate: Debate, word: str) -> str:
    """Return the id of the one argument that `word` names."""
    return _one_of(debate.arguments, word, "argument", "toi list arguments")


def find_line(debate: Debate, word: str) -> str:
    """Return the id of the one line of attack that `word` names."""
    return _one_of(debate.lines, word, "line", "toi list lines")


def _one_of(records: Mapping[str, Any], word: str, what: str, listing: str) -> str:
    found = matches(word, records)
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(found[:6]) + (", ..." if len(found) > 6 else "")
        raise usage(f"{word!r} may be {some}; write one of them", "ambiguous-id")
    known = (*records, *said_of(records))
    hint = did_you_mean(word, known) or f"; `{listing}` shows all"
    raise usage(f"no {what} is called {word!r}{hint}", "unknown-id")


def theories_called(debate: Debate, word: str) -> list[str]:
    """Return the theories that `word` may name; none if it names nothing."""
    return matches(word, debate.theories)


def criteria_called(debate: Debate, word: str) -> list[str]:
    """Return the criteria that `word` may name; none if it names nothing."""
    return matches(word, debate.criteria)


def find_record(debate: Debate, word: str) -> tuple[str, str]:
    """Return kind and id of the one record that `word` names.

    Ids win over whole titles, these over terms of the debate, and terms over parts of titles,
    beginnings of words first; of these one of a theory wins, so that a word means the same theory
    wherever it is typed.

    Raises
    ------
    InputErrors
        If `word` names none or several, or is a key of rubrics, which the message explains.
    """
    found: list[tuple[str, str]] = []
    for way in WAYS:
        found = [(kind, n) for kind in RECORDS for n in way(word, getattr(debate, kind) or {})]
        if not found and way is by_id and word in debate.tags:  # a line may have the name of a tag
            found = [("tags", word)]
        if not found and way is titled:
            term = find_term(debate, word)
            found = [("words", term)] if term else []
            if not found and (told := _rubric_key(word)):
                raise usage(f"{told} More: toi help rubrics", "rubric-key")
        if found:
            break
    theories = [one for one in found if one[0] == "theories"]
    if len(found) == 1 or len(theories) == 1:
        return (theories or found)[0]
    _one(word, [name for _, name in found], "record", debate)
    raise AssertionError("unreachable")


def is_called(debate: Debate, word: str) -> bool:
    """Tell whether a record has this id or title, and not only one that begins or goes on so."""
    tables = (getattr(debate, kind) or {} for kind in RECORDS)
    return word in debate.tags or any(by_id(word, table) or titled(word, table) for table in tables)


def _rubric_key(word: str) -> str | None:
    """Say what a key of a rubric means, or one of its section ``portfolio``."""
    if word in Rubric.model_fields:
        return f"{word} is a key of a rubric. {Rubric.model_fields[word].description}."
    key = word.removeprefix("portfolio.")
    if key in Portfolio.model_fields:
        told = Portfolio.model_fields[key].description
        return f"{key} is a key of a rubric, under portfolio. {told}."
    return None


def find_term(debate: Debate, word: str) -> str | None:
    """Return the term of the debate that `word` is, in any case, with hyphens or spaces."""
    wanted = word.casefold().replace("-", " ")
    terms = debate.words.meanings
    return next((term for term in terms if term.casefold().replace("-", " ") == wanted), None)


def find_kinds(debate: Debate, kinds: str | None) -> tuple[str, ...]:
    """Return the kinds that a comma-separated option names."""
    known = {kind for theory in debate.theories.values() for kind in theory.kinds}
    words = (word.strip() for word in (kinds or default_kind(debate)).split(","))
    wanted = tuple(in_any_case(word, (*known, EVERYTHING)) for word in words if word)
    names = f"(kinds: {', '.join(sorted(known))}, all)"
    for kind in wanted:
        if kind not in known and kind != EVERYTHING:
            hint = did_you_mean(kind, known)
            raise usage(f"no {debate.words.one} is of kind {kind!r}{hint} {names}", "unknown-kind")
    if not debate.shown(wanted):
        raise usage(f"no {debate.words.one} to show {names}", "nothing-to-show")
    return wanted


def find_method(name: str, *others: str) -> str:
    """Check the name of a method, or one of the other words that may stand for it."""
    known = (*METHODS, *others)
    if name not in known:
        hint = did_you_mean(name, known)
        raise usage(
            f"no method is called {name!r}{hint} (there are: {', '.join(known)})",
            "unknown-method",
        )
    return name


def default_kind(debate: Debate) -> str:
    """Return `listed` where a debate has such theories, else all."""
    return "listed" if "listed" in debate.groups else EVERYTHING


def _one(word: str, found: list[str], what: str, debate: Debate) -> str:
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(found[:6]) + (", ..." if len(found) > 6 else "")
        raise usage(f"{word!r} may be {some}; write one of them", "ambiguous-id")
    names: Iterable[str] = debate.theories
    if what == "record":
        names = (*debate.theories, *debate.arguments, *debate.lines, *debate.criteria)
        names = (*names, *said_of(debate.theories), *said_of(debate.arguments))
        names = (*names, *(debate.sources or {}), *debate.words.meanings)
    if what == "theory":
        names = (*names, *said_of(debate.theories))
    hint = did_you_mean(word, names)
    if what == "theory":
        others = RECORDS[1:]
        kinds = [kind for kind in others if by_id(word, getattr(debate, kind) or {})]
        if kinds:
            raise usage(
                f"{word!r} is one of the {kinds[0]}, not {debate.words.an_one}; "
                f"try: toi show {word}",
                "not-a-theory",
            )
    listed = debate.groups.get("listed")
    span = f" ({debate.words.many}: {listed[0]} to {listed[-1]})" if listed else ""
    raise usage(
        f"nothing is called {word!r}{span}{hint or '; `toi list theories` shows all'}", "unknown-id"
    )
