"""Weights found again from a noisy ranking: ours against UTA of the package mcda.

Debates are random: ten theories, five criteria, values uniform, weights uniform on the simplex.
A ranking is made from the scores with a normal error in each, so that the noise of two is the
one that is assumed. Both are given the nine statements about neighbours. UTA (Jacquet-Lagreze &
Siskos 1982) with one segment per criterion, so that it too fits weights alone: its first
optimum, and the mean of its post-optimal ones. The error is ``sum |w - w_true| / 2``.

    python -m benchmarks.fit [DEBATES]
"""

import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tabulate import tabulate

from toi.engine.fit.landscape import WeightedScores
from toi.engine.fit.posterior import Posterior, Prior, posterior
from toi.engine.fit.statements import Statements
from toi.engine.problem import Floats, Ints, WeightLaw

THEORIES, CRITERIA, NOISE = 10, 5, 1.0
DEBATES = 200
LEVELS = (0.05, 0.95)
DELTA = 0.001  # by which UTA parts two theories, as mcda has it


@dataclass(frozen=True)
class Case:
    """A random debate with known weights, and a noisy ranking of it, the best first."""

    values: Floats
    weights: Floats
    order: Ints

    @property
    def statements(self) -> Statements:
        """Each theory is higher than the next."""
        n = len(self.order) - 1
        return Statements(self.order[:-1], self.order[1:], np.zeros(n), np.zeros(n, dtype=bool))


def cases(n: int, seed: int = 0) -> list[Case]:
    """Make random debates."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(n):
        values = rng.random((THEORIES, CRITERIA))
        weights = rng.dirichlet(np.ones(CRITERIA))
        seen = 100 * values @ weights + rng.normal(0, NOISE / np.sqrt(2), THEORIES)
        found.append(Case(values, weights, np.argsort(-seen)))
    return found


def fitted(case: Case, seed: int = 0) -> Posterior:
    """Weights that explain the ranking, each as far as it does."""
    names = tuple(f"c{c}" for c in range(CRITERIA))
    prior = Prior(names, np.full(CRITERIA, 1 / CRITERIA), WeightLaw("unknown"))
    return posterior(prior, WeightedScores(case.values), case.statements, NOISE, seed)


def uta(case: Case, post_optimal: bool) -> Floats:
    """Weights by UTA."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its solver's interface, which is to change
        from mcda import PerformanceTable
        from mcda.mavt.uta import UTA
        from mcda.relations import PreferenceRelation, PreferenceStructure
        from mcda.scales import QuantitativeScale
        from pulp import PULP_CBC_CMD

        warnings.simplefilter("ignore")  # once more: what was imported changed the filters
        theories = [f"t{t}" for t in range(THEORIES)]
        criteria = [f"c{c}" for c in range(CRITERIA)]
        table = PerformanceTable(
            case.values,
            alternatives=theories,
            criteria=criteria,
            scales={c: QuantitativeScale(0, 1) for c in criteria},
        )
        pairs = zip(case.order, case.order[1:], strict=False)
        said = PreferenceStructure([PreferenceRelation(theories[a], theories[b]) for a, b in pairs])
        made = UTA(
            table,
            said,
            criteria_segments=dict.fromkeys(criteria, 1),
            delta=DELTA,
            post_optimality=post_optimal,
            solver_args={"solver": PULP_CBC_CMD(msg=0)},
        ).disaggregate()
    found = np.array([float(made.functions[c](1.0)) for c in criteria])
    return np.asarray(found / found.sum())


def error(found: Floats, true: Floats) -> float:
    """Share of the weight that stands in the wrong place."""
    return float(np.abs(found - true).sum() / 2)


def covered(found: Posterior, true: Floats) -> Sequence[bool]:
    """Whether the range of each weight holds the true one."""
    low, high = found.quantiles(found.weights, LEVELS)
    return [bool(a <= t <= b) for a, t, b in zip(low, true, high, strict=True)]


def run(n: int = DEBATES) -> None:
    """Print the mean error of each, the coverage of our ranges and the effective draws."""
    errors: dict[str, list[float]] = {"ours": [], "UTA": [], "UTA, post-optimal": []}
    seconds = dict.fromkeys(errors, 0.0)
    inside: list[bool] = []
    effective: list[float] = []
    walked = 0
    for case in cases(n):
        begun = time.process_time()
        found = fitted(case)
        seconds["ours"] += time.process_time() - begun
        errors["ours"].append(error(found.mean(found.weights), case.weights))
        inside += covered(found, case.weights)
        effective.append(found.effective)
        walked += found.walked
        for name, post_optimal in (("UTA", False), ("UTA, post-optimal", True)):
            begun = time.perf_counter()  # its solver is another process
            errors[name].append(error(uta(case, post_optimal), case.weights))
            seconds[name] += time.perf_counter() - begun
    rows = [
        [name, np.mean(one), np.std(one) / np.sqrt(n), seconds[name] / n]
        for name, one in errors.items()
    ]
    print(tabulate(rows, ["", "mean error", "standard error", "seconds"], floatfmt=".4f"))
    print(f"\n{n} debates, {THEORIES} theories, {CRITERIA} criteria, noise {NOISE:g} points")
    print(f"nine in ten: {100 * np.mean(inside):.1f} % of {len(inside)} true weights are inside")
    print(f"effective draws: {min(effective):,.0f} to {max(effective):,.0f}; {walked} by walking")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else DEBATES)
