"""Of thousands of theories, those among which there is a choice: the ones that ever lead.

What is worth arguing about is what decides who leads. Of two thousand theories most lead in no
draw, and to turn every argument over for each of them would take half an hour.
"""

import numpy as np

from toi.analyses.ranks.compute import Drawn, draw_for
from toi.analyses.shared.session import Model
from toi.engine.memory import stretches
from toi.engine.problem import Floats
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.voi.best import best_in_draw

MANY = 512  # theories; of no more, all are looked at
MOST = 200


def among_contenders(model: Model, drawn: Drawn, theory: str | None = None) -> tuple[Drawn, float]:
    """Return the draws of those of many theories that are first most often.

    Parameters
    ----------
    theory : str, optional
        The id of one that is to be among them.

    Returns
    -------
    drawn : Drawn
        The same draws, of at most `MOST` theories, `theory` and the leader; of all theories
        where they are not many, or where a score depends on which are compared.
    covered : float
        Share of draws in which one of them is first.
    """
    if len(drawn.rows) <= MANY or drawn.problem.method.compares:
        return drawn, 1.0
    share = _shares_of_first(drawn)
    drawn.forget()
    most = [i for i in np.argsort(-share, kind="stable")[:MOST].tolist() if share[i] > 0.0]
    names = [drawn.problem.theories[t] for t in drawn.rows]
    wanted = {exact_ranking(drawn.problem, drawn.rows).order[0], *most}
    if theory is not None:
        wanted.add(names.index(theory))
    covered = min(float(share[sorted(wanted)].sum()), 1.0)
    rows = [model.problem.row[names[i]] for i in sorted(wanted)]
    return draw_for(model, rows, drawn.seed, drawn.n, drawn.given), covered


def _shares_of_first(drawn: Drawn) -> Floats:
    """Count in which share of the draws that are kept each theory is first, (R,)."""
    found, draws = np.zeros(len(drawn.rows)), 0
    for scores in drawn.scores_by_block():
        for some in stretches(len(scores.totals), 8 * len(found)):
            gated = scores.gated[some].T if scores.gated.any() else None
            best = best_in_draw(scores.totals[some].T, gated)
            found += np.bincount(best.theory, best.share, minlength=len(found))
        draws += len(scores.totals)
    return np.asarray(found / draws)
