"""Which theory holds which rank how often, and who beats whom."""

from matplotlib.figure import Figure

from toi.analyses.plotting.heatmap import Shaded, TableAxes
from toi.analyses.plotting.sheet import Words
from toi.analyses.plotting.style import Look, styled
from toi.analyses.ranks.result import Ranks
from toi.analyses.ranks.screen import verdict
from toi.analyses.shared.format import listed, short_per_cent
from toi.analyses.shared.result import Provenance

LEAST = 0.005  # shares below it are left blank


def ranks_figure(ranks: Ranks, made: Provenance, look: Look, top: int | None = None) -> Figure:
    """Rank acceptability as shades: a row per theory, a column per rank."""
    shown = ranks.theories[:top]
    table = TableAxes(
        rows=[(name, ranks.short[name]) for name in shown],
        columns=[str(rank) for rank in range(1, len(ranks.theories) + 1)],
        values=ranks.rank_acceptability[: len(shown)],
        across="rank",
        low=0.0,
        high=_highest(ranks),
        ends=("never", f"in {100 * _highest(ranks):.0f} % of draws"),
        text=_cell,
        shades=look.colours.shades,
    )
    words = Words(
        title=f"How often each theory holds each rank, by the rubric {made.rubric}",
        made=made,
        verdict=verdict(ranks),
        notes=(
            "Rows stand in the order of the deterministic ranking. Cells: per cent of "
            f"{ranks.counted:,} draws, blank below 0.5; one standard error at most "
            f"{100 * ranks.standard_error:.1f}. Every row and every column adds up to 100."
        ),
    )
    with styled():
        return Shaded(look, words, table).sheet.figure


def _highest(ranks: Ranks) -> float:
    """A round share that none exceeds."""
    most = max((v for row in ranks.rank_acceptability for v in row), default=1.0)
    return next(x for x in (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 2.0) if most <= x + 1e-9)


def _cell(share: float) -> str:
    return short_per_cent(share) if share >= LEAST else ""


def pairwise_figure(ranks: Ranks, made: Provenance, look: Look, top: int | None = None) -> Figure:
    """Who beats whom as shades of two colours that meet at even chances."""
    shown = ranks.theories[:top]
    n = len(shown)
    table = TableAxes(
        rows=[(name, ranks.short[name]) for name in shown],
        columns=shown,
        values=[[None if i == j else ranks.pairwise[i][j] for j in range(n)] for i in range(n)],
        across="beats",
        low=0.0,
        high=1.0,
        ends=("never beats it", "always"),
        text=short_per_cent,
        shades=look.colours.against,
    )
    words = Words(
        title=f"Who beats whom, by the rubric {made.rubric}",
        made=made,
        verdict=_first_tier(ranks),
        notes=(
            "Cells: in how many of a hundred draws the row's theory scores more than the "
            f"column's, over {ranks.counted:,} draws; one standard error at most "
            f"{100 * ranks.standard_error:.1f}. Where the colours meet: even chances. Rows and "
            "columns stand in the order of the deterministic ranking."
        ),
    )
    with styled():
        return Shaded(look, words, table).sheet.figure


def _first_tier(ranks: Ranks) -> str:
    """Who cannot be told apart from the first, in words."""
    level = [name for name in ranks.theories if ranks.tiers[name] == 1]
    if len(level) == 1:
        return f"{level[0]} stands in a tier of its own."
    return f"The first tier holds {listed(level)}."
