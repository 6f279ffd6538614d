"""Derivations: wholes from their parts, conditions from what they hang on."""

from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter

import numpy as np

from toi.engine.problem import Condition, Floats, Whole
from toi.engine.sampling.quantiles import clipped_mean
from toi.records.debate import Debate


def compile_derivations(
    debate: Debate, row: dict[str, int], criteria: Sequence[str]
) -> Iterator[Whole | Condition]:
    """Make wholes and conditions, in an order in which they can be worked out."""
    graph = {name: debate.depends_on(name) for name in sorted(row)}
    for name in TopologicalSorter(graph).static_order():
        theory = debate.theories[name]
        if theory.parts:
            leaves = leaf_shares(debate, name)
            yield Whole(row[name], tuple(row[part] for part in leaves), tuple(leaves.values()))
        if theory.conditional_on is not None:
            on = [other for other in debate.members(theory.conditional_on.on) if other != name]
            yield Condition(
                row[name],
                tuple(sorted(row[o] for o in on)),
                theory.conditional_on.share,
                tuple(_recorded_mean(debate, on, criterion) for criterion in criteria),
            )


def _recorded_mean(debate: Debate, theories: Sequence[str], criterion: str) -> float:
    """Find the mean cell of some theories as recorded, 0 to 1, whatever a rubric says."""
    record = debate.criteria[criterion]
    low, high = record.scale
    ends = (low, high) if record.clip else (-np.inf, np.inf)
    found = [
        share * clipped_mean(debate.theories[leaf].judgements[criterion].value, *ends)
        for theory in theories
        for leaf, share in leaf_shares(debate, theory).items()
    ]
    return (sum(found) / len(theories) - low) / (high - low)


def compile_bearing(debate: Debate, row: dict[str, int], criteria: Sequence[str]) -> Floats:
    """Find the share of each theory that each criterion bears on, (T, C)."""
    found = np.ones((len(row), len(criteria)))
    for name, t in row.items():
        for leaf, share in leaf_shares(debate, name).items():
            bears = [debate.theories[leaf].judgements[c].bears for c in criteria]
            found[t] -= share * (1.0 - np.array(bears))
    return np.round(found, 12)  # shares of parts may miss 1 by a rounding


def leaf_shares(debate: Debate, theory: str) -> dict[str, float]:
    """Return a theory's parts with their shares of 1; itself where it has none."""
    parts = debate.theories[theory].parts
    total = sum(part.share for part in parts)
    return {part.id: part.share / total for part in parts} or {theory: 1.0}
