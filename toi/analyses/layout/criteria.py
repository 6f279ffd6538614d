"""Criteria as columns of tables: as many in each as fit a page."""

from collections.abc import Iterator, Sequence

from toi.analyses.shared.letters import columns_of, widest_line
from toi.analyses.shared.result import CriterionLabel

LEAST = 4  # columns of a value
ONE_LINE = 10  # columns of a head that is not broken


def fitting(heads: Sequence[CriterionLabel], room: int) -> Iterator[list[CriterionLabel]]:
    """Part criteria into groups whose columns fit."""
    group: list[CriterionLabel] = []
    taken = 0
    for label in heads:
        width = 1 + max(LEAST, widest_line(stacked_head(label)))
        if group and taken + width > room:
            yield group
            group, taken = [], 0
        group.append(label)
        taken += width
    yield group


def stacked_head(label: CriterionLabel) -> str:
    """Return the head of a column with its sign, a long one of several words in two lines."""
    words = label.head.split(" ")
    ways = [f"{' '.join(words[:n])}\n{' '.join(words[n:])}" for n in range(1, len(words))]
    broken = columns_of(label.short) > ONE_LINE and ways
    return min(ways, key=widest_line) if broken else label.head
