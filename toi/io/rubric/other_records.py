"""A rubric that was written for other records: told in one line, not criterion by criterion."""

from collections.abc import Callable, Sequence

from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.io.suggest import listed, nearest
from toi.records.debate import Debate
from toi.records.rubric import Rubric

CODE = "other-records"
MOST_NAMED = 4  # criteria, and rubrics that fit


def fits(layers: Sequence[Entry[Rubric]], debate: Debate) -> bool:
    """Tell whether a rubric weighs nothing that a debate lacks."""
    return all(name in debate.criteria for entry in layers for name in entry.record.weights)


def other_records(
    layers: Sequence[Entry[Rubric]], debate: Debate, fitting: Callable[[], Sequence[str]]
) -> list[Problem]:
    """Find the file of a rubric that weighs no criterion of a debate, and nothing like one.

    Parameters
    ----------
    layers : sequence of Entry
        The files that the rubric is made of, the nearest first.
    fitting : callable
        Returns the names of the rubrics that fit; asked only where they are told.

    Returns
    -------
    list of Problem
        One where it is so, in the place of all that its files name and the records lack: at the
        file, or where another extends it.
    """
    known = {*debate.criteria, *debate.former_names.get("criteria", {})}
    for place, entry in enumerate(layers):
        weighed = entry.record.weights
        if not weighed or any(name in known or nearest(name, known) for name in weighed):
            continue
        asked = f"it weighs {listed(list(weighed), MOST_NAMED)}"
        here = f"where the criteria here are {listed(list(debate.criteria), MOST_NAMED)}"
        message = f"is for other records: {asked}, {here}; {_instead(fitting())}"
        if place == 0:
            return [entry.problem(CODE, f"this rubric {message}", "weights", key=True)]
        return [
            layers[place - 1].problem(
                CODE, f"{layers[place - 1].record.extends!r} {message}", "extends"
            )
        ]
    return []


def _instead(names: Sequence[str]) -> str:
    """Name the rubrics that fit, else what writes one."""
    if names:
        return f"fits here: {listed(names, MOST_NAMED)}"
    return "toi rubric new NAME writes one that fits"
