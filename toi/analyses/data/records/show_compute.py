"""`toi show`: one record, what bears on it and what it bears on."""

from collections.abc import Callable, Mapping
from typing import Any

from toi.analyses.data.citations import cited_by
from toi.analyses.data.records.lines import around_line, effect_row, kin_of, line_of, peers_of
from toi.analyses.data.records.result import Shown
from toi.analyses.shared.lookup import find_record, find_term, theories_called
from toi.analyses.shared.session import Model
from toi.errors import InputErrors, usage
from toi.io.rubric.find import available
from toi.records.debate import Debate

Row = dict[str, Any]


def run_show(model: Model, word: str) -> Shown:
    """Return one record of any kind, what bears on it and what it bears on."""
    debate = model.debate
    try:
        kind, name = find_record(debate, word)
    except InputErrors as error:
        if word not in available(model.opened.places):
            raise
        raise usage(
            f"{word!r} is a rubric, not a record; try: toi rubric show {word}", "not-a-record"
        ) from error
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
    made, others = model.opened.provenance(model.rubric), model.rubric.others
    return Shown(made, kind, record, related, model.notes, others)


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
    if model.rubric.others:  # each has a weight of its own
        return {"arguments": acting}
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
