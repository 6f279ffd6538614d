"""A group of rubrics: read, compared, drawn; and the obvious way of scoring them one by one.

Each size runs in a process of its own, so that its peak memory is its own. Growth is the ratio
of the largest to the smallest; work that grows with the group has eight times as much to do.
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

from benchmarks.clocks import peak, spent, timed

SIZES = (125, 250, 500, 1_000)
SAID = 12  # credences in each rubric
FEW = 50  # rubrics that are scored one by one
PHASES = ("read", "compare", "json", "draw", "one by one")


def write_group(folder: Path, names: list[str], criteria: list[str], size: int) -> None:
    """Rubrics with weights and some credences of their own."""
    draw = random.Random(0)
    for i in range(size):
        weights = "".join(f"  {name}: {draw.randint(1, 40)}\n" for name in criteria)
        said = "".join(f"    {name}: {draw.random():.2f}\n" for name in draw.sample(names, SAID))
        (folder / f"p{i}.yaml").write_text(
            f"schema: toi/rubric/1\nid: p{i}\ntitle: P{i}\nextends: balanced\n"
            f"weights:\n{weights}credences:\n  arguments:\n{said}",
            encoding="utf-8",
        )


def phases(folder: Path, names: tuple[str, ...]) -> dict[str, float]:
    """Seconds of processor time of each phase, peak memory, and the size of the JSON in MiB."""
    from toi.analyses.compare.group.compute import run_group
    from toi.analyses.compare.group.dots_figure import opinions_figure, places_figure
    from toi.analyses.plotting.save import to_bytes
    from toi.analyses.plotting.style import Look
    from toi.analyses.rubric.effect_compute import ranking_under
    from toi.analyses.shared.rubrics.labels import entrants
    from toi.analyses.shared.session import open_debate
    from toi.io.rubric.resolve import resolve

    files = sorted(map(str, folder.glob("*.yaml")))
    opened = open_debate()
    debate, found = opened.debate, dict[str, float]()

    def phase(name: str, work: Callable[[], Any]) -> Any:
        made, found[name], _ = timed(work)
        return made

    several = phase("read", lambda: [resolve(file, opened.places, debate) for file in files])
    group = phase("compare", lambda: run_group(opened, entrants(several), ["listed"]))
    if "json" in names:
        found["written"] = len(phase("json", group.to_json)) / 2**20
    if "draw" in names:
        draws = places_figure, opinions_figure
        phase("draw", lambda: [to_bytes(draw(group, Look()), "png") for draw in draws])
    found["peak"] = peak()
    if "one by one" in names:
        few, shown = several[:FEW], debate.shown(["listed"])
        seconds = spent(lambda: [ranking_under(debate, one.rubric, shown) for one in few])
        found["one by one"] = seconds * len(several) / len(few)
    return found


def measure(size: int, names: tuple[str, ...] = PHASES) -> dict[str, float]:
    """Measure so many rubrics of the shipped debate, read for the first time."""
    from toi.analyses.shared.session import open_debate

    debate = open_debate().debate
    with tempfile.TemporaryDirectory() as folder:
        write_group(Path(folder), list(debate.arguments), list(debate.core_weights), size)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.group", folder, *names],
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
    """Print times, memory and growth."""
    found = [measure(size) for size in SIZES]
    rows = [
        [f"{size:,}"]
        + [f"{m[phase]:.2f} s" for phase in PHASES]
        + [f"{m['written']:.1f} MiB", f"{m['peak']:,.0f} MiB"]
        for size, m in zip(SIZES, found, strict=True)
    ]
    growth = [f"x {found[-1][key] / found[0][key]:.1f}" for key in (*PHASES, "written", "peak")]
    heads = ["rubrics", *PHASES, "JSON", "peak memory"]
    print(tabulate([*rows, ["growth", *growth]], heads, disable_numparse=True))


if __name__ == "__main__":
    print(json.dumps(phases(Path(sys.argv[1]), tuple(sys.argv[2:]))))
