"""A picture from a cold start, against importing matplotlib plus the analysis that it shows."""

import statistics
import tempfile

from tabulate import tabulate

from benchmarks.cold_start import seconds

PAIRS = 7
AIM = 2.5
IMPORTS = "import matplotlib.figure, numpy"
CASES = [
    ("ranking", ["score"]),
    ("ranking --output {}.pdf", ["score"]),
    ("explain T09", ["explain", "T09"]),
    ("ranks", ["sensitivity", "ranks"]),
    ("weights", ["sensitivity", "weights"]),
    ("map", ["score"]),
]


def run() -> None:
    """Measure every case, A B A B, and print the ratios."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for line, analysis in CASES:
            words = line.replace("{}", f"{folder}/picture").split()
            out = [] if "--output" in words else ["--output", f"{folder}/picture.png"]
            command = ["-m", "toi", "plot", *words, *out, "--force"]
            seconds(command, folder)  # warm the file system and the caches
            timed = [_once(command, ["-m", "toi", *analysis], folder) for _ in range(PAIRS)]
            ratios = sorted(whole / floor for whole, floor in timed)
            row = [f"toi plot {line.replace('{}', 'picture')}"]
            row += [f"{statistics.median(whole for whole, _ in timed):.2f} s"]
            row += [f"{statistics.median(ratios):.2f}", f"{ratios[0]:.2f}-{ratios[-1]:.2f}", AIM]
            rows.append(row)
    heads = ["command", "median", "ratio to imports + analysis", "range", "aim"]
    print(f"Floor: python -c '{IMPORTS}', plus the command it draws.")
    print(tabulate(rows, heads))


def _once(command: list[str], analysis: list[str], cache: str) -> tuple[float, float]:
    whole = seconds(command, cache)
    return whole, seconds(["-c", IMPORTS], cache) + seconds(analysis, cache)
