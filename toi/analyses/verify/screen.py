"""Claims held against the text, as a screen and as a table."""

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count
from toi.analyses.shared.provenance import data_option
from toi.analyses.verify.result import VerifyResult

MOST = 20
HARDLY = 0.5  # of the claims missing: then it is another text


def verify_screen(result: VerifyResult, page: Page, everything: bool = False) -> str:
    """Show a verdict, then every claim that fails with its place in the records."""
    screen = Screen(page).say(_verdict(result), *_apart(result))
    shown = result.failed if everything else result.failed[:MOST]
    screen.say(*(f"{one.place}: {one.message} [{one.code}]" for one in shown), indent="  ")
    if len(result.failed) > len(shown):
        screen.say(f"{len(result.failed) - len(shown)} more: --all.")
    command = f"show {result.failed[0].claim}" if result.failed else "data coverage"
    return screen.next(f"{command}{data_option(result.provenance)}").end(result.provenance)


def _verdict(result: VerifyResult) -> str:
    claims, failed = count(result.claims, "claim"), len(result.failed)
    if not failed:
        how = "in the lines that they name" if result.same_lines else "in the order of their lines"
        return f"All {claims} stand in {result.file}, {how}."
    missing = sum(1 for one in result.failed if not one.found)
    said = f"{failed} of {claims} do not stand in {result.file} as they say"
    if missing > HARDLY * result.claims:
        return f"{said}; {missing} not in it at all: this may be another text."
    return f"{said}: {missing} not in it, {failed - missing} elsewhere."


def _apart(result: VerifyResult) -> list[str]:
    said = []
    if not result.same_lines:
        said.append(
            "The copy is wrapped in another way than the text that the lines were counted in, so "
            "they are held against the order of the words alone."
        )
    if result.silent:
        said.append(f"{count(result.silent, 'claim')} more without words to find.")
    return said


def verify_table(result: VerifyResult) -> Table:
    """Make a row of each claim that fails."""
    return Table.of(result.failed, "claim place first=lines.0 last=lines.1 find message code")
