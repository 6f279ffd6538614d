"""Parts of a score that its method is known by: flows of PROMETHEE, distances of TOPSIS."""

from collections.abc import Mapping

import numpy as np

from toi.analyses.shared.theories import scores_told
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.engine.scoring.methods.promethee import incomparable


def method_parts(ranking: ExactRanking) -> list[Mapping[str, float] | None]:
    """Return the parts of each theory's score by name; None where its method has none."""
    problem = ranking.problem
    if np.isnan(scores_told(ranking)).any():
        return [None] * len(ranking.rows)
    found = problem.method.parts(problem, ranking.inputs.weights, ranking.evaluation, ranking.rows)
    if not found:
        return [None] * len(ranking.rows)
    columns = {name: values[0].tolist() for name, values in found.items()}
    return [{name: values[i] for name, values in columns.items()} for i in range(len(ranking.rows))]


def unordered(ranking: ExactRanking) -> tuple[tuple[str, str], ...] | None:
    """Return the pairs that PROMETHEE I leaves unordered, the better one by PROMETHEE II first.

    None by other methods. Theories that a gate excludes are left out.
    """
    if ranking.problem.method.name != "promethee2":
        return None
    free = [i for i in ranking.order if not ranking.gated[i]]
    parts = method_parts(ranking)
    if None in parts:  # of one alone there is no pair
        return ()
    flows = [[(parts[i] or {})[name] for i in free] for name in ("phi_plus", "phi_minus")]
    names = [ranking.problem.theories[ranking.rows[i]] for i in free]
    return tuple((names[a], names[b]) for a, b in incomparable(*map(np.array, flows)))
