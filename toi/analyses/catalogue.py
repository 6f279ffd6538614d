"""`toi plot`: run the analysis that a picture shows, and draw it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toi.analyses.shared.lookup import find_kinds, find_theory
from toi.analyses.shared.session import LoadedDebate, Model, prepare
from toi.engine.smaa.simulate import GoesOn, always
from toi.errors import usage
from toi.io.suggest import did_you_mean

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from toi.analyses.compare.compute import Compared
    from toi.analyses.plotting.style import Look
    from toi.analyses.portfolio.result import PortfolioResult, WorldviewsResult
    from toi.analyses.sensitivity.result import SensitivityResult

# A picture, and what to tell the user about where data and rubrics were found.
Drawn = tuple["Figure", tuple[str, ...]]

DRAWN_TOPICS = ("ranks", "pairwise", "weights", "tornado", "cruxes", "sobol")


@dataclass(frozen=True)
class PictureRequest:
    """What a picture is to be of.

    `words` are ids of theories or names of rubrics; `stacked` and `criteria` go with the
    pictures of the ranking and of the weights.
    """

    opened: LoadedDebate
    words: tuple[str, ...] = ()
    rubrics: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    kind: str | None = None
    top: int | None = None
    stacked: bool = False
    criteria: tuple[str, ...] = ()
    seed: int = 0
    draws: int | None = None  # else as many as the analysis makes by itself
    goes_on: GoesOn = always

    def model(self) -> Model:
        """Debate and rubric, where one rubric is drawn."""
        if len(self.rubrics) > 1:
            raise usage(
                "this picture shows one rubric; for several: toi plot compare", "one-rubric"
            )
        return prepare(self.opened, next(iter(self.rubrics), None), self.settings)

    def theory(self, model: Model) -> str | None:
        """The theory that was named, if any."""
        return find_theory(model.debate, self.words[0]) if self.words else None


@dataclass(frozen=True)
class Picture:
    """How one picture is made: the most words that may follow its name, and the options it has."""

    draw: Callable[[PictureRequest, "Look"], Drawn]
    words: int = 0
    options: tuple[str, ...] = ()


def draw(name: str, asked: PictureRequest, look: "Look") -> Drawn:
    """Draw the picture of a name; notes come with it.

    Raises
    ------
    InputErrors
        If no picture is called so, has no use for what was asked, or has nothing to show.
    """
    if name not in PICTURES:
        hint = did_you_mean(name, PICTURES)
        names = ", ".join(PICTURES)
        raise usage(f"no picture is called {name!r}{hint} (there are: {names})", "unknown-plot")
    picture = PICTURES[name]
    if len(asked.words) > picture.words:
        raise usage(f"plot {name} has no use for {asked.words[picture.words]!r}", "unused-word")
    for option, value in (
        ("top", asked.top),
        ("stacked", asked.stacked),
        ("criteria", asked.criteria),
    ):
        if value and option not in picture.options:
            goes = " and ".join(n for n, p in PICTURES.items() if option in p.options)
            raise usage(f"--{option} goes with {goes}, not with {name}", "unused-option")
    return picture.draw(asked, look)


def _ranking(asked: PictureRequest, look: "Look") -> Drawn:
    from toi.analyses.score.compute import run_score
    from toi.analyses.score.figure import ranking_figure
    from toi.analyses.score.figure_stacked import stacked_figure

    model = asked.model()
    result = run_score(model, find_kinds(model.debate, asked.kind), asked.seed)
    figure_of = stacked_figure if asked.stacked else ranking_figure
    return figure_of(result, look, asked.top), result.notes


def _explain(asked: PictureRequest, look: "Look") -> Drawn:
    from toi.analyses.explain.compute import run_explain
    from toi.analyses.explain.figure import waterfall_figure

    if not asked.words:
        raise usage("name a theory, as in: toi plot explain T09", "no-theory")
    result = run_explain(asked.model(), asked.words[0], asked.seed)
    return waterfall_figure(result, look, asked.top), result.notes


def _map(asked: PictureRequest, look: "Look") -> Drawn:
    from toi.analyses.hit_map.compute import run_hit_map
    from toi.analyses.hit_map.figure import hits_figure

    model = asked.model()
    result = run_hit_map(model, find_kinds(model.debate, asked.kind))
    return hits_figure(result, look, asked.top), model.notes


def _weights(asked: PictureRequest, look: "Look") -> Drawn:
    if not asked.criteria:
        return _sensitivity("weights")(asked, look)
    from toi.analyses.shared.theories import rows_of
    from toi.analyses.ternary.compute import run_weight_map
    from toi.analyses.ternary.figure import ternary_figure

    model = asked.model()
    kinds = find_kinds(model.debate, asked.kind)
    shown = rows_of(model.problem, model.debate.shown(kinds))
    result = run_weight_map(model, shown, asked.criteria, kinds=kinds)
    return ternary_figure(result, look), model.notes


def _sensitivity(topic: str) -> Callable[[PictureRequest, "Look"], Drawn]:
    """The picture of one topic of `toi sensitivity`."""

    def drawn(asked: PictureRequest, look: "Look") -> Drawn:
        from toi.analyses.sensitivity import compute

        model = asked.model()
        kinds = find_kinds(model.debate, asked.kind)
        about = compute.SensitivityRequest(topic, asked.theory(model))
        draws = asked.draws or compute.DRAWS
        result = compute.run_sensitivity(
            model, kinds, about, asked.seed, draws, goes_on=asked.goes_on
        )
        return topic_figure(topic, result, look, asked.top), result.notes

    return drawn


def topic_figure(
    topic: str, result: "SensitivityResult", look: "Look", top: int | None = None
) -> "Figure":
    """The picture of one topic, from a result that has its section."""
    made = result.provenance
    if topic in ("ranks", "pairwise"):
        from toi.analyses.ranks.figure import pairwise_figure, ranks_figure

        assert result.ranks is not None
        figure = ranks_figure if topic == "ranks" else pairwise_figure
        return figure(result.ranks, replace(made, draws=result.drawn), look, top)
    if topic == "cruxes":
        from toi.analyses.cruxes.figure import cruxes_figure

        assert result.worth is not None
        return cruxes_figure(result.worth, replace(made, draws=result.kept), look, top)
    if topic == "sobol":
        from toi.analyses.sobol.figure import sobol_figure

        assert result.sobol is not None
        return sobol_figure(result.sobol, replace(made, draws=None), look, result.theory)
    from toi.analyses.flips.tornado_figure import tornado_figure
    from toi.analyses.flips.weights_figure import weights_figure

    assert result.changing is not None
    if topic == "weights":
        return weights_figure(result.changing, replace(made, draws=None), look)
    return tornado_figure(result.changing, replace(made, draws=None), look, top)


def topic_figures(result: "SensitivityResult") -> "dict[str, Figure]":
    """A picture, as it looks by default, of each topic that a result has something of."""
    from toi.analyses.plotting.style import Look

    return {topic: topic_figure(topic, result, Look()) for topic in topics_in(result)}


def topics_in(result: "SensitivityResult") -> Iterator[str]:
    """The topics that a result has something to draw of."""
    changing = result.changing
    if result.ranks:
        yield from ("ranks", "pairwise") if result.topic is None else (result.topic,)
    if changing and not changing.reason:
        both = {"weights": changing.weight_stability, "tornado": changing.tornado}
        wanted = result.topic if result.topic in both else None
        yield from (name for name, there in both.items() if there and wanted in (None, name))
    if result.worth and result.worth.cruxes:
        yield "cruxes"
    if result.sobol:
        yield "sobol"


def _compare(asked: PictureRequest, look: "Look") -> Drawn:
    from toi.analyses.compare.compute import run_compare

    result = run_compare(
        asked.opened, asked.words, asked.rubrics, asked.settings, asked.kind, asked.seed
    )
    return compared_figure(result, look, asked.top), result.notes


def compared_figure(result: "Compared", look: "Look", top: int | None = None) -> "Figure":
    """The picture of a comparison of theories, of two rubrics or of a group of them."""
    from toi.analyses.compare.rubrics_figure import slopes_figure
    from toi.analyses.compare.rubrics_result import RubricsCompared
    from toi.analyses.compare.theories_figure import group_figure, profiles_figure
    from toi.analyses.compare.theories_result import TheoriesCompared

    if isinstance(result, TheoriesCompared):
        return profiles_figure(result, look)
    if isinstance(result, RubricsCompared):
        return slopes_figure(result, look, top)
    return group_figure(result, look)


def _split(
    asked: PictureRequest,
) -> "tuple[PortfolioResult | WorldviewsResult, tuple[str, ...]]":
    """Split effort by one rubric, or as several agree; notes on where they were found."""
    from toi.analyses.portfolio.case import DRAWS, split_kinds, wishes
    from toi.analyses.portfolio.compute import run_portfolio
    from toi.analyses.portfolio.worldviews_compute import run_worldviews

    names = asked.rubrics or (None,)
    settings = [prepare(asked.opened, name, asked.settings) for name in names]
    notes = asked.opened.noted(*(model.rubric for model in settings))
    kinds, wanted = split_kinds(settings[0].debate, asked.kind), [wishes(s) for s in settings]
    draws = asked.draws or DRAWS
    if len(settings) > 1:
        return run_worldviews(settings, kinds, asked.seed, draws, wanted=wanted), notes
    return run_portfolio(settings[0], kinds, asked.seed, draws, wanted=wanted[0]), notes


def _portfolio(asked: PictureRequest, look: "Look") -> Drawn:
    result, notes = _split(asked)
    return split_figures(result, look, asked.top, ("portfolio",))["portfolio"], notes


def _frontier(asked: PictureRequest, look: "Look") -> Drawn:
    asked.model()  # refuses several rubrics
    result, notes = _split(asked)
    return split_figures(result, look, wanted=("frontier",))["frontier"], notes


def split_figures(
    result: "PortfolioResult | WorldviewsResult",
    look: "Look",
    top: int | None = None,
    wanted: Sequence[str] = ("portfolio", "frontier"),
) -> "dict[str, Figure]":
    """Pictures of a split, by name; where several rubrics have a say there is no frontier."""
    from toi.analyses.portfolio.figure import portfolio_figure, worldviews_figure
    from toi.analyses.portfolio.frontier_figure import frontier_figure
    from toi.analyses.portfolio.result import WorldviewsResult

    if isinstance(result, WorldviewsResult):
        return {"portfolio": worldviews_figure(result, look, top)}
    found = {}
    if "portfolio" in wanted:
        found["portfolio"] = portfolio_figure(result, look, top)
    if "frontier" in wanted and result.frontier:
        found["frontier"] = frontier_figure(result, look)
    return found


PICTURES = {
    "ranking": Picture(_ranking, options=("top", "stacked")),
    "explain": Picture(_explain, words=1, options=("top",)),
    "ranks": Picture(_sensitivity("ranks"), options=("top",)),
    "pairwise": Picture(_sensitivity("pairwise"), options=("top",)),
    "weights": Picture(_weights, options=("criteria",)),
    "tornado": Picture(_sensitivity("tornado"), options=("top",)),
    "cruxes": Picture(_sensitivity("cruxes"), words=1, options=("top",)),
    "sobol": Picture(_sensitivity("sobol"), words=1),
    "compare": Picture(_compare, words=99, options=("top",)),
    "portfolio": Picture(_portfolio, options=("top",)),
    "frontier": Picture(_frontier),
    "map": Picture(_map, options=("top",)),
}
