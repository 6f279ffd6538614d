"""Share of draws in which theories of the ranked kind beat those of the other kinds."""

from collections.abc import Iterator

import numpy as np

from toi.analyses.data.coverage_result import PairsWon
from toi.analyses.data.wear import scrutinies
from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.session import Model
from toi.compile.scoring import compile_problem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.score import score
from toi.records.debate import EVERYTHING, PART, Debate


def pairs_won(model: Model) -> Iterator[PairsWon]:
    """Return the share of pairs that the ranked kind wins against each other kind.

    A pair is a theory of each kind, neither of both; equal scores count half.
    """
    debate, rubric = model.debate, model.rubric.rubric
    kind = default_kind(debate)
    for scrutiny in scrutinies(debate):
        problem = compile_problem(debate, rubric.model_copy(update={"scrutiny": scrutiny}))
        total = score(problem, expected_inputs(problem), range(len(problem.row))).totals[0]
        for other in _other_kinds(debate, kind):
            ours, theirs = set(debate.shown([kind])), set(debate.shown([other]))
            one = [total[problem.row[name]] for name in sorted(ours - theirs)]
            two = [total[problem.row[name]] for name in sorted(theirs - ours)]
            if one and two:
                ahead = np.sign(np.round(np.subtract.outer(one, two), 9))
                won = float((1 + ahead.mean()) / 2)
                yield PairsWon(kind, other, scrutiny, pairs=ahead.size, share=won)


def _other_kinds(debate: Debate, kind: str) -> list[str]:
    """Return the kinds of whole theories but one, in file order; none where all are ranked."""
    found = dict.fromkeys(k for theory in debate.theories.values() for k in theory.kinds)
    return [] if kind == EVERYTHING else [k for k in found if k not in (kind, PART)]
