"""Questions in words: every side shown, what the records believe left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from toi.analyses.elicit.replies import WAYS
from toi.analyses.elicit.result import Question
from toi.analyses.elicit.session import Ask, Scene, Session, surely, weighed
from toi.analyses.elicit.weights import as_weights, comparison_words, disagreement, ratio_of, shares
from toi.engine.elicitation.weights import LIMIT, TABLE
from toi.records.answers import SURE
from toi.records.argument import Argument
from toi.records.theory import Criterion

FEW = 2  # theories whose own case is shown beside an argument that nobody answers
Parts = Iterator[tuple[str, str]]


def question_of(scene: Scene, session: Session, ask: Ask) -> Question:
    """A question as it is put to somebody."""
    return _ASKED[ask.kind](scene, session, ask)


def _criteria(scene: Scene, session: Session, ask: Ask) -> Question:
    known = scene.debate.criteria
    parts = [
        (
            f"{i}{' *' if name in scene.usual else ''}",
            f"{known[name].title}: {known[name].question}",
        )
        for i, name in enumerate(ask.about, 1)
    ]
    return Question(
        "What you value: which criteria",
        "Which of these should count? Those with a * do unless you say otherwise.",
        tuple(parts),
        "numbers or names, as in: 1 3 4; all; Enter for those with a *",
    )


def _weigh(scene: Scene, session: Session, ask: Ask) -> Question:
    n = len(ask.about)
    said = (
        "put them in order: one answer, quick and coarse",
        "points for moving each from its worst to its best, against the one you want most",
        f"two at a time, {n * (n - 1) // 2} in all; says where your answers disagree",
        "share points out directly: quick, but easily given without a look at the scales",
        f"leave the weights as they are in {scene.start.name}",
    )
    ways = enumerate(zip(WAYS, said, strict=True), 1)
    return Question(
        "What you value: how to weigh",
        f"How would you weigh these {n}: {_titles(scene, ask.about)}?",
        tuple((f"{i} {way}", text) for i, (way, text) in ways),
        "a number or a word",
    )


def _rank(scene: Scene, session: Session, ask: Ask) -> Question:
    return Question(
        "What you value: in order",
        "Think of a theory at the worst of all of these. Which would you move to its best first, "
        "which next, down to the last?",
        tuple(_numbered(scene, ask.about)),
        "all numbers, first the one you want most, = between equals, as in: 2 1"
        + ("=3" if len(ask.about) > 2 else ""),
    )


def _first(scene: Scene, session: Session, ask: Ask) -> Question:
    return Question(
        "What you value: the move you want most",
        "Think of a theory at the worst of all of these. One of them may be moved to its best: "
        "which?",
        tuple(_numbered(scene, ask.about)),
        "one number or name; its move then counts 100",
    )


def _swing(scene: Scene, session: Session, ask: Ask) -> Question:
    first, name = (scene.debate.criteria[n] for n in ask.about)
    done, all_ = len(session.answers.swing), len(weighed(scene, session.answers))
    return Question(
        f"What you value: move {done + 1} of {all_}",
        f"If moving {first.title} from worst to best counts 100, how much does moving "
        f"{name.title} count?",
        ((first.title, ends(first)), (name.title, ends(name))),
        "0 (it does not matter) to 100 (as much)",
    )


def _pair(scene: Scene, session: Session, ask: Ask) -> Question:
    n = len(weighed(scene, session.answers))
    done = len({frozenset((a, b)) for a, _, b in session.answers.pairwise})
    again = session.pending is not None
    number = "once more" if again else f"pair {done + 1} of {n * (n - 1) // 2}"
    return Question(
        f"What you value: {number}",
        "Which move from worst to best is worth more, and how many times as much?",
        tuple(_numbered(scene, ask.about)),
        "1 3 if the first is worth 3 times as much, 2 5 if the second 5 times, = if alike "
        "(3 somewhat, 5 much, 7 very much, 9 utterly more)",
    )


def _revise(scene: Scene, session: Session, ask: Ask) -> Question:
    names = sorted(weighed(scene, session.answers))
    found, ratio = disagreement(session.answers, names), ratio_of(session.answers, names)
    assert found is not None  # it is asked where there is one
    assert ratio is not None
    lines = [
        (str(i), _compared(scene, *comparison)) for i, comparison in enumerate(found.comparisons, 1)
    ]
    first, last = found.comparisons[2][0], found.comparisons[2][2]
    implied = _compared(scene, first, found.implied, last)
    lines.append(("", f"From 1 and 2 it follows: {implied}"))
    return Question(
        "What you value: answers that disagree",
        f"Your comparisons pull against one another: the consistency ratio is {ratio[1]:.2f}, "
        f"above {LIMIT:.2f} (random index of {TABLE}). These three most of all:",
        tuple(lines),
        "1, 2 or 3 to compare those two again; keep, to leave all as it is",
    )


def _compared(scene: Scene, first: str, times: float, second: str) -> str:
    known = scene.debate.criteria
    return comparison_words(known[first].title, times, known[second].title)


def _points(scene: Scene, session: Session, ask: Ask) -> Question:
    n = len(ask.about)
    example = " ".join(["40", "30", "20", "10"][:n] + ["10"] * (n - 4))
    return Question(
        "What you value: points",
        "Share out points, more for what it is worth more to move from its worst to its best. "
        "Only proportions count.",
        tuple(_numbered(scene, ask.about)),
        f"{n} numbers in this order, as in: {example}",
    )


def _sure(scene: Scene, session: Session, ask: Ask) -> Question:
    names = weighed(scene, session.answers)
    found = as_weights(session.answers, names)
    assert found is not None  # asked when the weighing is finished
    told = sorted(shares(found).items(), key=lambda item: -item[1])
    words = ", ".join(f"{scene.debate.criteria[n].title} {100 * w:.0f} %" for n, w in told)
    said = (
        "as they stand",
        "about as they stand; 25 % then means some 13 to 39 %",
        "only which counts more than which, and nothing beyond",
    )
    ways = enumerate(zip(SURE, said, strict=True), 1)
    return Question(
        "What you value: how sure",
        f"That makes {words}. How sure are you of these weights?",
        tuple((f"{i} {word}", text) for i, (word, text) in ways),
        f"a number or a word; Enter for {surely(session.answers)}; back, to answer again",
    )


def _argument(scene: Scene, session: Session, ask: Ask) -> Question:
    argument = scene.debate.arguments[ask.about[0]]
    return Question(
        f"What you believe: {len(session.answers.arguments) + 1} of at most {scene.questions}",
        f"{argument.title}.".replace("?.", "?"),
        tuple(_sides(scene, argument)),
        "how likely is it right, what is said against it weighed too: 0 (no) to 100 (yes); "
        "skip, unsure, back, done",
    )


def _sides(scene: Scene, argument: Argument) -> Parts:
    """What it says, what it answers, and what is said against it."""
    debate = scene.debate
    yield "It says", argument.gist
    for attack in argument.against:
        answered = debate.arguments[attack.argument]
        yield "In answer to", f"{answered.title}. {answered.gist}"
    replies = [
        other
        for other in debate.arguments.values()
        if any(attack.argument == argument.id for attack in other.against)
    ]
    for reply in scene.shuffled([other.id for other in replies]):
        yield "But", f"{debate.arguments[reply].title}. {debate.arguments[reply].gist}"
    if not replies:
        yield from _unanswered(scene, argument)
    spans = debate.text_lines(argument.claims)
    if spans:
        yield "Lines", ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def _unanswered(scene: Scene, argument: Argument) -> Parts:
    """The case of the theories it bears on, where they are few; else that nobody answers it."""
    reached = [name for e in argument.effects for name in e.on if name in scene.debate.theories]
    few = list(dict.fromkeys(reached))
    named = all(name in scene.debate.theories for e in argument.effects for name in e.on)
    if argument.kind == "critique" and named and 0 < len(few) <= FEW:
        for name in few:
            theory = scene.debate.theories[name]
            yield "Against", f"the case for {theory.title}: {theory.case}"
        return
    yield "But", "the records hold no answer to it, which does not make it right"


def _interval(scene: Scene, session: Session, ask: Ask) -> Question:
    argument = scene.debate.arguments[ask.about[0]]
    return Question(
        "What you believe: between what and what?",
        f"{argument.title}. Between which two numbers does your answer lie?",
        (),
        "two numbers from 0 to 100, the lower one first, as in: 20 60",
    )


def _titles(scene: Scene, names: Sequence[str]) -> str:
    titles = [scene.debate.criteria[name].title for name in names]
    return " and ".join(filter(None, [", ".join(titles[:-1]), titles[-1]]))


def _numbered(scene: Scene, names: Sequence[str]) -> Parts:
    for i, name in enumerate(names, 1):
        criterion = scene.debate.criteria[name]
        yield str(i), f"{criterion.title}. {ends(criterion)}"


def ends(criterion: Criterion) -> str:
    """The wording of the worst and the best end of a scale."""
    low, high = criterion.scale
    worst, best = (high, low) if criterion.direction == "cost" else (low, high)
    return f"Worst: {_end(criterion, worst)}. Best: {_end(criterion, best)}"


def _end(criterion: Criterion, value: float) -> str:
    wording = criterion.anchors.get(value)
    return f"{wording} ({value:g})" if wording else f"{value:g} on a scale from {_scale(criterion)}"


def _scale(criterion: Criterion) -> str:
    return f"{criterion.scale[0]:g} to {criterion.scale[1]:g}"


_ASKED: Mapping[str, Callable[[Scene, Session, Ask], Question]] = {
    "criteria": _criteria,
    "weigh": _weigh,
    "rank": _rank,
    "first": _first,
    "swing": _swing,
    "pair": _pair,
    "revise": _revise,
    "points": _points,
    "sure": _sure,
    "argument": _argument,
    "interval": _interval,
}
