"""Of thousands of theories, those among which there is a choice: the ones that ever lead.

What is worth arguing about is what decides who leads. Of two thousand theories most lead in no
draw, and to turn every argument over for each of them would take half an hour.
"""

from collections.abc import Iterable

import numpy as np

from toi.analyses.ranks.compute import Drawn, draw_for
from toi.analyses.shared.session import Model
from toi.engine.memory import stretches
from toi.engine.problem import Floats
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.voi.best import best_in_draw

MANY = 512  # theories; of no more, all are looked at
MOST = 200


def among_contenders(model: Model, drawn: Drawn, asked: Iterable[str] = ()) -> tuple[Drawn, float]:
    """Return the draws of those of many theories that are first most often.

    Where there are gates, with those that are last most often too: what a gate excludes is worth
    no more than the last.

    Parameters
    ----------
    asked : iterable of str
        Ids of theories that are to be among them.

    Returns
    -------
    drawn : Drawn
        The same draws, of at most `MOST` theories that lead, the leader and those that are asked
        about; of all theories where they are not many, or where a score depends on which are
        compared.
    covered : float
        Share of the draws in which somebody leads in which one of them does.
    """
    if len(drawn.rows) <= MANY or drawn.problem.method.compares:
        return drawn, 1.0
    first, last = _shares_of_ends(drawn)
    drawn.forget()
    names = [drawn.problem.theories[t] for t in drawn.rows]
    wanted = {exact_ranking(drawn.problem, drawn.rows).order[0], *_most(first)}
    wanted |= {names.index(name) for name in asked if name in names}
    if drawn.problem.gates:
        wanted |= set(_most(last))
    covered = float(first[sorted(wanted)].sum() / max(first.sum(), 1e-300))
    rows = [model.problem.row[names[i]] for i in sorted(wanted)]
    return draw_for(model, rows, drawn.seed, drawn.n, drawn.given), covered


def _most(shares: Floats) -> list[int]:
    """Return those of most draws, and of any."""
    return [i for i in np.argsort(-shares, kind="stable")[:MOST].tolist() if shares[i] > 0.0]


def _shares_of_ends(drawn: Drawn) -> tuple[Floats, Floats]:
    """Count the draws, of those that are kept, in which each theory is first, and last, (R,)."""
    first, last = np.zeros((2, len(drawn.rows)))
    for scores in drawn.scores_by_block():
        for some in stretches(len(scores.totals), 8 * len(first)):
            gated = scores.gated[some].T if scores.gated.any() else None
            best = best_in_draw(scores.totals[some].T, gated)
            first += np.bincount(best.theory, best.share, minlength=len(first))
            last += np.bincount(scores.totals[some].argmin(axis=1), minlength=len(last))
    return first, last
