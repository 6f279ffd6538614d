"""Child processes of the test's own process, which other tests may have too (a browser, a crew)."""

import os
from pathlib import Path


def children():
    """The processes that this one began and has not yet asked how they ended, ended ones too."""
    found, me = set(), str(os.getpid())
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            told = (entry / "stat").read_text()
        except OSError:  # gone while we looked
            continue
        if told.rpartition(")")[2].split()[1] == me:  # behind the name: state, parent
            found.add(int(entry.name))
    return found
