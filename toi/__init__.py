"""toi: theories of impact as structured records, scored by a rubric that anyone can edit."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toi.analyses.compare.group.result import GroupCompared as GroupCompared
    from toi.analyses.compare.rubrics.result import RubricsCompared as RubricsCompared
    from toi.analyses.compare.theories.result import TheoriesCompared as TheoriesCompared
    from toi.analyses.discuss.result import DiscussResult as DiscussResult
    from toi.analyses.draws.result import DrawsResult as DrawsResult
    from toi.analyses.explain.result import ExplainResult as ExplainResult
    from toi.analyses.fit.result import FitResult as FitResult
    from toi.analyses.graph.result import GraphResult as GraphResult
    from toi.analyses.methods.result import MethodsResult as MethodsResult
    from toi.analyses.portfolio.result import PortfolioResult as PortfolioResult
    from toi.analyses.portfolio.worldviews.result import WorldviewsResult as WorldviewsResult
    from toi.analyses.questionnaire.result import FormMade as FormMade
    from toi.analyses.questionnaire.result import RubricsCollected as RubricsCollected
    from toi.analyses.readings.pool import Pooled as Pooled
    from toi.analyses.readings.result import AgreementResult as AgreementResult
    from toi.analyses.report.result import ReportResult as ReportResult
    from toi.analyses.score.result import ScoreResult as ScoreResult
    from toi.analyses.sensitivity.result import SensitivityResult as SensitivityResult
    from toi.analyses.shared.session import LoadedDebate as LoadedDebate
    from toi.api.agreement import agreement as agreement
    from toi.api.collect import collect as collect
    from toi.api.compare import compare as compare
    from toi.api.discuss import discuss as discuss
    from toi.api.draws import draws as draws
    from toi.api.explain import explain as explain
    from toi.api.fit import fit as fit
    from toi.api.form import form as form
    from toi.api.graph import graph as graph
    from toi.api.load import load as load
    from toi.api.load import rubric as rubric
    from toi.api.pool import pool as pool
    from toi.api.portfolio import portfolio as portfolio
    from toi.api.report import report as report
    from toi.api.report import report_html as report_html
    from toi.api.score import score as score
    from toi.api.score_methods import score_methods as score_methods
    from toi.api.sensitivity import sensitivity as sensitivity
    from toi.errors import InputErrors as InputErrors
    from toi.errors import Problem as Problem
    from toi.io.rubric.resolve import ResolvedRubric as ResolvedRubric
    from toi.records.debate import Debate as Debate
    from toi.records.rubric import Rubric as Rubric

__version__ = "0.1.0"

# Where each public name is defined, in the order of docs/python.md. They are imported when they
# are first used, so that `import toi` is quick and no command pays for what it does not need.
_HOMES = {
    "toi.api.load": ("load", "rubric"),
    "toi.api.score": ("score",),
    "toi.api.score_methods": ("score_methods",),
    "toi.api.explain": ("explain",),
    "toi.api.draws": ("draws",),
    "toi.api.graph": ("graph",),
    "toi.api.sensitivity": ("sensitivity",),
    "toi.api.compare": ("compare",),
    "toi.api.portfolio": ("portfolio",),
    "toi.api.report": ("report", "report_html"),
    "toi.api.fit": ("fit",),
    "toi.api.form": ("form",),
    "toi.api.collect": ("collect",),
    "toi.api.agreement": ("agreement",),
    "toi.api.pool": ("pool",),
    "toi.api.discuss": ("discuss",),
    "toi.analyses.shared.session": ("LoadedDebate",),
    "toi.records.debate": ("Debate",),
    "toi.io.rubric.resolve": ("ResolvedRubric",),
    "toi.records.rubric": ("Rubric",),
    "toi.analyses.score.result": ("ScoreResult",),
    "toi.analyses.methods.result": ("MethodsResult",),
    "toi.analyses.draws.result": ("DrawsResult",),
    "toi.analyses.explain.result": ("ExplainResult",),
    "toi.analyses.graph.result": ("GraphResult",),
    "toi.analyses.discuss.result": ("DiscussResult",),
    "toi.analyses.sensitivity.result": ("SensitivityResult",),
    "toi.analyses.compare.theories.result": ("TheoriesCompared",),
    "toi.analyses.compare.rubrics.result": ("RubricsCompared",),
    "toi.analyses.compare.group.result": ("GroupCompared",),
    "toi.analyses.portfolio.result": ("PortfolioResult",),
    "toi.analyses.portfolio.worldviews.result": ("WorldviewsResult",),
    "toi.analyses.report.result": ("ReportResult",),
    "toi.analyses.fit.result": ("FitResult",),
    "toi.analyses.questionnaire.result": ("FormMade", "RubricsCollected"),
    "toi.analyses.readings.result": ("AgreementResult",),
    "toi.analyses.readings.pool": ("Pooled",),
    "toi.errors": ("InputErrors", "Problem"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}
__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> Any:
    """Import a public name."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'toi' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return sorted({*globals(), *__all__} - {"Any", "TYPE_CHECKING", "import_module"})
