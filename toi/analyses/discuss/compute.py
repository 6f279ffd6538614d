"""`toi data discuss`: which cells a panel should talk about before it chooses."""

import math
from collections.abc import Iterator, Sequence

from toi.analyses.discuss.choice import ChosenFew, choose_few
from toi.analyses.discuss.result import DiscussedCell, DiscussResult, Evened, ReaderRemark
from toi.analyses.discuss.wholes import discussed_options
from toi.analyses.readings.panel import Panel
from toi.analyses.readings.pool import Pooled
from toi.analyses.shared.session import Model
from toi.errors import usage


def run_discuss(
    model: Model,
    panel: Panel,
    pooled: Pooled,
    files: Sequence[str],
    choose: int,
    kinds: Sequence[str],
    seed: int = 0,
    evened: Evened | None = None,
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
    evened : Evened, optional
        What comes out with the severity of readers taken off.

    Raises
    ------
    toi.InputErrors
        If there are not more theories than are chosen.
    """
    names = model.debate.shown(kinds)
    if not 1 <= choose < len(names):
        message = f"{choose} of {model.debate.words.counted(len(names))} cannot be chosen"
        raise usage(f"{message}; --choose takes 1 to {len(names) - 1}", "bad-choice")
    choice = choose_few(model, panel, names, choose)
    few, chosen = choice.few, choice.chosen
    return DiscussResult(
        provenance=model.opened.provenance(pooled.below, seed, kinds=kinds),
        files=tuple(files),
        choose=choose,
        chosen=chosen,
        theories=len(names),
        next_best=choice.next_best,
        margin=few.margin,
        score=few.points,
        everything=few.knowing_all(choice.cells, seed),
        readers=panel.readers,
        cells=tuple(_cells(choice, panel)),
        remarks=tuple(
            ReaderRemark(theory, reader, panel.whys[reader, theory])
            for theory in names
            for reader in panel.readers
            if (reader, theory) in panel.whys
        ),
        severity_off=bool(panel.severity_off),
        evened=evened,
        options=tuple(discussed_options(few, panel, {choice.cell(n): n for n in choice.cells})),
        notes=tuple(dict.fromkeys((*model.notes, *pooled.notes))),
    )


def _cells(choice: ChosenFew, panel: Panel) -> Iterator[DiscussedCell]:
    base = choice.few.base
    problem, judgements, chosen = base.problem, base.inputs.judgements[0], choice.chosen
    for one in choice.knowing():
        theory, criterion = choice.cell(one.judgement)
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
