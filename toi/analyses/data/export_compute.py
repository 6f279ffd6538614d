"""`toi data export`: a debate as the decision matrix that it amounts to."""

from collections.abc import Iterator, Sequence

from toi.analyses.data.export_result import MatrixColumn, MatrixResult, MatrixRow
from toi.analyses.shared.json_text import DECIMALS
from toi.analyses.shared.judgements.not_known import not_known
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import heard_on, labels
from toi.distribution import Distribution, point
from toi.engine.problem import Evaluation, Method
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.promethee import Promethee
from toi.io.matrix.row_names import kind_of, resembles_weights, statistic_of
from toi.records.method import PARAMETERS


def run_export(model: Model, kinds: Sequence[str], after: bool = False) -> MatrixResult:
    """Return the matrix of some kinds of theory, before the arguments or after them.

    Before: judgements as they are written, overrides in their place. After: the
    deterministic values, as `toi score` shows them. Weights are the mean ones.
    """
    debate, problem = model.debate, model.problem
    inputs = expected_inputs(problem)
    exact = evaluate(problem, inputs)
    shown = debate.shown(kinds)
    sure = model.rubric.rubric.weights_sure
    return MatrixResult(
        provenance=model.opened.provenance(model.rubric),
        after=after,
        columns=tuple(
            MatrixColumn(
                id=label.id,
                title=label.title,
                direction=label.direction,
                scale=label.scale,
                clip=debate.criteria[label.id].clip,
                weight=round(100 * label.weight, DECIMALS),
                preference=_preference(problem.method, label.id),
            )
            for label in labels(model, inputs)
        ),
        rows=tuple(
            MatrixRow(
                id=f"{name}_" if _is_taken(name) else name,
                title=debate.theories[name].title,
                values=tuple(_values(model, exact, name, after)),
                not_known=() if after or debate.theories[name].parts else not_known(model, name),
            )
            for name in shown
        ),
        weights_sure=sure if isinstance(sure, str) else None,
        notes=(*model.notes, *_lost(model, shown, after)),
    )


def _is_taken(name: str) -> bool:
    """Tell whether an import would read a row of this name as another kind of row."""
    return bool(kind_of(name) or statistic_of(name) or resembles_weights(name))


def _values(model: Model, exact: Evaluation, theory: str, after: bool) -> Iterator[Distribution]:
    """Yield a theory's value on every criterion, in the order of the data."""
    debate, problem = model.debate, model.problem
    cells = exact.cells if after else exact.base
    t = problem.row[theory]
    for name in debate.criteria:
        c = problem.criteria.index(name)
        own = model.rubric.rubric.overrides.judgements.get(f"{theory}.{name}")
        judgement = own or debate.theories[theory].judgements.get(name)
        if after or judgement is None:
            span = problem.high[c] - problem.low[c]
            yield point(round(float(problem.low[c] + span * cells[0, t, c]), DECIMALS))
        else:
            yield judgement.value


def _preference(method: Method, criterion: str) -> tuple[str, tuple[float, ...]] | None:
    if not isinstance(method, Promethee):
        return None
    one = method.on(criterion)
    return one.function, tuple(getattr(one, name) for name in PARAMETERS[one.function])


def _lost(model: Model, shown: Sequence[str], after: bool) -> Iterator[str]:
    """Say what a matrix cannot hold."""
    debate, rubric = model.debate, model.rubric.rubric
    theories = [debate.theories[name] for name in shown]
    heard = heard_on(model, [model.problem.row[name] for name in shown]).arguments
    if heard and not after:
        what = "argument is" if len(heard) == 1 else "arguments are"
        yield f"{len(heard)} {what} left out; --after exports what they leave"
    if any(theory.parts for theory in theories):
        yield f"{debate.words.an_one} made of parts is written as their mean"
    if any(theory.conditional_on for theory in theories) and not after:
        yield f"what {debate.words.many} are conditional on is left out"
    if model.problem.method.name in ("geometric", "minimum", "topsis"):
        yield f"the method {model.problem.method.name} is left out"
    judgements = [one for theory in theories for one in theory.judgements.values()]
    if rubric.not_bearing == "left-out" and not all(one.bears for one in judgements):
        yield f"that some criteria do not bear on some {debate.words.many} is left out"
    if not isinstance(rubric.weights_sure, str):
        yield f"how sure the weights are ({rubric.weights_sure.in_words}) is left out"
    if rubric.value_functions:
        yield "value functions are left out"
    if rubric.gates:
        rules = ", ".join(f"{rule}: {does}" for gate in rubric.gates for rule, does in gate.items())
        yield f"gates are left out; to be written below `gates:` in a rubric file: {rules}"
