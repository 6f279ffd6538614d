"""Debates without arguments, and rankings by plain arithmetic."""

import itertools
from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from toi.analyses.flips.compute import run_changing
from toi.analyses.shared.session import Model
from toi.compile.scoring import compile_problem
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.ranking import order_key
from toi.engine.sensitivity.breakeven import crossings
from toi.engine.sensitivity.one_at_a_time import (
    base_case,
    credence_parameters,
    judgement_parameters,
    linear_in,
    weight_parameters,
)
from toi.engine.sensitivity.weight_stability import intervals_between
from toi.records.debate import Debate


def setting_of(debate, rubric):
    """A debate and a rubric, as `prepare` would have them."""
    resolved = SimpleNamespace(rubric=rubric, settings=())
    return Model(None, resolved, debate, compile_problem(debate, rubric))


def whole_base_case(debate, rubric):
    problem = compile_problem(debate, rubric)
    return base_case(problem, list(range(len(problem.theories))), every_criterion=True)


def weight_stability(here, leader):
    """The weights around the present ones at which the leader stays first, by criterion."""
    parameters, others = weight_parameters(here), [j for j in range(len(here.rows)) if j != leader]
    return intervals_between(parameters, crossings(here, parameters, leader, others))


def every_parameter(here):
    return [*weight_parameters(here), *credence_parameters(here), *judgement_parameters(here)]


def linear_parameters(here):
    parameters = every_parameter(here)
    return list(itertools.compress(parameters, linear_in(here, parameters)))


def keys_by_hand(here, parameter, value):
    """What theories are ranked by with one number changed: plain arithmetic on a copy."""
    inputs = here.inputs
    weights, sound, cells = (np.array(a) for a in (inputs.weights, inputs.sound, inputs.judgements))
    if parameter.kind == "weight":
        rest = weights.sum() - weights[0, parameter.index]
        weights[0] *= (1 - value) / rest
        weights[0, parameter.index] = value
    elif parameter.kind == "credence":
        sound[0, parameter.index] = value
    else:
        t = here.problem.judgement_theory[parameter.index]
        cells[0, t, here.problem.judgement_criterion[parameter.index]] = value
    changed = replace(inputs, weights=weights, sound=sound, judgements=cells)
    found = evaluate(here.problem, changed)
    scores = here.problem.method.scores(here.problem, weights, found, here.rows)
    return order_key(scores, found.gated[:, here.rows])[0]


def is_behind(here, parameter, value, holder):
    key = keys_by_hand(here, parameter, value)
    return bool(key.max() > key[holder])


class SimpleDebate:
    """Theories by their values on benefit criteria from 0 to 10, no arguments."""

    def __init__(self, values, weights, **rubric):
        criteria = [
            {"id": name, "title": name, "short": name, "question": "?", "direction": "benefit"}
            for name in weights
        ]
        words = {"claim": "claim", "case": "case", "kinds": ["listed"]}
        theories = [
            {
                **words,
                "id": name,
                "title": name,
                "short": name,
                "judgements": {
                    c: {"value": v, "basis": "stated", "why": "said"}
                    for c, v in zip(weights, row, strict=True)
                },
            }
            for name, row in values.items()
        ]
        from toi.records.rubric import Rubric
        from toi.records.theory import Criterion, Theory

        self.debate = Debate(
            {c["id"]: Criterion.model_validate({**c, "scale": [0, 10]}) for c in criteria},
            {t["id"]: Theory.model_validate(t) for t in theories},
            {},
        )
        self.rubric = Rubric.model_validate(
            {"schema": "toi/rubric/1", "id": "r", "title": "r", "weights": weights}
            | {"weights_sure": "exactly", **rubric}
        )

    def base_case(self):
        return whole_base_case(self.debate, self.rubric)

    def changing(self):
        model = setting_of(self.debate, self.rubric)
        return run_changing(model, range(len(model.problem.theories)))
