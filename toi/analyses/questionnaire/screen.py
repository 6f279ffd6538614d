"""Screens and tables of a questionnaire, and of the rubrics that its answers make."""

from collections.abc import Sequence
from pathlib import PurePath
from shlex import quote

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.questionnaire.form_sheet import TOLD
from toi.analyses.questionnaire.result import CollectedPerson, FormMade, RubricsCollected
from toi.analyses.shared.format import count, cut, listed
from toi.analyses.shared.provenance import options
from toi.io.questionnaire.response import WEIGHT
from toi.io.rubric.find import by_name

MOST_PEOPLE = 40  # shown one by one
MOST_EMPTY = 3  # questions named


def form_screen(result: FormMade, page: Page) -> str:
    """Show what is asked, and what to do with the file."""
    asked = count(len(result.questions), "question")
    screen = Screen(page).say(
        f"{result.file} asks {asked}, the same of everybody. What somebody leaves empty stays as "
        f"{_below(result.start)}."
    )
    screen.blank().table(
        [[_kind(one.key), one.title] for one in result.questions],
        ["Asks for", "Of"],
        "ll",
        shrink=1,
    )
    if result.file.lower().endswith(".html"):
        screen.blank().say(
            "Send the page: it opens in any browser, also on a phone, needs no network, and gives "
            "a line to send back, or a file. Put the files into a folder, or the lines into one."
        )
        back = "answers/"
    else:
        workbook = result.file.lower().endswith(".xlsx")
        told = f" Its tab {TOLD} has the questions in full." * workbook
        screen.blank().say(
            f"Share the sheet: a row per person.{told} Columns of your own may be added; the marks "
            "in [ ] at the ends of the questions must stay."
        )
        back = result.file
    more = options(result.provenance).replace(" -r ", " --from ")
    return screen.next(f"rubric collect {quote(back)} -o class{more}").end(result.provenance)


def _below(start: str | None) -> str:
    return f"the rubric {start} has it" if start else "the records have it"


def _kind(key: str) -> str:
    return "weight" if key.startswith("weight.") else "belief"


def form_table(result: FormMade) -> Table:
    """Return the questions, one to a row."""
    return Table.of(result.questions, "key title text")


def collected_screen(result: RubricsCollected, page: Page) -> str:
    """Show who answered how much, and how to go on."""
    people, n = result.people, len(result.questions)
    full = sum(not one.empty for one in people)
    screen = Screen(page).say(
        f"{result.folder} holds {_holds(result)}; "
        f"{full} answered all of {count(n, 'question')}. What is left empty stays as "
        f"{_below(result.start)}."
    )
    rows = [
        [
            PurePath(one.file).name,
            cut(called, 24),
            f"{len(one.answers)} of {len(one.answers) + len(one.empty)}",
            listed([result.questions[key] for key in one.empty], MOST_EMPTY) if one.empty else "",
        ]
        for one, called in zip(people[:MOST_PEOPLE], _called(people), strict=False)
    ]
    screen.blank().table(rows, ["File", "Who", "Answered", "Left empty"], "llrl", shrink=3)
    if len(people) > MOST_PEOPLE:
        screen.line(f"and {len(people) - MOST_PEOPLE} more")
    if any(_scaled(one) for one in people):
        screen.say(
            "Where a weight is left empty it keeps its share of all weight, so the points that "
            "were given are scaled; each file has both."
        )
    folder, more = quote(result.folder), options(result.provenance).split(" -r ")[0]
    return screen.next(
        f"compare {folder}{more}", f"plot opinions {folder}{more}", f"report {folder}{more}"
    ).end(result.provenance)


def _called(people: Sequence[CollectedPerson]) -> list[str]:
    """Return what everybody is called where the rubrics are compared: namesakes get a number."""
    found = {one.file: one.title for one in people}
    alike: dict[str, list[str]] = {}
    for one in people:
        alike.setdefault(one.title.casefold(), []).append(one.file)
    for files in alike.values():
        for number, file in enumerate(sorted(files, key=by_name), 1):
            found[file] += f" ({number})" if len(files) > 1 else ""
    return [found[one.file] for one in people]


def _scaled(one: CollectedPerson) -> bool:
    """Tell whether somebody gave points to some criteria and left another empty."""
    empty = any(key.startswith(WEIGHT) for key in one.empty)
    return empty and any(key.startswith(WEIGHT) for key in one.answers)


def _holds(result: RubricsCollected) -> str:
    """Say how many rubrics lie in the folder, and whose they are."""
    people, others = len(result.people), len(result.others)
    if not others:
        return f"{count(people, 'rubric')}, one for each who answered"
    lay = "that lay there before"
    return f"{people + others} rubrics: {people} of those who answered, and {others} {lay}"


def collected_table(result: RubricsCollected) -> Table:
    """Return a row per person with all answers."""
    keys = list(result.questions)
    headers = ["name", "title", "file", "place", *keys]
    rows = [{**{h: getattr(one, h) for h in headers[:4]}, **one.answers} for one in result.people]
    return Table.filled(headers, rows)
