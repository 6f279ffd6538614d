"""Theories on every criterion that has a weight; and rubrics by how far they disagree."""

from matplotlib.figure import Figure

from toi.analyses.compare.group_screen import group_verdict
from toi.analyses.compare.rubrics_result import GroupCompared
from toi.analyses.compare.theories_result import PairRow, TheoriesCompared
from toi.analyses.compare.theories_screen import verdict as pair_verdict
from toi.analyses.plotting.heatmap import Shaded, TableAxes
from toi.analyses.plotting.row_plot import Row, RowPlot
from toi.analyses.plotting.sheet import MARKS, SHAPES, Mark, Words
from toi.analyses.plotting.style import LINE, Look, Style, styled
from toi.analyses.shared.format import per_cent, signed
from toi.analyses.shared.result import CriterionLabel
from toi.errors import usage


def profiles_figure(result: TheoriesCompared, look: Look) -> Figure:
    """A row per criterion, a mark per theory; two theories have their gap in points beside it."""
    theories = [theory.id for theory in result.theories]
    if len(theories) > len(SHAPES):
        raise usage(f"a picture tells {len(SHAPES)} theories apart at most", "too-many-theories")
    rubric = result.rubrics[0].name
    pairs = [pair for pair in result.pairs if pair.rubric == rubric]
    labels = [label for label in result.criteria[rubric] if label.weight > 0]
    raw = _raw(pairs)
    gaps = pairs[0] if len(pairs) == 1 and _has_points(pairs[0]) else None
    rows = [_row(label, theories, raw, gaps) for label in labels]
    with styled():
        plot = RowPlot(
            look,
            _words(result, look, pairs[0]),
            rows,
            [*theories, *(["gap"] if gaps else [])],
            axes=["from worst to best on each scale", f"points {pairs[0].a} is ahead"][
                : 1 + bool(gaps)
            ],
            shares=(0.6, 0.4) if gaps else (1.0,),
        )
        plot.scale(0.0, 1.0, percent=True)
        for k, theory in enumerate(theories):
            xs = [_place(label, raw[theory][label.id]) for label in labels]
            colour = look.colours.several[k]
            style: Style = {"color": colour, "marker": SHAPES[k], "markersize": 6, "clip_on": False}
            plot.axes.plot(xs, plot.y, linewidth=LINE * 0.7, zorder=3, **style)
        if gaps:
            _gaps(plot, labels, gaps)
        return plot.sheet.figure


def _raw(pairs: list[PairRow]) -> dict[str, dict[str, float]]:
    """Raw points of each theory, by criterion."""
    found: dict[str, dict[str, float]] = {}
    for pair in pairs:
        for one in pair.criteria:
            found.setdefault(pair.a, {})[one.criterion] = one.a
            found.setdefault(pair.b, {})[one.criterion] = one.b
    return found


def _has_points(pair: PairRow) -> bool:
    return all(one.points is not None for one in pair.criteria)


def _place(label: CriterionLabel, raw: float) -> float:
    """Where a raw value stands from worst to best, 0 to 1."""
    low, high = label.scale
    share = min(max((raw - low) / (high - low), 0.0), 1.0)
    return 1.0 - share if label.direction == "cost" else share


def _row(
    label: CriterionLabel,
    theories: list[str],
    raw: dict[str, dict[str, float]],
    pair: PairRow | None,
) -> Row:
    cells = [label.shown(raw[theory][label.id]) for theory in theories]
    points = _points(pair).get(label.id, 0.0) if pair else 0.0
    more = [signed(points).replace("-", "\N{MINUS SIGN}")] if pair else []
    sign = "-" if label.direction == "cost" else "+"
    return Row(f"{label.title} {sign}", cells=[*cells, *more])


def _points(pair: PairRow) -> dict[str, float]:
    return {one.criterion: one.points or 0.0 for one in pair.criteria}


def _gaps(plot: RowPlot, labels: list[CriterionLabel], pair: PairRow) -> None:
    points = [_points(pair).get(label.id, 0.0) for label in labels]
    most = max([0.5, *map(abs, points)]) * 1.1
    plot.scale(-most, most, panel=1)
    axes, colours = plot.panels[1], plot.colours
    axes.axvline(0.0, color=colours.muted, linewidth=0.8)
    for value, y in zip(points, plot.y, strict=True):
        colour = colours.several[0] if value > 0 else colours.several[1]
        axes.barh(y, value, plot.tall * 0.6, color=colour, linewidth=0)


def _words(result: TheoriesCompared, look: Look, pair: PairRow) -> Words:
    against = [p for p in result.pairs if p.rubric == pair.rubric and pair.a in (p.a, p.b)]
    names = [f"{theory.id} {theory.short}" for theory in result.theories]
    more = " Other rubrics are left out." if len(result.rubrics) > 1 else ""
    gap = (
        f" Bars: points of score by which {pair.a} is ahead there."
        if len(result.pairs) == 1
        else ""
    )
    return Words(
        title=f"{' against '.join(t.id for t in result.theories)}, by the rubric {pair.rubric}",
        made=result.provenance,
        rubrics=result.rubrics,
        verdict=" ".join(map(pair_verdict, against)),
        notes=(
            "After the arguments, every number at its mean; figures are raw points, + more is "
            f"better, - less is better.{gap}{more}"
        ),
        key=[Mark(MARKS[k], look.colours.several[k], name) for k, name in enumerate(names)],
    )


def group_figure(result: GroupCompared, look: Look) -> Figure:
    """How far each rubric disagrees with each other, those that agree side by side."""
    names = [rubric.name for rubric in result.rubrics]
    order = [names.index(name) for cluster in result.clusters for name in cluster]
    groups, start = [], 0
    most = max([0.1, *(max(row) for row in result.distance)])
    for k, cluster in enumerate(result.clusters):
        groups.append((start, f"camp {k + 1}"))
        start += len(cluster)
    table = TableAxes(
        rows=[(names[i], "") for i in order],
        columns=[names[i] for i in order],
        values=[[None if i == j else result.distance[i][j] for j in order] for i in order],
        across="disagrees with",
        low=0.0,
        high=most,
        ends=("0 %", f"{100 * most:.0f} %"),
        text=lambda share: f"{100 * share:.0f}",
        shades=look.colours.shades,
        groups=groups if len(groups) > 1 else [],
    )
    words = Words(
        title="How far these rubrics disagree",
        made=result.provenance,
        rubrics=result.rubrics,
        verdict=group_verdict(result),
        notes=(
            f"Cells: per cent of {result.pairs} pairs of theories that the two put in another "
            "order (tied in one of them: half). The mean of two picked at random: "
            f"{per_cent(result.disagreement)}."
        ),
    )
    with styled():
        return Shaded(look, words, table).sheet.figure
