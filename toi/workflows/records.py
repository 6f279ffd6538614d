"""`toi list` and `toi show`: what is there, and one record with its neighbours."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toi.errors import usage
from toi.model.base import middle
from toi.model.debate import EVERYTHING, Debate
from toi.model.records import Argument, Effect
from toi.results.records import Listing, Shown
from toi.source.rubrics import available
from toi.source.suggest import did_you_mean
from toi.workflows.names import find_kinds, find_record
from toi.workflows.opening import Opened, Setting

Row = dict[str, Any]


def _theories(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    debate = opened.debate
    shown = debate.shown(find_kinds(debate, kinds or EVERYTHING))
    for name in shown:
        theory = debate.theories[name]
        hits = bearing_on(debate, name)
        yield {
            "id": name,
            "title": theory.title,
            "kinds": list(theory.kinds),
            "critiques": sum(a.kind == "critique" for a in hits),
            "supports": sum(a.kind != "critique" for a in hits),
        }


def _arguments(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    debate = opened.debate
    if tag is not None and tag not in debate.tags:
        raise usage(f"no tag {tag!r}{did_you_mean(tag, debate.tags)}", "unknown-tag")
    for argument in debate.arguments.values():
        if tag is None or tag in argument.tags:
            yield {
                "id": argument.id,
                "title": argument.title,
                "kind": argument.kind,
                "credence": middle(argument.credence.value),
                "theories": len({t for e in argument.effects for t in debate.members(e.on)}),
                "speaker": argument.speaker,
                "tags": list(argument.tags),
            }


def _criteria(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    for criterion in opened.debate.criteria.values():
        yield {
            "id": criterion.id,
            "short": criterion.short,
            "direction": criterion.direction,
            "core": criterion.core,
            "question": criterion.question,
        }


def _tags(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    for name, members in opened.debate.tags.items():
        yield {"tag": name, "count": len(members), "arguments": list(members)}


def _sources(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    for source in (opened.debate.sources or {}).values():
        yield {
            "id": source.id,
            "title": source.title,
            "authors": source.authors,
            "year": source.year,
        }


def _evidence(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    for item in opened.debate.evidence.values():
        yield {
            "id": item.id,
            "kind": item.kind,
            "title": item.title,
            "verdict": item.verdict,
            "arguments": list(item.arguments),
        }


def _claims(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    for claim in (opened.debate.claims or {}).values():
        yield {
            "id": claim.id,
            "lines": list(claim.lines),
            "gist": claim.gist,
            "kind": claim.kind,
            "speaker": claim.speaker,
        }


def _rubrics(opened: Opened, kinds: str | None, tag: str | None) -> Iterator[Row]:
    from toi.source.yamltext import parse

    for name, (folder, file) in available(opened.places).items():
        data = parse(name, file.read_bytes()).data
        title = data.get("title", "") if isinstance(data, dict) else "(cannot be read)"
        yield {"id": name, "title": str(title), "where": folder.shown_as}


LISTED: Mapping[str, Callable[[Opened, str | None, str | None], Iterator[Row]]] = {
    "theories": _theories,
    "arguments": _arguments,
    "criteria": _criteria,
    "claims": _claims,
    "tags": _tags,
    "rubrics": _rubrics,
    "evidence": _evidence,
    "sources": _sources,
}


def run_list(
    opened: Opened, what: str = "theories", kinds: str | None = None, tag: str | None = None
) -> Listing:
    """The records of one kind as rows."""
    if what not in LISTED:
        raise usage(
            f"cannot list {what!r}{did_you_mean(what, LISTED)} (there are: {', '.join(LISTED)})",
            "unknown-list",
        )
    rows = tuple(LISTED[what](opened, kinds, tag))
    columns = tuple(rows[0]) if rows else ()
    return Listing(opened.provenance(), what, columns, rows, opened.notes)


def bearing_on(debate: Debate, theory: str) -> list[Argument]:
    """The arguments that bear on a theory, through its parts too."""
    leaves = set(debate.leaves([theory]))
    return [
        argument
        for argument in debate.arguments.values()
        if any(leaves & set(debate.reached(e.on, e.except_)) for e in argument.effects)
    ]


def run_show(setting: Setting, word: str) -> Shown:
    """One record of any kind, what bears on it and what it bears on."""
    debate = setting.debate
    kind, name = find_record(debate, word)
    if kind == "tags":
        record: Row = {"id": name, "arguments": list(debate.tags[name])}
        related: Row = {}
    else:
        found = getattr(debate, kind)[name]
        record = found.model_dump(mode="json", by_alias=True, exclude_unset=True)
        related = _RELATED[kind](setting, name)
    opened = setting.opened
    return Shown(opened.provenance(setting.rubric), kind, record, related, opened.notes)


def _around_theory(setting: Setting, name: str) -> Row:
    debate = setting.debate
    return {
        "lines": debate.lines(debate.theories[name].claims),
        "arguments": [
            {"id": a.id, "kind": a.kind, "title": a.title} for a in bearing_on(debate, name)
        ],
    }


def _around_argument(setting: Setting, name: str) -> Row:
    from toi.engine.evaluate import evaluate
    from toi.engine.sampling import expected_inputs

    debate, problem = setting.debate, setting.problem
    argument = debate.arguments[name]
    resting = [e.id for e in debate.evidence.values() if name in e.arguments]
    exact = evaluate(problem, expected_inputs(problem))
    a = problem.arguments.index(name)
    return {
        "lines": debate.lines(argument.claims),
        "credence": float(problem.credence[a]),
        "strength": float(exact.strength[0, a]),
        "effects": [_effect(debate, effect) for effect in argument.effects],
        "evidence": resting,
        "answered_by": [
            {"id": other.id, "title": other.title}
            for other in debate.arguments.values()
            if any(attack.argument == name for attack in other.against)
        ],
    }


def _effect(debate: Debate, effect: Effect) -> Row:
    return {
        "id": effect.name,
        "criterion": effect.criterion,
        "direction": "raises" if effect.raises is not None else "lowers",
        "force": effect.force.mean,
        "theories": list(debate.reached(effect.on, effect.except_)),
        "why": effect.why,
    }


def _around_criterion(setting: Setting, name: str) -> Row:
    debate = setting.debate
    acting = [
        a.id for a in debate.arguments.values() if any(e.criterion == name for e in a.effects)
    ]
    weight = setting.problem.weights[setting.problem.criteria.index(name)]
    return {"weight": float(weight), "arguments": acting}


def _around_evidence(setting: Setting, name: str) -> Row:
    debate = setting.debate
    return {"lines": debate.lines(debate.evidence[name].claims)}


def _around_source(setting: Setting, name: str) -> Row:
    citing = [a.id for a in setting.debate.arguments.values() if name in a.sources]
    return {"arguments": citing}


def _around_claim(setting: Setting, name: str) -> Row:
    debate = setting.debate
    theories = [
        t.id
        for t in debate.theories.values()
        if name in t.claims or any(name in j.claims for j in t.judgements.values())
    ]
    citing = [a.id for a in debate.arguments.values() if name in a.claims]
    return {"theories": theories, "arguments": citing}


_RELATED: Mapping[str, Callable[[Setting, str], Row]] = {
    "theories": _around_theory,
    "arguments": _around_argument,
    "criteria": _around_criterion,
    "evidence": _around_evidence,
    "sources": _around_source,
    "claims": _around_claim,
}
