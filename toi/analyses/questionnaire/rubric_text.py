"""The text of a rubric made of one person's answers, with remarks that say what was given."""

from collections.abc import Iterator, Mapping

from toi.analyses.rubric.template import DIGEST, differs, remarked, remarks
from toi.analyses.shared.session import LoadedDebate
from toi.io.questionnaire.keys import Keys
from toi.io.questionnaire.response import BELIEF, WEIGHT, Response
from toi.io.rubric.resolve import ResolvedRubric
from toi.io.yaml.emit import flow

VALUES = (
    "1. WHAT I VALUE. Points for moving each from its worst to its best. Only proportions count."
)
BELIEFS = (
    "2. WHAT I BELIEVE. How strong each argument is all told: replies no longer act on it. "
    "0 no .. 1 yes."
)
SHARED = "Criteria without an answer keep their share of all weight, so these were scaled."
DIGITS = 6  # of a weight that was scaled


def rubric_text(
    opened: LoadedDebate, start: ResolvedRubric, response: Response, name: str, title: str
) -> str:
    """Write the rubric that the answers make on top of `start`.

    Raises
    ------
    InputErrors
        Where the answers leave no weight at all.
    """
    extends = start.name if start.layers else None
    lines = ["schema: toi/rubric/1", f"id: {flow(name)}", f"title: {flow(title)}"]
    if extends:
        lines.append(f"extends: {flow(extends)}")
    lines += [f'data: "{opened.debate.digest[:DIGEST]}"', ""]
    lines += _values(opened, start, response)
    lines += _beliefs(opened, response)
    lines += _empty(opened, start, response)
    lines += differs(extends, name)
    return "\n".join(lines) + "\n"


def weights_of(
    opened: LoadedDebate, start: ResolvedRubric, response: Response
) -> Mapping[str, float]:
    """Return the weights by criterion; those that were not given keep their share of all."""
    given = _given(response, WEIGHT)
    before = start.rubric.weights or opened.debate.core_weights
    rest = sum(weight for name, weight in before.items() if name not in given)
    total = sum(given.values())
    if not rest or not total:
        return given
    own = sum(weight for name, weight in before.items() if name in given)
    return {name: float(f"{points * own / total:.{DIGITS}g}") for name, points in given.items()}


def _given(response: Response, start: str) -> dict[str, float]:
    """Return the answers about criteria, or about arguments, by id."""
    answers = response.answers.items()
    return {key.removeprefix(start): value for key, value in answers if key.startswith(start)}


def _values(opened: LoadedDebate, start: ResolvedRubric, response: Response) -> Iterator[str]:
    given, weights = _given(response, WEIGHT), weights_of(opened, start, response)
    if not given:
        return
    scaled = weights != given
    yield from remarks(f"{VALUES} {SHARED}" if scaled else VALUES, hang="   ")
    yield "weights:"
    for name, weight in weights.items():
        yield remarked(f"  {flow(name)}: {flow(weight)}", f"{given[name]:g} given" * scaled)
    yield remarked("weights_sure: roughly", "exactly | roughly | order | unknown")
    yield ""


def _beliefs(opened: LoadedDebate, response: Response) -> Iterator[str]:
    given = _given(response, BELIEF)
    if not given:
        return
    yield from remarks(BELIEFS, hang="   ")
    yield "credences:"
    yield "  arguments:"
    for name, points in given.items():
        yield from remarks(opened.debate.arguments[name].title, "    ")
        yield f"    {flow(name)}: {{settled: {flow(round(points / 100, 9))}}}"
    yield ""


def _empty(opened: LoadedDebate, start: ResolvedRubric, response: Response) -> Iterator[str]:
    if response.empty:
        keys = Keys(opened.debate)
        names = "; ".join(keys.title(key) for key in response.empty)
        yield from remarks(f"Left empty, so as in {start.name}: {names}.", hang="   ")
        yield "unanswered:"
        for field, kind in (("criteria", WEIGHT), ("arguments", BELIEF)):
            ids = [key.removeprefix(kind) for key in response.empty if key.startswith(kind)]
            yield from [f"  {field}: {flow(ids)}"] if ids else []
        yield ""
