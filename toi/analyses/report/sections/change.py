"""The section on changes of the ranking: single numbers, and questions worth settling."""

from collections.abc import Iterator

from toi.analyses.cruxes.result import Crux, SingleWorth
from toi.analyses.cruxes.verdict_screen import gaining
from toi.analyses.flips.change_words import no_other_first, now_text, value_text
from toi.analyses.flips.result import Changing, Flip, Switch
from toi.analyses.report.html import Child, Markup, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import (
    Section,
    argument_link,
    criterion_titles,
    of_first,
    theory_link,
    to_know,
)
from toi.analyses.report.tables import Band, PageRow, columns, table
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.format import measured, per_cent
from toi.analyses.shared.rubrics.conventions import TITLES, setting_word

MOST_FLIPS = 4  # of a kind
MOST_CRUXES = 8
KINDS = {
    "weight": "What is valued",
    "credence": "What is believed, before replies are counted",
    "judgement": "How it is judged",
}


def change(result: ReportResult, found: SensitivityResult) -> Section:
    """Show the least changes of single numbers, and what it would be worth to know."""
    return Section(
        "change",
        of_first(result, "What would change it"),
        together([*_flips(result, found.changing), *_cruxes(result, found)]),
    )


def _flips(result: ReportResult, changing: Changing | None) -> Iterator[Markup]:
    yield tag("h3", "Who else could lead")
    if changing is None:
        yield paragraphs("Nothing would change who leads: nobody does.")
        return
    if changing.reason or changing.leader is None:
        yield paragraphs(no_other_first(changing))
        return
    found: list[PageRow | Band] = []
    none = []
    for kind, words in KINDS.items():
        flips = [flip for flip in changing.flips if flip.what == kind]
        if not changing.searched.get(kind):
            continue
        if not flips:
            none.append(f"no single {'belief' if kind == 'credence' else kind} does")
            continue
        more = f" (the nearest {MOST_FLIPS} of {len(flips)})" if len(flips) > MOST_FLIPS else ""
        found.append(Band(f"{words}{more}"))
        found += [PageRow(_flip(result, flip)) for flip in flips[:MOST_FLIPS]]
    if changing.switches:
        found.append(Band("How it is counted"))
        found += [PageRow(_switch(result, one)) for one in changing.switches]
    yield paragraphs(
        "Each line changes one thing alone, as little as does it; each was verified by scoring."
        + (f" Of the rest, {' and '.join(none)}." if none else "")
    )
    if found:
        heads = columns("Number", "#Now", "#If it were", "Then leads")
        yield table("Least changes of one thing that put another first", heads, found, stacked=True)


def _flip(result: ReportResult, flip: Flip) -> list[str]:
    return [
        _number(result, flip),
        now_text(flip) if flip.what != "credence" else flip_value(flip, flip.from_),
        flip_value(flip, flip.rounded),
        theory_link(result, flip.new_leader),
    ]


def flip_value(flip: Flip, value: float) -> str:
    """Write a number of a flip; a belief in per cent, as everywhere on the page."""
    if flip.what != "credence":
        return value_text(flip, value)
    return f"{100 * value:.{max(flip.digits - 2, 0)}f} %"


def _switch(result: ReportResult, switch: Switch) -> list[str]:
    title = TITLES[switch.id]
    return [
        title[0].upper() + title[1:],
        *(setting_word(switch.id, one) for one in (switch.from_, switch.to)),
        theory_link(result, switch.new_leader),
    ]


def _number(result: ReportResult, flip: Flip) -> Markup:
    """Name the number that is changed."""
    titles = criterion_titles(result)
    if flip.what == "weight":
        return tag("span", f"Weight of {titles.get(flip.id, flip.id)}")
    if flip.what == "judgement":
        theory, _, criterion = flip.id.partition(".")
        return together([theory_link(result, theory), f": {titles.get(criterion, criterion)}"])
    one = next((one for one in result.arguments if one.id == flip.id), None)
    if one is None:
        return tag("i", flip.id)
    aside = " (replies are counted in it)" if one.settled else None
    return together([argument_link(one.id, one.title), aside])


def _cruxes(result: ReportResult, found: SensitivityResult) -> Iterator[Markup]:
    """Yield what is worth finding out: weights, arguments and judgements, most worth first."""
    worth = found.worth
    shown = gaining(worth, found.worth_knowing)[:MOST_CRUXES] if worth else []
    if worth is None or not shown:
        return
    name = result.shorts.get(worth.watched, worth.watched)
    bearing = any(isinstance(one, Crux) for one in shown)
    rows = [_worth_row(result, one, worth.watched) for one in shown]
    heads = columns("What", "#Believed", "#If sound", "#If unsound", "#Worth")
    if not bearing:  # of what is no argument, nothing of these
        heads, rows = [heads[0], heads[-1]], [[row[0], row[-1]] for row in rows]
    between = f" The columns between say how often {name} would come first." * bearing
    yield tag("h3", "What is worth finding out")
    yield paragraphs(
        "If something were known before choosing, the choice could follow that. Worth is what this "
        f"gains on average, in points, ± one standard error.{between}"
    )
    yield table("What it is worth to find out, most first", heads, rows, stacked=True)


def _worth_row(result: ReportResult, one: Crux | SingleWorth, watched: str) -> list[Child]:
    gain = measured(one.evppi, one.standard_error).replace("+-", "± ")
    if not isinstance(one, Crux):
        what = to_know([one])
        return [what[0].upper() + what[1:], "", "", "", gain]
    known = any(argument.id == one.argument for argument in result.arguments)
    return [
        argument_link(one.argument, one.title) if known else one.title,
        per_cent(one.credence),
        per_cent(one.p_first_if_accepted[watched]),
        per_cent(one.p_first_if_rejected[watched]),
        gain,
    ]
