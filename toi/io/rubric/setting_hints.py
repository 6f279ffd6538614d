"""What a key of a setting may have meant that names nothing in a rubric."""

import re
from collections.abc import Collection

from toi.io.debate.titles import NameBook
from toi.io.rubric.setting_names import (
    SECTIONS,
    WHOLE,
    places_by_id,
    places_by_title,
    plain_words,
)
from toi.io.suggest import did_you_mean, nearest
from toi.records.debate import Debate
from toi.records.method import METHODS
from toi.records.portfolio import Portfolio

MOST = 4  # readings of a key that are told


def _judgement_named(key: str, debate: Debate) -> str | None:
    """Return the judgement that a theory and a criterion by title name, as in `Bank.Way to work`.

    None where the theory is not there: another one is never suggested in its place.
    """
    book = NameBook(debate.criteria, debate.theories)
    first, _, last = key.partition(".")
    theories = [name for name in book.find("theory", first) if name in debate.theories]
    named = {said: one.id for one in debate.criteria.values() for said in (one.title, one.short)}
    criteria = book.find("criterion", last) or [named[n] for n in [nearest(last, named)] if n]
    return f"{theories[0]}.{criteria[0]}" if len(theories) == len(criteria) == 1 else None


def no_such_key(key: str, equals: bool, debate: Debate) -> tuple[str, str]:
    """Return the code and the message for a key that names nothing, or more than one thing."""
    if not equals or not key:
        return "bad-setting", f"write KEY=VALUE, such as {next(iter(debate.criteria))}=60%"
    ruled = re.split("[<>]", key)[0].strip()
    if ruled != key:
        hint = did_you_mean(ruled, debate.criteria)
        return "unknown-key", f"no criterion {ruled!r}{hint}; gates are written in a rubric file"
    by_name = _kind_of_record(key, debate)
    if by_name:
        return "unknown-key", f"no key {key!r}; {by_name}"
    named = [".".join(path) for path in places_by_id(key, debate) or places_by_title(key, debate)]
    named += [f"portfolio.{key}"] * (key in Portfolio.model_fields)
    if len(named) > 1:
        some = [*named[:MOST], "others"] if len(named) > MOST + 1 else named
        return "ambiguous-key", f"{key!r} may be {' or '.join(some)}; write one of them"
    if key in ("weights", "credences", "overlap", "portfolio"):
        return "unknown-key", f"{key!r} is a section; name what is in it, as {key}.NAME=VALUE"
    section = key.partition(".")[0]
    if section in SECTIONS:
        return "unknown-key", f"{section!r} cannot be set for one run; write it in a rubric file"
    meant = next(filter(None, [*named, _last_part(key, debate), _judgement_named(key, debate)]), "")
    hint = f"; did you mean {meant!r}?" if meant else _near(key, debate)
    return "unknown-key", f"no key {key!r}{hint}"


def _kind_of_record(key: str, debate: Debate) -> str | None:
    """Say how something of a kind of record is set, where that kind, or a theory, is named."""
    words, criterion = debate.words, next(iter(debate.criteria))
    if key in debate.theories:
        return f"of {words.an_one} judgements are set, one by one: {key}.{criterion}=VALUE"
    kinds = (
        (("criterion", "criteria", "weight"), debate.criteria, "a weight", "{}=60%"),
        (
            ("theory", "theories", words.one, words.many),
            debate.theories,
            "a judgement",
            f"{{}}.{criterion}=VALUE",
        ),
        (("argument", "arguments", "belief", "credence"), debate.arguments, "a belief", "{}=50%"),
        (("tag", "tags"), debate.tags, "belief in all that has a tag", "credences.tags.{}=50%"),
        (("line", "lines"), debate.lines, "the overlap of a line", "overlap.{}=0.5"),
    )
    for called, records, what, example in kinds:
        if key.casefold() in called and records:
            return f"{what} is set by name: {example.format(next(iter(records)))}"
    return None


def _last_part(key: str, debate: Debate) -> str | None:
    """Return the only key in full of which what was written is the last part, or the method."""
    if key in METHODS:
        return f"method={key}"
    found = [one for one in _known_keys(debate) if one.endswith(f".{key}")]
    first, _, last = key.partition(".")
    if last in debate.theories and first in debate.criteria:
        found.append(f"{last}.{first}")
    return found[0] if len(found) == 1 else None


def _near(key: str, debate: Debate) -> str:
    """Suggest the key or title that is nearest, whole or where it begins.

    Of arguments, whose titles are sentences, only what has two words is taken for a beginning.
    """
    titles = [criterion.title for criterion in debate.criteria.values()]
    plain = plain_words(key)
    if " " in plain:
        titles += [argument.title for argument in debate.arguments.values()]
    begins = {plain_words(title)[: len(plain)]: title for title in titles}
    begun = nearest(plain, begins)
    hints = [did_you_mean(key, [*_known_keys(debate), *titles])]
    hints.append(f"; did you mean {begins[begun]!r}?" if begun else "")
    if " " in plain:  # the beginning of a title is nearer to it than to any name as a whole
        hints.reverse()
    return hints[0] or hints[1]


def _known_keys(debate: Debate) -> list[str]:
    plain = [*debate.criteria, *debate.arguments, *debate.tags]
    cells = [f"{theory}.{name}" for theory in debate.theories for name in debate.criteria]
    levels: dict[str, Collection[str]] = {
        "kinds": {one.kind for one in debate.arguments.values()},
        "speakers": {one.speaker for one in debate.arguments.values() if one.speaker},
        "tags": debate.tags,
        "arguments": debate.arguments,
    }
    credences = [f"credences.{level}.{name}" for level, names in levels.items() for name in names]
    overlaps = [f"overlap.{name}" for name in ("default", *debate.lines)]
    return [*plain, *cells, *credences, *overlaps, *WHOLE, "credences.default"]
