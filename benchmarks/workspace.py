"""How load, compile and score grow with a debate: a generated one, in two sizes.

Each size runs in a process of its own, so that its peak memory is its own. Growth is the
ratio of the larger to the smaller; both have ten times as many records.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tabulate import tabulate

from benchmarks.clocks import peak, timed

CRITERIA = 12
SIZES = ((200, 300), (2_000, 3_000))
GROUPS = 20
PHASES = ("load", "load again", "check all", "compile", "score", "explain", "ranks")


def write_debate(
    folder: Path, theories: int, arguments: int, seed: int = 0, general: bool = True
) -> None:
    """A debate as files: judgements are ranges, arguments hit a few theories, a group or all.

    Where they are not `general` they hit a few theories only, so that hits grow as arguments do.
    """
    draw = random.Random(seed)
    files = {
        "data/criteria.yaml": ("criteria", (_criterion(i) for i in range(CRITERIA))),
        "data/theories.yaml": ("theories", (_theory(draw, i) for i in range(theories))),
        "data/arguments.yaml": (
            "arguments",
            (_argument(draw, i, theories, general) for i in range(arguments)),
        ),
    }
    for name, (kind, records) in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        lines = [f"schema: toi/{kind}/1", f"{kind}:", *records]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    weights = "".join(f"  c{i}: {1 + i % 3}\n" for i in range(CRITERIA))
    (folder / "rubrics").mkdir(exist_ok=True)
    (folder / "rubrics/all.yaml").write_text(
        f"schema: toi/rubric/1\nid: all\ntitle: All\nweights:\n{weights}", encoding="utf-8"
    )


def _criterion(i: int) -> str:
    direction = "cost" if i % 4 == 3 else "benefit"
    return (
        f"  - {{id: c{i}, title: Criterion {i}, short: C{i}, question: How much, "
        f"direction: {direction}, scale: [0, 10]}}"
    )


def _theory(draw: random.Random, i: int) -> str:
    lines = [
        f"  - id: T{i}\n    kinds: [listed]\n    groups: [g{i % GROUPS}]",
        f"    title: Theory {i}\n    short: Theory {i}\n    claim: It helps.\n    case: It may.",
        "    judgements:",
    ]
    for c in range(CRITERIA):
        low, mode, high = sorted(round(draw.uniform(0, 10), 1) for _ in range(3))
        value = f"{{pert: [{low}, {mode}, {high}]}}"
        lines.append(f"      c{c}: {{value: {value}, basis: inferred, why: It is read so.}}")
    return "\n".join(lines)


def _argument(draw: random.Random, i: int, theories: int, general: bool) -> str:
    kind = draw.choice(["critique", "support"])
    lines = [
        f"  - id: a{i}\n    kind: {kind}\n    title: Argument {i}\n    gist: Something is said.",
        f"    speaker: s{i % 7}\n    tags: [t{i % 30}]",
        f"    credence: {{value: {draw.uniform(0.1, 0.9):.2f}, basis: inferred, why: So it is.}}",
        "    effects:",
    ]
    for e in range(draw.randint(1, 3)):
        side = "lowers" if kind == "critique" else "raises"
        force = f"{{pert: [0.05, {draw.uniform(0.1, 0.3):.2f}, 0.4]}}"
        lines += [
            f"      - id: e{e}\n        on: [{_reached(draw, theories, general)}]",
            f"        criterion: c{draw.randrange(CRITERIA)}\n        {side}: {force}",
            "        basis: inferred\n        why: It says so.",
        ]
    if i and draw.random() < 0.2:
        lines += [
            f"    against:\n      - argument: a{draw.randrange(i)}",
            f"        force: {draw.uniform(0.2, 0.8):.2f}\n        basis: inferred\n"
            "        why: It answers.",
        ]
    return "\n".join(lines)


def _reached(draw: random.Random, theories: int, general: bool) -> str:
    """What an effect bears on: now and then all, sometimes a group, mostly a few."""
    share = draw.random()
    if general and share < 0.01:
        return "listed"
    if general and share < 0.15:
        return f"g{draw.randrange(GROUPS)}"
    some = draw.sample(range(theories), draw.randint(1, 5))
    return ", ".join(f"T{t}" for t in some)


def phases(folder: str) -> dict[str, float]:
    """Seconds of each phase, by the clock and of processors; peak MiB; the number of hits."""
    from toi.analyses.data.check_compute import run_check
    from toi.analyses.explain.compute import run_explain
    from toi.analyses.score.compute import run_score
    from toi.analyses.sensitivity.compute import SensitivityRequest, run_sensitivity
    from toi.analyses.shared.lookup import find_kinds
    from toi.analyses.shared.session import combine, open_debate
    from toi.io.rubric.resolve import resolve

    found: dict[str, float] = {}

    def phase(name: str, work: Callable[[], Any]) -> Any:
        made, found[f"{name}, processor"], found[name] = timed(work)
        return made

    phase("load", lambda: open_debate(f"{folder}/data"))
    opened = phase("load again", lambda: open_debate(f"{folder}/data"))
    phase("check all", lambda: run_check(f"{folder}/data"))
    rubric = resolve(f"{folder}/rubrics/all.yaml", opened.places, opened.debate)
    setting = phase("compile", lambda: combine(opened, rubric))
    kinds = find_kinds(setting.debate, None)
    scored = phase("score", lambda: run_score(setting, kinds))
    phase("explain", lambda: run_explain(setting, scored.results[0].id))
    asked = SensitivityRequest("ranks")
    phase("ranks", lambda: run_sensitivity(setting, kinds, asked, draws=4096))
    return {**found, "peak": peak(), "hits": len(setting.problem.hit_force)}


def measure(theories: int, arguments: int, general: bool = True) -> dict[str, float]:
    """Measure the phases of a debate of that size, read for the first time and again."""
    with tempfile.TemporaryDirectory() as folder:
        write_debate(Path(folder), theories, arguments, general=general)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.workspace", folder],
            env={**os.environ, "TOI_CACHE": f"{folder}/cache"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run() -> None:
    """Measure both sizes and print times, memory and growth."""
    found = [measure(*size) for size in SIZES]
    rows = [
        [f"{t:,} x {CRITERIA} x {a:,}", f"{m['hits']:,}"]
        + [f"{m[phase]:.2f} s" for phase in PHASES]
        + [f"{m['peak']:,.0f} MiB"]
        for (t, a), m in zip(SIZES, found, strict=True)
    ]
    small, large = found[0], found[-1]
    growth = [f"x {large[key] / small[key]:.1f}" for key in ("hits", *PHASES, "peak")]
    heads = ["theories x criteria x arguments", "hits", *PHASES, "peak memory"]
    print(tabulate([*rows, ["growth", *growth]], heads, disable_numparse=True))


if __name__ == "__main__":
    print(json.dumps(phases(sys.argv[1])))
