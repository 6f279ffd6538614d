"""Peak memory of every command that computes, on debates of 200 x 12 x 300 and 2,000 x 12 x 3,000.

One run each, of the largest process. The overview has of the larger debate only what ends within
some seconds; here it is asked for all, which takes some twenty minutes.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tabulate import tabulate

from benchmarks.clocks import python
from benchmarks.large import MEBIBYTES
from benchmarks.workspace import CRITERIA, SIZES, write_debate

SMALL = (
    ("score --method all", "compare T1 T2", "sensitivity", "sensitivity pairwise")
    + ("sensitivity flips", "sensitivity tornado", "sensitivity weights", "sensitivity regret")
    + ("sensitivity cruxes", "sensitivity cruxes --group judgements", "sensitivity sobol")
    + ("sensitivity T1", "portfolio", "portfolio --risk 0.5", "portfolio --risk 0.5 --max-lines 4")
    + ("report",)
    + ("plot ranking", "plot ranks", "plot pairwise", "plot frontier")
)
LARGE = ("show T1", "compare T1 T2")
LONG = (
    ("sensitivity", "sensitivity pairwise", "sensitivity cruxes", "sensitivity regret")
    + ("portfolio", "plot ranking", "report", "score --method all", "sensitivity T1")
)  # fmt: skip
COMPARING = tuple(
    f"sensitivity {topic} --set method={method}"
    for method in ("topsis", "promethee2")
    for topic in ("ranks", "regret", "cruxes")
)  # minutes each

Row = tuple[str, str, str, str]


def rows(small: Sequence[str] = SMALL, large: Sequence[str] = LARGE) -> Iterator[Row]:
    """Rows of the overview: seconds by the clock, memory, and what it may be."""
    for size, commands, most in zip(SIZES, (small, large), MEBIBYTES, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            write_debate(Path(folder), *size)
            for words in commands:
                seconds, memory = _taken(words, folder)
                name = f"{size[0]:,} x {CRITERIA} x {size[1]:,}: {words}"
                yield name, seconds, f"{memory:.0f} MiB", f"{most} MiB"


def _taken(words: str, folder: str) -> tuple[str, float]:
    files = ["--data", f"{folder}/data", "--rubric", f"{folder}/rubrics/all.yaml"]
    if words.split()[0] in ("plot", "report"):
        ending = "png" if words.startswith("plot") else "html"
        files += ["--output", f"{folder}/page.{ending}", "--force"]
    taken = python(["-m", "toi", *words.split(), *files], TOI_CACHE=f"{folder}/cache")
    return f"{taken.clock:.2f} s ({taken.processor:.2f} of processor)", taken.memory


def run() -> None:
    """Print what each takes."""
    found, heads = rows((*SMALL, *COMPARING), (*LARGE, *LONG)), ["what", "seconds", "memory", "aim"]
    print(tabulate(found, heads, disable_numparse=True))
