"""Two rankings side by side: a line from where a theory stands to where it stands."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from toi.analyses.compare.rubrics_result import RubricsCompared
from toi.analyses.compare.rubrics_screen import names_of, rubrics_verdict
from toi.analyses.plotting.row_plot import WIDEST_LABEL
from toi.analyses.plotting.sheet import GAP, MARGIN, Mark, Sheet, Words
from toi.analyses.plotting.style import LABEL, SMALL, Look, Style, styled
from toi.analyses.plotting.text import fit, height, shown, width
from toi.analyses.rubric.result import RankChange, ScoreMove

HEAD = 0.24


def slopes_figure(result: RubricsCompared, look: Look, top: int | None = None) -> Figure:
    """Every theory by its rank under either rubric; `top` keeps those that move furthest."""
    moves = list(result.moves)
    if top is not None:
        moves = sorted(moves, key=lambda m: -abs(m.places))[:top]
    left = sorted(moves, key=lambda m: (m.before.gated, m.before.rank, m.id))
    right = sorted(moves, key=lambda m: (m.after.gated, m.after.rank, m.id))
    size = LABEL if len(moves) <= 30 else SMALL
    tall = height(size) * (1.42 if len(moves) <= 30 else 1.2)
    with styled():
        sheet = Sheet(look, _words(result, look), HEAD + tall * max(len(moves), 1) + 0.05)
        room = WIDEST_LABEL * sheet.width
        wide = max((width(_words_of(m, m.before), size) for m in moves), default=0.5)
        wide = min(max(wide, 0.8), room)
        axes = sheet.axes(
            MARGIN + wide + GAP,
            HEAD,
            sheet.width - 2 * (MARGIN + wide + GAP),
            tall * max(len(moves), 1),
        )
        axes.set_xlim(0, 1)
        axes.set_ylim(len(moves), 0)
        axes.set_xticks([])
        axes.set_yticks([])
        ends = {m.id: i + 0.5 for i, m in enumerate(right)}
        for i, move in enumerate(left):
            axes.plot([0, 1], [i + 0.5, ends[move.id]], **_style(move, look))
        _labels(sheet, left, size, tall, wide, before=True)
        _labels(sheet, right, size, tall, wide, before=False)
        for name, x, side in zip(
            names_of(result), (MARGIN, sheet.width - MARGIN), ("left", "right"), strict=True
        ):
            text = fit(shown(name), SMALL, sheet.width / 2 - MARGIN - GAP)
            sheet.text(x, HEAD / 2 - 0.03, text, SMALL, ha=side, color=look.colours.muted)
        return sheet.figure


def _style(move: ScoreMove, look: Look) -> Style:
    colours, places = look.colours, move.places
    colour = colours.gain if places > 0 else colours.loss if places < 0 else colours.muted
    far = abs(places) >= 3
    style: Style = {
        "color": colour,
        "linewidth": 1.8 if far else 0.9,
        "marker": "o",
        "markersize": 3.5,
    }
    return style | {"alpha": 1.0 if far else 0.7, "clip_on": False, "zorder": 3 if far else 2}


def _words_of(move: ScoreMove, place: RankChange) -> str:
    """Rank, id and words."""
    rank = "gated" if place.gated else f"{place.rank}"
    return shown(f"{rank}  {move.id} {move.short}")


def _labels(
    sheet: Sheet, moves: Sequence[ScoreMove], size: float, tall: float, wide: float, before: bool
) -> None:
    for i, move in enumerate(moves):
        place = move.before if before else move.after
        text = fit(_words_of(move, place), size, wide + 0.01)
        x = MARGIN + wide if before else sheet.width - MARGIN - wide
        colour = sheet.colours.muted if place.gated else sheet.colours.ink
        side = "right" if before else "left"
        sheet.text(x, HEAD + tall * (i + 0.5), text, size, ha=side, color=colour)


def _words(result: RubricsCompared, look: Look) -> Words:
    colours = look.colours
    one, other = names_of(result)
    return Words(
        title=f"Where theories stand by {one} and by {other}",
        made=result.provenance,
        rubrics=result.rubrics,
        verdict=rubrics_verdict(result),
        notes="Ranks of the deterministic scores; heavy lines move three places or more.",
        key=[
            Mark("line", colours.gain, f"higher by {other}"),
            Mark("line", colours.loss, f"lower by {other}"),
            Mark("line", colours.muted, "the same"),
        ],
    )
