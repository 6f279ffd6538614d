"""Change the code line by line and see whether the tests notice.

    python tools/mutants.py [--seconds N] [--sample N] [--seed N] [--at-once N] [MODULE ...]
    python tools/mutants.py --check   fail if one that is written down is nowhere in the code

A mutant is one module with one operator, comparison, number or condition exchanged. The tests
are collected once, and run once as they are, to see which of them call which functions; then
each mutant lives in a fork, in which the functions of its module get the changed code, and the
tests that call the changed one are run. It is killed if a test fails there or outlives its limit
of time. Survivors are listed; look at each: a test is missing, or the change makes no difference
that counts. Those that were found to make none are written down in `tools/equal_mutants.py`, and
are not tried.

Modules are named as in `scoring/lines` or `voi/*`, outside of the engine as in
`analyses/portfolio/why`. Without a name the engine's core is tried whole, and a sample of every
other module of the engine.
"""

import argparse
import os
import random
from pathlib import Path
from typing import Any

import pytest
from equal_mutants import EQUAL
from hypothesis import HealthCheck, Phase, settings
from mutant_changes import CODE, ENGINE, HERE, Mutant, mutants, name_of
from mutant_trial import Trial

# As the tests' own, but fewer, and without a search for the smallest that fails.
PROFILE: dict[str, Any] = {
    "deadline": None,
    "max_examples": 15,
    "derandomize": True,
    "database": None,
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much],
}
CORE = (
    "scoring/lines",
    "scoring/magnitudes",
    "scoring/cells",
    "scoring/values",
    "scoring/scrutiny",
    "smaa/indices",
    "smaa/rank_accumulator",
    "sensitivity/side_by_side",
    "portfolio/returns",
)
OF_EACH = 3  # mutants of a module outside the core, where none is named


def named(patterns: list[str]) -> list[Path]:
    """Return the modules that are meant, in order; SystemExit if there is none."""
    found: list[Path] = []
    for pattern in patterns:
        folders = (sorted(folder.glob(f"{pattern}.py")) for folder in (ENGINE, CODE))
        files = [one for one in next(filter(None, folders), []) if one.stem != "__init__"]
        if not files:
            raise SystemExit(f"no module of toi is called {pattern}")
        found += files
    return list(dict.fromkeys(found))


def gone() -> list[str]:
    """List what is written down as making no difference and is nowhere in the code."""
    there = {
        (mutant.module, mutant.source, name)
        for path in named(sorted({module for module, _ in EQUAL}))
        for mutant in mutants(path)
        for name in mutant.names
    }
    written = [(*key, change) for key, some in EQUAL.items() for change in some]
    return [": ".join(one) for one in written if one not in there]


def main() -> None:
    """Print the mutants that no test kills, and how many of each module were killed."""
    options = argparse.ArgumentParser(description="Try whether the tests notice changed code.")
    options.add_argument("modules", nargs="*", help="as in scoring/lines or voi/*")
    options.add_argument("--seconds", type=float, default=3600, help="start no mutant after these")
    options.add_argument("--sample", type=int, help="so many of each module, at random")
    options.add_argument("--seed", type=int, default=1, help="of their order")
    options.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="else the cores")
    options.add_argument("--check", action="store_true", help="try none; are all there?")
    given = options.parse_args()
    os.chdir(HERE)
    if given.check:
        for one in (missing := gone()):
            print(f"tools/equal_mutants.py: no longer in the code: {one}")
        raise SystemExit(bool(missing))
    rng = random.Random(given.seed)
    todo: list[Mutant] = []
    equal: list[Mutant] = []
    for path in named(given.modules or ["*", "**/*"]):
        module, every = name_of(path), list(mutants(path))
        equal += (one for one in every if one.is_equal)
        made = [one for one in every if not one.is_equal]
        whole = bool(given.modules) or module in CORE
        most = given.sample or (len(made) if whole else OF_EACH)
        todo += rng.sample(made, min(len(made), most))
    settings.register_profile("mutants", **PROFILE)
    trial = Trial(todo, given.seconds, given.at_once)
    chapters = sorted({mutant.chapter for mutant in todo})
    quick = [
        "-q",
        "-n0",
        "-s",
        "--no-header",
        "--tb=native",
        "-pno:cacheprovider",
        "--hypothesis-profile=mutants",
    ]
    quick.append("-Wignore::pytest.PytestAssertRewriteWarning")  # hypothesis is imported here
    pytest.main([*quick, *chapters], [trial])
    for module in dict.fromkeys(one.module for one in trial.tried):
        print(trial.killed(module))
    killed = len(trial.tried) - len(trial.survived)
    print(f"killed {killed} of {len(trial.tried)}, {trial.outlived} by the limit of time")
    print(f"not tried {len(todo) - len(trial.tried)}")
    print(f"left out {len(equal)} that make no difference; why: tools/equal_mutants.py")


if __name__ == "__main__":
    main()
