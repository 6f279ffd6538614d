"""Nodes and edges of the graph, put together from records and numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toi.analyses.graph.numbers import GraphNumbers
from toi.analyses.graph.result import EdgeKind, GraphEdge, GraphNode
from toi.analyses.shared.format import count, per_cent, probability, signed, whole
from toi.analyses.shared.names import name_of
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import lines_by_argument
from toi.records.debate import Debate

ROOT = "theory"
TINY = 1e-9
WORTH = 0.05  # points that are worth telling


class GraphBuilder:
    """Collects nodes by their ids, and edges by their ends.

    Attributes
    ----------
    counted : tuple of str
        The arguments whose points criteria and lines have.
    shown : int
        How many arguments are in the graph, by themselves or among others.
    """

    def __init__(self, model: Model, numbers: GraphNumbers, counted: Iterable[str]) -> None:
        self.debate: Debate = model.debate
        self.numbers = numbers
        self.counted = tuple(counted)
        self.line_of = lines_by_argument(model.problem)
        self.nodes: dict[str, GraphNode] = {}
        self.edges: dict[tuple[str, str], GraphEdge] = {}
        self.shown = 0

    def add_theories(self) -> None:
        """Add the theories that are meant, as one node, with the parts and conditions of one."""
        numbers, words = self.numbers, self.debate.words
        detail = f"case {whole(numbers.case)}, score {whole(numbers.score)}"
        if numbers.ranked is not None:
            many, case, mean = numbers.ranked.many, numbers.ranked.case, numbers.ranked.mean
            detail += f"; the {many} ranked in the mean: case {whole(case)}, score {whole(mean)}"
        if len(numbers.theories) > 1:
            title = f"{words.counted(len(numbers.theories))}, their mean"
            self._node(GraphNode(ROOT, "theory", "", title, detail, numbers.score))
            return
        theory = self.debate.theories[numbers.theories[0]]
        self._node(GraphNode(ROOT, "theory", theory.id, theory.title, detail, numbers.score))
        shares = sum(part.share for part in theory.parts)
        for part in theory.parts:
            detail = f"{per_cent(part.share / shares)} of it"
            title = name_of(self.debate.theories[part.id])
            self._beside(GraphNode(f"part/{part.id}", "part", part.id, title, detail), "part")
        if theory.conditional_on is not None:
            hangs = f"{per_cent(theory.conditional_on.share)} of its benefits hang on it"
            for name in theory.conditional_on.on:
                known = self.debate.theories.get(name)
                title = name_of(known) if known else f"{words.many} of the kind {name}"
                node = GraphNode(f"condition/{name}", "condition", name, title, hangs)
                self._beside(node, "hangs")

    def add_arguments(self, kept: Sequence[str]) -> None:
        """Add arguments, with what they bear on and what they answer among themselves."""
        inside = set(kept)
        lines, applied = self._lines_of(kept), self._applied(kept)
        for name in kept:
            record, points_of = self.debate.arguments[name], [name, *applied[name]]
            self._argument(name, applied[name])
            if record.instance_of in inside:
                self._link(_argument(name), _argument(record.instance_of), "instance", points_of)
            elif self.line_of.get(name) in lines and name in self.numbers.forces:
                self._link(_argument(name), _line(self.line_of[name]), "line", points_of)
            else:
                self._bear(_argument(name), points_of, force_of=name)
            for attack in record.against:
                if attack.argument in inside:
                    self._answer(name, attack.argument, _argument(attack.argument))
        for line, shown in lines.items():
            self._line(line, len(shown))
        self._tell_answers()

    def add_whole_debate(self, arguments: Sequence[str], answers: Sequence[str]) -> None:
        """Add lines of attack, what stands in none as groups, and what answers to either.

        Groups are those on criteria that have a weight.
        """
        lines = self._lines_of(arguments, least=1)
        for line, members in lines.items():
            self._line(line, len(members))
            self.shown += len(members)
        home = {name: _line(line) for line, members in lines.items() for name in members}
        rest, grouped = [name for name in arguments if name not in home], set[str]()
        for criterion in (name for name, weight in self.numbers.weights.items() if weight > 0):
            for sign in (-1, 1):
                group = [n for n in rest if self._sign(n, criterion) == sign]
                if group:
                    home |= dict.fromkeys(group, self._group(criterion, sign, group))
                    grouped |= {*group}
        self.shown += len(grouped)
        for name in answers:
            self._argument(name)
            for attack in self.debate.arguments[name].against:
                if attack.argument in home:
                    self._answer(name, attack.argument, home[attack.argument])
        self._tell_answers()

    def _applied(self, kept: Sequence[str]) -> dict[str, list[str]]:
        """Return the arguments that apply each of these, straight or by others, of these."""
        found: dict[str, list[str]] = {name: [] for name in kept}
        for name in kept:
            general = self.debate.arguments[name].instance_of
            while general in found:
                found[general].append(name)
                general = self.debate.arguments[general].instance_of
        return found

    def _lines_of(self, arguments: Iterable[str], least: int = 2) -> dict[str, list[str]]:
        """Return the lines with some of these arguments, with these."""
        found: dict[str, list[str]] = {}
        for name in arguments:
            if name in self.line_of and name in self.numbers.forces:
                found.setdefault(self.line_of[name], []).append(name)
        return {line: names for line, names in found.items() if len(names) >= least}

    def _line(self, name: str, shown: int) -> None:
        members = self._lines_of(self.counted, least=1)[name]
        some = f"{shown} of " if shown < len(members) else ""
        detail = f"line of attack: {some}{count(len(members), 'argument')}"
        title = self.debate.lines[name].title
        node = GraphNode(_line(name), "line", name, title, detail, self._points(members))
        self._node(node)
        self._bear(node.id, members)

    def _group(self, criterion: str, sign: int, members: Sequence[str]) -> str:
        """Add arguments on one criterion that are in no line, as one node."""
        way = "for" if sign > 0 else "against"
        name = f"group/{criterion}/{way}"
        detail = "in no line of attack"
        title = (
            f"{count(len(members), 'argument')} {way}, on {self.debate.criteria[criterion].title}"
        )
        points = sum(self.numbers.points.get(a, {}).get(criterion, 0.0) for a in members)
        self._node(GraphNode(name, "group", "", title, detail, points))
        self._criterion(criterion)
        self._edge(GraphEdge(name, _criterion(criterion), "bears", sign, points))
        return name

    def _argument(self, name: str, applied: Sequence[str] = ()) -> None:
        """Add an argument: its own points, and those that go on with what applies it."""
        record, strength = self.debate.arguments[name], self.numbers.strength[name]
        points = self._points([name]) if name in self.numbers.forces else None
        detail = f"believed {probability(strength)}"
        if applied:
            those = count(len(applied), "that applies it", "that apply it")
            detail += f"; {signed(self._points([name, *applied]), 1)} with {those}"
        self._node(
            GraphNode(_argument(name), "argument", name, record.title, detail, points, strength)
        )
        self.shown += 1

    def _criterion(self, name: str) -> None:
        if _criterion(name) in self.nodes:
            return
        criterion, weight = self.debate.criteria[name], self.numbers.weights[name]
        better = "less" if criterion.direction == "cost" else "more"
        points = sum(self.numbers.points.get(a, {}).get(name, 0.0) for a in self.counted)
        detail = f"weight {per_cent(weight)}; {better} is better"
        node = GraphNode(_criterion(name), "criterion", name, criterion.title, detail, points)
        self._beside(node, "weighs" if weight > 0 else "idle")

    def _beside(self, node: GraphNode, kind: EdgeKind) -> None:
        """Add a node that bears on the theories straight."""
        self._node(node)
        points = node.points or 0.0
        self._edge(GraphEdge(node.id, ROOT, kind, 1 if points >= 0 else -1, points))

    def _bear(self, source: str, arguments: Sequence[str], force_of: str | None = None) -> None:
        """Link an argument with what applies it, or a line of several, to all criteria hit."""
        for criterion in self.debate.criteria:
            hitting = [a for a in arguments if criterion in self.numbers.forces.get(a, {})]
            if not hitting:
                continue
            self._criterion(criterion)
            points = sum(self.numbers.points.get(a, {}).get(criterion, 0.0) for a in hitting)
            sign = _way(points) or self._sign(hitting[0], criterion)
            force = self.numbers.forces.get(force_of or "", {}).get(criterion)
            self._edge(GraphEdge(source, _criterion(criterion), "bears", sign, points, force))

    def _link(self, source: str, target: str, kind: EdgeKind, arguments: Sequence[str]) -> None:
        """Link an argument, the first of these, to what the points of all of them go to."""
        points = self._points(arguments)
        sign = _way(points)
        if not sign:
            first = next(iter(self.numbers.forces.get(arguments[0], {})), None)
            sign = self._sign(arguments[0], first) if first else -1
        self._edge(GraphEdge(source, target, kind, sign, points))

    def _answer(self, answer: str, answered: str, target: str) -> None:
        points = self.numbers.back.get(answered, {}).get(answer, 0.0)
        known = self.edges.get((_argument(answer), target))
        if known is not None and known.kind == "answers":
            points += known.points
        self._edge(GraphEdge(_argument(answer), target, "answers", -1, points))

    def _tell_answers(self) -> None:
        """Say of arguments that answer others how many points they give back by that."""
        back: dict[str, float] = {}
        for edge in self.edges.values():
            if edge.kind == "answers":
                back[edge.source] = back.get(edge.source, 0.0) + edge.points
        for name, points in back.items():
            node = self.nodes[name]
            if abs(points) >= WORTH:
                detail = f"{node.detail}; gives back {signed(points, 1)}"
                self.nodes[name] = replace(node, detail=detail)

    def _sign(self, argument: str, criterion: str) -> int:
        """Return 1 if an argument moves a criterion for good, -1 for bad, 0 if not at all."""
        force = self.numbers.forces.get(argument, {}).get(criterion)
        if force is None:
            return 0
        less = self.debate.criteria[criterion].direction == "cost"
        return 1 if (force > 0) != less else -1

    def _points(self, arguments: Iterable[str]) -> float:
        return sum(sum(self.numbers.points.get(a, {}).values()) for a in arguments)

    def _node(self, node: GraphNode) -> None:
        self.nodes.setdefault(node.id, node)

    def _edge(self, edge: GraphEdge) -> None:
        self.edges[edge.source, edge.target] = edge


def _way(points: float) -> int:
    return 0 if abs(points) < TINY else 1 if points > 0 else -1


def _argument(name: str) -> str:
    return f"argument/{name}"


def _criterion(name: str) -> str:
    return f"criterion/{name}"


def _line(name: str) -> str:
    return f"line/{name}"
