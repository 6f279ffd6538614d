"""A debate and a rubric as one problem: the only place where records become arrays."""

from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter

import numpy as np

from toi.compile.derivations import compile_bearing, compile_derivations
from toi.compile.hits import compile_hits
from toi.compile.lines import compile_lines
from toi.compile.scrutiny import compile_scrutiny
from toi.engine.problem import (
    Floats,
    Gate,
    Method,
    PeerScrutiny,
    Quantity,
    ScoringProblem,
    WeightLaw,
)
from toi.engine.remembered import replaced
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.methods.preferences import Preference
from toi.engine.scoring.methods.promethee import Promethee
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.records.argument import Argument
from toi.records.credences import Credences, Settled, belief_in
from toi.records.debate import Debate
from toi.records.fields.numbers import middle
from toi.records.method import DEFAULT, MethodName, MethodOptions, PreferenceFunction
from toi.records.rubric import GATE, Rubric
from toi.records.weight_uncertainty import SureOptions

METHODS = (Additive, Geometric, Minimum, TopsisMethod, Promethee)
_RULES = {"value_functions", "gates", "method", "not_bearing", "scrutiny"}
_NUMBERS = {"overlap", "overrides", "arguments"}
ROUGHLY = 30.0  # 25 % then means some 13-39 % in nine draws of ten


def compile_problem(debate: Debate, rubric: Rubric) -> ScoringProblem:
    """Make a problem of a debate and a rubric that have passed their checks."""
    debate = debate.with_arguments(rubric.arguments)
    theories, criteria = sorted(debate.theories), sorted(debate.criteria)
    arguments = sorted(debate.arguments)
    column = {name: i for i, name in enumerate(criteria)}
    row = {name: i for i, name in enumerate(theories)}
    number = {name: i for i, name in enumerate(arguments)}
    scales = np.array([debate.criteria[name].scale for name in criteria])
    beliefs = _beliefs(debate, rubric.credences, arguments)
    judgements = list(_judgements(debate, rubric, theories, criteria))
    answers = [
        (
            a,
            number[attack.argument],
            Quantity(f"answer/{name}/{attack.argument}", attack.force, 0, 1),
        )
        for a, name in enumerate(arguments)
        for attack in debate.arguments[name].against
    ]
    hits = compile_hits(debate, rubric, row, column, number)
    return ScoringProblem(
        theories=tuple(theories),
        criteria=tuple(criteria),
        arguments=tuple(arguments),
        low=scales[:, 0],
        high=scales[:, 1],
        is_cost=np.array([debate.criteria[name].direction == "cost" for name in criteria]),
        weights=_weights(debate, rubric, criteria),
        weight_law=_weight_law(rubric),
        value_functions=tuple(_value_function(debate, rubric, name) for name in criteria),
        judgements=tuple(quantity for _, _, quantity in judgements),
        judgement_theory=np.array([row[t] for t, _, _ in judgements], dtype=np.int64),
        judgement_criterion=np.array([column[c] for _, c, _ in judgements], dtype=np.int64),
        credence=np.array([value for value, _ in beliefs], dtype=np.float64),
        settled=np.array([settled for _, settled in beliefs], dtype=bool),
        answers=tuple(quantity for _, _, quantity in answers),
        answer_by=np.array([by for by, _, _ in answers], dtype=np.int64),
        answer_to=np.array([to for _, to, _ in answers], dtype=np.int64),
        argument_order=_answers_first(debate, arguments),
        forces=tuple(hits.forces),
        hit_argument=hits.argument,
        hit_force=hits.force,
        hit_theory=hits.theory,
        hit_criterion=hits.criterion,
        hit_raises=hits.raises,
        hit_share=hits.share,
        derivations=tuple(compile_derivations(debate, row, criteria)),
        gates=tuple(_gates(rubric, column)),
        method=compile_method(rubric.method),
        lines=compile_lines(debate, rubric, number),
        scrutiny=_scrutiny(debate, rubric, row, number),
        bears=_bearing(debate, rubric, row, criteria),
    )


def shape_of(rubric: Rubric) -> str:
    """Return all of a rubric that a problem is compiled from, but for weights and credences."""
    return rubric.model_dump_json(include=_RULES | _NUMBERS)


def numbers_of(rubric: Rubric) -> str:
    """Return what `shape_of` does, but for the rules by which what is said becomes scores."""
    return rubric.model_dump_json(include=_NUMBERS)


def ruled(problem: ScoringProblem, debate: Debate, rubric: Rubric) -> ScoringProblem:
    """Give a compiled problem the rules of another rubric, whose `numbers_of` are the same."""
    debate = debate.with_arguments(rubric.arguments)
    column = {name: i for i, name in enumerate(problem.criteria)}
    found = replaced(
        problem,
        value_functions=tuple(_value_function(debate, rubric, name) for name in problem.criteria),
        gates=tuple(_gates(rubric, column)),
        method=compile_method(rubric.method),
        bears=_bearing(debate, rubric, problem.row, problem.criteria),
    )
    if (rubric.scrutiny == "adjusted") == (problem.scrutiny is not None):
        return found
    number = {name: i for i, name in enumerate(problem.arguments)}
    return replaced(found, scrutiny=_scrutiny(debate, rubric, problem.row, number))


