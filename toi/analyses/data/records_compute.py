"""`toi list` and `toi show`: what is there, and one record with its neighbours."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from toi.analyses.data.citations import cited_by, claims_of
from toi.analyses.data.lines import (
    around_line,
    effect_row,
    kin_of,
    line_of,
    listed_lines,
    peers_of,
)
from toi.analyses.data.records_result import Listing, Shown
from toi.analyses.shared.lookup import (
    find_kinds,
    find_record,
    find_term,
    find_theory,
    theories_called,
)
from toi.analyses.shared.session import LoadedDebate, Model
from toi.errors import usage
from toi.io.paths import read_plain
from toi.io.rubric.find import available, shadowed, untaken_notes
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import MAX_BYTES, parse
from toi.records.base import middle
from toi.records.debate import EVERYTHING, Debate

Row = dict[str, Any]


@dataclass(frozen=True)
class Filters:
    """Conditions that records must meet to be listed."""

    tag: str | None = None
    section: str | None = None
    theory: str | None = None
    line: int | None = None


NO_FILTERS = Filters()


def _theories(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    debate = opened.debate
    shown = debate.shown(find_kinds(debate, kinds or EVERYTHING))
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


def _arguments(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    debate = opened.debate
    tag, wanted = filters.tag, _wanted(kinds, ("critique", "support", "rebuttal"), "argument")
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


def _criteria(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    for criterion in opened.debate.criteria.values():
        yield {
            "id": criterion.id,
            "short": criterion.short,
            "direction": criterion.direction,
            "core": criterion.core,
            "question": criterion.question,
        }


def _tags(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    for name, members in opened.debate.tags.items():
        yield {"tag": name, "count": len(members), "arguments": list(members)}


def _sources(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    for source in (opened.debate.sources or {}).values():
        yield {
            "id": source.id,
            "title": source.title,
            "authors": source.authors,
            "year": source.year,
        }


def _evidence(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    for item in opened.debate.evidence.values():
        yield {
            "id": item.id,
            "kind": item.kind,
            "title": item.title,
            "verdict": item.verdict,
            "arguments": list(item.arguments),
        }


def _claims(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    claims = (opened.debate.claims or {}).values()
    wanted = _wanted(kinds, {claim.kind for claim in claims}, "claim")
    citing = _citing_theory(opened.debate, filters.theory)
    section = (filters.section or "").casefold()
    for claim in claims:
        first, last = claim.lines
        kept = not wanted or claim.kind in wanted
        kept = kept and (filters.line is None or first <= filters.line <= last)
        if kept and section in claim.section.casefold() and (citing is None or claim.id in citing):
            yield {
                "id": claim.id,
                "lines": list(claim.lines),
                "gist": claim.gist,
                "kind": claim.kind,
                "speaker": claim.speaker,
                "section": claim.section,
            }


def _wanted(kinds: str | None, known: Iterable[str], what: str) -> list[str]:
    """Return the kinds that an option names, checked."""
    wanted = [kind.strip() for kind in (kinds or "").split(",") if kind.strip()]
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


def _lines(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    yield from listed_lines(opened)


def _rubrics(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    known = available(opened.places)
    read = {name: _content(name, file) for name, (_, file) in known.items()}
    for name, (folder, file) in known.items():
        data = read[name]
        if folder.shipped and not _fits(name, read, opened):
            continue
        title = data.get("title", "") if isinstance(data, dict) else "(cannot be read)"
        behind = shadowed(opened.places, folder, file.name)
        yield {"id": name, "title": str(title), "where": folder.shown_as, "shadows": behind}


def _content(name: str, file: Traversable) -> Any:
    """Return what a rubric's file holds; None where it cannot be read."""
    try:
        return parse(name, read_plain(file, MAX_BYTES)).data
    except OSError:
        return None


def _rubric_notes(opened: LoadedDebate, rows: Sequence[Row]) -> Iterator[str]:
    """Say which listed rubrics stand in front of others, and how many were left out."""
    known = available(opened.places)
    for row in rows:
        if row["shadows"]:
            _, file = known[row["id"]]
            yield f"{row['where']}/{file.name} is used in place of {', '.join(row['shadows'])}"
    for own in opened.places.rubrics:
        if not own.shipped:
            yield from untaken_notes(own.path, own.shown_as)
    unfit = len(known) - len(rows)
    if unfit:
        what = "rubric is" if unfit == 1 else "rubrics are"
        yield f"{unfit} shipped {what} for other data and not listed"


def _fits(name: str, read: Mapping[str, Any], opened: LoadedDebate) -> bool:
    """Tell whether a shipped rubric, with all it extends, weighs criteria that are there."""
    seen: set[str] = set()
    while name in read and name not in seen:
        seen.add(name)
        data = read[name]
        if not isinstance(data, dict):
            break
        weights = data.get("weights")
        if isinstance(weights, dict) and not set(weights) <= set(opened.debate.criteria):
            return False
        name = str(data.get("extends"))
    return True


