"""`toi rubric fit`: weights and beliefs under which theories rank as somebody says."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from toi.analyses.fit.closest import closest, untried
from toi.analyses.fit.possible import attainable, certain, contradiction
from toi.analyses.fit.result import (
    FitResult,
    FittedWeight,
    LeastMove,
    NextQuestion,
    NumberChange,
    StatementFit,
)
from toi.analyses.fit.stated import Said
from toi.analyses.fit.task import FitRequest, Task, make_task
from toi.analyses.fit.template import ENDS, fitted_rubric
from toi.analyses.rubric.new_compute import free_name
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.session import LoadedDebate
from toi.compile.scoring import compile_problem
from toi.engine.fit import least_change
from toi.engine.fit.least_change import LeastChange
from toi.engine.fit.next_question import most_telling
from toi.engine.fit.possible import Compatible
from toi.engine.fit.posterior import FEWEST, Posterior, posterior
from toi.engine.problem import Bools, Floats
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.io.rubric.personal import HOME, write_own
from toi.io.rubric.resolve import ResolvedRubric
from toi.progress import stage

RESAMPLED = 2048  # draws that a next question is sought by
MOVED = 1e-6  # changes below it are rounding
VALUES, BELIEFS, BOTH = "values", "beliefs", "both"


def run_fit(opened: LoadedDebate, said: Said, wanted: FitRequest) -> FitResult:
    """Fit a rubric to statements, and say what else would explain them; write nothing.

    Raises
    ------
    InputErrors
        If the rubric started from is not additive, or a name is of nothing.
    """
    with stage("fitting weights"):
        task = make_task(opened, said, wanted)
        fits = {
            k: posterior(task.prior, task.scores, task.statements, k * wanted.noise, wanted.seed)
            for k in (1.0, 0.5, 2.0)
        }
    middle = fits[1.0]
    mean = middle.mean(middle.weights)
    possible, best = attainable(task, middle)
    clash = None if possible.possible else contradiction(task, middle)
    if clash is not None and clash.circle:
        fits = {k: fit.meeting_most(_held(task, fit)) for k, fit in fits.items()}
        middle = fits[1.0]
    with stage("seeking what else explains it"):
        least = _least(task, mean)
        both = least[BOTH]
        with_beliefs = wanted.beliefs and both.met and not possible.possible
        fitted = fitted_rubric(task, middle, both if with_beliefs else None)
    shown = middle.some(RESAMPLED, wanted.seed)
    return FitResult(
        provenance=_provenance(task, middle),
        name=wanted.name,
        file=None,
        start=task.model.rubric.name,
        extends=fitted.extends,
        fitted=BOTH if with_beliefs else VALUES,
        attainable=possible,
        contradiction=clash,
        statements=tuple(_statements(task, middle, fitted.rubric)),
        weights=tuple(_weights(task, fits, best, fitted.weights if with_beliefs else mean)),
        certain=certain(task, best),
        least=tuple(_change(task, *one) for one in least.items()),
        closest=closest(task),
        question=_question(task, shown),
        noise=wanted.noise,
        prior=task.prior_name,
        effective=middle.effective,
        drawn=middle.drawn,
        walked=middle.walked,
        concentration=fitted.concentration,
        rubric=fitted.rubric,
        text=fitted.text,
        notes=(*task.model.notes, *said.notes, *_gated(task), *_rough(middle), *untried(task)),
    )


def write_fit(
    opened: LoadedDebate, result: FitResult, force: bool = False, over: FitResult | None = None
) -> FitResult:
    """Write ./rubrics/NAME.yaml; raises `InputErrors`, with nothing written, if it cannot be.

    Parameters
    ----------
    over : FitResult, optional
        What was written there before, and may be replaced as long as nobody changed it.
    """
    path = HOME / f"{result.name}.yaml"
    free_name(opened, result.name, result.extends, force or over is not None)
    known = over.text.encode("utf-8") if over is not None else None
    write_own(path, result.text.encode("utf-8"), force, known)
    return replace(result, file=str(path))


def _least(task: Task, near: Floats) -> dict[str, LeastChange]:
    """Find the least change of values, of beliefs, and of both."""
    base, demands = task.base, task.demands
    return {
        VALUES: least_change.of_values(base, demands, task.allowed, near),
        BELIEFS: least_change.of_beliefs(base, demands),
        BOTH: least_change.of_both(base, demands, task.allowed, near),
    }


def _change(task: Task, of: str, found: LeastChange) -> LeastMove:
    problem, now = task.base.problem, task.base.inputs
    moved = [
        *_moved("weight", problem.criteria, now.weights[0], found.weights, None),
        *_moved("credence", problem.arguments, now.sound[0], found.sound, problem.settled),
    ]
    moved.sort(key=lambda one: (-round(abs(one.at - one.now), 9), one.id))
    cost, changes = (found.cost, tuple(moved)) if found.met else (None, ())
    return LeastMove(of, cost, found.met, found.proven, changes)


def _moved(
    what: str, names: tuple[str, ...], now: Floats, new: Floats, settled: Bools | None
) -> Iterator[NumberChange]:
    for i in np.flatnonzero(np.abs(new - now) > MOVED).tolist():
        fixed = settled is not None and bool(settled[i])
        yield NumberChange(what, names[i], float(now[i]), float(new[i]), fixed)


def _statements(task: Task, middle: Posterior, rubric: ResolvedRubric) -> Iterator[StatementFit]:
    """Yield each statement with how well the rubric, as it is written, meets it."""
    statements = task.statements
    problem = compile_problem(task.model.opened.debate, rubric.rubric)
    totals = exact_ranking(problem, [problem.row[name] for name in task.theories]).totals
    leads = statements.leads(totals[None])
    before = statements.hold(statements.leads(task.base.score().totals))[0]
    probability = middle.mean(_held(task, middle).astype(np.float64))
    for k, one in enumerate(task.said.statements):
        yield StatementFit(
            first=one.first,
            sign=one.sign,
            second=one.second,
            points=float(leads[0, k]),
            probability=float(probability[k]),
            met=bool(statements.hold(leads)[0, k]),
            before=bool(before[k]),
        )


def _held(task: Task, found: Posterior) -> Bools:
    """Return which statements each draw meets, (S, K)."""
    return task.statements.hold(task.statements.leads(task.scores.totals(found.weights)))


def _weights(
    task: Task, fits: dict[float, Posterior], inside: Compatible | None, fitted: Floats
) -> Iterator[FittedWeight]:
    """Yield every criterion that may have weight, or has in the rubric started from."""
    middle, now = fits[1.0], task.base.inputs.weights[0]
    means = {k: fit.mean(fit.weights) for k, fit in fits.items()}
    ends = middle.quantiles(middle.weights, ENDS)
    place = {name: c for c, name in enumerate(task.base.problem.criteria)}
    for criterion in task.model.debate.criteria.values():
        c = place[criterion.id]
        if not task.allowed[c] and now[c] == 0:
            continue
        yield FittedWeight(
            id=criterion.id,
            title=criterion.title,
            share=float(fitted[c]),
            p05=float(ends[0, c]),
            p95=float(ends[1, c]),
            low=None if inside is None else float(inside.low[c]),
            high=None if inside is None else float(inside.high[c]),
            half=float(means[0.5][c]),
            double=float(means[2.0][c]),
            start=float(now[c]),
        )


def _question(task: Task, weights: Floats) -> NextQuestion | None:
    statements = task.statements
    pairs = zip(statements.first.tolist(), statements.second.tolist(), strict=True)
    known = {frozenset(pair) for pair in pairs}
    asked = [i for i, key in enumerate(task.base.key) if np.isfinite(key)]
    found = most_telling(task.scores, weights, task.wanted.noise, asked, known)
    if found is None:
        return None
    first, second, bits, chance = found
    names = task.theories
    return NextQuestion(names[first], names[second], bits, chance)


def _provenance(task: Task, middle: Posterior) -> Provenance:
    opened, wanted = task.model.opened, task.wanted
    return opened.provenance(task.model.rubric, wanted.seed, middle.drawn, task.kinds)


def _rough(middle: Posterior) -> Iterator[str]:
    """Say that too few draws count, where the prior allows no walk."""
    if middle.effective < FEWEST:
        yield (
            f"only {middle.effective:,.0f} of {middle.drawn:,} draws of this prior explain what "
            "was said, so weights and ranges are rough"
        )


def _gated(task: Task) -> Iterator[str]:
    """Say of which theories gates make the statements idle."""
    key = task.base.key
    out = [name for name, k in zip(task.theories, key, strict=True) if np.isneginf(k)]
    for name in sorted(task.said.theories & set(out)):
        yield f"a gate excludes {name}, whatever the weights; its score is fitted all the same"
