"""Numbers that are not known, and yet decide nothing: they need not be found out."""

import math
from collections.abc import Iterator

from toi.analyses.cruxes.result import FEWEST_DRAWS, LEAST, SingleWorth
from toi.analyses.cruxes.verdict_screen import too_few
from toi.analyses.flips.change_words import value_text
from toi.analyses.flips.result import Changing
from toi.analyses.layout.screen import Screen
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.format import listed

MOST = 6  # that are named; of more, how many they are
OUTSIDE = ", outside its range"


def add_no_gain(screen: Screen, result: SensitivityResult) -> None:
    """Say which judgements need not be looked up; and where nothing need be, to decide."""
    if result.worth and result.worth.draws < FEWEST_DRAWS:
        screen.say(too_few(result.worth.draws))
        return
    settled = result.worth is None or all(row.gains_nothing for row in result.worth.cruxes)
    settled = settled and not result.worth_knowing and not result.unsettled
    if settled and result.changing and result.changing.leader:
        screen.say(_nothing_singly(result))
    cells = list(_cells(result))
    if len(cells) > MOST:
        screen.say(f"None of {len(cells)} other ranges is worth looking up alone{_open(result)}.")
    elif cells:
        screen.say(
            f"Need not be found out, since the choice stays the same: {listed(cells, MOST)}."
        )


def _nothing_singly(result: SensitivityResult) -> str:
    """Say that no question is worth settling first, and whether several together may be."""
    regret = result.regret
    lost = [one.regret for one in regret.choices if one.id == regret.leader] if regret else []
    if max(lost, default=0.0) < LEAST:
        return "Nothing more to find out: no question is worth settling first. Decide."
    return "No single question is worth settling first; several together may be."


def _open(result: SensitivityResult) -> str:
    """Say of how many ranges it cannot be told whether they are worth looking up."""
    n = len(result.unsettled)
    return f"; of {n} more so many draws cannot tell" if n else ""


def _cells(result: SensitivityResult) -> Iterator[str]:
    """Yield each judgement, with what it would have to be; those first that could decide."""
    cells = [one for one in result.no_gain if one.kind == "judgement"]
    limits = {one.id: _would_have_to_be(result.changing, one) for one in cells}
    for one in sorted(cells, key=lambda cell: (not limits[cell.id], OUTSIDE in limits[cell.id])):
        yield f"how {one.title}{limits[one.id]}"


def _would_have_to_be(changing: Changing | None, cell: SingleWorth) -> str:
    """Write from where on a judgement puts another first; nothing where it never does."""
    flips = changing.flips if changing else ()
    found = next((one for one in flips if one.what == "judgement" and one.id == cell.id), None)
    if found is None:
        return ""
    side = "more" if found.to > found.from_ else "less"
    low, high = cell.within or (-math.inf, math.inf)
    outside = "" if low <= found.rounded <= high else OUTSIDE
    return f" (unless {value_text(found, found.rounded)} or {side}{outside})"
