"""Heat maps of rank acceptability, and of who beats whom."""

from matplotlib.figure import Figure

from toi.analyses.plotting.heatmap import Heatmap, draw_heatmap
from toi.analyses.plotting.labels import Row, rest_told
from toi.analyses.plotting.sheet import Caption, nobody_to_draw
from toi.analyses.plotting.style import MOST_ROWS, Look, styled
from toi.analyses.ranks.matrices_screen import GATED_PAIRS
from toi.analyses.ranks.result import Ranks
from toi.analyses.ranks.screen import (
    always_gated,
    gated_ranks,
    held_ranks,
    ids_are_told,
    some_gated,
    standings,
    verdict,
)
from toi.analyses.shared.format import listed, short_per_cent
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.verdict import gates_in_doubt, nobody_leads, sentence
from toi.words import Words

LEAST = 0.005  # shares below it are left blank


@styled()
def ranks_figure(ranks: Ranks, provenance: Provenance, look: Look) -> Figure:
    """Draw rank acceptability as shades: a row per theory, a column per rank.

    Raises
    ------
    NothingToDraw
        If gates exclude all in every draw.
    """
    _refuse_nobody(ranks, provenance)
    shown, one = ranks.theories[: look.rows], provenance.words.one
    left = len(ranks.theories) - len(shown)
    last = max(min(len(ranks.theories), MOST_ROWS), len(shown))
    beyond = f" So are ranks beyond {last}." if last < len(ranks.theories) else ""
    heatmap = Heatmap(
        rows=[Row(name, ranks.short[name]) for name in shown],
        columns=[str(rank) for rank in range(1, last + 1)],
        values=[row[:last] for row in held_ranks(ranks)[: len(shown)]],
        across="rank",
        low=0.0,
        high=_highest(ranks),
        ends=("never", f"in {100 * _highest(ranks):.0f} % of draws"),
        text=_cell,
        shades=look.colours.shades,
    )
    caption = Caption(
        title=f"How often each {one} holds each rank, by the rubric {provenance.named}",
        provenance=provenance,
        verdict=verdict(ranks, provenance.words),
        notes=(
            "Rows stand in the order of the deterministic ranking. Cells: per cent of "
            f"{ranks.counted:,} draws, blank below 0.5; one standard error at most "
            f"{100 * ranks.standard_error:.1f}. {_sums(ranks)}{rest_told(left)}{beyond}"
        ),
    )
    return draw_heatmap(look, caption, heatmap)


def _sums(ranks: Ranks) -> str:
    """Say what rows and columns add up to, or what gates make of the ranks."""
    if some_gated(ranks):
        return gated_ranks(ranks)
    return "Rows and columns add up to 100 but for rounding."


def _refuse_nobody(ranks: Ranks, provenance: Provenance) -> None:
    """Refuse to draw ranks that nobody has."""
    if all(always_gated(ranks, name) for name in ranks.theories):
        raise nobody_to_draw(provenance.words)


def _highest(ranks: Ranks) -> float:
    """Return a round share that none exceeds."""
    most = max((v for row in ranks.rank_acceptability for v in row), default=1.0)
    return next(x for x in (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 2.0) if most <= x + 1e-9)


def _cell(share: float) -> str:
    return short_per_cent(share) if share >= LEAST else ""


@styled()
def pairwise_figure(ranks: Ranks, provenance: Provenance, look: Look) -> Figure:
    """Draw who beats whom as shades of two colours that meet at even chances.

    Raises
    ------
    NothingToDraw
        If gates exclude all in every draw.
    """
    _refuse_nobody(ranks, provenance)
    shown = ranks.theories[: look.rows]
    n = len(shown)
    heatmap = Heatmap(
        rows=[Row(name, ranks.short[name]) for name in shown],
        columns=shown if ids_are_told(ranks, shown) else [ranks.short[name] for name in shown],
        values=[[None if i == j else ranks.pairwise[i][j] for j in range(n)] for i in range(n)],
        across="beats",
        low=0.0,
        high=1.0,
        ends=("never beats it", "always"),
        text=short_per_cent,
        shades=look.colours.against,
    )
    caption = Caption(
        title=f"Who beats whom, by the rubric {provenance.named}",
        provenance=provenance,
        verdict=_first_tier(ranks, provenance.words),
        notes=(
            f"Cells: in how many of a hundred draws the row's {provenance.words.one} scores more "
            f"than the column's, over {ranks.counted:,} draws; one standard error at most "
            f"{100 * ranks.standard_error:.1f}. {f'{GATED_PAIRS} ' * some_gated(ranks)}Where the "
            "colours meet: even chances. Rows and columns stand in the order of the deterministic "
            "ranking."
            f"{rest_told(len(ranks.theories) - n)}"
        ),
    )
    return draw_heatmap(look, caption, heatmap)


def _first_tier(ranks: Ranks, words: Words) -> str:
    """Say who cannot be told apart from the first, and of whom gates are not sure."""
    level = [ranks.short[name] for name in ranks.theories if ranks.tiers[name] == 1]
    if not level:
        said = f"{sentence(nobody_leads(words))}."
    elif len(level) == 1:
        said = f"{level[0]} stands in a tier of its own."
    else:
        said = f"The first tier holds {listed(level)}."
    return " ".join(filter(None, [said, gates_in_doubt(standings(ranks))]))
