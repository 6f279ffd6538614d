"""A rubric file as people write it: percent signs, decimal commas, arguments in short form."""

import math
from collections.abc import Mapping
from typing import Any

from toi.errors import Problem
from toi.io.debate.short_form import Known, arguments_in_full
from toi.io.rubric.gates import gates_in_full
from toi.io.yaml.parse import Document
from toi.records.debate import Debate
from toi.records.fields.shares import number_written, percent_written, shares_within

_ROUNDED = 0.5  # a percentage without decimals may be off by as much


def in_full(document: Document, debate: Debate | None, problems: list[Problem]) -> dict[str, Any]:
    """Return the content of a rubric file with numbers as numbers and arguments in full.

    Parameters
    ----------
    document : Document
        The file.
    debate : Debate or None
        Whose titles may stand in the place of ids; None where there is none at hand.
    problems : list of Problem
        Gets weights whose percent signs cannot be meant so, and titles that cannot be told.

    Returns
    -------
    dict
        What cannot be made out is left as it is, for the checks to come.
    """
    content: dict[str, Any] = dict(document.data)
    if isinstance(content.get("weights"), dict):
        content["weights"] = _weights(content["weights"], document, problems)
    if isinstance(content.get("credences"), dict):
        content["credences"] = shares_within(content["credences"])
    overrides = content.get("overrides")
    if isinstance(overrides, dict) and "forces" in overrides:
        content["overrides"] = {**overrides, "forces": shares_within(overrides["forces"])}
    if isinstance(content.get("gates"), list):
        criteria = debate.criteria if debate else {}
        content["gates"] = gates_in_full(content["gates"], document, criteria, problems)
    if isinstance(content.get("arguments"), list):
        names = Known(debate.criteria, debate.theories, debate.arguments) if debate else _NOBODY
        full = arguments_in_full(content["arguments"], document, ("arguments",), names, problems)
        content["arguments"] = [item for n, item in enumerate(full[0]) if n not in full[1]]
    return content


_NOBODY = Known({}, {}, {})


def _weights(
    weights: Mapping[Any, Any], document: Document, problems: list[Problem]
) -> dict[Any, Any]:
    """Read weights with decimal commas, or with percent signs: all of them, and 100 % together."""
    percent = {
        name: found
        for name, weight in weights.items()
        if isinstance(weight, str) and (found := percent_written(weight)) is not None
    }
    if not percent:
        return {name: number_written(weight) for name, weight in weights.items()}
    plain = [name for name in weights if name not in percent and weights[name] != 0]
    total = math.fsum(percent.values())
    message = ""
    if plain:
        message = "some weights have a % and some have not; use one form"
    elif abs(total - 100) > _ROUNDED * len(percent):
        message = (
            f"the weights add up to {total:.6g} %, not 100 %; write them all, or plain numbers, "
            "of which only proportions count"
        )
    if message:
        problems.append(document.problem(("weights",), "weights-share", message))
    return {**weights, **percent}
