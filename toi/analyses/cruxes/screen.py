"""Cruxes: what is worth arguing about, as a block, a screen and a table."""

import math
from collections.abc import Sequence

from toi.analyses.cruxes.result import (
    FEWEST_DRAWS,
    LEAST,
    CredenceBounds,
    Crux,
    Cruxes,
    SingleWorth,
)
from toi.analyses.cruxes.verdict_screen import (
    gaining,
    group_name,
    most_worth,
    verdict,
    worth_text,
)
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, room
from toi.analyses.layout.tables import Table
from toi.analyses.score.result import EACH_WEIGHT
from toi.analyses.shared.format import count, per_cent, per_cent_error, probability, span
from toi.analyses.shared.provenance import drawn_options, options, ranked_options
from toi.analyses.shared.result import Provenance

FEWEST, MOST = 3, 7  # arguments of the block, and rows that gain
LONGEST, MOST_CELLS = 15, 10  # arguments of the screen, and uncertain judgements
NARROWEST, LEAST_NAME = 24, 12  # columns for the names of arguments: below the one, fewer others
SETTLED = "!"
LEVEL = "What noise cannot tell apart stands in the order of toi score. "
TRADED = (
    "In brackets: the two on which the first and the second gain most on each other; what one "
    "weight alone is worth: toi sensitivity cruxes --group weights.NAME. "
)


def add_cruxes(
    screen: Screen, found: Cruxes, made: Provenance, known: Sequence[SingleWorth] = ()
) -> None:
    """Add what is most worth settling, most first: weights, arguments and judgements alike.

    Below stand arguments that gain nothing, where fewer than three gain. `known` is what it is
    surely worth something to know, most first.
    """
    gains, idle = gaining(found, known), [row for row in found.cruxes if row.gains_nothing]
    few = FEWEST - (len(found.cruxes) - len(idle))
    rows = [_row(one, found.watched, made) for one in (*gains[:MOST], *idle[: max(0, few)])]
    if not rows:
        if found.about is not None:
            screen.line("No argument bears on its score.")
        return
    heads, align = ["Worth finding out", "if so", "if not", "worth*"], "lrrl"
    if not any(row[1] for row in rows):  # of what is no argument there is no so and not so
        heads, *rows = ([line[0], line[-1]] for line in (heads, *rows))
        align = "ll"
    screen.table(rows, heads, align, shrink=0)
    if len(gains) > MOST:
        about = "" if found.about is None else f" {found.about}"
        whole = f"toi sensitivity cruxes{about}{drawn_options(made)}"
        screen.line(f"... and {len(gains) - MOST} more: {whole}")


def _row(one: Crux | SingleWorth, name: str, made: Provenance) -> list[str]:
    """Write what may be found out, and what it is worth.

    Of an argument too how often a theory is first if it is sound, and if not.
    """
    if isinstance(one, Crux):
        sound, unsound = one.p_first_if_accepted[name], one.p_first_if_rejected[name]
        shares = per_cent(sound), per_cent(unsound)
        return [made.names.argument(one.argument), *shares, worth_text(one)]
    return [_called(one), "", "", worth_text(one)]


def _called(one: SingleWorth) -> str:
    return f"your weights ({one.title})" if one.kind == "weights" else f"how {one.title}"


def worth_note(found: Cruxes, made: Provenance, known: Sequence[SingleWorth] = ()) -> str:
    """Say how to read what is worth finding out; `known` as of `add_cruxes`."""
    traded = any(one.kind == "weights" and one.title != EACH_WEIGHT for one in known)
    points = [one.evppi for one in known]
    level = points != sorted(points, reverse=True)
    if_so = (
        f"If so, if not: how often {made.names.theory(found.watched)} comes first if the argument "
        "is sound, and if not. "
    )
    return (
        f"{TRADED * traded}{LEVEL * level}{if_so * bool(found.cruxes)}"
        "* points gained on average by choosing once it is known; 0: no draw is decided "
        "otherwise; noise: too small to tell."
    )


def cruxes_screen(
    found: Cruxes,
    made: Provenance,
    page: Page,
    granted: str = "",
    known: Sequence[SingleWorth] = (),
) -> str:
    """Show all cruxes: a verdict, one table, how to read it, what to type next.

    `granted` says what is taken for granted; `known` what it is surely worth something to know.
    """
    said = verdict(found, made, known)
    screen = Screen(page).say(said)
    cells = sorted(
        (one for one in known if one.kind == "judgement"), key=lambda one: (-one.evppi, one.id)
    )
    if found.cruxes or found.groups or cells:
        _add_table(screen, found, found.cruxes[:LONGEST], cells, made)
        screen.blank().say(_reading(found, made))
    screen.say(*(_ends(found, one, made) for one in found.credence_ends), indent="  ")
    if granted:
        screen.say(granted, indent="  ")
    first = most_worth(known) if found.about is None else None
    return screen.next(*_next(found, made, first)).end(made, again=said)


def gates_worth_note(known: Sequence[SingleWorth], gates: bool) -> str | None:
    """Say that a judgement may gain more than is told, where gates exclude some; else None.

    A regression leads the choice, and smooths over what a gate lets through in very few draws.
    """
    if gates and any(one.kind == "judgement" for one in known):
        return "Of a judgement that a gate hangs on it is a lower bound."
    return None


