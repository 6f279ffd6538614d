"""The result behind the graph: what bears on what, as nodes and edges."""

from typing import ClassVar, Literal

from toi.analyses.shared.result import Provenance, Result
from toi.light_dataclass import dataclass

Focus = Literal["theory", "line", "argument", "debate"]
NodeKind = Literal["theory", "part", "condition", "criterion", "line", "argument", "group"]
EdgeKind = Literal["weighs", "part", "hangs", "bears", "line", "answers", "instance", "idle"]


@dataclass(frozen=True, eq=False)
class GraphNode:
    """A record, or several of them together.

    Attributes
    ----------
    id : str
        Of its own in the graph: kind and name of the record.
    kind : str
        ``theory`` (or several, of which the mean is meant), ``part`` of it, ``condition`` that
        it hangs on, ``criterion``, ``line`` of attack, ``argument``, or ``group``: arguments on
        one criterion that are in no line, drawn as one.
    record : str
        The id of the record; empty where it stands for several.
    detail : str
        In a few words, what counts of it: a weight, a credence, a number of arguments.
    points : float or None
        Points of score that it gives, or takes if below 0; of the theory, its score.
    strength : float or None
        Belief in an argument after its replies, 0 to 1.
    """

    id: str
    kind: NodeKind
    record: str
    title: str
    detail: str = ""
    points: float | None = None
    strength: float | None = None


@dataclass(frozen=True, eq=False)
class GraphEdge:
    """A link from what bears to what it bears on.

    Attributes
    ----------
    kind : str
        ``bears`` (an argument or a line on a criterion), ``answers`` (an argument another),
        ``line`` (an argument makes the point of a line), ``instance`` (it applies a general
        argument), ``weighs`` (a criterion on the theory), ``idle`` (one without weight),
        ``part`` and ``hangs``.
    sign : int
        1 for what speaks for the theory, -1 against it; an answer speaks against what it answers.
    points : float
        Points of score that go this way, those of what applies an argument with its own; of an
        answer, those that it gives back or takes.
    force : float or None
        Share of the way to an end of the scale that an argument moves the criterion if it is
        sound, below 0 to the low end.
    """

    source: str
    target: str
    kind: EdgeKind
    sign: int
    points: float
    force: float | None = None


@dataclass(frozen=True, eq=False)
class GraphResult(Result):
    """The arguments on a theory, all that a line or an argument bears on, or the debate by lines.

    Attributes
    ----------
    focus : str
        ``theory``, ``line``, ``argument`` or ``debate``; `record` is its id, if it has one.
    theories : tuple of str
        Those whose points are meant; of several, their mean.
    case, score : float
        Points before all arguments, and after them.
    arguments, answers : int
        How many bear on the theories, and how many of these and others answer one of them.
    shown : int
        How many arguments of both sorts are in the graph by themselves or in a group.
    ranked, mean, mean_case : int, float or None
        How many are ranked, a single theory that was asked for among them; their mean score, and
        their mean before all arguments.
    """

    provenance: Provenance
    focus: Focus
    record: str | None
    title: str
    theories: tuple[str, ...]
    case: float
    score: float
    arguments: int
    answers: int
    shown: int
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    ranked: int | None = None
    mean: float | None = None
    mean_case: float | None = None
    notes: tuple[str, ...] = ()

    schema: ClassVar = "toi/graph/1"

    def is_meant(self, node: GraphNode) -> bool:
        """Tell whether a node is the record that was asked for."""
        return node.kind == self.focus and node.record == self.record

    @property
    def left_out(self) -> int:
        """The number of arguments that are not in the graph."""
        return self.arguments + self.answers - self.shown
