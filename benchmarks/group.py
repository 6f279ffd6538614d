"""A group of rubrics: reading it, comparing it, and the obvious way of scoring it one by one."""

import random
import tempfile
import time
from pathlib import Path

from tabulate import tabulate

SIZES = (100, 1_000)
SAID = 12  # credences in each rubric
FLOOR = 100  # rubrics that are scored one by one


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


def run() -> None:
    """Print seconds, and each as a ratio to scoring as many rubrics one by one."""
    from toi.analyses.compare.group_compute import run_group
    from toi.analyses.rubric.effect_compute import ranking_under
    from toi.analyses.shared.rubric_labels import entrants
    from toi.analyses.shared.session import open_debate
    from toi.io.rubric.resolve import resolve

    opened = open_debate()
    debate = opened.debate
    shown = debate.shown(["listed"])
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write_group(Path(folder), list(debate.arguments), list(debate.core_weights), size)
            files = sorted(map(str, Path(folder).iterdir()))
            start = time.perf_counter()
            several = [resolve(file, opened.places, debate) for file in files]
            read = time.perf_counter() - start
        start = time.perf_counter()
        for one in several[:FLOOR]:
            ranking_under(debate, one.rubric, shown)
        one_by_one = (time.perf_counter() - start) * size / FLOOR
        start = time.perf_counter()
        run_group(opened, entrants(several), ["listed"])
        compared = time.perf_counter() - start
        rows.append([size, read, one_by_one, compared, compared / one_by_one])
    heads = ["rubrics", "read, s", "scored one by one, s", "compared, s", "ratio"]
    print(tabulate(rows, heads, floatfmt=".2f"))


if __name__ == "__main__":
    run()
