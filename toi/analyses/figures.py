"""Pictures by the type of the result that they show."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from toi.analyses.compare.group.dots_figure import opinions_figure, places_figure
from toi.analyses.compare.group.figure import group_figure
from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.figure import rubrics_figure
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.theories.figure import theories_figure
from toi.analyses.compare.theories.result import TheoriesCompared
from toi.analyses.cruxes.figure import cruxes_figure
from toi.analyses.explain.figure import waterfall_figure
from toi.analyses.explain.result import ExplainResult
from toi.analyses.flips.tornado_figure import tornado_figure
from toi.analyses.flips.weights_figure import weights_figure
from toi.analyses.graph.figure import graph_figure
from toi.analyses.graph.result import GraphResult
from toi.analyses.hit_map.figure import hit_map_figure
from toi.analyses.hit_map.result import HitMap
from toi.analyses.plotting.sheet import NothingToDraw
from toi.analyses.plotting.style import Look
from toi.analyses.portfolio.figure import portfolio_figure
from toi.analyses.portfolio.frontier_figure import frontier_figure
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.wording.caution import nothing_to_trade
from toi.analyses.portfolio.worldviews.figure import worldviews_figure
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.ranks.figure import pairwise_figure, ranks_figure
from toi.analyses.score.figure import ranking_figure
from toi.analyses.score.result import ScoreResult
from toi.analyses.score.stacked_figure import stacked_figure
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.sobol.figure import sobol_figure
from toi.analyses.ternary.figure import ternary_figure
from toi.analyses.ternary.result import WeightMap

Draw = Callable[[Look], Figure]
FIGURES: Mapping[type, Mapping[str, Callable[[Any, Look], Figure]]] = {
    ScoreResult: {"ranking": ranking_figure, "stacked": stacked_figure},
    ExplainResult: {"explain": waterfall_figure},
    TheoriesCompared: {"compare": theories_figure},
    RubricsCompared: {"compare": rubrics_figure},
    GroupCompared: {
        "compare": group_figure,
        "places": places_figure,
        "opinions": opinions_figure,
    },
    PortfolioResult: {"portfolio": portfolio_figure, "frontier": frontier_figure},
    WorldviewsResult: {"portfolio": worldviews_figure},
    WeightMap: {"weights": ternary_figure},
    HitMap: {"map": hit_map_figure},
    GraphResult: {"graph": graph_figure},
}


def figure_of(result: Any, look: Look, name: str | None = None) -> Figure:
    """Draw a picture of a result.

    Parameters
    ----------
    result : SensitivityResult or a type in `FIGURES`
        What to show.
    look : Look
        The reader's choices.
    name : str, optional
        Which of the result's pictures; by default the first.

    Raises
    ------
    NothingToDraw
        If the result has nothing of what the picture shows.
    """
    drawings = _drawings(result)
    name = name or next(iter(drawings), "")
    if name not in drawings:
        there = f" (there are: {', '.join(drawings)})" if drawings else ""
        raise NothingToDraw(f"nothing was computed for a picture {name}".rstrip() + there)
    return drawings[name](look)


def figures_of(result: Any, look: Look) -> dict[str, Figure]:
    """Draw every picture for which a result has something to show, by name."""
    found, flat = {}, untold(result)
    for name, draw in _drawings(result).items():
        if name in flat:
            continue
        with suppress(NothingToDraw):
            found[name] = draw(look)
    return found


def untold(result: Any) -> Mapping[str, str]:
    """Say which pictures among all of a result would show next to nothing, and why."""
    if isinstance(result, PortfolioResult) and result.frontier and nothing_to_trade(result):
        return {"frontier": "more caution would gain and cost little; toi plot frontier draws it"}
    return {}


def _drawings(result: Any) -> dict[str, Draw]:
    """Return what draws each picture of a result, the main one first."""
    if isinstance(result, SensitivityResult):
        return _of_sensitivity(result)
    return {name: partial(draw, result) for name, draw in FIGURES.get(type(result), {}).items()}


def _of_sensitivity(result: SensitivityResult) -> dict[str, Draw]:
    """Return what draws each topic of which a result has the numbers.

    The small print names the draws behind the picture, which may be fewer than were asked for.
    """
    found: dict[str, Draw] = {}
    computed = replace(result.provenance, draws=None)  # from no draws of this run
    if result.ranks is not None:
        drawn = replace(result.provenance, draws=result.drawn)
        found["ranks"] = partial(ranks_figure, result.ranks, drawn)
        found["pairwise"] = partial(pairwise_figure, result.ranks, drawn)
    if result.changing is not None:
        found["weights"] = partial(weights_figure, result.changing, computed)
        found["tornado"] = partial(tornado_figure, result.changing, computed)
    if result.worth is not None:
        kept = replace(result.provenance, draws=result.kept)
        found["cruxes"] = partial(cruxes_figure, result.worth, kept)
    if result.sobol is not None:
        found["sobol"] = partial(sobol_figure, result.sobol, computed, theory=result.theory)
    if result.topic is None:
        return found
    return {name: draw for name, draw in found.items() if name == result.topic}
