"""Parameters of the engine in people's words: whose number it is, on what scale, how to set it."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from toi.analyses.shared.session import Model
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.sampling.weights import mean_weights
from toi.engine.sensitivity.one_at_a_time import Parameter
from toi.io.rubric.setting_names import LEVELS, SECTIONS, WHOLE
from toi.io.rubric.settings import read_settings
from toi.records.debate import Debate

MOST_DIGITS = 7  # more than the first
SLACK = 1e-6  # of the last digit: a search ends that far beyond a round value


def id_of(problem: ScoringProblem, parameter: Parameter) -> str:
    """Return the name of a parameter: a criterion, argument, line, or two ids by a point."""
    match parameter.kind:
        case "weight":
            return problem.criteria[parameter.index]
        case "credence":
            return problem.arguments[parameter.index]
        case "overlap":
            assert problem.lines is not None  # it has one
            return problem.lines.names[parameter.index]
        case "judgement":
            return _path(problem.judgements[parameter.index].label)
        case "force":
            return _path(problem.forces[parameter.index].label)
        case _:
            by, to = problem.answer_by[parameter.index], problem.answer_to[parameter.index]
            return f"{problem.arguments[by]} against {problem.arguments[to]}"


def _path(label: str) -> str:
    """Return the label of a stream without its kind, its steps joined by points."""
    return ".".join(label.split("/")[1:])


def raw_of(problem: ScoringProblem, parameter: Parameter, value: float) -> float:
    """Return a parameter's value as people write it: a judgement on its scale, all else as is."""
    if parameter.kind != "judgement":
        return value
    c = problem.judgement_criterion[parameter.index]
    return float(problem.low[c] + (problem.high[c] - problem.low[c]) * value)


def unit_of(problem: ScoringProblem, parameter: Parameter, raw: float) -> float:
    """Return the value of a parameter from what people write; undoes `raw_of`."""
    if parameter.kind != "judgement":
        return raw
    c = problem.judgement_criterion[parameter.index]
    return float((raw - problem.low[c]) / (problem.high[c] - problem.low[c]))


def digits_of(problem: ScoringProblem, parameter: Parameter) -> int:
    """Return the fewest decimals to show: of per cent for weights, else of the number."""
    if parameter.kind == "weight":
        return 0
    if parameter.kind != "judgement":
        return 2
    c = problem.judgement_criterion[parameter.index]
    span = problem.high[c] - problem.low[c]
    return max(0, 2 - math.floor(math.log10(span) + 1e-9))


def outwards(
    problem: ScoringProblem, parameter: Parameter, value: float
) -> list[tuple[int, float]]:
    """Yield a value rounded away from the present to ever more decimals: (decimals, value).

    Within the parameter's room; the last is as good as `value` itself. A round number that lies
    before `value` by no more than the end of a search comes first: it may do as well.
    """
    first = digits_of(problem, parameter)
    scale = 100.0 if parameter.kind == "weight" else 1.0
    raw = scale * raw_of(problem, parameter, value)
    away, slack = (math.ceil, -SLACK) if value > parameter.now else (math.floor, SLACK)
    found = []
    for digits in range(first, first + MOST_DIGITS):
        exact = raw * 10**digits
        for step in dict.fromkeys([away(exact + slack), away(exact)]):
            turned = unit_of(problem, parameter, step / 10**digits / scale)
            found.append((digits, min(max(turned, parameter.low), parameter.high)))
    return [*found, (first + MOST_DIGITS, value)]


