"""What was made, and what to type next."""

import shlex

from toi.analyses.data.workspaces_result import Workspace
from toi.analyses.shared.page import Page


def workspace_screen(result: Workspace, page: Page) -> str:
    """The files of a new workspace and the next commands."""
    places: dict[str, list[str]] = {}
    for name in result.files:
        place, _, file = name.rpartition("/")
        places.setdefault(place, []).append(file)
    lines = [page.fill(f"Made {result.folder}: {result.made}.")]
    for place, names in places.items():
        lines.append(page.fill(f"  {place}/  {' '.join(names)}", "    "))
    there = [] if result.folder == "." else [f"  cd {shlex.quote(result.folder)}"]
    lines += ["Next:", *there]
    todo = {
        "toi score": "the ranking",
        "toi data check": "after every edit",
        result.try_out: "a try; nothing is kept",
    }
    wide = max(map(len, todo))
    lines += [f"  {command.ljust(wide)}  {why}" for command, why in todo.items()]
    return "\n".join(lines) + "\n"
