"""The rubrics that are there already, by how many statements they meet."""

from collections.abc import Iterator

import numpy as np

from toi.analyses.fit.result import Closeness
from toi.analyses.fit.task import Task
from toi.analyses.shared.format import count
from toi.compile.scoring import compile_problem
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.errors import InputErrors
from toi.io.rubric.find import available
from toi.io.rubric.resolve import resolve

MOST = 30  # rubrics that are tried


def closest(task: Task) -> tuple[Closeness, ...]:
    """Rank rubrics by the statements they meet as they stand, then by how near they come.

    Those that do not fit the debate are passed over, and so is the one that is being fitted.
    """
    opened, statements, found = task.model.opened, task.statements, []
    for name in _names(task)[:MOST]:
        try:
            rubric = resolve(name, opened.places, opened.debate)
        except InputErrors:
            continue
        problem = compile_problem(opened.debate, rubric.rubric)
        ranking = exact_ranking(problem, [problem.row[theory] for theory in task.theories])
        leads = statements.leads(ranking.totals[None])
        met = int(statements.hold(leads).sum())
        near = float(statements.log_likelihood(leads, task.wanted.noise)[0])
        found.append((met, near, Closeness(name, rubric.rubric.title, met)))
    found.sort(key=lambda one: (-one[0], -np.round(one[1], 9), one[2].rubric))
    return tuple(one for *_, one in found)


def untried(task: Task) -> Iterator[str]:
    """Say how many rubrics were not tried, where there are many."""
    left = len(_names(task)) - MOST
    if left > 0:
        yield f"the closest rubric is sought among {MOST}; {count(left, 'other')} were not tried"


def _names(task: Task) -> list[str]:
    return [name for name in available(task.model.opened.places) if name != task.wanted.name]
