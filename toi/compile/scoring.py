"""The only place where records become arrays: order, units, who reaches what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from graphlib import TopologicalSorter

import numpy as np

from toi.engine.problem import (
    Condition,
    Floats,
    Gate,
    Lines,
    Method,
    PeerScrutiny,
    Quantity,
    ScoringProblem,
    WeightLaw,
    Whole,
)
from toi.engine.sampling.quantiles import clipped_mean
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.methods.promethee import Preference, Promethee
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.records.argument import Argument, Effect
from toi.records.base import middle
from toi.records.debate import Debate
from toi.records.method import DEFAULT, MethodName, MethodOptions, PreferenceFunction
from toi.records.rubric import GATE, Credences, Rubric, Settled, belief_in
from toi.records.weight_uncertainty import SureOptions

METHODS = (Additive, Geometric, Minimum, TopsisMethod, Promethee)
ROUGHLY = 30.0  # 25 % then means some 13-39 % in nine draws of ten


def compile_problem(debate: Debate, rubric: Rubric) -> ScoringProblem:
    """Debate and rubric as arrays; both must have passed their checks."""
    debate = debate.with_arguments(rubric.arguments)
    theories, criteria = sorted(debate.theories), sorted(debate.criteria)
    arguments = sorted(debate.arguments)
    column = {name: i for i, name in enumerate(criteria)}
    row = {name: i for i, name in enumerate(theories)}
    number = {name: i for i, name in enumerate(arguments)}
    scales = np.array([debate.criteria[name].scale for name in criteria])
    beliefs = [credence_of(debate.arguments[name], rubric.credences) for name in arguments]
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
    forces, hits = _hits(debate, rubric, row, column, number)
    hit = np.array([numbers for numbers, _ in hits], dtype=np.int64).reshape(-1, 5)
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
        forces=tuple(forces),
        hit_argument=hit[:, 0],
        hit_force=hit[:, 1],
        hit_theory=hit[:, 2],
        hit_criterion=hit[:, 3],
        hit_raises=hit[:, 4].astype(bool),
        hit_share=np.array([share for _, share in hits], dtype=np.float64),
        derivations=tuple(_derivations(debate, row, criteria)),
        gates=tuple(_gates(rubric, column)),
        method=compile_method(rubric.method),
        lines=lines_of(debate, rubric, number),
        scrutiny=scrutiny_of(debate, row, number) if rubric.scrutiny == "adjusted" else None,
        bears=_bears(debate, row, criteria) if rubric.not_bearing == "left-out" else None,
    )


def restated(problem: ScoringProblem, debate: Debate, rubric: Rubric) -> ScoringProblem:
    """A compiled problem with the weights and credences of another rubric.

    Much quicker than compiling, and the same where the rubrics differ in nothing else.
    """
    debate = debate.with_arguments(rubric.arguments)
    beliefs = [credence_of(debate.arguments[name], rubric.credences) for name in problem.arguments]
    return replace(
        problem,
        weights=_weights(debate, rubric, problem.criteria),
        weight_law=_weight_law(rubric),
        credence=np.array([value for value, _ in beliefs], dtype=np.float64),
        settled=np.array([settled for _, settled in beliefs], dtype=bool),
    )


def credence_of(argument: Argument, credences: Credences) -> tuple[float, bool]:
    """Credence in an argument and whether it is settled; the most particular line wins."""
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
    """Every cell that has a judgement, the rubric's own first."""
    for theory in theories:
        if debate.theories[theory].parts:
            continue
        for name in criteria:
            own = rubric.overrides.judgements.get(f"{theory}.{name}")
            law = (own or debate.theories[theory].judgements[name]).value
            criterion = debate.criteria[name]
            low, high = criterion.scale if criterion.clip else (-np.inf, np.inf)
            yield theory, name, Quantity(f"judgement/{theory}/{name}", law, low, high)


def _hits(
    debate: Debate,
    rubric: Rubric,
    row: dict[str, int],
    column: dict[str, int],
    number: dict[str, int],
) -> tuple[list[Quantity], list[tuple[tuple[int, int, int, int, bool], float]]]:
    """The forces, and one line (argument, force, theory, criterion, raises), share per hit.

    Effects that inherit pull with the force of the one they name, times their share. A
    rubric's force for an effect is theirs too; one for a theory is that theory's alone.
    """
    quantities: dict[str, Quantity] = {}
    places: dict[str, int] = {}
    hits: list[tuple[tuple[int, int, int, int, bool], float]] = []
    for name, argument in sorted(debate.arguments.items()):
        for effect in argument.effects:
            source = argument.source_of(effect)
            for theory in debate.reached(effect.on, effect.except_):
                quantity, share = _force(rubric, name, effect, source, theory)
                which = places.setdefault(quantity.label, len(places))
                quantities[quantity.label] = quantity
                cell = row[theory], column[effect.criterion]
                hits.append(((number[name], which, *cell, source.raises is not None), share))
    hits.sort()
    return list(quantities.values()), hits


def _force(
    rubric: Rubric, argument: str, effect: Effect, source: Effect, theory: str
) -> tuple[Quantity, float]:
    """With which force an effect pulls a theory, and how much of it acts."""
    own = rubric.overrides.forces
    alone = own.get(f"{argument}.{effect.name}.{theory}")
    if alone is not None:
        label = f"force/{argument}/{effect.name}/{theory}"
        return Quantity(label, alone.value, 0.0, 1.0), 1.0
    for named, share in ((effect, 1.0), (source, effect.share)):
        shared = own.get(f"{argument}.{named.name}")
        if shared is not None:
            label = f"force/{argument}/{named.name}"
            return Quantity(label, shared.value, 0.0, 1.0), share
    return Quantity(f"force/{argument}/{source.name}", source.force, 0.0, 1.0), effect.share


