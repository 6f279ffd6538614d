"""Theories as wholes: what it is worth to know which reader sees one right over all its cells.

A reader who is somewhat apart on every criterion of a theory may turn the choice where no cell
alone does.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from toi.analyses.discuss.result import DiscussedOption
from toi.analyses.readings.panel import Panel
from toi.engine.agreement.votes import group_shares
from toi.engine.problem import Floats
from toi.engine.voi.best_few import NEAR, FewBest


def discussed_options(
    few: FewBest, panel: Panel, cells: Mapping[tuple[str, str], int]
) -> list[DiscussedOption]:
    """Find the value of knowing whose view of a theory is right, most worth first.

    Each reader's view is as likely as the reader counts in the pool: every group the same, and
    within it every reader.

    Parameters
    ----------
    cells : mapping from (theory, criterion) to judgement
        Those that readers judged, and that are not the same for all.
    """
    problem, rows = few.base.problem, few.base.rows
    named = {problem.theories[row]: place for place, row in enumerate(rows)}
    views = {theory: _views(theory, panel, cells) for theory in named}
    several = {theory: found for theory, found in views.items() if len(found) > 1}
    gains, worths = few.views([view for found in several.values() for view in found.values()])
    now = few.views([{}])[1][0]
    options: list[DiscussedOption] = []
    start = 0
    for theory, found in several.items():
        here, place = slice(start, start + len(found)), named[theory]
        start += len(found)
        shares = _shares(panel, list(found))
        options.append(
            DiscussedOption(
                theory=theory,
                points=float(shares @ gains[here]),
                chance=float(shares @ (gains[here] > NEAR)),
                score=float(now[place]),
                line=few.line(place),
                chosen=place in few.chosen.tolist(),
                views=dict(zip(found, worths[here, place].tolist(), strict=True)),
            )
        )
    return sorted(options, key=lambda one: (-round(one.points, 9), one.theory))


def _views(
    theory: str, panel: Panel, cells: Mapping[tuple[str, str], int]
) -> dict[str, dict[int, float]]:
    """Return what each reader who judged a theory says of its cells."""
    mine = {criterion: number for (name, criterion), number in cells.items() if name == theory}
    found = {
        reader: {
            number: panel.laws[reader, theory, criterion].mean
            for criterion, number in mine.items()
            if (reader, theory, criterion) in panel.laws
        }
        for reader in panel.readers
    }
    return {reader: view for reader, view in found.items() if view}


def _shares(panel: Panel, readers: Sequence[str]) -> Floats:
    """Return how much each of some readers counts, (K,)."""
    known = np.array([reader in readers for reader in panel.readers])
    shares = group_shares(known[:, None], np.array(panel.teams, dtype=np.int64))[:, 0]
    return np.asarray(shares[known])
