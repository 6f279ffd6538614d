"""Sheets that are imported or refused."""

import json
from pathlib import Path

from tests.command import run
from toi.io.matrix.csv_sheet import read_sheet
from toi.io.matrix.decision_matrix import ImportOptions
from toi.io.matrix.read import read_matrix

PLAIN = """\
Plan,Cost,Use
direction,cost,benefit
weight,3,1
scale,0..20,0..10
Plan A,12,7
Plan B,8..10..15,4..6
"""


NOTES = ("--without", "notes")


def write(raw, name="costs.csv"):
    Path(name).write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))


def imported(raw, *options):
    """The ranking of an imported sheet, in JSON."""
    write(raw)
    done = run("data", "import", "costs.csv", "--output", "ws", *options)
    assert done.code == 0, done.err
    check = run("data", "check", cwd="ws")
    assert (check.code, check.err) == (0, "")
    return json.loads(run("score", "--format", "json", cwd="ws").out)


def refused(raw, *options):
    """What is said of a sheet; nothing is written."""
    write(raw)
    done = run("data", "import", "costs.csv", "--output", "ws", *options)
    assert (done.code, done.out) == (2, "")
    assert sorted(p.name for p in Path().iterdir()) == ["costs.csv"]
    return done.err.splitlines()


def values(ranking):
    """Raw points by theory, in file order of ids."""
    return {row["id"]: row["raw"] for row in sorted(ranking["results"], key=lambda r: r["id"])}


def made(raw, comma=False):
    from toi.io.matrix.to_debate import matrix_files

    return matrix_files(read_matrix(read_sheet("m.csv", raw), ImportOptions(comma)))
