"""The shipped debate, scored once for each rubric and its settings."""

import functools

import toi
from toi.analyses.portfolio.best_split import best_split
from toi.analyses.portfolio.case import open_case, split_kinds
from toi.analyses.portfolio.demands.wishes import wishes
from toi.analyses.score.compute import run_score
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import prepare
from toi.engine.scoring.exact_ranking import exact_ranking

FEW = 64  # draws; what the text says is of scores, which need none


@functools.cache
def shipped():
    return toi.load()


@functools.cache
def result(rubric, *settings, kinds=None):
    """Return the ranking of some kinds, its ranges of ranks from few draws."""
    debate = shipped()
    return run_score(prepare(debate, rubric, settings), find_kinds(debate.debate, kinds), draws=FEW)


def rows(rubric, *settings, kinds=None):
    """Return results by theory, in rank order."""
    return {row.id: row for row in result(rubric, *settings, kinds=kinds).results}


@functools.cache
def scores(rubric, *settings, kinds=None):
    """Return the deterministic score of each theory and no more, in a tenth of the time."""
    debate = shipped()
    problem = prepare(debate, rubric, settings).problem
    shown = sorted(debate.debate.shown(find_kinds(debate.debate, kinds)))
    totals = exact_ranking(problem, [problem.row[name] for name in shown]).totals
    return dict(zip(shown, totals.tolist(), strict=True))


def shares(rubric):
    """Return what each line of effort gets, and its kind."""
    model = prepare(shipped(), rubric)
    wanted = wishes(model)
    case = open_case(model, split_kinds(model.debate, None, [wanted]), 0, 1024, wanted)
    found = zip(case.lines.kinds, best_split(case).shares, strict=True)
    return dict(zip(case.ids, found, strict=True))
