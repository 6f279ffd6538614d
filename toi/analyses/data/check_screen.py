"""Screen and table of `toi data check`."""

from toi.analyses.data.check_result import Checked
from toi.analyses.data.records.list_screen import SINGULAR
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count


def check_screen(result: Checked, page: Page) -> str:
    """Show what a clean check read, and what arguments in short form do."""
    parts = [count(n, SINGULAR.get(k, k.rstrip("s")), k) for k, n in result.counts.items()]
    screen = Screen(page).say("No problems: " + ", ".join(parts) + ".")
    if result.short:
        screen.line("Arguments in short form:")
    for said in result.short:
        screen.say(f"  {said}", indent="    ")
    if result.without_room:
        screen.line("These can do nothing there, however sound they are:")
    for said in result.without_room:
        screen.say(f"  {said}", indent="    ")
    return screen.text()


def check_table(result: Checked) -> Table:
    """Return problems, one to a row."""
    return Table.of(result.problems, "file line column code message")
