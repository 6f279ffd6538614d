"""Print the oldest versions that pyproject.toml allows of what toi runs on, one a line.

    python tools/floor.py > build/floor.txt

`make floor` runs the test suite with them.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOWEST = re.compile(r"(?P<name>[\w.-]+)(\[[^]]*\])?\s*>=\s*(?P<version>[\w.]+)(?P<marker>\s*;.*)?")


def floor() -> list[str]:
    """Pin each dependency of `toi`, of workbooks and of data frames at its lower bound.

    Of what else the tests need pip takes what goes with these.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]
    frames = [one for one in extra["test"] if one.startswith("pandas")]
    needed = [*project["dependencies"], *extra["xlsx"], *frames]
    found = [LOWEST.fullmatch(one) for one in needed]
    return [f"{one['name']}=={one['version']}{one['marker'] or ''}" for one in found if one]


if __name__ == "__main__":
    sys.stdout.write("\n".join(floor()) + "\n")
