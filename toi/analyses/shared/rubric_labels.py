"""Rubrics that take part in a comparison, under names that tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from toi.analyses.shared.result import RubricLabel
from toi.io.rubric.resolve import ResolvedRubric

SET = "+set"  # after the name of a rubric in which something was set


@dataclass(frozen=True)
class Entrant:
    """A rubric and what it is called here."""

    rubric: ResolvedRubric
    name: str

    @property
    def label(self) -> RubricLabel:
        """The label by which results speak of it."""
        one = self.rubric
        return RubricLabel(self.name, one.name, one.rubric.title, one.digest, one.settings)


def entrants(rubrics: Sequence[ResolvedRubric]) -> list[Entrant]:
    """Name each by the shortest name that no other has: a file's name, its path, then a number."""
    paths = [one.name + SET * bool(one.settings) for one in rubrics]
    short = [PurePath(one.name).stem + SET * bool(one.settings) for one in rubrics]
    found: list[Entrant] = []
    seen: dict[str, int] = {}
    for one, path, stem in zip(rubrics, paths, short, strict=True):
        name = stem if short.count(stem) == 1 else path
        seen[name] = seen.get(name, 0) + 1
        found.append(Entrant(one, f"{name}#{seen[name]}" if seen[name] > 1 else name))
    return found
