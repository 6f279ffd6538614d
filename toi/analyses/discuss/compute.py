"""`toi data discuss`: which cells a panel should talk about before it chooses."""

import math
from collections.abc import Iterator, Sequence

from toi.analyses.discuss.result import DiscussedCell, DiscussResult, ReaderRemark
from toi.analyses.discuss.wholes import discussed_options
from toi.analyses.readings.panel import Panel
from toi.analyses.readings.pool import Pooled
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import rows_of
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.voi.best_few import FewBest, KnowingCell
from toi.errors import usage


def run_discuss(
    model: Model,
    panel: Panel,
    pooled: Pooled,
    files: Sequence[str],
    choose: int,
    kinds: Sequence[str],
    seed: int = 0,
) -> DiscussResult:
    """Find what knowing each cell is worth to a choice of the best few theories.

    Parameters
    ----------
    model : Model
        With the pooled judgements.
    pooled : Pooled
        Where `model` has them from.
    choose : int
        How many are chosen.
    kinds : sequence of str
        Kinds of theory among which is chosen.

    Raises
    ------
    toi.InputErrors
        If there are not more theories than are chosen.
    """
    names = model.debate.shown(kinds)
    if not 1 <= choose < len(names):
        message = f"{choose} of {model.debate.words.counted(len(names))} cannot be chosen"
        raise usage(f"{message}; --choose takes 1 to {len(names) - 1}", "bad-choice")
    base = base_case(model.problem, rows_of(model.problem, names))
    few, problem = FewBest(base, choose), base.problem
    read = {(theory, criterion) for _, theory, criterion in panel.laws}
    cells = [
        number
        for number in range(len(problem.judgements))
        if _cell(few, number) in read and not problem.judgements[number].law.is_point
    ]
    chosen = [problem.theories[base.rows[row]] for row in few.chosen.tolist()]
    return DiscussResult(
        provenance=model.opened.provenance(pooled.below, seed, kinds=kinds),
        files=tuple(files),
        choose=choose,
        chosen=tuple(chosen),
        theories=len(names),
        next_best=problem.theories[base.rows[int(few.order[choose])]],
        margin=few.margin,
        score=few.points,
        everything=few.knowing_all(cells, seed),
        readers=panel.readers,
        cells=tuple(_cells(few, panel, chosen, few.knowing_cells(cells))),
        remarks=tuple(
            ReaderRemark(theory, reader, panel.whys[reader, theory])
            for theory in names
            for reader in panel.readers
            if (reader, theory) in panel.whys
        ),
        severity_off=bool(panel.severity_off),
        options=tuple(discussed_options(few, panel, {_cell(few, n): n for n in cells})),
        notes=tuple(dict.fromkeys((*model.notes, *pooled.notes))),
    )


def _cell(few: FewBest, judgement: int) -> tuple[str, str]:
    problem = few.base.problem
    theory = problem.theories[problem.judgement_theory[judgement]]
    return theory, problem.criteria[problem.judgement_criterion[judgement]]


def _cells(
    few: FewBest, panel: Panel, chosen: Sequence[str], found: Sequence[KnowingCell]
) -> Iterator[DiscussedCell]:
    problem, judgements = few.base.problem, few.base.inputs.judgements[0]
    for one in found:
        theory, criterion = _cell(few, one.judgement)
        t, c = problem.judgement_theory[one.judgement], problem.judgement_criterion[one.judgement]
        keys = {reader: (reader, theory, criterion) for reader in panel.readers}
        laws = {reader: panel.laws[key] for reader, key in keys.items() if key in panel.laws}
        yield DiscussedCell(
            theory=theory,
            criterion=criterion,
            points=one.points,
            chance=one.chance,
            mean=float(problem.low[c] + (problem.high[c] - problem.low[c]) * judgements[t, c]),
            below=one.below,
            above=one.above,
            chosen=theory in chosen,
            readings={reader: law.mean for reader, law in laws.items()},
            ranges={
                reader: law.support
                for reader, law in laws.items()
                if not law.is_point and all(map(math.isfinite, law.support))
            },
        )
