"""The worth of knowing numbers that were asked about, as a screen and a table."""

import math

from toi.analyses.cruxes.result import AskedWorth, Cruxes, InputsWorth
from toi.analyses.cruxes.verdict_screen import leads, worth_text
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import count, measured, per_cent
from toi.analyses.shared.provenance import drawn_options
from toi.analyses.shared.result import Provenance


def asked_screen(
    found: AskedWorth, whole: Cruxes, made: Provenance, page: Page, granted: str = ""
) -> str:
    """Show what each group of numbers is worth: a verdict, a table, how to read it."""
    said = verdict(found, whole, made)
    rows = [[_called(one), _numbers(one), _worth(one), *_choice(one, made)] for one in found.groups]
    heads = ["Known first", "Numbers", "Worth*", "Other", "then mostly"]
    screen = Screen(page).say(said).blank()
    screen.table(rows, heads, "lrlrl", shrink=0).blank()
    screen.say(_reading(found))
    if granted:
        screen.say(granted, indent="  ")
    more = drawn_options(made)
    return screen.next(f"sensitivity cruxes{more}", f"sensitivity sobol{more}").end(
        made, again=said
    )


def verdict(found: AskedWorth, whole: Cruxes, made: Provenance) -> str:
    """Say what it would pay to know, beside what it would pay to know everything."""
    text = f"{leads(whole, made)} "
    if math.isnan(found.everything_error):  # ended before there were draws of both halves
        done = count(found.draws, "draw")
        return f"{text}{done} cannot tell what it is worth to know anything: let it run longer."
    first, everything = found.groups[0], measured(found.everything, found.everything_error)
    several = len(found.groups) > 1
    one = "any one of these" if several else "this"
    if all(group.same_choice for group in found.groups):
        text += f"To know {one} before choosing gains nothing: no draw is decided otherwise"
        text += " (known together, A+B, they may gain)" if several else ""
    elif first.gains_nothing:
        text += f"To know {one} before choosing gains nothing that can be told from noise"
    else:
        gain = measured(first.evppi, first.standard_error)
        text += f"Worth most to know before choosing: {_called(first)}, {gain} points on average"
    return f"{text}; everything at once, {everything}."


def _called(one: InputsWorth) -> str:
    """Name a group: several that are known together as they were asked for, which is shorter."""
    return one.name if "+" in one.name else one.title


def _numbers(one: InputsWorth) -> str:
    """Write how many numbers count, and of how many."""
    return f"{one.numbers} of {one.inside}" if one.numbers < one.inside else str(one.numbers)


def _worth(one: InputsWorth) -> str:
    return worth_text(one) if one.weighed or not one.inside else "no weight here"


def _choice(one: InputsWorth, made: Provenance) -> list[str]:
    """Write how often another theory is chosen, and which one most; nothing where it is noise."""
    if one.instead is None or one.gains_nothing:
        return ["", ""]
    return [per_cent(one.p_other), made.names.theory(one.instead)]


def _reading(found: AskedWorth) -> str:
    text = (
        f"* points gained on average over {count(found.draws, 'draw')} by choosing once it is "
        "known (expected value of partial perfect information, a lower bound: choices are led by "
        "a regression, of one argument by the means if it is sound and if not, made on one half "
        "of the draws and valued on the other; of everything at once the value itself, by the best "
        "pick of each draw); 0: it leads to no "
        "other choice in any draw; noise: not two standard errors above 0, so more draws (--draws) "
        "may tell. Other: how often another is then chosen."
    )
    text += (
        " Numbers: those that are uncertain and count for these scores. Of an argument it is one, "
        "whether it is sound; of a line one for each of its arguments, and for each that applies "
        "one of these."
    )
    if any(one.numbers < one.inside for one in found.groups):
        text += " The rest is certain, or acts only on what has no weight or is not ranked here."
    return text


def asked_table(found: AskedWorth) -> Table:
    """Return a row per group that was asked about, and one for everything."""
    table = Table.of(
        found.groups,
        "id=name title numbers evppi standard_error within_noise p_other instead",
    )
    everything = ["everything", "all there is", None, found.everything, found.everything_error]
    return Table(table.headers, [*table.rows, [*everything, None, None, None]])