def _add_table(
    screen: Screen,
    found: Cruxes,
    rows: Sequence[Crux],
    cells: Sequence[SingleWorth],
    made: Provenance,
) -> None:
    """Add the arguments, then judgements, then groups of numbers."""
    called = made.names.theory(found.watched)
    if rows:
        heads = ["Argument", "Believed", "sound", "unsound", "Share %", "Worth*"]
        body = [_cells(row, found.watched, made) for row in rows]
        if room([heads, *body], 0, screen.page.width) < NARROWEST:
            # What is believed can be seen with the argument itself.
            heads, *body = ([line[0], *line[2:]] for line in (heads, *body))
        align = "l" + "r" * (len(heads) - 2) + "l"
        over = (f"chance that {called} is first if", heads.index("unsound"))
        screen.blank().table(body, heads, align, shrink=0, least=LEAST_NAME, over=over)
        if len(rows) < len(found.cruxes):
            left = len(found.cruxes) - len(rows)
            screen.line(f"... and {count(left, 'more argument')}: --format csv has all")
    some = cells[:MOST_CELLS]
    groups = [g for g in found.groups if g.kind != "tag" or not g.gains_nothing]
    _add_short(
        screen, "One judgement, looked up", [[_called(one), worth_text(one)] for one in some]
    )
    if len(cells) > len(some):
        rest = count(len(cells) - len(some), "more judgement")
        screen.line(f"... and {rest}: --format csv has all")
    _add_short(screen, "Many numbers at once", [[group_name(g), worth_text(g)] for g in groups])
    untold = sum(one.kind == "judgement" and one.is_open for one in found.numbers)
    if untold and found.draws >= FEWEST_DRAWS:
        whether = "whether it gains" if untold == 1 else "whether they gain"
        screen.blank().say(
            f"Of {count(untold, 'more judgement')} it cannot be told {whether} {LEAST} points or "
            "more: ask for one by --group ID.CRITERION and more --draws."
        )


def _add_short(screen: Screen, head: str, rows: Sequence[list[str]]) -> None:
    """Add a table of names and what each is worth, where there are any."""
    if rows:
        screen.blank().table(rows, [head, "Worth*"], "ll", shrink=0, least=LEAST_NAME)


def _cells(row: Crux, name: str, made: Provenance) -> list[str]:
    return [
        made.names.argument(row.argument),
        probability(row.credence) + (SETTLED if row.settled else ""),
        per_cent(row.p_first_if_accepted[name]),
        per_cent(row.p_first_if_rejected[name]),
        _shares(row),
        worth_text(row),
    ]


def _reading(found: Cruxes, made: Provenance) -> str:
    what = f"the score of {made.names.theory(found.about)}" if found.about else "who is first"
    errors = [row.total_error for row in found.cruxes if row.total_error == row.total_error]
    text = ""
    if found.cruxes:
        text = (
            "Each argument is taken as sound and as unsound in the same "
            f"{count(found.draws, 'draw')} (chances +-{per_cent_error(found.p_error)}). Share: of "
            f"all that makes {what} uncertain, what hangs on it alone, and what hangs on it "
            f"together with others (+-{per_cent_error(max(errors, default=math.nan))}). "
        )
    text += (
        "* points gained on average by choosing once it is known; 0: no draw is decided otherwise; "
        "noise: not two standard errors above 0."
    )
    if found.groups:
        text += (
            " Judgements, and many numbers at once: a lower bound, by choices that a regression "
            "leads; several that gain 0 alone may gain together."
        )
    if any(row.settled for row in found.cruxes):
        text += f" {SETTLED} settled: replies no longer count."
    return text


def _ends(found: Cruxes, one: CredenceBounds, made: Provenance) -> str:
    name = found.watched
    low, high = one.p_first_at_low[name], one.p_first_at_high[name]
    return (
        f"Credence of {one.argument} {probability(one.low)} to {probability(one.high)}: "
        f"{made.names.theory(name)} comes first in {per_cent(low)} at the low end, in "
        f"{per_cent(high)} at the high end."
    )


def _next(found: Cruxes, made: Provenance, first: SingleWorth | None) -> list[str]:
    """Return what to type next: first for what is worth most, where that is no argument."""
    more, commands = drawn_options(made), []
    if first is not None and first.kind == "weights":
        commands = [f"sensitivity weights{more}"]
    elif first is not None and first.kind == "judgement":
        commands = [f"explain {first.id.partition('.')[0]}{ranked_options(made)}"]
    if not found.cruxes:
        return [*commands, f"sensitivity flips{more}", f"sensitivity ranks{more}"]
    argument = found.cruxes[0].argument
    commands.append(f"show {argument}{options(made)}")
    if first is None or first.kind == "argument":
        commands.append(f"score{ranked_options(made)} --set {argument}=0.9")
    return commands + [f"sensitivity cruxes {found.watched}{more}"] * (found.about is None)


def _shares(row: Crux) -> str:
    """Write the shares of variance, alone and in all; a dash where nothing varies."""
    if row.total != row.total:
        return "-"
    alone, together = (round(100 * share) for share in (row.first_order, row.total))
    return span(alone, together)


def cruxes_table(found: Cruxes) -> Table:
    """Return a row per argument, per judgement that may decide, and per group, with all figures."""
    name = found.watched
    headers = [
        *("kind", "id", "credence", "settled", "evppi", "standard_error", "within_noise"),
        *("first_order", "first_order_error", "total", "total_error"),
        *("theory", "p_first_if_accepted", "p_first_if_rejected"),
    ]
    arguments = [
        {
            **vars(c),
            **{"kind": "argument", "id": c.argument, "theory": name},
            "p_first_if_accepted": c.p_first_if_accepted[name],
            "p_first_if_rejected": c.p_first_if_rejected[name],
        }
        for c in found.cruxes
    ]
    judgements = [
        vars(one)
        for one in sorted(found.numbers, key=lambda one: -one.evppi)
        if one.kind == "judgement" and not one.same_choice
    ]
    groups = [{**vars(g), "id": g.name} for g in found.groups]
    return Table.filled(headers, [*arguments, *judgements, *groups])
