"""Statements that the ranking of a rubric makes, to be explained by another's beliefs."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.fit.stated import Said, Stated, said
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import LoadedDebate, prepare
from toi.engine.fit.statements import of_ranking
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.errors import usage
from toi.io.preferences import ABOVE, LEVEL

PAIR = 2  # theories, of which a ranking says something


def said_in_all(
    opened: LoadedDebate,
    typed: Sequence[str],
    files: Sequence[str],
    reader: str | None,
    view: str | None,
    rubric: str | None,
    kinds: str | None,
) -> Said:
    """Return what was typed, what files say, and what a rubric's ranking does, if one is named.

    Parameters
    ----------
    typed, files, reader, view
        As for `said`.
    rubric, kinds
        As for `said_by`; None where it is to say nothing.
    """
    if rubric is None:
        return said(opened.debate, typed, files, reader, view)
    ranked = said_by(opened, rubric, kinds)
    if not (typed or files):
        return ranked
    return said(opened.debate, typed, files, reader, view).and_(ranked)


def said_by(opened: LoadedDebate, rubric: str, kinds: str | None = None) -> Said:
    """Return what a rubric says of neighbours in its ranking of the theories of some kinds.

    Those that a gate excludes are left out: their scores do not place them.

    Raises
    ------
    InputErrors
        If fewer than two are left, of which a ranking says nothing.
    """
    model = prepare(opened, rubric)
    names = opened.debate.shown(find_kinds(model.debate, kinds))
    ranking = exact_ranking(model.problem, [model.problem.row[name] for name in names])
    kept = np.flatnonzero(~ranking.gated)
    if len(kept) < PAIR:
        many = opened.debate.words.many
        message = f"{rubric} ranks {len(kept)} of {len(names)} {many}, so none above another"
        raise usage(f"{message}: there is nothing to be --like", "empty")
    found = of_ranking(ranking.ranks[kept])
    pairs = zip(kept[found.first], kept[found.second], found.level, strict=True)
    statements = tuple(
        Stated(names[a], LEVEL if level else ABOVE, names[b]) for a, b, level in pairs
    )
    left = len(names) - len(kept)
    notes = (f"{left} that a gate of {rubric} excludes are left out",) if left else ()
    return Said(statements, notes)
