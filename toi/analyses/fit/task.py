"""Task of a fit: a compiled debate, statements about its theories, and what is asked for."""

from functools import cached_property

import numpy as np

from toi.analyses.fit.stated import Said
from toi.analyses.rubric.new_compute import not_itself
from toi.analyses.shared.lookup import find_criterion, find_kinds
from toi.analyses.shared.session import LoadedDebate, Model, combine, prepare
from toi.analyses.shared.theories import rows_of
from toi.engine.fit.landscape import OverWeights, WeightedScores, weighted_scores
from toi.engine.fit.posterior import Prior
from toi.engine.fit.statements import NOISE, Demands, Statements
from toi.engine.problem import Bools, WeightLaw
from toi.engine.sensitivity.one_at_a_time import BaseCase, base_case
from toi.errors import InputErrors, usage
from toi.io.rubric.find import available
from toi.io.rubric.resolve import resolve, resolve_start
from toi.light_dataclass import dataclass
from toi.records.fitted import UNIFORM

UNNAMED = "fitted"
ALL = "all"


@dataclass(frozen=True)
class FitRequest:
    """Wishes besides the statements.

    Attributes
    ----------
    start : str or None
        The rubric whose beliefs are taken, and that the fitted one extends.
    prior : str or None
        The rubric whose weights are thought likely beforehand; None for all alike.
    criteria : tuple of str
        Those that may have weight, by name; ("all",) for every one, () for those that have
        weight in the rubric started from.
    beliefs : bool
        Whether credences may change too, where weights alone do not meet all statements.
    """

    name: str = UNNAMED
    start: str | None = None
    prior: str | None = None
    criteria: tuple[str, ...] = ()
    kinds: str | None = None
    noise: float = NOISE
    seed: int = 0
    beliefs: bool = False


@dataclass(frozen=True, eq=False)
class Task:
    """Statements about theories of a compiled debate, and all that is fitted to them."""

    model: Model
    base: BaseCase
    said: Said
    statements: Statements
    allowed: Bools  # (C,): the criteria that may have weight
    prior: Prior
    prior_name: str
    kinds: tuple[str, ...]
    wanted: FitRequest

    @cached_property
    def scores(self) -> WeightedScores:
        """The scores as a function of the weights, beliefs as they are."""
        return weighted_scores(self.base)

    @cached_property
    def demands(self) -> Demands:
        """The statements as leads."""
        return self.statements.demands()

    @cached_property
    def landscape(self) -> OverWeights:
        """The scores over the weights that may change."""
        return OverWeights(self.scores, self.allowed)

    @property
    def theories(self) -> list[str]:
        """The theories that are compared, by their places."""
        return [self.model.problem.theories[t] for t in self.rows]

    @property
    def rows(self) -> list[int]:
        """Return where they stand in the whole problem."""
        names = [self.base.problem.theories[t] for t in self.base.rows]
        return [self.model.problem.row[name] for name in names]


def make_task(opened: LoadedDebate, said: Said, wanted: FitRequest) -> Task:
    """Compile what statements are about, and check what is asked for."""
    start = wanted.start or _extended(opened, wanted.name)
    parent = resolve_start(start, opened.places, opened.debate)
    not_itself(parent, wanted.name)
    if parent.layers and parent.name not in available(opened.places):
        message = f"{parent.name} is not found by a name, so nothing can extend it"
        raise usage(f"{message}; put it in ./rubrics and give its name to --from", "bad-start")
    model = combine(opened, parent)
    if not model.problem.method.linear_in_weights:
        raise usage(
            f"weights are fitted to additive scores, and {parent.name} combines criteria by "
            f"{model.problem.method.name}; start from another rubric: --from NAME",
            "not-additive",
        )
    kinds = find_kinds(model.debate, wanted.kinds)
    names = {*opened.debate.shown(kinds), *said.theories}
    base = base_case(model.problem, rows_of(model.problem, sorted(names)), every_criterion=True)
    place = {base.problem.theories[t]: i for i, t in enumerate(base.rows)}
    prior, name = _prior(model, base, wanted)
    return Task(
        model=model,
        base=base,
        said=said,
        statements=said.placed(place),
        allowed=prior.weights > 0,
        prior=prior,
        prior_name=name,
        kinds=kinds,
        wanted=wanted,
    )


def _extended(opened: LoadedDebate, name: str) -> str | None:
    """Return what a rubric that is fitted again extends; None where there is none yet."""
    if name not in available(opened.places):
        return None
    try:
        return resolve(name, opened.places, opened.debate).layers[0].record.extends
    except InputErrors:  # it is to be replaced
        return None


def _prior(model: Model, base: BaseCase, wanted: FitRequest) -> tuple[Prior, str]:
    """Return what is thought of the weights beforehand, and what that is called."""
    criteria = base.problem.criteria
    if wanted.prior is not None:
        if wanted.criteria:
            message = "--criteria and --prior exclude each other: a prior says which criteria count"
            raise usage(message, "unused-option")
        other = prepare(model.opened, wanted.prior)
        law = other.problem.weight_law
        if law.kind == "exactly":
            message = f"the weights of {other.rubric.name} are exact, so nothing could move them"
            raise usage(f"{message}; name another for --prior", "exact-prior")
        at = [other.problem.criteria.index(name) for name in criteria]
        return Prior(criteria, other.problem.weights[at], law), other.rubric.name
    if wanted.criteria == (ALL,):
        named = set(criteria)
    elif wanted.criteria:
        named = {find_criterion(model.debate, word) for word in wanted.criteria}
    else:
        weights = base.inputs.weights[0]
        named = {name for name, w in zip(criteria, weights, strict=True) if w > 0}
    free = np.array([name in named for name in criteria])
    return Prior(criteria, free / free.sum(), WeightLaw("unknown")), UNIFORM
