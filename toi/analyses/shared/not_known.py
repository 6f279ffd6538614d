"""Judgements that are the whole scale: nothing is known, and their middle counts."""

from toi.analyses.shared.session import Model
from toi.distribution import Distribution

NOT_KNOWN = "?"  # marks such a value


def not_known(model: Model, theory: str) -> tuple[str, ...]:
    """Return the criteria on which nothing is known of a theory; a whole's, of all its parts."""
    own, criteria = model.rubric.rubric.overrides.judgements, model.debate.criteria
    found = list(criteria)
    for leaf in model.debate.leaves([theory]):
        judgements = model.debate.theories[leaf].judgements
        laws = {
            name: ((own and own.get(f"{leaf}.{name}")) or judgements[name]).value for name in found
        }
        found = [name for name, law in laws.items() if _is_whole(law, criteria[name].scale)]
    return tuple(found)


def _is_whole(law: Distribution, scale: tuple[float, float]) -> bool:
    return law.family == "uniform" and law.support == scale
