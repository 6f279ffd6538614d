"""Payload of a report, by which its page scores by itself: numbers, names and the base."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from toi.analyses.flips.parameter_labels import credence_key, weight_key
from toi.analyses.report.live.base import base_of
from toi.analyses.report.live.model import page_model
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.shared.format import ids_tell
from toi.analyses.shared.letters import visible
from toi.analyses.shared.session import Model
from toi.io.rubric.link import RESERVED
from toi.records.credences import belief_in, ends_of


def live_payload(model: Model, score: ScoreResult) -> dict[str, Any]:
    """Describe a rubric and its ranking as plain values, for JSON.

    Parameters
    ----------
    model : Model
        The rubric that the report was made for.
    score : ScoreResult
        Its ranking: the theories to rank, and the intervals to show.

    Returns
    -------
    dict
        ``model``, the numbers (see `page_model`); ``base``, the rubric (see `base_of`); and
        names and keys for people, in the model's order.
    """
    debate, problem, words = model.debate, model.problem, score.provenance.words
    return {
        "model": page_model(problem),
        "base": base_of(model),
        "words": {
            "one": visible(words.one),
            "many": visible(words.many),
            "reference": words.reference and visible(words.reference),
        },
        "theories": list(_theories(model)),
        "criteria": [_criterion(model, name) for name in problem.criteria],
        "criteria_order": [problem.criteria.index(name) for name in debate.criteria],
        "arguments": [_argument(model, name) for name in problem.arguments],
        "arguments_order": _heaviest_first(problem.arguments, score),
        "ranking": [_row(row, problem.row[row.id]) for row in score.results],
    }


def _theories(model: Model) -> Iterator[dict[str, str]]:
    """Name the theories: by id too, where ids say something that names do not."""
    shorts = [(name, model.debate.theories[name].short) for name in model.problem.theories]
    told = ids_tell(shorts)
    for name, short in shorts:
        yield {"id": name, "name": visible(f"{name} {short}" if told else short)}


def _criterion(model: Model, name: str) -> dict[str, Any]:
    key = weight_key(model.debate, name)
    return {
        "id": name,
        "key": f"weights.{name}" if name in RESERVED else key,
        "title": visible(model.debate.criteria[name].title),
    }


def _argument(model: Model, name: str) -> dict[str, Any]:
    """Name an argument; its key is left out where it is the id, its range where it has none."""
    problem = model.problem
    key = credence_key(model.debate, name, bool(problem.settled[problem.arguments.index(name)]))
    key = f"credences.arguments.{key}" if name in RESERVED else key
    argument = model.debate.arguments[name]
    named: dict[str, Any] = {"id": name, "title": visible(argument.title)}
    if key != name:
        named["key"] = key
    ends = ends_of(belief_in(argument, model.rubric.rubric.credences))
    return {**named, "ends": list(ends)} if ends else named


def _heaviest_first(arguments: Sequence[str], score: ScoreResult) -> list[int]:
    """Order arguments by the points that they move in all; by id where scores are no sums."""
    points = dict.fromkeys(arguments, 0.0)
    for row in score.results:
        for name, value in (row.contributions.arguments if row.contributions else {}).items():
            points[name] += abs(value)
    return sorted(range(len(arguments)), key=lambda a: -points[arguments[a]])


def _row(row: ScoreRow, theory: int) -> dict[str, Any]:
    numbers = {"score": row.score, "low": row.interval.p05, "high": row.interval.p95}
    told = {name: None if math.isnan(value) else value for name, value in numbers.items()}
    return {"theory": theory, "rank": row.rank, "gated": row.gated is not None, **told}
