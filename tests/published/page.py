"""docs/validation.md, made of what the checks find."""

import math
import re
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from tests.published import arguments, orders, readers, robustness, scores, shares, weights
from tests.published.register import CHECKS, Check

MODULES = (scores, weights, arguments, robustness, shares, orders, readers)
IN_ORDER = sorted(CHECKS, key=lambda c: [m.__name__ for m in MODULES].index(c.compared.__module__))
PAGE = Path(__file__).parents[2] / "docs/validation.md"
NOISE = 1e-9  # below it differences are those of the order in which numbers are added
LIBRARIES = ("pymcdm", "SALib", "scipy", "krippendorff", "pingouin", "numpy")
HEAD = """\
# Validation

What each method is held against: tables in papers, other libraries, closed forms and enumeration.
The page is made by the test suite, which runs every check again and fails where a difference is
larger than the last column allows, or where this page says another. The checks are in
`tests/published/`; where this program departs from a paper on purpose is told in
[divergences](divergences.md).

Numbers typed in from papers are as printed there. A difference that is "below 1e-9" is the noise
of arithmetic; others are rounded up to one digit, in the units of the source.
"""
FOOT = """\
Not held against what was printed: the drug example of JSMAA. Its file holds inputs alone, so
indices are reckoned from these by other means.
"""


def size(difference: float) -> str:
    """Round a difference up to one digit."""
    if difference < NOISE:
        return "below 1e-9"
    digit = 10.0 ** math.floor(math.log10(difference))
    return f"{math.ceil(difference / digit - 1e-6) * digit:.1g}"


def row(check: Check) -> str:
    """Run a check, and write its row of the table."""
    difference, count = check.difference()
    allowed = f"{check.within:g}: {check.why}" if check.why else "1e-9"
    cells = (check.method, check.source, str(count), size(difference), allowed)
    return f"| {' | '.join(cells)} |"


def page() -> str:
    """Run all checks, and write the page."""
    parts = [HEAD]
    for subject, checks in groupby(IN_ORDER, key=lambda check: check.subject):
        parts += [f"## {subject}\n", "| method | held against | numbers | largest difference "]
        parts[-1] += "| allowed |\n|---|---|---|---|---|"
        parts += [*(row(check) for check in checks), ""]
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return "\n".join(parts) + f"\n{FOOT}\nMade with {libraries}.\n"


def rows_of(text: str) -> dict[tuple[str, str], str]:
    """The rows of the page, by method and source; versions of libraries are left out."""
    found = re.findall(r"(?m)^\| (.+?) \| (.+?) \| \d.*\|$", text)
    whole = re.findall(r"(?m)^\| .+? \| .+? \| \d.*\|$", text)
    return dict(zip(found, whole, strict=True))
