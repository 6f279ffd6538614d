"""A group of rubrics: read, compared, drawn; and the obvious way of scoring them one by one.

Each size runs in a process of its own, so that its peak memory is its own. Growth is the ratio
of the largest to the smallest; work that grows with the group has eight times as much to do.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tabulate import tabulate

SIZES = (125, 250, 500, 1_000)
SAID = 12  # credences in each rubric
PHASES = ("read", "compare", "json", "draw", "one by one")
CHILD = """
import json, resource, sys, time
from pathlib import Path
def timed(name, call):
    start = time.process_time()
    found = call()
    times[name] = time.process_time() - start
    return found
times = {}
files = sorted(map(str, Path(sys.argv[1]).iterdir()))
from toi.analyses.compare.group.compute import run_group
from toi.analyses.compare.group.dots_figure import opinions_figure, places_figure
from toi.analyses.plotting.save import to_bytes
from toi.analyses.plotting.style import Look
from toi.analyses.rubric.effect_compute import ranking_under
from toi.analyses.shared.rubric_labels import entrants
from toi.analyses.shared.session import open_debate
from toi.io.rubric.resolve import resolve
opened = open_debate()
debate = opened.debate
several = timed("read", lambda: [resolve(file, opened.places, debate) for file in files])
group = timed("compare", lambda: run_group(opened, entrants(several), ["listed"]))
written = timed("json", group.to_json)
draws = places_figure, opinions_figure
timed("draw", lambda: [to_bytes(draw(group, Look()), "png") for draw in draws])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
few = several[:50]
shown = debate.shown(["listed"])
timed("one by one", lambda: [ranking_under(debate, one.rubric, shown) for one in few])
times["one by one"] *= len(several) / len(few)
print(json.dumps({**times, "peak": peak, "written": len(written) / 2**20}))
"""


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


def measure(names: list[str], criteria: list[str], size: int) -> dict[str, float]:
    """Seconds of processor time of each phase, peak memory and size of the JSON in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        write_group(Path(folder), names, criteria, size)
        done = subprocess.run(
            [sys.executable, "-c", CHILD, folder], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run() -> None:
    """Print times, memory and growth."""
    from toi.analyses.shared.session import open_debate

    debate = open_debate().debate
    arguments, criteria = list(debate.arguments), list(debate.core_weights)
    found = [measure(arguments, criteria, size) for size in SIZES]
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
    run()
