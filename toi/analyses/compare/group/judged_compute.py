"""Single judgements that the members of a group make otherwise, and what agreeing on each does."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.compare.group.result import UnitingJudgement
from toi.analyses.shared.names import names_of
from toi.engine.comparison.judged_alike import disagreement_if_judged_alike, judged_by
from toi.engine.comparison.rubric_batch import RubricBatch
from toi.engine.problem import Floats
from toi.records.debate import Debate
from toi.records.rubric import Rubric

SAME = 1e-9


def judged_otherwise(
    debate: Debate, batches: Sequence[RubricBatch], rubrics: Sequence[Rubric]
) -> dict[str, Floats]:
    """Return, by cell, what each rubric judges (R,) on the criterion's scale, where they differ."""
    said = sorted({cell for rubric in rubrics for cell in rubric.overrides.judgements})
    held = judged_by(batches, [_pair(cell) for cell in said])
    scales = {cell: debate.criteria[_pair(cell)[1]].scale for cell in said}
    return {
        cell: scales[cell][0] + (scales[cell][1] - scales[cell][0]) * column
        for cell, column in zip(said, held.T, strict=True)
        if np.ptp(column) > SAME  # NaN, on which nothing depends, is not
    }


def unite_judgements(
    debate: Debate,
    batches: Sequence[RubricBatch],
    judged: dict[str, Floats],
    pairs: int,
    share: Floats,
) -> Iterator[UnitingJudgement]:
    """Yield the cells that are judged otherwise, those that would unite most first."""
    cells, names = list(judged), names_of(debate)
    mean = {cell: float(share @ held) for cell, held in judged.items()}
    scales = {cell: debate.criteria[_pair(cell)[1]].scale for cell in cells}
    tried = [(mean[cell] - low) / (high - low) for cell, (low, high) in scales.items()]
    found = disagreement_if_judged_alike(
        batches, [_pair(cell) for cell in cells], np.array(tried), share
    ) / max(pairs, 1)
    for agreed, cell in sorted(zip(np.round(found, 9).tolist(), cells, strict=True)):
        yield UnitingJudgement(
            cell=cell,
            title=names.cell(cell),
            scale=scales[cell],
            low=float(judged[cell].min()),
            mean=mean[cell],
            high=float(judged[cell].max()),
            agreed=agreed,
        )


def _pair(cell: str) -> tuple[str, str]:
    theory, _, criterion = cell.rpartition(".")
    return theory, criterion
