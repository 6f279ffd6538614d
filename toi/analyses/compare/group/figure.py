"""The heat map of a group of rubrics, by how far they disagree."""

from matplotlib.figure import Figure

from toi.analyses.compare.group.dots_figure import places_figure
from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.group.screen import titles
from toi.analyses.compare.group.verdict_screen import group_verdict
from toi.analyses.plotting.heatmap import Heatmap, draw_heatmap
from toi.analyses.plotting.labels import Row
from toi.analyses.plotting.sheet import Caption
from toi.analyses.plotting.style import Look, styled
from toi.analyses.shared.format import per_cent

MOST = 60  # rubrics with a row and a column each


@styled()
def group_figure(result: GroupCompared, look: Look) -> Figure:
    """Draw how far each rubric disagrees with each other, those that agree side by side.

    Of more than can be read so, draw where each ranks the theories.
    """
    if len(result.rubrics) > MOST:
        return places_figure(result, look)
    names = [rubric.name for rubric in result.rubrics]
    called = titles(result)
    order = [names.index(name) for cluster in result.clusters for name in cluster]
    most = max([0.1, *(max(row) for row in result.distance)])
    heatmap = Heatmap(
        rows=_rows(result),
        columns=[called[names[i]] for i in order],
        values=[[None if i == j else result.distance[i][j] for j in order] for i in order],
        across="disagrees with",
        low=0.0,
        high=most,
        ends=("0 %", f"{100 * most:.0f} %"),
        text=lambda share: f"{100 * share:.0f}",
        shades=look.colours.shades,
    )
    caption = Caption(
        title="How far these rubrics disagree",
        provenance=result.provenance,
        rubrics=result.rubrics,
        verdict=group_verdict(result),
        notes=(
            f"Cells: per cent of {result.pairs} pairs of {result.provenance.words.many} that the "
            "two put in another order (tied in one of them: half). The mean of two picked at "
            f"random: {per_cent(result.disagreement)}."
        ),
    )
    return draw_heatmap(look, caption, heatmap)


def _rows(result: GroupCompared) -> list[Row]:
    """Label the rubrics, under a heading for those that are alike where there are several."""
    several = sum(len(cluster) > 1 for cluster in result.clusters) > 1
    headings = ["alike" if len(cluster) > 1 else "alone" for cluster in result.clusters]
    called = titles(result)
    return [
        Row(called[name], heading=heading if several and name == cluster[0] else "")
        for cluster, heading in zip(result.clusters, headings, strict=True)
        for name in cluster
    ]
