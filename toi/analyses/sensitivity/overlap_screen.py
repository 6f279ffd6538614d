"""Overlap of lines of attack: a line or two for the overview, and a screen of its own."""

import math
from collections.abc import Callable, Iterator

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.sensitivity.overlap_result import OverlapMoves, OverlapRow
from toi.analyses.shared.format import glued, listed, probability, whole
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.provenance import drawn_options, options
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.verdict import sentence

NOTHING = (
    "No two arguments of one line of attack meet here, so how far lines overlap changes nothing."
)
ENDS: dict[str, Callable[[OverlapRow], int | None]] = {
    "at 0": lambda row: row.rank_at_0,
    "at 1": lambda row: row.rank_at_1,
}


def add_overlap(screen: Screen, found: OverlapMoves | None) -> None:
    """Say in a sentence what overlap does to the order, if there is any."""
    if found is not None:
        moves = list(_moves(found))
        most = f"; who moves most: {'; '.join(moves)}" if moves else "; no rank moves"
        screen.say(f"{overlap_verdict(found)}{most}.")


def overlap_verdict(found: OverlapMoves) -> str:
    """Say who leads if all lines of attack overlap alike, from 0 to 1."""
    short = {row.id: row.short for row in found.theories}
    names = [short.get(one.leader or "", "nobody") for one in found.leads]
    if len(names) == 1:
        return f"{names[0]} leads however far lines of attack overlap"
    starts = [probability(one.low) for one in found.leads[1:]]
    later = [f"from {start} {name}" for name, start in zip(names[1:], starts, strict=True)]
    return f"If all lines of attack overlap by 0, {names[0]} leads, {listed(later)}"


def _moves(found: OverlapMoves) -> Iterator[str]:
    """Name at either end the one that moves furthest."""
    for end, rank in ENDS.items():
        moves = [(row.rank, rank(row), row.short) for row in found.theories]
        now, then, short = max(moves, key=lambda move: _far(*move[:2]))
        if now != then:
            yield f"{end} {glued(f'{short} {now or GATED} -> {then or GATED}')}"


def _far(now: int | None, then: int | None) -> tuple[float, int]:
    """Return how far a theory moves, and how high it stands: past a gate is the farthest."""
    if now is None or then is None:
        return (0.0 if now is then else math.inf), -(now or then or 0)
    return abs(now - then), -now


def overlap_screen(
    found: OverlapMoves | None, made: Provenance, page: Page, theory: str | None = None
) -> str:
    """Show each rank as lines overlap now, not at all and wholly, and where the leader changes."""
    screen = Screen(page)
    if found is None:
        return screen.say(NOTHING).blank().end(made)
    rows = [row for row in found.theories if theory in (None, row.id)]
    screen.say(f"{sentence(overlap_verdict(found))}.").blank()
    screen.table(
        [[row.id, row.short, *_pair(row)] for row in rows],
        ["ID", made.words.one.capitalize(), "now", "at 0", "at 1", "score", "at 0", "at 1"],
        "llrrrrrr",
        shrink=1,
    ).blank()
    now = listed([f"{name} {probability(w)}" for name, w in found.lines.items()], most=12)
    screen.say(
        "Ranks and scores at the mean of every number: at 0 every argument counts by itself, at "
        "1 only the strongest sound one of a line does.",
        f"Now: {now}.",
    )
    line = next(iter(found.lines))
    flips = [f"sensitivity flips{drawn_options(made)}"] * any(one.leader for one in found.leads)
    return screen.next(*flips, f"show {line}{options(made)}").end(made)


def _pair(row: OverlapRow) -> list[str]:
    ranks = [place or GATED for place in (row.rank, row.rank_at_0, row.rank_at_1)]
    return [*map(str, ranks), *map(whole, (row.score, row.score_at_0, row.score_at_1))]


def overlap_table(found: OverlapMoves | None) -> Table:
    """Return each rank and score as lines overlap now, not at all and wholly."""
    fields = "id short rank rank_at_0 rank_at_1 score score_at_0 score_at_1"
    return Table.of(found.theories if found else (), fields)
