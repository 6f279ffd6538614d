"""Judgements that are the whole scale: nothing is known, and their middle counts."""

from toi.analyses.shared.session import Model

NOT_KNOWN = "?"  # marks such a value


def not_known(model: Model, theory: str) -> tuple[str, ...]:
    """Return the criteria on which nothing is known of a theory; a whole's, of all its parts."""
    leaves = model.debate.leaves([theory])
    return tuple(
        name
        for name in model.debate.criteria
        if all(_is_whole_scale(model, leaf, name) for leaf in leaves)
    )


def _is_whole_scale(model: Model, theory: str, criterion: str) -> bool:
    said = model.rubric.rubric.overrides.judgements.get(f"{theory}.{criterion}")
    value = (said or model.debate.theories[theory].judgements[criterion]).value
    return value.family == "uniform" and value.support == model.debate.criteria[criterion].scale