def lines_of(debate: Debate, rubric: Rubric, number: dict[str, int]) -> Lines | None:
    """Which arguments make one point; None where every one stands alone."""
    names = sorted(debate.lines)
    place = {name: i for i, name in enumerate(names)}
    generals = [debate.arguments[_most_general(debate, name)] for name in number]
    line = [-1 if one.line is None else place[one.line] for one in generals]
    general = [number[one.id] for one in generals]
    if set(line) <= {-1} and general == list(number.values()):
        return None
    overlap = [rubric.overlap.of(debate.lines[name]) for name in names]
    return Lines(
        tuple(names),
        np.array(overlap, dtype=np.float64),
        np.array(line, dtype=np.int64),
        np.array(general, dtype=np.int64),
    )


def _most_general(debate: Debate, argument: str) -> str:
    """What an argument is an instance of, in the end; itself where it is none."""
    general = debate.arguments[argument].instance_of
    while general is not None:
        argument, general = general, debate.arguments[general].instance_of
    return argument


def scrutiny_of(debate: Debate, row: dict[str, int], number: dict[str, int]) -> PeerScrutiny:
    """How closely each theory was examined, and its peers, wholes among them by their parts.

    A theory whose peers were not examined at all borrows nothing: it counts as examined.
    """
    examined = np.ones(len(row))
    peers, shares = [], []
    for name, t in row.items():
        weights = _peers_of(debate, name)
        total = sum(weights.values())
        peers.append(np.array([row[peer] for peer in weights], dtype=np.int64))
        shares.append(np.array(list(weights.values())) / (total or 1.0))
        if weights:
            examined[t] = _examined(debate, name)
    spared = np.zeros((len(row), len(number)), dtype=bool)
    for name, a in number.items():
        argument = debate.arguments[name]
        passed = {*argument.spares, *(other for e in argument.effects for other in e.except_)}
        spared[[row[theory] for theory in debate.leaves(sorted(passed))], a] = True
    return PeerScrutiny(examined, tuple(peers), tuple(shares), spared)


def _peers_of(debate: Debate, theory: str) -> dict[str, float]:
    """How much each peer counts: by how closely it was examined, a part by its share too."""
    found: dict[str, float] = {}
    for name in debate.members(debate.theories[theory].peers):
        for leaf, share in _leaves(debate, name).items():
            if leaf != theory:
                found[leaf] = max(found.get(leaf, 0.0), share * _examined(debate, leaf))
    return {name: weight for name, weight in sorted(found.items()) if weight > 0}


def _examined(debate: Debate, theory: str) -> float:
    said = debate.theories[theory].scrutiny
    return 1.0 if said is None else middle(said.value)


def _bears(debate: Debate, row: dict[str, int], criteria: Sequence[str]) -> Floats:
    """How much of each theory each criterion bears on, (T, C)."""
    found = np.ones((len(row), len(criteria)))
    for name, t in row.items():
        for leaf, share in _leaves(debate, name).items():
            bears = [debate.theories[leaf].judgements[c].bears for c in criteria]
            found[t] -= share * (1.0 - np.array(bears))
    return np.round(found, 12)  # shares of parts may miss 1 by a rounding


def _leaves(debate: Debate, theory: str) -> dict[str, float]:
    """A theory's parts with their shares of 1; itself where it has none."""
    parts = debate.theories[theory].parts
    total = sum(part.share for part in parts)
    return {part.id: part.share / total for part in parts} or {theory: 1.0}


def _answers_first(debate: Debate, arguments: Sequence[str]) -> tuple[int, ...]:
    """Arguments that answer come before those that they answer."""
    graph: dict[str, list[str]] = {name: [] for name in arguments}
    for name in arguments:
        for attack in debate.arguments[name].against:
            graph[attack.argument].append(name)
    number = {name: i for i, name in enumerate(arguments)}
    return tuple(number[name] for name in TopologicalSorter(graph).static_order())


def _derivations(
    debate: Debate, row: dict[str, int], criteria: Sequence[str]
) -> Iterator[Whole | Condition]:
    graph = {name: debate.depends_on(name) for name in sorted(row)}
    for name in TopologicalSorter(graph).static_order():
        theory = debate.theories[name]
        if theory.parts:
            leaves = _leaves(debate, name)
            yield Whole(row[name], tuple(row[part] for part in leaves), tuple(leaves.values()))
        if theory.conditional_on is not None:
            on = [other for other in debate.members(theory.conditional_on.on) if other != name]
            yield Condition(
                row[name],
                tuple(sorted(row[o] for o in on)),
                theory.conditional_on.share,
                tuple(_recorded_mean(debate, on, criterion) for criterion in criteria),
            )


def _recorded_mean(debate: Debate, theories: Sequence[str], criterion: str) -> float:
    """The mean cell of some theories as recorded, whatever a rubric says, from 0 to 1."""
    record = debate.criteria[criterion]
    low, high = record.scale
    ends = (low, high) if record.clip else (-np.inf, np.inf)
    found = [
        share * clipped_mean(debate.theories[leaf].judgements[criterion].value, *ends)
        for theory in theories
        for leaf, share in _leaves(debate, theory).items()
    ]
    return (sum(found) / len(theories) - low) / (high - low)


def compile_method(chosen: MethodName | MethodOptions) -> Method:
    """A rubric's method, with the options that it leaves out."""
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
