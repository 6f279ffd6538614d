"""One method in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toi.analyses.shared.format import GLUE
from toi.analyses.shared.provenance import ranked_options
from toi.analyses.shared.result import CriterionLabel, MethodLabel, Provenance
from toi.records.method import METHODS

_IN_WORDS = {
    "additive": "the weighted sum of the values",
    "geometric": "the weighted product of the values; one value of 0 makes it 0",
    "minimum": "the worst value on any criterion with weight",
    "topsis": "closeness to the best of the {n} compared and distance from their worst",
    "promethee2": "net flow over the {n} compared, from -1 (0) to 1 (100)",
}
_NORMALISED = {
    "value functions": "each value 0-1 on its criterion's own scale",
    "vector": "raw values divided by their length (vector normalisation)",
    "range": "raw values from worst to best of these (range normalisation)",
    "scale": "values on their criteria's own scales (scale normalisation)",
}


def without_method(settings: Sequence[str]) -> tuple[str, ...]:
    """Leave out settings that only name a method, which another one that is named replaces.

    One that has options says how its method is reckoned, also where all are compared.
    """
    named = {f"method={name}" for name in METHODS}
    return tuple(one for one in settings if "".join(one.split()) not in named)


def other_method_options(made: Provenance) -> str:
    """Return `ranked_options` for commands that name a method of their own."""
    return ranked_options(replace(made, set=without_method(made.set)))


def method_line(method: MethodLabel, criteria: Sequence[CriterionLabel]) -> str:
    """Say what a score is by this method, and how values were normalised."""
    if method.has_none_to_compare:
        left = "none" if method.compared == 0 else "one alone"
        return (
            f"Method {method.name} scores against one another what no gate excludes. Here that is "
            f"{left}, so there are no scores; by the weighted sum: --set{GLUE}method=additive."
        )
    words = _IN_WORDS[method.name].format(n=method.compared)
    if method.preferences is None:
        how = _NORMALISED[method.normalisation]
    else:
        how = f"preference functions on raw values: {_functions(method.preferences, criteria)}"
    text = f"Method {method.name}: {words}; {how}."
    if method.compared is not None:
        text += " Adding or leaving out one may change the order of others."
    if method.ignores:
        text += " The rubric's value functions are not used."
    return text


def normalised(method: MethodLabel, criteria: Sequence[CriterionLabel]) -> str:
    """Say in a few words how a method makes criteria comparable."""
    if method.preferences is None:
        return method.normalisation
    return f"preference {_functions(method.preferences, criteria)}"


def _functions(
    preferences: Mapping[str, Mapping[str, str | float]], criteria: Sequence[CriterionLabel]
) -> str:
    """Write functions such as: usual for all, or: linear q 0.5 p 2 for Dir, usual for Dual."""
    by_function: dict[str, list[str]] = {}
    for label in criteria:
        one = preferences.get(label.id)
        if one is not None:
            figures = (f" {key} {one[key]:g}" for key in ("q", "p", "s") if key in one)
            by_function.setdefault(f"{one['function']}{''.join(figures)}", []).append(label.short)
    if len(by_function) == 1:
        return f"{next(iter(by_function))} for all"
    return ", ".join(f"{text} for {' and '.join(names)}" for text, names in by_function.items())
