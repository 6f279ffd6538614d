"""Criteria as columns of tables: as many in each as fit a page."""

from collections.abc import Iterator, Sequence

from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.result import CriterionLabel

LEAST = 4  # columns of a value


def fitting(heads: Sequence[CriterionLabel], room: int) -> Iterator[list[CriterionLabel]]:
    """Part criteria into groups whose columns fit."""
    group: list[CriterionLabel] = []
    taken = 0
    for label in heads:
        width = 1 + max(LEAST, columns_of(label.head))
        if group and taken + width > room:
            yield group
            group, taken = [], 0
        group.append(label)
        taken += width
    yield group
