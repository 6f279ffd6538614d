"""Rubrics that take part in a comparison, under names that tell them apart."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from toi.analyses.shared.result import SET, RubricLabel
from toi.io.rubric.find import by_name
from toi.io.rubric.resolve import ResolvedRubric
from toi.light_dataclass import dataclass

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
        return RubricLabel(self.name, one.name, self.title, one.digest, one.settings, one.unsaid)


def entrants(rubrics: Sequence[ResolvedRubric]) -> list[Entrant]:
    """Name each by the shortest name that no other has.

    That is a file's name, else its folder's too, else its path, else the path and a number. A
    title that several have, that is the name of another, or that a new rubric comes with, gives
    way to the name; that of namesakes gets a number.
    """
    forms = [_forms(one) for one in rubrics]
    counts = [Counter(same) for same in zip(*forms, strict=True)]
    titles = _titles(rubrics)
    many = Counter(titles)
    names = Counter(form[0] for form in forms)
    found: list[Entrant] = []
    seen: dict[str, int] = {}
    for one, title, called in zip(rubrics, titles, forms, strict=True):
        alone = (name for name, of in zip(called, counts, strict=True) if of[name] == 1)
        name = next(alone, called[-1])
        seen[name] = seen.get(name, 0) + 1
        name = f"{name}#{seen[name]}" if seen[name] > 1 else name
        of_another = names[title] > (title == called[0])
        telling = title != UNCHANGED_TITLE and many[title] == 1 and not of_another
        found.append(Entrant(one, name, title if telling else name))
    return found


def _titles(rubrics: Sequence[ResolvedRubric]) -> list[str]:
    """Return everybody's title, with a number for namesakes."""
    alike: dict[str, list[int]] = {}
    for n, one in enumerate(rubrics):
        alike.setdefault(one.rubric.title.casefold(), []).append(n)
    found = [one.rubric.title for one in rubrics]
    for several in alike.values():
        if found[several[0]] != UNCHANGED_TITLE and _namesakes([rubrics[n] for n in several]):
            for number, n in enumerate(sorted(several, key=lambda n: by_name(rubrics[n].name)), 1):
                found[n] += f" ({number})"
    return found


def _namesakes(rubrics: Sequence[ResolvedRubric]) -> bool:
    """Tell whether rubrics of one title are files of one name up to a number, as anna and anna-2.

    Files of other names tell more than a number does.
    """
    files = {PurePath(one.name) for one in rubrics if not one.settings}
    names = {(file.parent, re.sub("-[0-9]+$", "", file.stem)) for file in files}
    return len(files) == len(rubrics) > 1 == len(names) and all(file.suffix for file in files)


def _forms(one: ResolvedRubric) -> list[str]:
    """Return what a rubric may be called, the shortest first."""
    place, mark = PurePath(one.name), SET * bool(one.settings)
    with_folder = f"{place.parent.name}/{place.stem}" if place.parent.name else one.name
    return [form + mark for form in (place.stem, with_folder, one.name)]
