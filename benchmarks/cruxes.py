"""Every argument the other way: only what it changes against evaluating all draws again.

On the shipped data, the listed theories. The two ways take turns, so that a machine that
slows down slows both; times are of the processor. The floor is one evaluation of the draws.
"""

import statistics

import numpy as np
from tabulate import tabulate

from benchmarks.clocks import spent
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import restricted
from toi.engine.voi.evppi import ArgumentEffects
from toi.engine.voi.incremental import flip_plans, flipped

DRAWS = 16384
ROUNDS = 3
RUBRICS = ("balanced", "essay-author")  # four criteria weighed, and eight


def compare(name: str) -> list[str]:
    """One row: what it takes under one rubric, and the ratios."""
    setting = prepare(open_debate(None), name)
    shown = rows_of(setting.problem, setting.debate.shown(find_kinds(setting.debate, None)))
    problem, places = restricted(setting.problem, shown)
    inputs, rows = sampled_inputs(problem, 0, DRAWS), places.tolist()
    arguments = range(len(problem.arguments))

    def evaluate_once(sound: np.ndarray = inputs.sound) -> None:
        score(problem, inputs.with_(sound=sound), rows)

    def plainly() -> None:
        for a in arguments:
            sound = inputs.sound.copy(order="K")
            sound[:, a] = 1.0 - sound[:, a]
            evaluate_once(sound)

    def flips() -> None:
        for _, draws, plans in flip_plans(problem, inputs, rows, arguments):
            for plan in plans:
                flipped(draws, plan)

    def with_sums() -> None:
        ArgumentEffects(problem, inputs, rows, arguments)

    calls = (evaluate_once, plainly, flips, with_sums)
    times = np.array([[spent(call) for call in calls] for _ in range(ROUNDS)])
    middle = np.median(times, axis=0)
    return [
        f"{name}: {len(arguments)} arguments",
        *(f"{t:.2f} s" for t in middle),
        f"{statistics.median(times[:, 1] / times[:, 2]):.1f}",
        f"{statistics.median(times[:, 3] / times[:, 0]):.1f}",
    ]


def run() -> None:
    """Measure and print."""
    heads = ["rubric", "evaluate once", "plainly", "what changes", "with all sums"]
    heads += ["plainly / what changes", "sums / once"]
    print(tabulate([compare(name) for name in RUBRICS], heads))


if __name__ == "__main__":
    run()
