"""Critical weights as a screen and a table."""

import math

from toi.analyses.flips.critical_result import CriticalWeightRow, CriticalWeights
from toi.analyses.layout.criteria import fitting
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import cut, whole
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.provenance import ranked_options
from toi.analyses.shared.result import Provenance

NEVER = "-"
WIDEST = 28  # columns for the name of a theory
SLACK = 1e-9


def critical_screen(found: CriticalWeights, made: Provenance, page: Page) -> str:
    """Show the weight of each criterion at which one theory and each other swap."""
    screen = Screen(page).say(verdict(found, made))
    if found.about is not None and found.sizes and len(found.theories) > 1:
        _add_tables(screen, found, found.about, made)
        screen.blank().say(
            f"Per cent of all weight at which {made.names.theory(found.about)} and the row's "
            "swap places, one weight at a time; the others keep their proportions. Now: as it is. "
            f"{NEVER}: at no weight. Lead: in points, minus where the row's is ahead."
        )
    more = ranked_options(made)
    others = [name for name in found.theories if name != found.about][:1]
    asked = [f"sensitivity critical {name}{more}" for name in others]
    return screen.next(f"sensitivity weights{more}", *asked).end(made)


def verdict(found: CriticalWeights, made: Provenance) -> str:
    """Say which change of one weight is the least that makes two theories swap."""
    if found.about is None:
        return "Nobody is first: every theory is excluded by a gate."
    name = made.names.theory(found.about)
    if not found.sizes:
        return (
            f"No weight makes {name} and another swap: this method looks only at which criteria "
            "have weight, not at how much."
        )
    rows = found.of(found.about)
    if not rows:
        return f"No single weight makes {name} and another swap."
    least = min(rows, key=lambda row: row.distance)
    text = f"{name} swaps with another at the least change of {_change(least, found, made)}"
    own = [row for row in rows if row.relative is not None]
    if own:
        nearest = min(own, key=lambda row: abs(row.relative or 0.0))
        if nearest is not least:
            by = f"{100 * (nearest.relative or 0.0):+.0f} %"
            text += (
                f"; measured by the weight itself, of {made.names.criterion(nearest.criterion)} "
                f"by {by} ({made.names.theory(_other(nearest, found.about))})"
            )
    return f"{text}."


def _change(row: CriticalWeightRow, found: CriticalWeights, made: Provenance) -> str:
    other = made.names.theory(_other(row, found.about))
    return (
        f"{made.names.criterion(row.criterion)}, {_share(row.now, row.now)} % -> "
        f"{_share(row.to, row.now)} % ({other})"
    )


def _other(row: CriticalWeightRow, theory: str | None) -> str:
    return row.behind if row.ahead == theory else row.ahead


def _add_tables(screen: Screen, found: CriticalWeights, about: str, made: Provenance) -> None:
    """Add the weights, as many criteria in each table as fit the page."""
    at = {(_other(row, about), row.criterion): row for row in found.of(about)}
    others = [name for name in found.theories if name != about]
    names = [cut(made.names.theory(name), WIDEST) for name in others]
    leads = [whole(found.theories[about] - found.theories[name]) for name in others]
    one = made.words.one.capitalize()
    room = screen.page.width - max(map(columns_of, [one, *names])) - len(" Lead")
    for group in fitting(found.labels, room):
        body = [
            ["Now", "", *(_share(label.weight, label.weight) for label in group)],
            *(
                [name, lead, *(_cell(at.get((other, label.id))) for label in group)]
                for other, name, lead in zip(others, names, leads, strict=True)
            ),
        ]
        heads = [one, "Lead", *(label.head for label in group)]
        screen.blank().table(body, heads, "lr" + "r" * len(group), shrink=0)


def _cell(row: CriticalWeightRow | None) -> str:
    return NEVER if row is None else _share(row.to, row.now)


def _share(to: float, now: float) -> str:
    """Write a share in per cent, away from what it is now, so that what is printed does it."""
    outwards = math.ceil if to > now else math.floor
    for digits in range(3):
        tens = 10**digits
        slack = SLACK if to < now else -SLACK
        shown = outwards(100 * to * tens + slack) / tens if to != now else round(100 * to, digits)
        if to == now or round(100 * now, digits) != shown:
            break
    return f"{shown:.{digits}f}"


def critical_table(found: CriticalWeights) -> Table:
    """Return a row per pair and criterion at whose weight they swap."""
    return Table.of(found.pairs, "criterion ahead behind lead now to change relative")
