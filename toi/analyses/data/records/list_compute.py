"""`toi list`: the records of a kind as rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from toi.analyses.data.citations import claims_of
from toi.analyses.data.records.lines import (
    listed_lines,
)
from toi.analyses.data.records.result import Listing
from toi.analyses.data.records.rubrics_listed import listed_rubrics, rubric_notes
from toi.analyses.shared.lookup import find_kinds, find_theory
from toi.analyses.shared.session import LoadedDebate
from toi.errors import usage
from toi.io.suggest import did_you_mean, in_any_case
from toi.light_dataclass import dataclass
from toi.records.debate import EVERYTHING, Debate
from toi.records.fields.numbers import middle

Row = dict[str, Any]
Lines = tuple[int, int]  # the first and the last


@dataclass(frozen=True)
class Filters:
    """Conditions that records must meet to be listed, as the options give them."""

    kind: str | None = None
    tag: str | None = None
    section: str | None = None
    theory: str | None = None
    line: tuple[Lines, ...] | None = None


NO_FILTERS = Filters()


def lines_asked(text: str) -> tuple[Lines, ...]:
    """Read lines of the text, as `394`, or as other screens write them: `457-459+`, `60,68`."""
    asked = []
    for part in text.split(","):
        found = re.fullmatch(r"\s*([0-9]{1,9})(?:-([0-9]{1,9}))?\s*\+?\s*", part, re.ASCII)
        if found is None:
            raise usage(
                f"--line {text!r} is no line of the text, such as 394, 36+, 457-459 or 60,68",
                "bad-line",
            )
        asked.append((int(found[1]), int(found[2] or found[1])))
    return tuple(asked)


def _theories(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    debate = opened.debate
    shown = debate.shown(find_kinds(debate, filters.kind or EVERYTHING))
    for name in shown:
        theory = debate.theories[name]
        hits = debate.bearing_on(name)
        yield {
            "id": name,
            "title": theory.title,
            "kinds": list(theory.kinds),
            "critiques": sum(a.kind == "critique" for a in hits),
            "supports": sum(a.kind != "critique" for a in hits),
        }


def _arguments(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    debate = opened.debate
    tag = None if filters.tag is None else in_any_case(filters.tag, debate.tags)
    wanted = _wanted(filters.kind, ("critique", "support", "rebuttal"), "argument")
    if tag is not None and tag not in debate.tags:
        raise usage(f"no tag {tag!r}{did_you_mean(tag, debate.tags)}", "unknown-tag")
    for argument in debate.arguments.values():
        if (tag is None or tag in argument.tags) and (not wanted or argument.kind in wanted):
            yield {
                "id": argument.id,
                "title": argument.title,
                "kind": argument.kind,
                "credence": middle(argument.credence.value),
                "theories": len({t for e in argument.effects for t in debate.members(e.on)}),
                "speaker": argument.speaker,
                "tags": list(argument.tags),
            }


def _criteria(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    for criterion in opened.debate.criteria.values():
        yield {
            "id": criterion.id,
            "short": criterion.short,
            "direction": criterion.direction,
            "core": criterion.core,
            "question": criterion.question,
        }


def _tags(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    for name, members in opened.debate.tags.items():
        yield {"tag": name, "count": len(members), "arguments": list(members)}


def _sources(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    for source in (opened.debate.sources or {}).values():
        yield {
            "id": source.id,
            "title": source.title,
            "authors": source.authors,
            "year": source.year,
        }


def _evidence(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    for item in opened.debate.evidence.values():
        yield {
            "id": item.id,
            "kind": item.kind,
            "title": item.title,
            "verdict": item.verdict,
            "arguments": list(item.arguments),
        }


def _claims(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    claims = (opened.debate.claims or {}).values()
    wanted = _wanted(filters.kind, {claim.kind for claim in claims}, "claim")
    citing = _citing_theory(opened.debate, filters.theory)
    section = (filters.section or "").casefold()
    for claim in claims:
        first, last = claim.lines
        kept = not wanted or claim.kind in wanted
        kept = kept and (
            filters.line is None
            or any(first <= end and start <= last for start, end in filters.line)
        )
        if kept and section in claim.section.casefold() and (citing is None or claim.id in citing):
            yield {
                "id": claim.id,
                "lines": list(claim.lines),
                "gist": claim.gist,
                "kind": claim.kind,
                "speaker": claim.speaker,
                "section": claim.section,
            }


def _behind(opened: LoadedDebate, filters: Filters) -> Iterator[str]:
    """Say that a line lies behind all that the claims are of."""
    last = max((claim.lines[1] for claim in (opened.debate.claims or {}).values()), default=None)
    for line, _ in filters.line or ():
        if last is None or line <= last:
            continue
        yield f"line {line:,} is behind the last claim, which ends with line {last:,}"


def _wanted(kinds: str | None, known: Iterable[str], what: str) -> list[str]:
    """Return the kinds that an option names, checked."""
    words = (word.strip() for word in (kinds or "").split(","))
    wanted = [in_any_case(word, known) for word in words if word]
    for kind in wanted:
        if kind not in known:
            hint = did_you_mean(kind, known)
            raise usage(f"no {what} is of kind {kind!r}{hint}", "unknown-kind")
    return wanted


def _citing_theory(debate: Debate, word: str | None) -> set[str] | None:
    """Return the claims that a theory and what bears on it by name stand on."""
    if word is None:
        return None
    name = find_theory(debate, word)
    names = {name, *debate.leaves([name])}
    records: list[Any] = [debate.theories[n] for n in names]
    records += [a for a in debate.bearing_on(name) if any(names & set(e.on) for e in a.effects)]
    return {claim for record in records for claim in claims_of(record)}


def _rubrics(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    yield from listed_rubrics(opened)


def _lines(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    yield from listed_lines(opened)


def _allocations(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    for allocation in opened.debate.allocations.values():
        yield {
            "id": allocation.id,
            "title": allocation.title,
            "as_of": allocation.as_of,
            "shares": [f"{name}: {amount:g}" for name, amount in allocation.shares.items()],
        }


def _words(opened: LoadedDebate, filters: Filters) -> Iterator[Row]:
    for term, meaning in opened.debate.words.meanings.items():
        yield {"id": term, "meaning": meaning}


LISTED: Mapping[str, Callable[[LoadedDebate, Filters], Iterator[Row]]] = {
    "theories": _theories,
    "arguments": _arguments,
    "lines": _lines,
    "criteria": _criteria,
    "claims": _claims,
    "tags": _tags,
    "rubrics": _rubrics,
    "evidence": _evidence,
    "sources": _sources,
    "allocations": _allocations,
    "words": _words,
}


USES: Mapping[str, tuple[str, ...]] = {
    "theories": ("kind",),
    "arguments": ("kind", "tag"),
    "claims": ("kind", "section", "theory", "line"),
}


def run_list(
    opened: LoadedDebate,
    what: str,
    filters: Filters = NO_FILTERS,
) -> Listing:
    """List the records of one kind as rows."""
    what = in_any_case(what, LISTED)
    if what not in LISTED:
        raise usage(
            f"cannot list {what!r}{did_you_mean(what, LISTED)} (there are: {', '.join(LISTED)})",
            "unknown-list",
        )
    for option, value in vars(filters).items():
        if value is not None and option not in USES.get(what, ()):
            fitting = " or ".join(kind for kind, options in USES.items() if option in options)
            raise usage(f"--{option} goes with `toi list {fitting}`", "unused-option")
    rows = tuple(LISTED[what](opened, filters))
    columns = tuple(name for name in rows[0] if name != "shadows") if rows else ()
    notes = rubric_notes(opened, rows) if what == "rubrics" else ()
    notes = (*notes, *_behind(opened, filters))
    return Listing(opened.provenance(), what, columns, rows, (*opened.noted(), *notes))
