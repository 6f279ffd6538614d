"""Rubrics that take part in a comparison, under names that tell them apart."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from toi.analyses.shared.result import RubricLabel
from toi.io.rubric.resolve import ResolvedRubric
from toi.light_dataclass import dataclass

SET = "+set"  # after the name of a rubric in which something was set
UNCHANGED_TITLE = "My view"  # of a new rubric, until its author has a better one


@dataclass(frozen=True)
class Entrant:
    """A rubric, what it is called here, and a title that no other has."""

    rubric: ResolvedRubric
    name: str
    title: str

    @property
    def label(self) -> RubricLabel:
        """The label by which results speak of it."""
        one = self.rubric
        return RubricLabel(self.name, one.name, self.title, one.digest, one.settings)


def entrants(rubrics: Sequence[ResolvedRubric]) -> list[Entrant]:
    """Name each by the shortest name that no other has.

    That is a file's name, else its folder's too, else its path, else the path and a number. A
    title that several have, that is the name of another, or that a new rubric comes with, gives
    way to the name.
    """
    forms = [_forms(one) for one in rubrics]
    counts = [Counter(same) for same in zip(*forms, strict=True)]
    titles = Counter(one.rubric.title for one in rubrics)
    names = Counter(form[0] for form in forms)
    found: list[Entrant] = []
    seen: dict[str, int] = {}
    for one, called in zip(rubrics, forms, strict=True):
        alone = (name for name, many in zip(called, counts, strict=True) if many[name] == 1)
        name = next(alone, called[-1])
        seen[name] = seen.get(name, 0) + 1
        name = f"{name}#{seen[name]}" if seen[name] > 1 else name
        title = one.rubric.title
        of_another = names[title] > (title == called[0])
        telling = title != UNCHANGED_TITLE and titles[title] == 1 and not of_another
        found.append(Entrant(one, name, title if telling else name))
    return found


def _forms(one: ResolvedRubric) -> list[str]:
    """Return what a rubric may be called, the shortest first."""
    place, mark = PurePath(one.name), SET * bool(one.settings)
    with_folder = f"{place.parent.name}/{place.stem}" if place.parent.name else one.name
    return [form + mark for form in (place.stem, with_folder, one.name)]
