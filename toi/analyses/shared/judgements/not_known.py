"""Judgements that are the whole scale and that nobody stated: nothing is known, the middle counts.

A range that a text or a sheet states is one, also where it is the widest of all and so the scale.
"""

from toi.analyses.shared.session import Model
from toi.distribution import Distribution

STATED = "stated"
NOT_KNOWN = "?"  # marks such a value


def not_known(model: Model, theory: str) -> tuple[str, ...]:
    """Return the criteria on which nothing is known of a theory; a whole's, of all its parts."""
    own, criteria = model.rubric.rubric.overrides.judgements, model.debate.criteria
    found = list(criteria)
    for leaf in model.debate.leaves([theory]):
        judgements = model.debate.theories[leaf].judgements
        said = {name: (own and own.get(f"{leaf}.{name}")) or judgements[name] for name in found}
        found = [
            name
            for name, one in said.items()
            if getattr(one, "basis", None) != STATED and _is_whole(one.value, criteria[name].scale)
        ]
    return tuple(found)


def _is_whole(law: Distribution, scale: tuple[float, float]) -> bool:
    return law.family == "uniform" and law.support == scale
