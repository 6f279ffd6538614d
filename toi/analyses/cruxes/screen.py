"""Cruxes: what is worth arguing about, as a block, a screen and a table."""

import math
from collections.abc import Sequence

from toi.analyses.cruxes.result import CredenceBounds, Crux, Cruxes, GroupWorth
from toi.analyses.shared.blocks import Across
from toi.analyses.shared.format import count, measured, per_cent, per_cent_error, probability
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import ranked_options
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.screen import Screen, room
from toi.analyses.shared.tables import Table

FEWEST, MOST = 3, 5  # lines of the block
LONGEST = 15  # rows of the screen
NARROWEST = 24  # columns for the names of arguments
SETTLED = "!"
WORTH_NOTE = "* points of score gained on average by choosing after the question is settled."
SAME_NOTE = "0: the same theory is chosen either way."


def add_cruxes(screen: Screen, found: Cruxes) -> None:
    """Add three to five lines for the overview: the arguments most worth settling."""
    rows = _worth_showing(found.cruxes)
    if not rows:
        screen.say("Worth arguing about: no argument bears on these scores.")
        return
    name = found.watched
    body = [
        [
            f"  {row.argument}",
            per_cent(row.p_first_if_accepted[name]),
            per_cent(row.p_first_if_rejected[name]),
            _worth(row),
        ]
        for row in rows
    ]
    head = f"Worth arguing about: chance {name} leads if"
    screen.table(body, [head, "sound", "unsound", "worth*"], "lrrl", shrink=0)


def cruxes_screen(
    found: Cruxes, made: Provenance, page: Page, everything: bool = False, granted: str = ""
) -> str:
    """Show all cruxes: a verdict, one table, how to read it, what to type next.

    `granted` says what is taken for granted.
    """
    rows = found.cruxes if everything else found.cruxes[:LONGEST]
    screen = Screen(page).say(verdict(found))
    if found.cruxes or found.groups:
        screen.blank()
        _add_table(screen, found, rows)
        if len(rows) < len(found.cruxes):
            left = len(found.cruxes) - len(rows)
            screen.line(f"... and {count(left, 'more argument')}: --format csv has all")
        screen.blank().say(_reading(found))
    screen.say(*(_ends(found, one) for one in found.credence_ends), indent="  ")
    if granted:
        screen.say(granted, indent="  ")
    return screen.next(*_next(found, made)).end(made)


def verdict(found: Cruxes) -> str:
    """Say which questions it would pay to settle, or what moves the theory asked about."""
    if not found.cruxes:
        return "No argument bears on these scores."
    if found.about is not None:
        return _verdict_about(found, found.about)
    worthwhile = [row for row in found.cruxes if not row.within_noise and row.evppi > 0]
    if not worthwhile:
        return (
            f"{found.leader} leads. To settle no single one of the "
            f"{count(len(found.cruxes), 'argument')} would gain more than noise: the choice is "
            "the same either way, or nearly as good."
        )
    first, rest = worthwhile[0], len(worthwhile) - 1
    others = f" (and to settle {count(rest, 'other')}, less)" if rest else ""
    return (
        f"{found.leader} leads. To settle {first.argument} before choosing would gain "
        f"{measured(first.evppi, first.standard_error)} points on average{others}; all else "
        "is within noise."
    )


def _verdict_about(found: Cruxes, theory: str) -> str:
    first = found.cruxes[0]
    if not first.total > 0:
        return f"No argument moves the score of {theory}."
    return (
        f"What moves {theory} most is {first.argument}: {100 * first.total:.0f} % of how far its "
        f"score varies. It leads in {per_cent(first.p_first_if_accepted[theory])} of draws if "
        f"that is sound, in {per_cent(first.p_first_if_rejected[theory])} if not."
    )


