"""Which arguments hit which theories."""

from matplotlib.figure import Figure

from toi.analyses.hit_map.result import HitMap
from toi.analyses.plotting.heatmap import Shaded, TableAxes
from toi.analyses.plotting.sheet import Words
from toi.analyses.plotting.style import Look, styled
from toi.analyses.shared.format import count
from toi.errors import usage

MOST = 45  # arguments, so that a page holds them
MOST_NAMED = 24  # theories with words beside their ids


def hits_figure(found: HitMap, look: Look, top: int | None = None) -> Figure:
    """A row per argument, a column per theory; shades for points taken or given.

    Raises
    ------
    InputErrors
        If no argument moves any of these theories.
    """
    if not found.arguments:
        raise usage("no argument moves any of these theories", "nothing-to-plot")
    kept = _heaviest(found, top or MOST)
    values = [found.points[a] for a in kept]
    most = max(abs(v) for row in found.points for v in row if v is not None)
    shared = sum(a < found.shared for a in kept)
    groups = [(0, "on at least half of the theories")] if shared else []
    groups += [(shared, "on fewer")] if shared < len(kept) else []
    table = TableAxes(
        rows=[(found.arguments[a], "") for a in kept],
        columns=[_column(found, name) for name in found.theories],
        values=values,
        across="theory",
        low=-most,
        high=most,
        ends=(f"takes {most:.0f} points", f"gives {most:.0f}"),
        text=_cell,
        shades=look.colours.against,
        groups=groups,
    )
    with styled():
        return Shaded(look, _words(found, len(kept)), table).sheet.figure


def _heaviest(found: HitMap, most: int) -> list[int]:
    """Those that move theories most, all told, in the order of the map."""
    weight = [sum(abs(v) for v in row if v is not None) for row in found.points]
    heavy = sorted(range(len(weight)), key=lambda a: -weight[a])[:most]
    return sorted(heavy)


def _column(found: HitMap, name: str) -> str:
    """The id, with words where there is room for them."""
    return f"{name} {found.short[name]}" if len(found.theories) <= MOST_NAMED else name


def _cell(points: float) -> str:
    """Whole points; a dot for what is there but rounds to 0."""
    text = f"{points:+.0f}".replace("-", "\N{MINUS SIGN}")
    return text if abs(points) >= 0.5 else "\N{MIDDLE DOT}"


def _words(found: HitMap, kept: int) -> Words:
    left = len(found.arguments) - kept + found.left_out
    more = f" {count(left, 'argument')} that move them less are left out." if left else ""
    return Words(
        title=f"Which arguments hit which theories, by the rubric {found.provenance.rubric}",
        made=found.provenance,
        verdict=(
            f"{found.shared} of {count(len(found.arguments), 'argument')} that matter here "
            f"touch at least half of {count(len(found.theories), 'theory', 'theories')}."
        ),
        notes=(
            "Cells: points of score, after replies; a dot where they round to 0, blank where an "
            "argument does not touch a theory. Theories stand beside those with which they share "
            f"their critics (correspondence analysis), arguments along them.{more}"
        ),
    )