def _allocations(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    for allocation in opened.debate.allocations.values():
        yield {
            "id": allocation.id,
            "title": allocation.title,
            "as_of": allocation.as_of,
            "shares": [f"{name}: {amount:g}" for name, amount in allocation.shares.items()],
        }


def _words(opened: LoadedDebate, kinds: str | None, filters: Filters) -> Iterator[Row]:
    for term, meaning in opened.debate.words.meanings.items():
        yield {"id": term, "meaning": meaning}


LISTED: Mapping[str, Callable[[LoadedDebate, str | None, Filters], Iterator[Row]]] = {
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
    what: str = "theories",
    kinds: str | None = None,
    filters: Filters = NO_FILTERS,
) -> Listing:
    """List the records of one kind as rows."""
    if what not in LISTED:
        raise usage(
            f"cannot list {what!r}{did_you_mean(what, LISTED)} (there are: {', '.join(LISTED)})",
            "unknown-list",
        )
    given = {"kind": kinds, **vars(filters)}
    for option, value in given.items():
        if value is not None and option not in USES.get(what, ()):
            fitting = " or ".join(kind for kind, options in USES.items() if option in options)
            raise usage(f"--{option} goes with `toi list {fitting}`", "unused-option")
    rows = tuple(LISTED[what](opened, kinds, filters))
    columns = tuple(name for name in rows[0] if name != "shadows") if rows else ()
    notes = _rubric_notes(opened, rows) if what == "rubrics" else ()
    return Listing(opened.provenance(), what, columns, rows, (*opened.noted(), *notes))


def run_show(model: Model, word: str) -> Shown:
    """Return one record of any kind, what bears on it and what it bears on."""
    debate = model.debate
    kind, name = find_record(debate, word)
    related: Row = {}
    if kind == "tags":
        record: Row = {"id": name, "arguments": list(debate.tags[name])}
    elif kind == "words":
        record = {"id": name, "meaning": debate.words.meanings[name]}
        related = {"theories": [_called(debate, one) for one in theories_called(debate, name)]}
    else:
        found = getattr(debate, kind)[name]
        record = found.model_dump(mode="json", by_alias=True, exclude_unset=True)
        related = _RELATED[kind](model, name)
        if kind == "theories" and (term := find_term(debate, word)):
            related["as a word"] = debate.words.meanings[term]
    return Shown(model.opened.provenance(model.rubric), kind, record, related, model.notes)


def _called(debate: Debate, name: str) -> Row:
    return {"id": name, "title": debate.theories[name].title}


def _around_theory(model: Model, name: str) -> Row:
    debate = model.debate
    return {
        "lines": debate.text_lines(debate.theories[name].claims),
        "arguments": [
            {"id": a.id, "kind": a.kind, "title": a.title} for a in debate.bearing_on(name)
        ],
        **peers_of(debate, name),
    }


def _around_argument(model: Model, name: str) -> Row:
    from toi.engine.sampling.sampler import expected_inputs
    from toi.engine.scoring.evaluate import evaluate

    debate, problem = model.debate, model.problem
    argument = debate.arguments[name]
    resting = [e.id for e in debate.evidence.values() if name in e.arguments]
    exact = evaluate(problem, expected_inputs(problem))
    a = problem.arguments.index(name)
    return {
        "lines": debate.text_lines(argument.claims),
        "credence": float(problem.credence[a]),
        "strength": float(exact.strength[0, a]),
        **line_of(model, argument),
        **kin_of(debate, argument),
        "effects": [effect_row(debate, argument, effect) for effect in argument.effects],
        "evidence": resting,
        "answered_by": [
            {"id": other.id, "title": other.title}
            for other in debate.arguments.values()
            if any(attack.argument == name for attack in other.against)
        ],
    }


def _around_criterion(model: Model, name: str) -> Row:
    debate = model.debate
    acting = [
        a.id for a in debate.arguments.values() if any(e.criterion == name for e in a.effects)
    ]
    weight = model.problem.weights[model.problem.criteria.index(name)]
    return {"weight": float(weight), "arguments": acting}


def _around_evidence(model: Model, name: str) -> Row:
    debate = model.debate
    return {"lines": debate.text_lines(debate.evidence[name].claims)}


def _around_source(model: Model, name: str) -> Row:
    citing = [a.id for a in model.debate.arguments.values() if name in a.sources]
    return {"arguments": citing}


def _around_allocation(model: Model, name: str) -> Row:
    debate = model.debate
    return {"lines": debate.text_lines(debate.allocations[name].claims)}


def _around_claim(model: Model, name: str) -> Row:
    found: Row = {}
    for kind, record in cited_by(model.debate).get(name, []):
        found.setdefault(kind, []).append(record)
    return found or {"cited": "by no record"}


_RELATED: Mapping[str, Callable[[Model, str], Row]] = {
    "theories": _around_theory,
    "arguments": _around_argument,
    "lines": around_line,
    "criteria": _around_criterion,
    "evidence": _around_evidence,
    "sources": _around_source,
    "claims": _around_claim,
    "allocations": _around_allocation,
}
