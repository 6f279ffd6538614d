"""`toi explain`: from the proponent's case to the final score, argument by argument."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.explain.gates_compute import gates_on
from toi.analyses.explain.lines_compute import lines_of_attack, weakest_basis
from toi.analyses.explain.result import (
    AnswerRow,
    ArgumentRow,
    CaseRow,
    CriterionRow,
    ExplainResult,
    PartRow,
    PeerRow,
)
from toi.analyses.explain.standing_compute import TheoryStanding, find_standing
from toi.analyses.score.compute import DRAWS
from toi.analyses.shared.judgements.at_end import at_end, end_in_words
from toi.analyses.shared.judgements.not_known import not_known
from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.names import name_of
from toi.analyses.shared.rubrics.words import theory_not_rubric
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import (
    TINY,
    arguments_on,
    back_by_answer,
    by_criterion,
    labels,
    lines_by_argument,
)
from toi.distribution import MIXTURE
from toi.engine.problem import Evaluation, Inputs
from toi.engine.remembered import replaced
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import Contributions, contributions
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.exact_ranking import score_of_nothing
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.scrutiny_sources import BorrowedPoints, scrutiny_sources
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.values import by_theory, theory_weights
from toi.engine.sensitivity.given_back import given_back
from toi.engine.sensitivity.one_at_a_time import BaseCase
from toi.records.argument import Argument, Effect
from toi.records.credences import belief_in, ends_of
from toi.records.theory import Theory


def run_explain(model: Model, word: str, seed: int = 0, draws: int = DRAWS) -> ExplainResult:
    """Explain the theory that `word` names, ranked among those shown by default.

    A theory of another kind is ranked among its own kind. It is the additive score that is
    explained, since no other is a sum, whatever the rubric's method.
    """
    debate = model.debate
    theory = debate.theories[theory_not_rubric(model.opened, word, "explain ID")]
    kinds = [default_kind(debate)]
    if theory.id not in debate.shown(kinds):
        kinds = [theory.kinds[0]]
    own = model.problem.method
    standing = find_standing(additive(model), own, theory.id, kinds, seed, draws)
    return explained(model, standing, theory.id, kinds[0])


def additive(model: Model) -> Model:
    """Return a model with the method whose scores are sums."""
    return replace(model, problem=replaced(model.problem, method=Additive()))


def explained(model: Model, standing: TheoryStanding, name: str, among: str) -> ExplainResult:
    """Explain one theory of an additive ranking.

    Parameters
    ----------
    model : Model
        As the rubric has it, with its own method.
    standing : TheoryStanding
        Of the theory in `additive(model)`.
    name : str
        The theory's id.
    among : str
        What those ranked are called: a kind; empty where they are only some of any kind.
    """
    chosen = model.problem.method.name
    model = additive(model)
    debate, problem = model.debate, model.problem
    theory = debate.theories[name]
    problem, rows = restricted(problem, [problem.row[theory.id]], every_criterion=True)
    model, t = replace(model, problem=problem), int(rows[0])
    inputs = expected_inputs(problem)
    exact = evaluate(problem, inputs)
    points = contributions(problem, inputs, exact)
    judgements = tuple(_judgements(model, points, exact, t))
    arguments = _arguments(model, points, inputs, exact, t)
    return ExplainResult(
        provenance=standing.provenance,
        method=problem.method.name,
        rubric_method=chosen,
        by_rubric_method=standing.own,
        id=theory.id,
        title=theory.title,
        claim=theory.claim,
        case_text=theory.case,
        gap=theory.gap,
        remarks=theory.remarks,
        score=standing.score,
        rank=standing.rank,
        rank_range=standing.rank_range,
        ranked_among=among,
        ranked=standing.ranked,
        interval=standing.interval,
        case=standing.split.case,
        case_lines=debate.text_lines(theory.claims),
        case_basis=weakest_basis([j.basis for j in judgements if j.points]),
        acting=standing.acting,
        judgements=judgements,
        arguments=arguments,
        scrutiny=standing.split.scrutiny,
        peers=_peers(model, scrutiny_sources(problem, inputs, exact, t)),
        conditions=standing.split.conditions,
        condition_why=theory.conditional_on.why if theory.conditional_on else None,
        gated=standing.gated,
        criteria=labels(model, inputs),
        mean=standing.mean,
        by_criterion=tuple(_by_criterion(model, standing, points, inputs, exact, t)),
        lines=lines_of_attack(model, arguments),
        conditional_on=_conditions(model, theory),
        several_kinds=len({other.kinds[0] for other in debate.theories.values()}) > 1,
        notes=model.notes,
        nothing=score_of_nothing(problem, inputs),
        p_gated=standing.p_gated,
        gates=tuple(gates_on(problem, exact, t, standing.provenance)),
        parts=tuple(_parts(model, theory)),
    )


def _parts(model: Model, theory: Theory) -> Iterator[PartRow]:
    """Yield what a theory is made of, with the share of each."""
    whole = sum(part.share for part in theory.parts)
    for part in theory.parts:
        yield PartRow(part.id, name_of(model.debate.theories[part.id]), part.share / whole)


def _peers(model: Model, sources: Sequence[BorrowedPoints]) -> tuple[PeerRow, ...]:
    """Put together what each argument costs over all peers, the heaviest first."""
    debate, problem = model.debate, model.problem
    points: dict[str, float] = {}
    hit: dict[str, list[str]] = {}
    for one in sources:
        name = problem.arguments[one.argument]
        points[name] = points.get(name, 0.0) + one.points
        hit.setdefault(name, []).append(problem.theories[one.peer])
    return tuple(
        PeerRow(
            argument=name,
            title=debate.arguments[name].title,
            theories=tuple(hit[name]),
            shorts=tuple(name_of(debate.theories[theory]) for theory in hit[name]),
            points=points[name],
        )
        for name in sorted(points, key=lambda name: (-abs(points[name]), name))
    )


def _conditions(model: Model, theory: Theory) -> tuple[str, ...]:
    """Return the names of what a theory's benefits hang on."""
    if theory.conditional_on is None:
        return ()
    on = model.debate.members(theory.conditional_on.on)
    return tuple(name_of(model.debate.theories[name]) for name in on if name != theory.id)


