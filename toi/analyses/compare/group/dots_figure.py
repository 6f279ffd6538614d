"""Pictures of what a group disagrees about: a dot for each member in every row."""

from collections import Counter
from collections.abc import Sequence
from itertools import cycle

from matplotlib.figure import Figure

from toi.analyses.compare.group.joint_screen import JOINT, disagrees_least, ranks_held
from toi.analyses.compare.group.opinions import (
    Opinion,
    answered,
    disputed,
    held,
    is_empty,
    left_a_weight_empty,
    parting,
)
from toi.analyses.compare.group.result import (
    GroupCompared,
    JointRow,
    Member,
    Uniting,
    UnitingWeight,
)
from toi.analyses.compare.group.screen import grouped, titles
from toi.analyses.compare.group.verdict_screen import group_verdict, left_apart
from toi.analyses.plotting.dots import CLEAR, FILLED_BY_FEW, LARGEST, spread_dots
from toi.analyses.plotting.dots import FEW as FEW_DOTS
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import MARKERS, SHAPES, Kind, LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption, NothingToDraw
from toi.analyses.plotting.style import Look, Style, styled
from toi.analyses.shared.format import count, listed
from toi.light_dataclass import dataclass

FEW = len(SHAPES)  # people who are told apart by colour and shape
MANY = 40  # people whose dots are smaller
MOST_OPINIONS = 10  # rows, unless more are asked for
STEP = 0.03  # of the axis of shares: who lies within it stands side by side
HIGH, HIGHER, HIGHEST = 0.2, 0.3, 0.45  # inches of a row: of few people, of more
BODY = 4.0  # inches that few rows may share
# Of a dot's room: corners reach out of it, and what stands beside it must stay clear.
SIDE: dict[Kind, float] = {"square": 0.74, "diamond": 0.8, "up": 0.78, "down": 0.78}
ROUND = 0.88
RING = 1.2  # points: the line of a dot without a filling
NAMED = 3  # people of a group in the legend


@dataclass(frozen=True)
class Marks:
    """The colour and shape of everybody's dot, and the legend that says which is whose."""

    colours: Sequence[str]
    shapes: Sequence[Kind]
    legend: Sequence[LegendEntry]


@styled()
def places_figure(result: GroupCompared, look: Look) -> Figure:
    """Draw a row per theory, the best of all together first, with everybody's dot."""
    joint = _placed(result, look.rows)
    left = len(result.joint) - len(joint)
    also = f"{left} more are left out: shown are the first, and what splits the rest most."
    short = {theory.id: theory.short for theory in result.theories}
    held = ranks_held(result)
    words, marks, people = result.provenance.words, _marks(result, look), _people(result)
    empty = {who for who, person in enumerate(people) if left_a_weight_empty(person)}
    legend = [*marks.legend, LegendEntry("tick", look.colours.mark, "rank of all together")]
    if empty:
        entry = LegendEntry("ring", look.colours.muted, "a weight left empty: another stands in")
        legend.append(entry)
    rows = [Row(one.id, short[one.id], [held[one.id]]) for one in joint]
    caption = Caption(
        title=f"Where each of {len(result.members)} ranks the {words.many}",
        provenance=result.provenance,
        verdict=group_verdict(result),
        notes=(
            "A dot for each of them, at the rank in their own order. Rows stand in "
            f"{disagrees_least(result)}; the line is at that rank."
            f"{_without_dot(people, joint)}{_side_by_side(result)}{f' {also}' if left else ''}"
        ),
        legend=legend,
        rubrics=result.rubrics,
    )
    crowd = max(n for row in joint for n in Counter(one.place(row.id) for one in people).values())
    tall = _height(result, rows, look, crowd)
    plot = draw_rows(look, caption, rows, ["ranks"], ["rank, 1 is first"], least=tall)
    last = len(result.theories)
    plot.scale(0.5, last + 0.5)
    ticks = [1, *range(5, last + 1, 5)] if last >= 5 else range(1, last + 1)
    plot.axes.set_xticks(ticks, [str(tick) for tick in ticks])
    places: list[list[float | None]] = [
        [None if (rank := one.place(row.id)) is None else float(rank) for one in people]
        for row in joint
    ]
    together = [float(row.ranks[JOINT]) for row in joint]
    _draw(plot, places, together, marks, step=0.7, hollow=[empty] * len(joint))
    return plot.figure


