"""Critical weights as a screen and a table."""

import math
from collections.abc import Sequence

from toi.analyses.flips.critical_result import CriticalWeightRow, CriticalWeights
from toi.analyses.layout.criteria import fitting, stacked_head
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import cut, glued, whole
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.provenance import drawn_options, ranked_options, without_gates
from toi.analyses.shared.result import CriterionLabel, Provenance
from toi.analyses.shared.verdict import nobody_leads

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
            f"{NEVER}: at no weight. Lead: in points, minus where the row's is ahead. Columns "
            f"(- less is better): {', '.join(label.title for label in _columns(found))}."
        )
    more = drawn_options(made)
    others = [name for name in found.theories if name != found.about][:1]
    asked = [f"sensitivity critical {name}{more}" for name in others]
    if found.about is None:  # who leads by which weights says the same: nobody
        without = without_gates("sensitivity critical", made)
        return screen.next(f"score{ranked_options(made)}", without).end(made)
    return screen.next(f"sensitivity weights{more}", *asked).end(made)


def verdict(found: CriticalWeights, made: Provenance) -> str:
    """Say which change of one weight is the least that makes two theories swap."""
    if found.about is None:
        return f"Nobody is first: {nobody_leads(made.words)}."
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
    text = (
        f"The least change of a weight at which {name} swaps with another: {_change(least, made)}"
    )
    text += f", with {made.names.theory(_other(least, found.about))}."
    nearest = _nearest_in_proportion(rows)
    if nearest is not None and nearest is not least:
        much = abs(nearest.relative or 0.0)
        text += (
            f" In proportion to what the weight is, the least is {_change(nearest, made)} "
            f"({100 * much:.0f} % {'more' if (nearest.relative or 0.0) > 0 else 'less'} of it), "
            f"with {made.names.theory(_other(nearest, found.about))}."
        )
    leads = glued(f"toi sensitivity weights{drawn_options(made)}")
    return f"{text} This is of two at a time; who leads then is for {leads} to say."


def _nearest_in_proportion(rows: Sequence[CriticalWeightRow]) -> CriticalWeightRow | None:
    """Return the row whose weight changes least as a share of what it is; None where all are 0."""
    own = [row for row in rows if row.relative is not None]
    return min(own, key=lambda row: abs(row.relative or 0.0), default=None)


def _change(row: CriticalWeightRow, made: Provenance) -> str:
    now, to = _share(row.now, row.now), _share(row.to, row.now)
    return f"{made.names.criterion(row.criterion)} {glued(f'{now} % -> {to} %')}"


def _columns(found: CriticalWeights) -> list[CriterionLabel]:
    """Return the criteria, those first of which the verdict speaks."""
    rows = found.of(found.about or "")
    said = [min(rows, key=lambda row: row.distance)] if rows else []
    said += filter(None, [_nearest_in_proportion(rows)])
    first = [row.criterion for row in said]
    return sorted(found.labels, key=lambda label: label.id not in first)


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
    for group in fitting(_columns(found), room):
        body = [
            ["Now", "", *(_share(label.weight, label.weight) for label in group)],
            *(
                [name, lead, *(_cell(at.get((other, label.id))) for label in group)]
                for other, name, lead in zip(others, names, leads, strict=True)
            ),
        ]
        heads = [one, "Lead", *map(stacked_head, group)]
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