def settings_for(
    model: Model, problem: ScoringProblem, parameter: Parameter, value: float
) -> list[str]:
    """Return the KEY=VALUE that put a weight, credence, judgement or overlap at a value.

    `problem` is the one that the parameter belongs to.
    """
    name = id_of(problem, parameter)
    if parameter.kind == "credence":
        settled = bool(problem.settled[parameter.index])
        return [credence_setting(model.debate, name, settled, value)]
    if parameter.kind == "overlap":
        return [f"overlap.{'lines.' if name == 'default' else ''}{name}={number(value)}"]
    if parameter.kind == "judgement":
        return [_judgement_setting(model.debate, name, raw_of(problem, parameter, value))]
    if keeps_proportions(model):
        return [f"{_plain(model.debate, name, 'weights.')}={number(100 * value)}%"]
    others = problem_shares(problem)
    left = (1.0 - value) / (1.0 - parameter.now)
    shares = {other: share * left for other, share in others.items()}
    return weight_settings(model, {**shares, name: value})


def problem_shares(problem: ScoringProblem) -> dict[str, float]:
    """Return the mean weight of each criterion, in shares."""
    weights = mean_weights(problem.weights, problem.weight_law).tolist()
    return dict(zip(problem.criteria, weights, strict=True))


def weight_settings(model: Model, shares: Mapping[str, float]) -> list[str]:
    """Return the KEY=VALUE under which the mean weights are some shares, of all criteria."""
    now = problem_shares(model.problem)
    found = [
        f"{_plain(model.debate, name, 'weights.')}={number(100 * share)}"
        for name, share in shares.items()
        if share > 0 or now.get(name, 0) > 0
    ]
    # Under `order` the numbers would not be the means; over `unknown` they are meant anyway.
    return [*found, "weights_sure=roughly"] if model.problem.weight_law.kind == "order" else found


def keeps_proportions(model: Model) -> bool:
    """Tell whether setting one share leaves the mean weights of the others in proportion.

    Not where means are not the weights as written, nor where a setting of this very run
    already holds another weight.
    """
    law, written = model.problem.weight_law.kind, model.problem.weights
    if law == "order" or (law == "unknown" and np.ptp(written[written > 0]) > 1e-12):
        return False
    changes = read_settings(model.rubric.settings, model.debate, [])
    return all(change.path[0] != "weights" for change in changes)


def credence_setting(debate: Debate, name: str, settled: bool, value: float) -> str:
    """Return the KEY=VALUE of a credence: before replies, or all told where it is settled."""
    return f"{credence_key(debate, name, settled)}={number(value)}"


def credence_key(debate: Debate, name: str, settled: bool) -> str:
    """Return the key by which a setting names a credence."""
    taken = (*debate.criteria, *debate.tags, *SECTIONS, *WHOLE)
    key = f"credences.arguments.{name}" if name in taken else name
    return f"{key}.settled" if settled else key


def weight_key(debate: Debate, criterion: str) -> str:
    """Return the key by which a setting names a weight."""
    return _plain(debate, criterion, "weights.")


def _judgement_setting(debate: Debate, cell: str, raw: float) -> str:
    head, _, criterion = cell.partition(".")
    taken = head in (*SECTIONS, *LEVELS, *WHOLE) or head in debate.arguments
    full = taken or criterion == "settled"
    return f"{'overrides.judgements.' if full else ''}{cell}={number(raw)}"


def _plain(debate: Debate, criterion: str, section: str) -> str:
    """Return a criterion's name, with its section where the bare name is somebody else's too."""
    taken = (*debate.arguments, *debate.tags, *SECTIONS, *WHOLE)
    return f"{section}{criterion}" if criterion in taken else criterion


def number(value: float) -> str:
    """Write a number as one types it."""
    return f"{value + 0.0:.10g}"


def shares_rounded(now: Sequence[float], new: Floats, digits: int) -> Floats:
    """Round changed shares to `digits` decimals of per cent, still adding up to 1.

    What is lost by rounding goes to the largest of those that changed.
    """
    changed = np.abs(new - np.array(now)) > 1e-9
    rounded = np.where(changed, np.round(100 * new, digits) / 100, np.array(now))
    if changed.any():
        largest = int(np.argmax(np.where(changed, rounded, -1.0)))
        rounded[largest] += 1.0 - rounded.sum()
    return np.asarray(rounded)
