"""The method by which scores are reckoned: another for one run, and what to call it."""

from dataclasses import replace

from toi.analyses.shared.lookup import find_method
from toi.analyses.shared.result import MethodLabel
from toi.analyses.shared.rubrics.method_words import without_method
from toi.analyses.shared.session import Model
from toi.compile.scoring import compile_method
from toi.engine.problem import Method
from toi.engine.remembered import replaced
from toi.engine.scoring.methods.preferences import Preference
from toi.engine.scoring.methods.promethee import Promethee
from toi.records.method import METHODS, PARAMETERS

ALL = "all"  # in place of a method: every one of them, compared


def by_method(model: Model, name: str | None) -> Model:
    """Return the model with another method; the rubric's own keeps its options."""
    if name is None or find_method(name) == model.problem.method.name:
        return model
    resolved = model.rubric
    rubric = resolved.rubric.model_copy(update={"method": name})
    settings = (*without_method(resolved.settings), f"method={name}")
    return replace(
        model,
        rubric=replace(resolved, rubric=rubric, settings=settings),
        problem=replaced(model.problem, method=compile_method(rubric.method)),
    )


def every_method(model: Model) -> list[Method]:
    """Return all methods, additive first; the rubric's own with its options."""
    own = model.problem.method
    return [own if name == own.name else compile_method(name) for name in METHODS]


def method_label(model: Model, method: Method, compared: int) -> MethodLabel:
    """Label a method that compared so many theories."""
    weighed = [
        name
        for name, weight in zip(model.problem.criteria, model.problem.weights, strict=True)
        if weight > 0
    ]
    preferences = None
    if isinstance(method, Promethee):
        preferences = {name: _parameters(method.on(name)) for name in weighed}
    own = model.rubric.rubric.value_functions
    return MethodLabel(
        name=method.name,
        normalisation=method.normalisation,
        preferences=preferences,
        ignores=tuple(name for name in weighed if method.compares and name in own),
        compared=compared if method.compares else None,
    )


def _parameters(one: Preference) -> dict[str, str | float]:
    """Return a preference function with the parameters that it has."""
    return {
        "function": one.function,
        **{name: getattr(one, name) for name in PARAMETERS[one.function]},
    }
