"""Results that `toi plot` draws, by the name of the picture."""

from collections.abc import Callable
from shlex import quote
from typing import Any

import toi
from toi.analyses.shared.session import LoadedDebate, Model, prepare
from toi.cli.options.split import Split, credences, flags
from toi.engine.smaa.simulate import GoesOn
from toi.errors import usage
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass

MANY = 9_999  # words: as many as there are rubrics


@dataclass(frozen=True)
class PlotRequest:
    """The words and options of `toi plot`, and the debate.

    `words` are ids of theories or names of rubrics; `draws` is None for as many as the
    analysis makes by default.
    """

    name: str
    debate: LoadedDebate
    words: tuple[str, ...]
    rubrics: tuple[str, ...]
    settings: tuple[str, ...]
    kinds: str | None
    top: int | None
    stacked: bool
    split: Split
    credence: str | None
    criteria: tuple[str, ...]
    draws: int | None
    seed: int
    goes_on: GoesOn

    @property
    def rubric(self) -> str | None:
        """The rubric of a picture that shows one."""
        if len(self.rubrics) > 1:
            raise usage(
                "this picture shows one rubric; for several: toi plot compare", "one-rubric"
            )
        return next(iter(self.rubrics), None)

    def model(self) -> Model:
        """Compile the debate and the rubric."""
        return prepare(self.debate, self.rubric, self.settings)


def result_to_plot(asked: PlotRequest) -> Any:
    """Compute the result that a picture shows.

    Raises
    ------
    InputErrors
        If no picture is called so, or it has no use for what was asked.
    """
    name = asked.name
    if name not in PICTURES:
        hint = did_you_mean(name, PICTURES)
        names = ", ".join(PICTURES)
        raise usage(f"no picture is called {name!r}{hint} (there are: {names})", "unknown-plot")
    picture = PICTURES[name]
    if len(asked.words) > picture.words:
        word = asked.words[picture.words]
        raise usage(f"plot {name} has no use for {word!r}; a rubric is named by -r", "unused-word")
    for option in ("top", "stacked", "criteria", "split", "credence"):
        if getattr(asked, option) and option not in picture.options:
            goes = " and ".join(n for n, p in PICTURES.items() if option in p.options)
            flag = flags(asked.split)[0] if option == "split" else f"--{option}"
            raise usage(f"{flag} goes with {goes}, not with {name}", "unused-option")
    return picture.run(asked)


def _score(asked: PlotRequest) -> toi.ScoreResult:
    return toi.score(
        asked.debate, asked.rubric, settings=asked.settings, kinds=asked.kinds, seed=asked.seed
    )


def _explain(asked: PlotRequest) -> toi.ExplainResult:
    if not asked.words:
        debate = asked.debate.debate
        one = f"toi plot explain {quote(next(iter(debate.theories)))}"
        raise usage(f"name {debate.words.an_one}, as in: {one}", "no-theory")
    return toi.explain(
        asked.debate, asked.words[0], asked.rubric, settings=asked.settings, seed=asked.seed
    )


def _sensitivity(asked: PlotRequest) -> toi.SensitivityResult:
    """Count ranks in the draws of a ranking, so that two pictures handed out say the same."""
    from toi.analyses.score.compute import DRAWS

    counted = DRAWS if asked.name in ("ranks", "pairwise") else None
    return toi.sensitivity(
        asked.debate,
        asked.rubric,
        settings=asked.settings,
        kinds=asked.kinds,
        topic=asked.name,
        theory=next(iter(asked.words), None),
        draws=asked.draws or counted,
        seed=asked.seed,
        goes_on=asked.goes_on,
    )


def _weights(asked: PlotRequest) -> Any:
    if not asked.criteria:
        return _sensitivity(asked)
    from toi.analyses.shared.lookup import find_kinds
    from toi.analyses.ternary.compute import run_weight_map

    model = asked.model()
    return run_weight_map(model, find_kinds(model.debate, asked.kinds), asked.criteria)


def _compare(
    asked: PlotRequest,
) -> toi.TheoriesCompared | toi.RubricsCompared | toi.GroupCompared:
    if not (asked.words or asked.rubrics):
        from toi.analyses.compare.compute import nothing_to_compare

        raise nothing_to_compare(asked.debate.debate, "plot compare")
    return toi.compare(
        asked.debate,
        *asked.words,
        rubrics=asked.rubrics,
        settings=asked.settings,
        kinds=asked.kinds,
        seed=asked.seed,
    )


def _group(asked: PlotRequest) -> toi.GroupCompared:
    if not (asked.words or asked.rubrics):
        raise usage(
            f"name three rubrics or more, or a folder of them: toi plot {asked.name} rubrics",
            "no-group",
        )
    found = _compare(asked)
    if not isinstance(found, toi.GroupCompared):
        raise usage(
            f"plot {asked.name} shows three rubrics or more, or a folder of them; for two, or "
            f"for {asked.debate.debate.words.many}: toi plot compare",
            "no-group",
        )
    return found


def _portfolio(asked: PlotRequest) -> toi.PortfolioResult | toi.WorldviewsResult:
    from toi.analyses.portfolio.case import DRAWS

    return toi.portfolio(
        asked.debate,
        asked.rubric if asked.name == "frontier" else [*asked.words, *asked.rubrics],
        settings=asked.settings,
        kinds=asked.kinds,
        **asked.split,
        credence=credences(asked.credence),
        draws=asked.draws or DRAWS,
        seed=asked.seed,
    )


def _map(asked: PlotRequest) -> Any:
    from toi.analyses.hit_map.compute import run_hit_map
    from toi.analyses.shared.lookup import find_kinds

    model = asked.model()
    return run_hit_map(model, find_kinds(model.debate, asked.kinds))


def _graph(asked: PlotRequest) -> toi.GraphResult:
    return toi.graph(
        asked.debate,
        next(iter(asked.words), None),
        asked.rubric,
        settings=asked.settings,
        kinds=asked.kinds,
        top=asked.top,
    )


@dataclass(frozen=True)
class PictureSource:
    """The analysis behind a picture, and the words and options that it takes.

    Attributes
    ----------
    run : callable
        Computes the result.
    words : int
        The most words that may follow the name of the picture.
    options : tuple of str
        Those that some pictures have no use for.
    """

    run: Callable[[PlotRequest], Any]
    words: int = 0
    options: tuple[str, ...] = ()


PICTURES = {
    "ranking": PictureSource(_score, options=("top", "stacked")),
    "explain": PictureSource(_explain, words=1, options=("top",)),
    "ranks": PictureSource(_sensitivity, options=("top",)),
    "pairwise": PictureSource(_sensitivity, options=("top",)),
    "weights": PictureSource(_weights, options=("criteria",)),
    "tornado": PictureSource(_sensitivity, words=1, options=("top",)),
    "cruxes": PictureSource(_sensitivity, words=1, options=("top",)),
    "sobol": PictureSource(_sensitivity, words=1),
    "compare": PictureSource(_compare, words=MANY, options=("top",)),
    "places": PictureSource(_group, words=MANY, options=("top",)),
    "opinions": PictureSource(_group, words=MANY, options=("top",)),
    "portfolio": PictureSource(_portfolio, words=MANY, options=("top", "split", "credence")),
    "frontier": PictureSource(_portfolio, options=("split",)),
    "map": PictureSource(_map, options=("top",)),
    "graph": PictureSource(_graph, words=1, options=("top",)),
}
