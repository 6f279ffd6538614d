"""Both orders of scrutiny: theories as the text reads, and with the scrutiny of their peers."""

from collections.abc import Sequence

from toi.analyses.shared.session import Model
from toi.compile.derivations import leaf_shares
from toi.compile.scrutiny import compile_scrutiny
from toi.engine.problem import ScoringProblem
from toi.engine.remembered import replaced
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.fields.numbers import middle
from toi.words import Words

AS_READ, ADJUSTED = "as-read", "adjusted"  # settings of `scrutiny`


@dataclass(frozen=True, eq=False)
class ScrutinyOrders:
    """One problem under either setting of scrutiny, and which of them the rubric has."""

    as_read: ScoringProblem
    adjusted: ScoringProblem
    asked: str

    @property
    def other(self) -> ScoringProblem:
        """Return the problem under the setting that the rubric does not have."""
        return self.adjusted if self.asked == AS_READ else self.as_read

    @property
    def otherwise(self) -> str:
        """Return the setting that the rubric does not have."""
        return ADJUSTED if self.asked == AS_READ else AS_READ


def scrutiny_orders(model: Model, theories: Sequence[str]) -> ScrutinyOrders | None:
    """Compile a model under either setting; None where all these theories were examined alike.

    Those of several kinds are not, unless all were examined wholly: they have other peers.
    """
    debate, problem = model.debate, model.problem
    closely = {examined(debate, name) for name in theories}
    kinds = {debate.theories[name].kinds[0] for name in theories}
    if len(closely) < 2 and (len(kinds) < 2 or closely == {1.0}):
        return None
    number = {name: a for a, name in enumerate(problem.arguments)}
    scrutiny = problem.scrutiny or compile_scrutiny(debate, problem.row, number)
    return ScrutinyOrders(
        as_read=replaced(problem, scrutiny=None),
        adjusted=replaced(problem, scrutiny=scrutiny),
        asked=AS_READ if problem.scrutiny is None else ADJUSTED,
    )


def examined(debate: Debate, theory: str) -> float:
    """Return how closely a theory was examined, from 0 to 1; a whole as its parts on average."""
    found = 0.0
    for leaf, share in leaf_shares(debate, theory).items():
        said = debate.theories[leaf].scrutiny
        found += share * (1.0 if said is None else middle(said.value))
    return round(found, 9)


def order_words(setting: str, words: Words) -> str:
    """Say in words which setting of scrutiny a ranking goes by."""
    if setting == ADJUSTED:
        return "with the scrutiny of their peers"
    return f"as {words.text} reads" if words.text else "as recorded"