def _without_dot(people: Sequence[Member], rows: Sequence[JointRow]) -> str:
    """Say that what gates exclude has no rank, and so no dot, and who has none at all."""
    shut = [one for one in people if any(one.place(row.id) is None for row in rows)]
    if not shut:
        return ""
    none = [one.name for one in shut if all(one.place(row.id) is None for row in rows)]
    nobody = f": {listed(none)} {'has' if len(none) == 1 else 'have'} none here" if none else ""
    return f" What a gate of theirs excludes has no dot{nobody}."


def _placed(result: GroupCompared, most: int) -> list[JointRow]:
    """Return the theories to draw, the best of all together first.

    Where there are more than `most`, a third of the places is kept for those of the rest that
    split the group most.
    """
    order = list(result.joint)
    if most >= len(order):
        return order
    kept = (most + 1) // 3
    first, rest = order[: most - kept], order[most - kept :]
    split = {one.id: one.disputed for one in result.splits}
    widest = sorted(rest, key=lambda row: -split[row.id])[:kept]
    return first + [row for row in rest if row in widest]


@styled()
def opinions_figure(result: GroupCompared, look: Look) -> Figure:
    """Draw weights and beliefs that differ, those on which agreement would unite most first.

    Raises
    ------
    NothingToDraw
        If all hold all alike.
    """
    most = look.top or MOST_OPINIONS
    shown = disputed(result, most)
    if not shown:
        raise NothingToDraw("all of these weigh and believe alike")
    marks, people = _marks(result, look), _people(result)
    weights = [one for one in shown if isinstance(one, UnitingWeight)]
    drawn: list[Opinion] = [*weights, *(one for one in shown if isinstance(one, Uniting))]
    hollow = [{who for who, person in enumerate(people) if is_empty(person, one)} for one in drawn]
    partly = any(hollow)
    # Where no weight differs, beliefs are headed from the first row.
    headings = {0: "Values: share of all weight", len(weights): "Beliefs: strength after replies"}
    rows = [
        Row(
            _name(result, one),
            cells=_cells(result, one, partly),
            heading=headings.get(number, ""),
        )
        for number, one in enumerate(drawn)
    ]
    legend = [*marks.legend, LegendEntry("tick", look.colours.mark, "on average")]
    if partly:
        legend.append(LegendEntry("ring", look.colours.muted, "left empty: what stands in for it"))
    caption = Caption(
        title=f"What these {len(result.members)} disagree about",
        provenance=result.provenance,
        verdict=group_verdict(result),
        notes=(
            "A dot for each of them. Agreeing leaves: pairs of "
            f"{result.provenance.words.many} that two of them still rank otherwise, if all held "
            "this one as they do on average; "
            f"{100 * result.disagreement:.1f} % as it is.{parting(result, shown)}"
            f"{_side_by_side(result)}{_left_out(result, len(shown))}{_rules(result)}"
        ),
        legend=legend,
        rubrics=result.rubrics,
    )
    plot = draw_rows(
        look,
        caption,
        rows,
        ["answered"] * partly + ["agreeing leaves"],
        ["0 % not at all, 100 % fully"],
        least=_height(result, rows, look),
    )
    plot.scale(0.0, 1.0, percent=True)
    values = [[held(person, one) for person in people] for one in drawn]
    _draw(plot, values, [one.mean for one in drawn], marks, step=STEP, hollow=hollow)
    return plot.figure


def _name(result: GroupCompared, one: Opinion) -> str:
    names = result.provenance.names
    if isinstance(one, UnitingWeight):
        return names.criterion(one.criterion)
    return names.argument(one.argument)


def _cells(result: GroupCompared, one: Opinion, partly: bool) -> list[str]:
    """Write what stands at the right end of a row; how many answered where some did not."""
    many = [f"{answered(result, one)} of {len(result.members)}"] * partly
    return [*many, f"{100 * one.agreed:.1f} %"]


def _left_out(result: GroupCompared, shown: int) -> str:
    """Say how many weights and beliefs that differ have no row."""
    left = len(result.unite_weights) + len(result.unite) - shown
    return f" {left} more on which they differ: --top N." if left else ""


def _rules(result: GroupCompared) -> str:
    """Say which rules and judgements they part by too, which have no row."""
    many = len(result.unite_judgements)
    rules = [*([count(many, "single judgement")] if many else []), *left_apart(result)]
    return f" They part by {listed(rules)} too, which have no row." if rules else ""