def _by_criterion(
    model: Model,
    standing: TheoryStanding,
    points: Contributions,
    inputs: Inputs,
    exact: Evaluation,
    t: int,
) -> Iterator[CriterionRow]:
    """Yield what each criterion with weight adds to the score, against the mean of the ranked."""
    problem = model.problem
    column = {name: c for c, name in enumerate(problem.criteria)}
    weights = by_theory(theory_weights(problem, inputs.weights, [t]))[0, 0]
    for name in model.debate.criteria:
        c = column[name]
        if inputs.weights[0, c] > 0:
            yield CriterionRow(
                criterion=name,
                bears=problem.bears is None or bool(problem.bears[t, c]),
                weight=float(weights[c]),
                value=float(exact.values[0, t, c]),
                points=float(by_criterion(points, t)[c]),
                mean=standing.criteria[name],
                case=float(points.case[t, c]),
                arguments=float(points.arguments[t, c].sum()),
                scrutiny=float(points.scrutiny[t, c]),
                conditions=float(points.conditions[t, c]),
            )


def _judgements(
    model: Model, points: Contributions, exact: Evaluation, t: int
) -> Iterator[CaseRow]:
    """Yield the case criterion by criterion; a whole's from its parts."""
    debate, problem = model.debate, model.problem
    column = {name: i for i, name in enumerate(problem.criteria)}
    leaves = debate.leaves([problem.theories[t]])
    unknown = not_known(model, problem.theories[t])
    for name in debate.criteria:
        c = column[name]
        records = [
            model.rubric.rubric.overrides.judgements.get(f"{leaf}.{name}")
            or debate.theories[leaf].judgements[name]
            for leaf in leaves
        ]
        spans = [record.value.support for record in records]
        low, span = problem.low[c], problem.high[c] - problem.low[c]
        yield CaseRow(
            criterion=name,
            value=float(low + span * exact.base[0, t, c]),
            low=min(s[0] for s in spans),
            high=max(s[1] for s in spans),
            basis=weakest_basis([getattr(record, "basis", "override") for record in records]),
            why=" / ".join(dict.fromkeys(record.why for record in records)),
            points=float(points.case[t, c]),
            after=float(low + span * exact.cells[0, t, c]),
            known=name not in unknown,
            mixed=any(record.value.family == MIXTURE for record in records),
            about=any(debate.theories[leaf].judgements[name].bears for leaf in leaves),
        )


