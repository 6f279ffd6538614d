"""Screen and table of `toi data check`."""

from toi.analyses.data.check_result import Checked
from toi.analyses.data.records.list_screen import SINGULAR
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count


def check_screen(result: Checked, page: Page) -> str:
    """Show what a clean check read, and what arguments in short form do."""
    parts = [_counted(result, kind, n) for kind, n in result.counts.items()]
    screen = Screen(page).say("No problems: " + ", ".join(parts) + ".")
    if result.short:
        screen.line("Arguments in short form:")
    for said in result.short:
        screen.say(f"  {said}", indent="    ")
    if result.without_room:
        screen.line("These can do nothing there, however sound they are:")
    for said in result.without_room:
        screen.say(f"  {said}", indent="    ")
    if result.look_alike:
        screen.line("These look alike and are not the same:")
    for said in result.look_alike:
        screen.say(f"  {said}", indent="    ")
    return screen.text()


def _counted(result: Checked, kind: str, n: int) -> str:
    """Count records of a kind; of arguments, also those that act on no theory by themselves."""
    one, many = SINGULAR.get(kind, kind.rstrip("s")), kind
    if kind == "theories" and result.provenance is not None:
        one, many = result.provenance.words.one, result.provenance.words.many
    told = count(n, one, many)
    if kind != "arguments" or not result.replies:
        return told
    return f"{told} ({result.replies} only {'answers' if result.replies == 1 else 'answer'} others)"


def check_table(result: Checked) -> Table:
    """Return problems, one to a row."""
    return Table.of(result.problems, "file line column code message")
