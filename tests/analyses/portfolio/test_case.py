"""The shipped debate as a problem of splitting effort."""

import numpy as np

from toi.analyses.portfolio.best_split import best_split
from toi.analyses.portfolio.case import open_case, split_kinds
from toi.analyses.portfolio.demands.wishes import wishes
from toi.analyses.shared.session import open_debate, prepare
from toi.compile.portfolio import lines_of


def case(name, **wanted):
    """The shipped debate by a shipped rubric."""
    setting = prepare(open_debate(None), name)
    kinds = split_kinds(setting.debate, None)
    return open_case(setting, kinds, 0, 2048, wishes(setting, wanted))


def test_a_theory_of_several_kinds_counts_under_the_first_that_was_asked_for():
    debate = open_debate(None).debate
    several = next(t for t in debate.theories.values() if len(t.kinds) > 1)
    for kinds in (several.kinds, several.kinds[1:]):
        lines = lines_of(debate, kinds)
        counted = dict(zip(lines.ids, lines.kinds, strict=True))
        assert counted[several.id] == next(k for k in several.kinds if k in kinds)


def test_the_essays_position_funds_mostly_agendas_and_some_interpretability():
    """Nothing forces it: the floors that the essay asks for are left out."""
    setting = prepare(open_debate(None), "essay-author")
    free = wishes(setting).model_copy(update={"bounds": {}})
    found = open_case(setting, split_kinds(setting.debate, None), 0, 2048, free)
    shares = best_split(found).shares
    kinds = np.array(found.lines.kinds)
    assert shares[kinds == "agenda"].sum() > 0.5
    assert shares[kinds != "agenda"].sum() > 0.05


def test_lines_that_hang_on_one_argument_fall_together():
    found = case("balanced")
    worth = found.preferences.worth
    hit = found.scenarios.problem.arguments.index("better-without-interp")
    listed = [t for t, kind in enumerate(found.lines.kinds) if kind == "listed"]
    correlation = np.corrcoef(worth[:, listed].T)
    assert np.median(correlation[np.triu_indices(len(listed), 1)]) > 0.05
    sound = found.scenarios.sound()[:, hit]
    fall = worth[~sound].mean(axis=0) - worth[sound].mean(axis=0)
    assert (fall[listed] > 0).mean() > 0.8
