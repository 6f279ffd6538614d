"""The heat map of which arguments hit which theories."""

from matplotlib.figure import Figure

from toi.analyses.hit_map.result import HitMap
from toi.analyses.plotting.heatmap import Heatmap, draw_heatmap
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.sheet import Caption, NothingToDraw
from toi.analyses.plotting.style import Look, styled
from toi.analyses.plotting.text import minus
from toi.analyses.shared.format import count, ids_tell

MOST = 45  # arguments, so that a page holds them
MOST_NAMED = 24  # theories with words beside their ids


@styled()
def hit_map_figure(found: HitMap, look: Look) -> Figure:
    """Draw a row per argument, a column per theory, shades for points taken or given.

    Raises
    ------
    NothingToDraw
        If no argument moves any of these theories.
    """
    names, words = found.provenance.names, found.provenance.words
    if not found.arguments:
        raise NothingToDraw(f"no argument moves any of these {words.many}")
    kept = _heaviest(found, look.top or MOST)
    most = max(abs(v) for row in found.points for v in row if v is not None)
    shared = sum(a < found.shared for a in kept)
    headings = {shared: "on fewer"} | (
        {0: f"on at least half of the {words.many}"} if shared else {}
    )
    heatmap = Heatmap(
        rows=[
            Row(names.argument(found.arguments[a]), heading=headings.get(i, ""))
            for i, a in enumerate(kept)
        ],
        columns=[_column(found, name) for name in found.theories],
        values=[found.points[a] for a in kept],
        across=words.one,
        low=-most,
        high=most,
        ends=(f"takes {most:.0f} points", f"gives {most:.0f}"),
        text=_cell,
        shades=look.colours.against,
    )
    return draw_heatmap(look, _caption(found, len(kept)), heatmap)


def _heaviest(found: HitMap, most: int) -> list[int]:
    """Find the arguments that move theories most, all told, in the order of the map."""
    weight = [sum(abs(v) for v in row if v is not None) for row in found.points]
    heavy = sorted(range(len(weight)), key=lambda a: -weight[a])[:most]
    return sorted(heavy)


def _column(found: HitMap, name: str) -> str:
    """Name a theory by its id where that tells something, with words where there is room."""
    if not ids_tell([(name, found.short[name])]):
        return found.short[name]
    return f"{name} {found.short[name]}" if len(found.theories) <= MOST_NAMED else name


def _cell(points: float) -> str:
    """Write whole points; a dot for what rounds to 0."""
    return minus(f"{points:+.0f}") if abs(points) >= 0.5 else "\N{MIDDLE DOT}"


def _caption(found: HitMap, kept: int) -> Caption:
    words = found.provenance.words
    left = len(found.arguments) - kept + found.left_out
    more = f" {count(left, 'argument')} that move them less are left out." if left else ""
    return Caption(
        title=f"Which arguments hit which {words.many}, by the rubric {found.provenance.named}",
        provenance=found.provenance,
        verdict=(
            f"{found.shared} of {count(len(found.arguments), 'argument')} that matter here "
            f"touch at least half of {words.counted(len(found.theories))}."
        ),
        notes=(
            "Cells: points of score, after replies; a dot where they round to 0, blank where an "
            f"argument does not touch it. {words.many.capitalize()} stand beside those with which "
            f"they share their critics (correspondence analysis), arguments along them.{more}"
        ),
    )