def _side_by_side(result: GroupCompared) -> str:
    """Say what becomes of the dots of many people that find no room above one another."""
    if len(result.members) <= FEW_DOTS:
        return ""
    return " Where many are close together their dots stand side by side."


def _height(result: GroupCompared, rows: Sequence[Row], look: Look, crowd: int = 1) -> float:
    """Return the least height of a row: the more people, the higher, as far as there is room.

    On a page of a given height rows get what there is, so that no text need be smaller. Of few
    people a `crowd` that stands at one place can be told apart.
    """
    if look.height is not None:
        return HIGH
    if len(result.members) <= FEW_DOTS:
        return min(max(HIGH, crowd * CLEAR / FILLED_BY_FEW), max(HIGHEST, BODY / len(rows)))
    return min(max(BODY / len(rows), HIGHER), HIGHEST)


def _people(result: GroupCompared) -> list[Member]:
    """Return the members in the order of their groups, so that dots of one group lie together."""
    by_name = {one.name: one for one in result.members}
    return [by_name[name] for cluster in result.clusters for name in cluster]


def _draw(
    plot: RowPlot,
    values: Sequence[Sequence[float | None]],
    common: Sequence[float],
    marks: Marks,
    step: float,
    hollow: Sequence[set[int]] = (),
) -> None:
    """Draw everybody's dots in every row, and what all together have; `step` is in their units.

    Dots of those who are `hollow` in a row have no filling.
    """
    low, high = plot.axes.get_xlim()
    [(left, right)] = plot.spans
    inch = (right - left) / (high - low)  # for one unit
    many = len(marks.colours)
    largest = LARGEST * (1.4 if many <= FEW_DOTS else 1.0 if many <= MANY else 0.75)
    places = [[None if v is None else (v - low) * inch for v in row] for row in values]
    stretch = plot.sheet.stretch
    size, dots = spread_dots(places, step * inch, plot.tall * stretch, largest)
    empty = hollow or [set[int]() for _ in dots]
    for y, row, mean, ring in zip(plot.y, dots, common, empty, strict=True):
        half = plot.tall * 0.42
        line: Style = {"color": plot.colours.mark, "linewidth": 1.6, "zorder": 2}
        plot.axes.plot([mean, mean], [y - half, y + half], **line)
        for shape in dict.fromkeys(marks.shapes):
            some = [dot for dot in row if marks.shapes[dot.who] == shape]
            colours = [marks.colours[dot.who] for dot in some]
            plot.axes.scatter(
                [low + dot.x / inch for dot in some],
                [y + dot.y / stretch for dot in some],
                s=[_area(size, shape, dot.who in ring) for dot in some],
                facecolors=[
                    plot.colours.page if dot.who in ring else colour
                    for dot, colour in zip(some, colours, strict=True)
                ],
                edgecolors=colours,
                marker=MARKERS[shape],
                linewidths=[RING if dot.who in ring else 0.0 for dot in some],
                clip_on=False,
                zorder=3,
            )


def _area(size: float, shape: Kind, ring: bool) -> float:
    """Return the area of a dot as matplotlib takes it; the line of a ring lies within its room."""
    return (size * 72 * SIDE.get(shape, ROUND) - (RING if ring else 0.0)) ** 2


def _marks(result: GroupCompared, look: Look) -> Marks:
    """Tell a few people apart one by one, more by their groups, where there are some."""
    names = [one.name for one in _people(result)]
    called = titles(result)
    several = look.colours.several
    if len(names) <= FEW:
        return Marks(
            several[: len(names)],
            SHAPES[: len(names)],
            [
                LegendEntry(shape, colour, called[name])
                for shape, colour, name in zip(SHAPES, several, names, strict=False)
            ],
        )
    groups = grouped(result)
    alone = len(names) - sum(map(len, groups))
    plain = look.colours.muted if groups else look.colours.main
    found: dict[str, tuple[str, Kind]] = dict.fromkeys(names, (plain, SHAPES[0]))
    legend = []
    shapes = cycle(SHAPES[1:] if alone else SHAPES)
    for group, hue, shape in zip(groups, several, shapes, strict=False):
        found |= dict.fromkeys(group, (hue, shape))
        legend.append(
            LegendEntry(shape, hue, f"alike: {listed([called[name] for name in group], NAMED)}")
        )
    if groups and alone:
        legend.append(LegendEntry(SHAPES[0], plain, count(alone, "other")))
    return Marks([found[name][0] for name in names], [found[name][1] for name in names], legend)
