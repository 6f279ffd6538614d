"""Keep what the commands print, and compare it with what another version printed.

    python tools/outputs.py keep FOLDER [--source CHECKOUT]
    python tools/outputs.py compare FOLDER OTHER

`keep` runs every command below for every shipped rubric, in the checkout given (by default
this one), and writes what each prints to a file of its own. `compare` names the files that
are not the same to the last byte.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

BY_RUBRIC = [
    "score -r {r}",
    "score -r {r} --wide --why",
    "score -r {r} --kind all --format csv",
    "score -r {r} --format json",
    "score -r {r} --method all",
    "sensitivity -r {r}",
    "sensitivity -r {r} --format json",
    "sensitivity ranks -r {r}",
    "sensitivity flips -r {r}",
    "sensitivity sobol -r {r}",
    "sensitivity T04 -r {r}",
    "explain T04 -r {r}",
    "explain T01 -r {r} --format json",
    "explain E03 -r {r}",
    "compare T02 T17 -r {r}",
    "compare {r} essay-author",
    "compare {r} essay-author --format json",
    "portfolio -r {r}",
    "portfolio -r {r} --format json",
    "rubric show {r}",
    "rubric show {r} --format json",
    "rubric check {r}",
    "rubric diff balanced {r}",
]
ONCE = [
    "score --method topsis",
    "score --method promethee2",
    "sensitivity cruxes --format json",
    "sensitivity cruxes --group weights+T18 --group line:too-late --draws 40000",
    "sensitivity critical",
    "sensitivity regret",
    "compare essay-author proponent basic-science affordances balanced",
    "compare essay-author proponent basic-science affordances balanced --format json",
    "portfolio -r essay-author -r proponent",
    "portfolio -r balanced --risk 0.5",
    "data coverage",
    "data coverage --format json",
    "data check",
    "list theories",
    "list arguments --format csv",
    "list criteria",
    "list rubrics",
    "list sources",
    "show T04",
    "show better-without-interp",
    "show S023",
    "score --data docs/example/data --rubric example",
    "sensitivity --data docs/example/data --rubric example",
    "--help",
    "score --help",
    "sensitivity --help",
    "compare --help",
    "portfolio --help",
    "rubric --help",
]


def commands(source: Path) -> Iterator[str]:
    """All commands, for every rubric that the checkout ships."""
    for rubric in sorted(path.stem for path in (source / "rubrics").glob("*.yaml")):
        for command in BY_RUBRIC:
            yield command.format(r=rubric)
    yield from ONCE


def run(source: Path, command: str) -> bytes:
    """What a command prints on both streams, with its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(source), "COLUMNS": "80", "NO_COLOR": "1"}
    made = subprocess.run(
        [sys.executable, "-m", "toi", *command.split()],
        cwd=source,
        env=environment,
        capture_output=True,
        check=False,
    )
    return made.stdout + b"\n-- stderr\n" + made.stderr + f"\n-- exit {made.returncode}\n".encode()


def keep(folder: Path, source: Path) -> None:
    """Write what each command prints to a file named after it."""
    folder.mkdir(parents=True, exist_ok=True)
    names = list(commands(source))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, text in zip(names, pool.map(lambda c: run(source, c), names), strict=True):
            (folder / f"{name.replace('/', '_').replace(' ', '_')}.txt").write_bytes(text)
    print(f"{len(names)} commands kept in {folder}")


def compare(one: Path, other: Path) -> int:
    """Name the files that differ; the exit code says whether any does."""
    names = sorted({path.name for folder in (one, other) for path in folder.glob("*.txt")})
    changed = [name for name in names if _bytes(one / name) != _bytes(other / name)]
    for name in changed:
        print(f"differs: {name}")
    print(f"{len(names) - len(changed)} of {len(names)} the same to the last byte")
    return 1 if changed else 0


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["keep", "compare"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--source", type=Path, default=ROOT)
    asked = parser.parse_args()
    if asked.action == "keep":
        keep(asked.folder, asked.source.resolve())
        return 0
    if asked.other is None:
        parser.error("compare needs two folders")
    return compare(asked.folder, asked.other)


if __name__ == "__main__":
    sys.exit(main())
