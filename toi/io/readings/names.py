"""Names of theories and criteria in the debate that readers judge."""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import one_line
from toi.records.theory import Criterion

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def bare(head: str) -> str:
    """Return a head without the unit or scale that stands behind it in brackets."""
    return _BRACKETS.sub("", one_line(head))


class KnownNames(Protocol):
    """Names of theories and criteria."""

    def theories(self, word: str) -> list[str]:
        """Return the ids that a word may name."""

    def criteria(self, word: str) -> list[str]:
        """Return the ids that a word may name."""

    def held(self, criterion: str) -> Criterion:
        """Return the record of a criterion, by id."""


def first_known(words: Sequence[str], called: Any) -> str:
    """Return the first word that names something; the last one where none does."""
    return next((word for word in words if called and called(word)), words[-1])


def criterion_word(column: Column, names: KnownNames | None) -> str:
    """Return the word by which a column names its criterion."""
    words = (column.name, column.title, bare(column.title), column.title)
    return first_known(words, names.criteria if names else None)
