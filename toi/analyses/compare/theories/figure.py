"""The picture of theories side by side, on every criterion that has a weight."""

from collections.abc import Mapping
from math import isnan, nan

from matplotlib.figure import Figure

from toi.analyses.compare.theories.result import PairRow, TheoriesCompared
from toi.analyses.compare.theories.screen import LEFT_OUT, head
from toi.analyses.compare.theories.tenths import gaps_in_tenths
from toi.analyses.compare.theories.verdict import called, verdict
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.legend import MARKERS, SHAPES, LegendEntry
from toi.analyses.plotting.row_plot import RowPlot, draw_rows
from toi.analyses.plotting.sheet import Caption
from toi.analyses.plotting.style import LINE, Look, Style, styled
from toi.analyses.plotting.text import minus
from toi.analyses.shared.format import signed
from toi.analyses.shared.result import CriterionLabel
from toi.errors import usage


@styled()
def theories_figure(result: TheoriesCompared, look: Look) -> Figure:
    """Draw a row per criterion, a mark per theory; beside two theories their gap in points.

    Raises
    ------
    InputErrors
        If there are more theories than shapes that tell them apart.
    """
    theories = [theory.id for theory in result.theories]
    if len(theories) > len(SHAPES):
        many = result.provenance.words.many
        raise usage(f"a picture tells {len(SHAPES)} {many} apart at most", "too-many-theories")
    rubric = result.rubrics[0].name
    pairs = [pair for pair in result.pairs if pair.rubric == rubric]
    labels = [label for label in result.criteria[rubric] if label.weight > 0]
    raw = _raw(pairs, labels)
    gaps = pairs[0] if len(pairs) == 1 and _has_points(pairs[0]) else None
    tenths = _tenths(gaps, labels) if gaps else {}
    names = result.provenance.names
    heads = [head(theory, names) for theory in theories]
    axes = ["from worst to best on each scale", f"points {heads[0]} is ahead"]
    plot = draw_rows(
        look,
        _caption(result, look, pairs[0]),
        [_row(label, theories, raw, tenths) for label in labels],
        [*heads, *(["gap"] if gaps else [])],
        axes=axes if gaps else axes[:1],
        shares=(0.6, 0.4) if gaps else (1.0,),
    )
    plot.scale(0.0, 1.0, percent=True)
    for k, theory in enumerate(theories):
        xs = [_place(label, raw[theory][label.id]) for label in labels]
        shape: Style = {"marker": MARKERS[SHAPES[k]], "markersize": 6, "clip_on": False}
        line: Style = {"color": look.colours.several[k], "linewidth": LINE * 0.7, "zorder": 3}
        plot.axes.plot(xs, plot.y, **line, **shape)
    if gaps:
        _draw_gaps(plot, labels, gaps)
    return plot.figure


def _raw(pairs: list[PairRow], labels: list[CriterionLabel]) -> dict[str, dict[str, float]]:
    """Find the raw points of each theory, by weighed criterion; nan where it is left out."""
    weighed = {label.id for label in labels}
    found: dict[str, dict[str, float]] = {}
    for pair in pairs:
        for one in (gap for gap in pair.criteria if gap.criterion in weighed):
            sides = zip((pair.a, pair.b), (one.a, one.b), one.weights, strict=True)
            for name, value, weight in sides:
                found.setdefault(name, {})[one.criterion] = value if weight > 0 else nan
    return found


def _has_points(pair: PairRow) -> bool:
    return all(one.points is not None for one in pair.criteria)


def _place(label: CriterionLabel, raw: float) -> float:
    """Return where a raw value stands from worst to best, 0 to 1; nan stays."""
    if isnan(raw):
        return raw
    low, high = label.scale
    share = min(max((raw - low) / (high - low), 0.0), 1.0)
    return 1.0 - share if label.direction == "cost" else share


def _row(
    label: CriterionLabel,
    theories: list[str],
    raw: dict[str, dict[str, float]],
    tenths: Mapping[str, float],
) -> Row:
    values = [raw[theory][label.id] for theory in theories]
    cells = [LEFT_OUT if isnan(value) else label.shown(value) for value in values]
    more = [minus(signed(tenths.get(label.id, 0.0), 1))] if tenths else []
    return Row(f"{label.title} {label.sign}", cells=[*cells, *more])


def _tenths(pair: PairRow, labels: list[CriterionLabel]) -> dict[str, float]:
    """Return the gap on each weighed criterion, as the screen writes it."""
    weighed = {label.id for label in labels}
    gaps = [gap for gap in pair.criteria if gap.criterion in weighed]
    tenths = gaps_in_tenths(pair, gaps) or []
    return {gap.criterion: points for gap, points in zip(gaps, tenths, strict=True)}


def _points(pair: PairRow) -> dict[str, float]:
    return {one.criterion: one.points or 0.0 for one in pair.criteria}


def _draw_gaps(plot: RowPlot, labels: list[CriterionLabel], pair: PairRow) -> None:
    points = [_points(pair).get(label.id, 0.0) for label in labels]
    most = max([0.5, *map(abs, points)]) * 1.1
    plot.scale(-most, most, panel=1)
    axes, colours = plot.panels[1], plot.colours
    axes.axvline(0.0, color=colours.muted, linewidth=0.8)
    for value, y in zip(points, plot.y, strict=True):
        colour = colours.several[0] if value > 0 else colours.several[1]
        axes.barh(y, value, plot.tall * 0.6, color=colour, linewidth=0)


def _caption(result: TheoriesCompared, look: Look, pair: PairRow) -> Caption:
    against = [p for p in result.pairs if p.rubric == pair.rubric and pair.a in (p.a, p.b)]
    names = [called(theory.id, result.provenance.names) for theory in result.theories]
    shorts = [theory.short for theory in result.theories]
    more = " Other rubrics are left out." if len(result.rubrics) > 1 else ""
    weights = [one.weights for pair in against for one in pair.criteria]
    apart = f" {LEFT_OUT} does not bear on it." if any(a != b for a, b in weights) else ""
    gap = (
        f" Bars: points of score by which {result.provenance.names.theory(pair.a)} is ahead there."
        if len(result.pairs) == 1
        else ""
    )
    return Caption(
        title=f"{' against '.join(shorts)}, by the rubric {pair.rubric}",
        provenance=result.provenance,
        rubrics=result.rubrics,
        verdict=" ".join(verdict(one, result.provenance) for one in against),
        notes=(
            "After the arguments, every number at its mean; figures are raw points, + more is "
            f"better, - less is better.{apart}{gap}{more}"
        ),
        legend=[
            LegendEntry(shape, colour, name)
            for shape, colour, name in zip(SHAPES, look.colours.several, names, strict=False)
        ],
    )