def _scrutiny(
    debate: Debate, rubric: Rubric, row: dict[str, int], number: dict[str, int]
) -> PeerScrutiny | None:
    return compile_scrutiny(debate, row, number) if rubric.scrutiny == "adjusted" else None


def _bearing(
    debate: Debate, rubric: Rubric, row: dict[str, int], criteria: Sequence[str]
) -> Floats | None:
    return compile_bearing(debate, row, criteria) if rubric.not_bearing == "left-out" else None


def restated(
    problem: ScoringProblem, debate: Debate, rubric: Rubric, before: Rubric | None = None
) -> ScoringProblem:
    """Give a compiled problem the weights and credences of another rubric.

    Much quicker than compiling, and the same where the rubrics differ in nothing else; quicker
    still where `before`, of which the problem was compiled, has the same credences.
    """
    debate = debate.with_arguments(rubric.arguments)
    problem = replaced(
        problem,
        weights=_weights(debate, rubric, problem.criteria),
        weight_law=_weight_law(rubric),
    )
    if before is not None and before.credences == rubric.credences:
        return problem
    beliefs = _beliefs(debate, rubric.credences, problem.arguments)
    return replaced(
        problem,
        credence=np.array([value for value, _ in beliefs], dtype=np.float64),
        settled=np.array([settled for _, settled in beliefs], dtype=bool),
    )


def _beliefs(debate: Debate, said: Credences, arguments: Sequence[str]) -> list[tuple[float, bool]]:
    """Find the credence in each argument and whether it is settled.

    A rubric that speaks of single arguments alone leaves all others as they are recorded.
    """
    speaks_of_many = said.default is not None or said.kinds or said.speakers or said.tags
    found = {} if speaks_of_many else debate.recorded_credences
    return [
        credence_of(debate.arguments[name], said)
        if speaks_of_many or name in said.arguments
        else (found[name], False)
        for name in arguments
    ]


def credence_of(argument: Argument, credences: Credences) -> tuple[float, bool]:
    """Find the credence in an argument and whether it is settled."""
    said = belief_in(argument, credences)
    if isinstance(said, Settled):
        return middle(said.settled), True
    return middle(said), False


def _weights(debate: Debate, rubric: Rubric, criteria: Sequence[str]) -> Floats:
    given = rubric.weights or debate.core_weights
    weights = np.array([given.get(name, 0.0) for name in criteria])
    return np.asarray(weights / weights.sum())


def _weight_law(rubric: Rubric) -> WeightLaw:
    match rubric.weights_sure:
        case SureOptions() as options:
            limits = tuple(limit for *_, asked in options.statements() for limit in asked)
            if options.dirichlet is None:
                return WeightLaw("unknown", limits=limits)
            return WeightLaw("dirichlet", options.dirichlet, limits)
        case "roughly":
            return WeightLaw("dirichlet", ROUGHLY)
        case kind:
            return WeightLaw(kind)


def _value_function(debate: Debate, rubric: Rubric, name: str) -> tuple[Floats, Floats] | None:
    points = rubric.value_functions.get(name)
    if points is None:
        return None
    low, high = debate.criteria[name].scale
    x, y = np.array(points).T
    return (x - low) / (high - low), y


def _judgements(
    debate: Debate, rubric: Rubric, theories: Sequence[str], criteria: Sequence[str]
) -> Iterator[tuple[str, str, Quantity]]:
    """Find every cell that has a judgement; the rubric's own goes first."""
    for theory in theories:
        if debate.theories[theory].parts:
            continue
        for name in criteria:
            own = rubric.overrides.judgements.get(f"{theory}.{name}")
            law = (own or debate.theories[theory].judgements[name]).value
            criterion = debate.criteria[name]
            low, high = criterion.scale if criterion.clip else (-np.inf, np.inf)
            yield theory, name, Quantity(f"judgement/{theory}/{name}", law, low, high)


def _answers_first(debate: Debate, arguments: Sequence[str]) -> tuple[int, ...]:
    """Arguments that answer come before those that they answer."""
    graph: dict[str, list[str]] = {name: [] for name in arguments}
    for name in arguments:
        for attack in debate.arguments[name].against:
            graph[attack.argument].append(name)
    number = {name: i for i, name in enumerate(arguments)}
    return tuple(number[name] for name in TopologicalSorter(graph).static_order())


def compile_method(chosen: MethodName | MethodOptions) -> Method:
    """Make a method of a rubric's word, with the options that it leaves out."""
    if not isinstance(chosen, MethodOptions):
        return {method.name: method for method in METHODS}[chosen]()
    if chosen.topsis is not None:
        return TopsisMethod(chosen.topsis.normalisation)
    given = {name: _preference(one) for name, one in (chosen.promethee2 or {}).items()}
    return Promethee(given.pop(DEFAULT, Preference()), given)


def _preference(one: PreferenceFunction) -> Preference:
    return Preference(one.function, one.q or 0.0, one.p or 0.0, one.s or 0.0)


def _gates(rubric: Rubric, column: dict[str, int]) -> Iterator[Gate]:
    for gate in rubric.gates:
        for rule in gate:
            read = GATE.fullmatch(rule)
            assert read is not None  # checked with the rubric
            yield Gate(column[read[1]], read[2], float(read[3]), rule)  # type: ignore[arg-type]