def _arguments(
    model: Model,
    points: Contributions,
    inputs: Inputs,
    exact: Evaluation,
    t: int,
) -> tuple[ArgumentRow, ...]:
    """Return every argument that bears on the theory, the heaviest first."""
    debate, problem = model.debate, model.problem
    line, credences = lines_by_argument(problem), model.rubric.rubric.credences
    leaves = set(debate.leaves([problem.theories[t]]))
    rows = [i for i, name in enumerate(problem.theories) if name in leaves]
    back = back_by_answer(problem, given_back(BaseCase(problem, inputs, [t]))[:, 0])
    found = []
    for a in arguments_on(model, t):
        argument = debate.arguments[problem.arguments[a]]
        by_criterion = points.arguments[t, :, a]
        hitting = [e for e in argument.effects if leaves & set(debate.reached(e.on, e.except_))]
        found.append(
            ArgumentRow(
                argument=argument.id,
                title=argument.title,
                kind=argument.kind,
                points=float(by_criterion.sum()),
                credence=float(problem.credence[a]),
                strength=float(exact.strength[0, a]),
                settled=bool(problem.settled[a]),
                criteria={
                    name: float(p)
                    for name, p in zip(problem.criteria, by_criterion, strict=True)
                    if abs(p) > TINY
                },
                force=_forces(model, inputs, a, rows),
                basis=_effect_basis(model, argument, hitting, leaves),
                lines=debate.text_lines(argument.claims),
                answers=tuple(_answers(model, argument, back, exact)),
                ends=ends_of(belief_in(argument, credences)),
                line=line.get(argument.id),
                instance_of=argument.instance_of,
                without_room=tuple(_without_room(model, argument, hitting, leaves)),
            )
        )
    return tuple(sorted(found, key=lambda row: (-abs(row.points), row.argument)))


def _without_room(
    model: Model, argument: Argument, hitting: list[Effect], leaves: set[str]
) -> Iterator[str]:
    """Yield where an argument can pull no further, for none of a theory's parts."""
    debate, own = model.debate, model.rubric.rubric.overrides.judgements
    for effect in hitting:
        reached = leaves & set(debate.reached(effect.on, effect.except_))
        if reached <= set(at_end(debate, argument, effect, own, reached)):
            yield end_in_words(debate, argument, effect)


def _effect_basis(model: Model, argument: Argument, hitting: list[Effect], leaves: set[str]) -> str:
    """Return the weakest basis of what an argument does; a force of one's own is an override."""
    own = model.rubric.rubric.overrides.forces
    replaced = any(f"{argument.id}.{e.name}.{leaf}" in own for e in hitting for leaf in leaves)
    return "override" if replaced else weakest_basis([effect.basis for effect in hitting])


def _forces(model: Model, inputs: Inputs, a: int, rows: list[int]) -> dict[str, float]:
    """Return an argument's mean force per criterion over the theory's parts; lowering is < 0."""
    problem = model.problem
    mine = np.flatnonzero((problem.hit_argument == a) & np.isin(problem.hit_theory, rows))
    found: dict[str, list[float]] = {}
    for h in mine:
        sign = 1.0 if problem.hit_raises[h] else -1.0
        name = problem.criteria[problem.hit_criterion[h]]
        found.setdefault(name, []).append(sign * float(inputs.force[0, problem.hit_force[h]]))
    return {name: sum(values) / len(values) for name, values in found.items()}


def _answers(
    model: Model, argument: Argument, back: dict[str, dict[str, float]], exact: Evaluation
) -> Iterator[AnswerRow]:
    problem = model.problem
    index = {name: i for i, name in enumerate(problem.arguments)}
    points = back.get(argument.id, {})
    for name in model.debate.answering.get(argument.id, ()):
        a, other = index[name], model.debate.arguments[name]
        yield AnswerRow(
            argument=other.id,
            title=other.title,
            points=points.get(other.id, 0.0),
            credence=float(problem.credence[a]),
            strength=float(exact.strength[0, a]),
            lines=model.debate.text_lines(other.claims),
        )
