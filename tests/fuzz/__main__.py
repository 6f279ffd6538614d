"""Look for hostile input that is neither taken nor refused in words.

python -m tests.fuzz [--seconds N] [--first N] [--workers N]   look
python -m tests.fuzz --case N                                  run one case again
"""

import argparse
import functools
import multiprocessing
import os
import secrets
import sys
import tempfile
from collections import Counter

from tests.fuzz.search import look, show
from tests.fuzz.trial import Finding


def main() -> int:
    """Run for some time on several processes; print each class of finding once, with its cases."""
    reader = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    reader.add_argument("--seconds", type=float, default=600)
    reader.add_argument("--first", type=int, default=secrets.randbelow(10**9), metavar="CASE")
    reader.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--case", type=int, help="run this one, and show its files and commands")
    asked = reader.parse_args()
    os.environ["TOI_CACHE"] = tempfile.mkdtemp(prefix="toi-fuzz-")
    if asked.case is not None:
        return show(asked.case)
    sys.stdout.reconfigure(errors="backslashreplace")
    print(f"from case {asked.first} on, for {asked.seconds:g} s", flush=True)
    counts: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    tried: Counter[str] = Counter()
    numbers = [asked.first + 10**7 * worker for worker in range(asked.workers)]
    work = functools.partial(look, seconds=asked.seconds)
    with multiprocessing.get_context("spawn").Pool(asked.workers) as pool:
        for done, findings in pool.imap_unordered(work, numbers):
            tried += done
            for finding in findings:
                counts[finding.kind] += 1
                first.setdefault(finding.kind, finding)
    for kind, count in counts.most_common():
        print(f"\n{count} x {first[kind]}")
    print("\n" + ", ".join(f"{command} {count}" for command, count in tried.most_common()))
    print(f"{tried.total()} commands, {counts.total()} findings of {len(counts)} classes")
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
