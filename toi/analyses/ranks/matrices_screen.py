"""Who holds which rank and who beats whom on screens: tables of whole per cents."""

from collections.abc import Sequence

from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.ranks.result import Ranks
from toi.analyses.ranks.screen import (
    always_gated,
    error_of_chances,
    held_ranks,
    ids_are_told,
    some_gated,
)
from toi.analyses.shared.format import count
from toi.analyses.shared.letters import columns_of
from toi.words import Words

LONGEST_HEAD = 3
NARROWEST_NAME = 12  # columns for the name of a row
GATED_PAIRS = (
    "In a draw, what gates exclude beats none, and all others beat it, whatever it scores."
)
BLANK = "A dot: in fewer than one of two hundred; **: in all but such."
DOT, SELF = ".", "-"  # of a share that is next to nothing, and of a row against itself


def add_acceptability(screen: Screen, ranks: Ranks, words: Words) -> None:
    """Add rank acceptability as a table of whole per cents, as many ranks as fit.

    There is none where gates exclude all in every draw.
    """
    if all(always_gated(ranks, name) for name in ranks.theories):
        return
    heads = [str(rank) for rank in range(1, len(ranks.theories) + 1)]
    _matrix(screen, _row_names(ranks), heads, held_ranks(ranks))
    text = f"Row {words.one}, column rank: in how many of a hundred draws it holds that rank."
    screen.say(f"{text} {BLANK}")


def add_pairwise(screen: Screen, ranks: Ranks, words: Words) -> None:
    """Add who beats whom, as a table of whole per cents.

    There is none where gates exclude all in every draw.
    """
    if all(always_gated(ranks, name) for name in ranks.theories):
        return
    heads = _short_heads(ranks.theories)
    numbered = heads[0] == "1"
    rows = [
        [None if i == j else value for j, value in enumerate(row)]
        for i, row in enumerate(ranks.pairwise)
    ]
    _matrix(screen, _row_names(ranks, numbered), heads, rows)
    text = f"In how many of a hundred draws the row's {words.one} scores more than the column's. "
    gates = f"{GATED_PAIRS} " * some_gated(ranks)
    screen.say(f"{text}{gates}{BLANK} One standard error at most {error_of_chances(ranks)} %.")


def _row_names(ranks: Ranks, numbered: bool = False) -> list[str]:
    """Return what rows are called: by number or by id, where these tell something, and title."""
    named = ids_are_told(ranks, ranks.theories)
    return [
        " ".join([*[str(i)] * numbered, *[name] * (named and not numbered), ranks.short[name]])
        for i, name in enumerate(ranks.theories, 1)
    ]


def _short_heads(names: Sequence[str]) -> list[str]:
    """Shorten ids to column heads: without a letter that all share, or to numbers."""
    shared = len({name[0] for name in names}) == 1
    heads = [name[1:] if shared and len(name) > 1 else name for name in names]
    if max(map(len, heads)) > LONGEST_HEAD:
        return [str(i + 1) for i in range(len(names))]
    return heads


def _matrix(
    screen: Screen,
    names: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[float | None]],
) -> None:
    """Add rows of shares, two figures each.

    Columns that do not fit are said to be left out, and rows that say nothing without them.
    """
    width = max(2, *map(len, heads)) + 1
    room = screen.page.width - min(max(map(columns_of, names)), NARROWEST_NAME)
    fits = min(len(heads), room // width)
    whole = [[_cell(share) for share in row[:fits]] for row in rows]
    told = [fits == len(heads) or any(cell not in (DOT, SELF) for cell in row) for row in whole]
    table = [[name, *row] for name, row, says in zip(names, whole, told, strict=True) if says]
    align = "l" + "r" * fits
    screen.table(table, ["", *heads[:fits]], align, shrink=0, least=NARROWEST_NAME)
    if fits < len(heads):
        left = len(rows) - len(table)
        dots = f", and {count(left, 'row')} of dots alone" if left else ""
        screen.say(
            f"Not shown: {count(len(heads) - fits, 'column')}{dots}: --format csv, or a wider "
            "window."
        )


def _cell(share: float | None) -> str:
    if share is None:
        return SELF
    whole = f"{100 * share:.0f}"
    return {"0": DOT, "100": "**"}.get(whole, whole)


def pairwise_table(ranks: Ranks) -> Table:
    """Return who beats whom, row against column."""
    rows = [[name, *row] for name, row in zip(ranks.theories, ranks.pairwise, strict=True)]
    return Table(["id", *ranks.theories], rows)
