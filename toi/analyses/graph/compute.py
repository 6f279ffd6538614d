"""Compute the graph: what bears on a theory, a line of attack, an argument, or on all."""

from collections.abc import Iterable, Sequence

from toi.analyses.explain.compute import additive
from toi.analyses.graph.builder import GraphBuilder
from toi.analyses.graph.numbers import GraphNumbers, graph_numbers
from toi.analyses.graph.result import Focus, GraphResult
from toi.analyses.shared.lookup import find_record
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import lines_by_argument
from toi.errors import usage
from toi.records.debate import EVERYTHING, Debate

MOST = 16  # arguments on a theory that are shown by default,
LEAST = 0.05  # of those that move so many points
MOST_ANSWERS = 12  # in the whole debate
KINDS: dict[str, Focus] = {"theories": "theory", "lines": "line", "arguments": "argument"}


def run_graph(
    model: Model, kinds: Sequence[str], word: str | None = None, top: int | None = None
) -> GraphResult:
    """Find what bears on what around one record, or in the whole debate by its lines of attack.

    Parameters
    ----------
    kinds : sequence of str
        Which theories are meant, except where one is named.
    word : str, optional
        A theory, a line of attack or an argument. Of the last two, points are means over those
        theories on which they bear.
    top : int, optional
        The most arguments that are shown beside answers, those that move most points; in the
        whole debate the most answers.

    Raises
    ------
    InputErrors
        If `word` names no such record.
    """
    model = additive(model)
    debate = model.debate
    focus, record = _find(debate, word)
    named = _around(model, focus, record)
    ranked = debate.shown(kinds) if focus == "theory" else ()
    numbers = graph_numbers(model, _theories(debate, kinds, focus, record, named), ranked)
    bearing = [a.id for a in numbers.bearing]
    on = bearing if focus in ("theory", "debate") else named
    # Of an argument's kin, and of what it answers itself, other answers are left aside.
    answered = [record] if focus == "argument" and record is not None else on
    answers = _answering(debate, answered)
    if focus == "debate":
        graph = GraphBuilder(model, numbers, on)
        graph.add_theories()
        first = _by_points(numbers, _answering(debate, on, onwards=False))
        graph.add_whole_debate(on, first[: top or MOST_ANSWERS])
    else:
        kept = _kept(numbers, on, top) if focus == "theory" else numbers.heaviest(on, top)
        more = answers if focus == "argument" else _answering(debate, kept)
        kept += [name for name in more if name not in kept]
        graph = GraphBuilder(model, numbers, bearing if focus == "theory" else kept)
        graph.add_theories()
        graph.add_arguments(kept)
    return GraphResult(
        provenance=model.opened.provenance(model.rubric, kinds=() if record else kinds),
        focus=focus,
        record=record,
        title=_title(debate, focus, record),
        theories=numbers.theories,
        case=numbers.case,
        score=numbers.score,
        arguments=len(on),
        answers=len(set(answers) - set(on)),
        shown=graph.shown,
        ranked=numbers.ranked.many if numbers.ranked else None,
        mean=numbers.ranked.mean if numbers.ranked else None,
        mean_case=numbers.ranked.case if numbers.ranked else None,
        nodes=tuple(graph.nodes.values()),
        edges=tuple(graph.edges.values()),
        notes=model.notes,
    )


def _kept(numbers: GraphNumbers, arguments: Sequence[str], top: int | None) -> list[str]:
    """Return the arguments on a theory that are shown: by default those that move points."""
    if top is not None:
        return numbers.heaviest(arguments, top)
    moving = [name for name in arguments if numbers.moved(name) >= LEAST]
    return numbers.heaviest(moving or arguments, MOST)


def _find(debate: Debate, word: str | None) -> tuple[Focus, str | None]:
    """Find the record that is meant, and what it is."""
    if word is None:
        return "debate", None
    kind, name = find_record(debate, word)
    if kind not in KINDS:
        raise usage(
            f"{word!r} is one of the {kind}; a graph is drawn of one of the {debate.words.many}, a "
            "line of attack or an argument, or of the whole debate",
            "no-graph",
        )
    return KINDS[kind], name


def _title(debate: Debate, focus: Focus, record: str | None) -> str:
    if record is None:
        return "The debate by its lines of attack"
    match focus:
        case "theory":
            return debate.theories[record].title
        case "line":
            return debate.lines[record].title
    return debate.arguments[record].title


def _around(model: Model, focus: Focus, record: str | None) -> list[str]:
    """Return the arguments that a line holds, or an argument with its kin and what it answers."""
    debate = model.debate
    if focus == "line":
        line = lines_by_argument(model.problem)
        return [name for name in debate.arguments if line.get(name) == record]
    if focus != "argument" or record is None:
        return []
    one = debate.arguments[record]
    near = {record, one.instance_of, *(attack.argument for attack in one.against)}
    near |= {other.id for other in debate.arguments.values() if other.instance_of == record}
    return [name for name in debate.arguments if name in near]


def _theories(
    debate: Debate, kinds: Sequence[str], focus: Focus, record: str | None, named: Sequence[str]
) -> list[str]:
    """Return the theories whose points are meant: those of the kinds on which arguments bear."""
    if focus == "theory" and record is not None:
        return [record]
    if focus == "debate":
        return list(debate.shown(kinds))
    hit = {
        theory
        for name in named
        for effect in debate.arguments[name].effects
        for theory in debate.reached(effect.on, effect.except_)
    }
    for some in (kinds, (EVERYTHING,)):
        found = [name for name in debate.shown(some) if hit & set(debate.leaves([name]))]
        if found:
            return found
    return list(debate.shown(kinds))


def _answering(debate: Debate, arguments: Iterable[str], onwards: bool = True) -> list[str]:
    """Return what answers some arguments, and what answers that, in file order."""
    answered, found = set(arguments), set[str]()
    while True:
        new = {
            other.id
            for other in debate.arguments.values()
            if any(attack.argument in answered for attack in other.against)
        } - found
        found |= new
        if not new or not onwards:
            return [name for name in debate.arguments if name in found]
        answered = new


def _by_points(numbers: GraphNumbers, answers: Iterable[str]) -> list[str]:
    """Sort answers by the points that they give back, the most first."""
    back = dict.fromkeys(answers, 0.0)
    for given in numbers.back.values():
        for name, points in given.items():
            if name in back:
                back[name] += abs(points)
    return sorted(back, key=lambda name: (-back[name], name))
