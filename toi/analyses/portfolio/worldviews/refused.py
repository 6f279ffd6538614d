"""What is refused of a split by several rubrics, and what to ask in its place."""

from collections.abc import Sequence
from shlex import quote

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.analyses.shared.format import listed, per_cent
from toi.analyses.shared.rounding import in_steps
from toi.analyses.shared.session import Model
from toi.engine.problem import Floats
from toi.errors import usage
from toi.records.fields.numbers import LARGEST

DIGITS = 6  # of the per cents of weights at most
LEAST_SAY = 1e-3  # of the largest credence: with less a rubric has no say


def refuse_twice(settings: Sequence[Model]) -> None:
    """Refuse a rubric that is named twice: a larger say is given by its credence."""
    seen = set()
    for name, digest in ((model.rubric.name, model.rubric.digest) for model in settings):
        if (name, digest) in seen:
            message = (
                f"{name} is named twice; for a larger say: --credence, in the order of rubrics"
            )
            raise usage(message, "repeated-rubric")
        seen.add((name, digest))


def credences(settings: Sequence[Model], given: Sequence[float] | None) -> Floats:
    """Return credences in the rubrics (K,), adding up to 1."""
    k = len(settings)
    if given is None:
        return np.full(k, 1.0 / k)
    if len(given) != k:
        raise usage(f"{len(given)} credences for {k} rubrics", "credence-count")
    if any(not 0 <= c <= LARGEST for c in given) or sum(given) <= 0:
        message = f"credences in rubrics are numbers above 0, and at most {LARGEST:g}"
        raise usage(message, "credence-range")
    _refuse_no_say([model.rubric.name for model in settings], given)
    return np.array(given) / sum(given)


def _refuse_no_say(names: Sequence[str], given: Sequence[float]) -> None:
    """Refuse a credence of none, or next to none beside the largest, and say what to type.

    Beside such a rubric another decides all but alone, and so has no range of its own from a
    random dictator to its favourite; and Maximin would count the two alike.
    """
    least = LEAST_SAY * max(given)
    both = list(zip(names, given, strict=True))
    silent = [name for name, credence in both if credence < least]
    if not silent:
        return
    heard = [(name, credence) for name, credence in both if credence >= least]
    rest = " ".join(f"-r {quote(name)}" for name, _ in heard)
    if len(heard) > 1:
        rest += f" --credence {','.join(f'{credence:g}' for _, credence in heard)}"
    raise usage(
        f"a credence of 0, or next to it, leaves no say to {listed(silent)}: split without, "
        f"by {rest}",
        "credence-range",
    )


def refuse_choices(cases: Sequence[Case], weights: Floats) -> None:
    """Refuse what needs whole numbers, or holds by one rubric's points alone.

    Whose demand it is gets said where it is not that of all.
    """
    if any(case.constraints.most is not None for case in cases):
        none = "the number of lines cannot be limited for several rubrics"
        raise usage(f"{none}; {_one_of_all(cases, weights)}", "most-of-many")
    found = [_all_or_nothing(case) for case in cases]
    for case, said in zip(cases, found, strict=True):
        if said is not None:
            of_one = f" (rubric {case.model.rubric.name})" if None in found else ""
            raise usage(f"{said}{of_one}; {_one_of_all(cases, weights)}", "one-of-many")


def _all_or_nothing(case: Case) -> str | None:
    """Say what of a case no split by several rubrics can weigh."""
    if case.constraints.smallest is not None:
        return "smallest grants are all or nothing, which no compromise of several rubrics is"
    if any(pair.strength < 0 for pair in case.wanted.synergies.values()):
        return "lines that are worth less together cannot be weighed for several rubrics"
    if case.wanted.least_return is not None:
        return "a floor on the return is in points of one rubric"
    return None


def _one_of_all(cases: Sequence[Case], weights: Floats) -> str:
    """Say how to split by one rubric instead: one of them, or the first with weights of all."""
    problem, name = cases[0].model.problem, quote(cases[0].model.rubric.name)
    says = [
        f"{per_cent(float(say))} {case.model.rubric.name}"
        for say, case in zip(weights, cases, strict=True)
    ]
    mean = weights @ np.array([case.model.problem.weights for case in cases])
    shares = zip(problem.criteria, _finely((mean / mean.sum()).tolist()), strict=True)
    sets = " ".join(f"--set {criterion}={percent:g}%" for criterion, percent in shares if percent)
    return (
        f"split by one rubric alone (-r {name}), by one that has the weights of all and for the "
        f"rest is {name} (weights of {listed(says)}: -r {name} {sets}{_not_kept(cases)}), or "
        "leave that out"
    )


def _finely(shares: Sequence[float]) -> list[float]:
    """Write shares in per cent that add up, with digits enough that none that is there is 0."""
    found: list[float] = []
    for digits in range(DIGITS):
        found = [100 * share for share in in_steps(shares, 10.0 ** -(digits + 2))]
        if all(part > 0 for part, share in zip(found, shares, strict=True) if share > 0):
            break
    return [round(part, DIGITS) for part in found]


def _not_kept(cases: Sequence[Case]) -> str:
    """Say whose gates a rubric lacks that is the first for all but the weights."""
    kept = cases[0].model.problem.gates
    lost = [
        case.model.rubric.name
        for case in cases[1:]
        if any(gate not in kept for gate in case.model.problem.gates)
    ]
    return f"; without the gates of {listed(lost)}" if lost else ""