def _add_table(screen: Screen, found: Cruxes, rows: Sequence[Crux]) -> None:
    """Add the arguments, then what groups of numbers are worth; a chance is that of leading."""
    heads = ["Argument", "Believed", "sound", "unsound", "Share %", "Worth*"]
    body, least = [_cells(row, found.watched) for row in rows], NARROWEST // 2
    body += [
        [_group(g), "", "", "", "", _worth(g)]
        for g in found.groups
        if g.kind != "tag" or not g.within_noise
    ]
    if not rows:  # no argument: nothing is sound or unsound
        screen.table([[c[0], c[-1]] for c in body], ["", "Worth*"], "ll", shrink=0, least=least)
        return
    if room([heads, *body], 0, screen.page.width) < NARROWEST:
        # What is believed can be seen with the argument itself.
        heads, *body = ([cells[0], *cells[2:]] for cells in (heads, *body))
    table: list[list[str] | Across] = [*body]
    if len(body) > len(rows):
        table.insert(len(rows), Across("many numbers at once", rule=True))
    align = "l" + "r" * (len(heads) - 2) + "l"
    over = (f"chance {found.watched} leads if", heads.index("unsound"))
    screen.table(table, heads, align, shrink=0, least=least, over=over)


def _cells(row: Crux, name: str) -> list[str]:
    return [
        row.argument,
        probability(row.credence) + (SETTLED if row.settled else ""),
        per_cent(row.p_first_if_accepted[name]),
        per_cent(row.p_first_if_rejected[name]),
        _shares(row),
        _worth(row),
    ]


def _reading(found: Cruxes) -> str:
    what = f"{found.about}'s score" if found.about else "who leads"
    errors = [row.total_error for row in found.cruxes if row.total_error == row.total_error]
    text = ""
    if found.cruxes:
        text = (
            "Each argument is taken as sound and as unsound in the same "
            f"{count(found.draws, 'draw')} (chances +-{per_cent_error(found.p_error)}). Share of "
            f"how far {what} varies: alone, and together with all else "
            f"(+-{per_cent_error(max(errors, default=math.nan))}). "
        )
    text += f"{WORTH_NOTE} {SAME_NOTE[:-1]}; noise: within two standard errors of 0."
    if found.groups:
        text += " Many numbers at once: a lower bound, by choices that a linear regression leads."
    if any(row.settled for row in found.cruxes):
        text += f" {SETTLED} settled: replies no longer count."
    return text


def _ends(found: Cruxes, one: CredenceBounds) -> str:
    name = found.watched
    low, high = one.p_first_at_low[name], one.p_first_at_high[name]
    return (
        f"Credence of {one.argument} {probability(one.low)} to {probability(one.high)}: {name} "
        f"leads in {per_cent(low)} at the low end, in {per_cent(high)} at the high end."
    )


def _next(found: Cruxes, made: Provenance) -> list[str]:
    more = ranked_options(made)
    if not found.cruxes:
        return [f"sensitivity flips{more}", f"sensitivity ranks{more}"]
    first = found.cruxes[0].argument
    commands = [f"show {first}", f"score{more} --set {first}=0.9"]
    return commands + [f"sensitivity cruxes {found.leader}{more}"] * (found.about is None)


def _worth_showing(rows: Sequence[Crux]) -> list[Crux]:
    """Return those beyond noise, up to `MOST`; filled up to `FEWEST` with the next."""
    sure = [row for row in rows if not row.within_noise][:MOST]
    rest = [row for row in rows if row.within_noise]
    return sure + rest[: max(0, FEWEST - len(sure))]


def _group(group: GroupWorth) -> str:
    name = {"basis": f"all {group.name} by us", "tag": f"tag {group.name}"}.get(
        group.kind, f"all {group.name}"
    )
    return f"{name} ({group.numbers})"


def _worth(row: Crux | GroupWorth) -> str:
    if row.same_choice:
        return "0"
    if math.isnan(row.standard_error):
        return "?"
    if row.within_noise:
        return f"{measured(row.evppi, row.standard_error)} noise"
    return measured(row.evppi, row.standard_error)


def _shares(row: Crux) -> str:
    """Write the shares of variance, alone and in all; a dash where nothing varies."""
    if row.total != row.total:
        return "-"
    return f"{100 * row.first_order:.0f}-{100 * row.total:.0f}"


def cruxes_table(found: Cruxes) -> Table:
    """Return a row per argument, then per group, with all figures."""
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
    return Table.filled(headers, [*arguments, *({**vars(g), "id": g.name} for g in found.groups)])
