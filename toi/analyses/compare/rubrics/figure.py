"""The slope graph of two rankings: a line from a theory's place in one to that in the other."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from toi.analyses.compare.rubrics.naming import names_of, pair_called
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.rubrics.screen import rubrics_verdict
from toi.analyses.plotting.labels import WIDEST_LABEL, row_size
from toi.analyses.plotting.legend import STROKES, LegendEntry
from toi.analyses.plotting.sheet import Caption, Sheet, new_sheet
from toi.analyses.plotting.style import GAP, MARGIN, SMALL, Look, Style, styled
from toi.analyses.plotting.text import fit, shown, width
from toi.analyses.shared.format import ids_tell
from toi.analyses.shared.moves import RankChange, ScoreMove

HEAD = 0.24


@styled()
def rubrics_figure(result: RubricsCompared, look: Look) -> Figure:
    """Draw every theory by its rank under either rubric; the top are those that move furthest."""
    moves = list(result.moves)
    if len(moves) > look.rows:
        moves = sorted(moves, key=lambda m: m.farthest_first)[: look.rows]
    left = sorted(moves, key=lambda m: _order(m.before, m.after, m.id))
    right = sorted(moves, key=lambda m: _order(m.after, m.before, m.id))
    size, row = row_size(len(moves))
    tall = row * max(len(moves), 1)
    caption = _caption(result, look, len(result.moves) - len(moves))
    sheet = new_sheet(look, caption, HEAD + tall + 0.05)
    told = [_place_of(m, place) for m in moves for place in (m.before, m.after)]
    wide = max((width(text, size) for text in told), default=0.5)
    wide = min(max(wide, 0.8), WIDEST_LABEL * sheet.width)
    beside = MARGIN + wide + GAP
    axes = sheet.axes(beside, HEAD, sheet.width - 2 * beside, tall)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(moves), 0)
    starts = _heights([(m.id, m.before.gated) for m in left])
    ends = _heights([(m.id, m.after.gated) for m in right])
    for move in left:
        axes.plot([0, 1], [starts[move.id], ends[move.id]], **_style(move, look))
    _draw_places(sheet, left, size, row, wide, before=True)
    _draw_places(sheet, right, size, row, wide, before=False)
    one, other = (
        fit(shown(name), SMALL, sheet.width / 2 - MARGIN - GAP)
        for name in names_of(pair_called(result))
    )
    sheet.label(MARGIN, HEAD / 2 - 0.03, one)
    sheet.label(sheet.width - MARGIN, HEAD / 2 - 0.03, other, ha="right")
    return sheet.figure


def _order(here: RankChange, there: RankChange, name: str) -> tuple[bool, int, int, str]:
    """A key to sort by rank; what a gate excludes comes last, in the order of the other side."""
    return here.gated, 0 if here.gated else here.rank, there.rank, name


def _heights(rows: Sequence[tuple[str, bool]]) -> dict[str, float]:
    """Return where lines end on one side: in rows, and in one place for all without a rank."""
    gated = [i + 0.5 for i, (_, is_gated) in enumerate(rows) if is_gated]
    middle = sum(gated) / len(gated) if gated else 0.0
    return {name: middle if is_gated else i + 0.5 for i, (name, is_gated) in enumerate(rows)}


def _style(move: ScoreMove, look: Look) -> Style:
    colours, places = look.colours, move.places  # none where a gate leaves it no rank
    colour = colours.gain if places > 0 else colours.loss if places < 0 else colours.muted
    far = abs(places) >= 3
    return {
        "color": colour,
        "linestyle": STROKES["dots" if move.before.gated or move.after.gated else "line"],
        "linewidth": 1.8 if far else 0.9,
        "alpha": 1.0 if far else 0.7,
        "marker": "o",
        "markersize": 3.5,
        "clip_on": False,
        "zorder": 3 if far else 2,
    }


def _place_of(move: ScoreMove, place: RankChange) -> str:
    """Write rank, id where it tells something, and words."""
    named = f"{move.id} " if ids_tell([(move.id, move.short)]) else ""
    return shown(f"{place.told}  {named}{move.short}")


def _draw_places(
    sheet: Sheet, moves: Sequence[ScoreMove], size: float, row: float, wide: float, before: bool
) -> None:
    for i, move in enumerate(moves):
        place = move.before if before else move.after
        text = fit(_place_of(move, place), size, wide + 0.01)
        x = MARGIN + wide if before else sheet.width - MARGIN - wide
        colour = sheet.colours.muted if place.gated else sheet.colours.ink
        side = "right" if before else "left"
        sheet.text(x, HEAD + row * (i + 0.5), text, size, ha=side, color=colour)


def _caption(result: RubricsCompared, look: Look, left: int) -> Caption:
    nearer = f" {left:,} more, which move less far, are left out." if left else ""
    colours, spoken = look.colours, pair_called(result)
    one, other = names_of(spoken)
    gated = any(move.before.gated or move.after.gated for move in result.moves)
    return Caption(
        title=f"Where {result.provenance.words.many} stand by {one} and by {other}",
        provenance=result.provenance,
        rubrics=result.rubrics,
        verdict=rubrics_verdict(spoken),
        notes=(
            "Ranks of the deterministic scores; heavy lines move three places or more."
            + " What a gate excludes has no rank: its lines end in one place." * gated
            + nearer
        ),
        legend=[
            LegendEntry("line", colours.gain, f"higher by {other}"),
            LegendEntry("line", colours.loss, f"lower by {other}"),
            LegendEntry("line", colours.muted, "the same"),
            *[LegendEntry("dots", colours.muted, "excluded by a gate")] * gated,
        ],
    )
