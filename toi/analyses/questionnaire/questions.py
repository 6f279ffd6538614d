"""The questions of a questionnaire: the same for everybody."""

from collections.abc import Callable, Iterator, Sequence

from toi.analyses.elicit.question import change
from toi.analyses.questionnaire.result import FormQuestion
from toi.analyses.rubric.influence import carriers
from toi.analyses.shared.lookup import find_argument, find_criterion
from toi.analyses.shared.names import gist_beyond_title, in_full, sentence
from toi.errors import InputErrors, Problem
from toi.io.questionnaire.response import BELIEF, WEIGHT
from toi.io.rubric.resolve import ResolvedRubric
from toi.records.argument import Argument
from toi.records.debate import Debate
from toi.records.theory import Criterion

MOST = 7  # arguments that are asked about, unless said otherwise
VALUES = (
    "Think of one {one} that is as bad as can be on all of these. Each could be made better, from "
    "its worst to its best, as shown. Which of these changes would you want most? Give it 100. "
    "Then give the others points beside it: 50 if you want it half as much, 0 if it is worth "
    "nothing to you. Filled in, it may read 100, 40, 40, 0."
)
BELIEFS = (
    "How likely is each of these to be right, once what is said against it is weighed too? "
    "0: certainly not. 50: as likely as not. 100: certainly. Filled in, it may read 70: rather "
    "right than wrong; out of ten such arguments you would expect seven to be right."
)
FREE = (
    "Leave empty what you would rather not answer: then a value stands in that whoever asks "
    "you has chosen, and it is not taken for your opinion."
)


def questions(
    debate: Debate,
    start: ResolvedRubric,
    criteria: Sequence[str] = (),
    arguments: Sequence[str] = (),
    most: int = MOST,
) -> Iterator[FormQuestion]:
    """Yield a question for every criterion, then one for every argument.

    Parameters
    ----------
    start : ResolvedRubric
        What holds where nothing is answered.
    criteria : sequence of str
        Ids or titles; by default those that count in `start`.
    arguments : sequence of str
        Ids or titles; by default those that matter most under `start`.
    most : int
        How many arguments, where none are named.

    Raises
    ------
    InputErrors
        With every name that names nothing.
    """
    debate = debate.with_arguments(start.rubric.arguments)
    problems: list[Problem] = []
    weighed = _found(debate, criteria, find_criterion, problems)
    believed = _found(debate, arguments, find_argument, problems)
    if problems:
        raise InputErrors(problems)
    weights = start.rubric.weights or debate.core_weights
    for name in weighed or [name for name in debate.criteria if weights.get(name, 0.0) > 0]:
        yield _of_criterion(debate.criteria[name])
    ranked = believed or [one.name for one in carriers(debate, start).arguments[:most]]
    for name in ranked:
        yield _of_argument(debate, debate.arguments[name])


def _found(
    debate: Debate,
    words: Sequence[str],
    find: Callable[[Debate, str], str],
    problems: list[Problem],
) -> list[str]:
    """Return the ids that words name, each once, and note those that name nothing."""
    found: list[str] = []
    for word in words:
        try:
            found.append(find(debate, word))
        except InputErrors as error:
            problems += error.problems
    return list(dict.fromkeys(found))


def _of_criterion(criterion: Criterion) -> FormQuestion:
    way, asked = change(criterion), _asked(criterion.question)
    told = f"It asks: {asked} " if asked.endswith("?") else ""  # a sheet's criteria ask nothing
    return FormQuestion(
        key=f"{WEIGHT}{criterion.id}",
        title=criterion.title,
        text=(
            f"{criterion.title}. {told}If of all these changes the one that you want "
            f"most gets 100 points, how many does this one get: {way}?"
        ),
        sides=((("It asks", asked),) if told else ()) + (("The change", way),),
    )


def _asked(question: str) -> str:
    """Return a question without what follows it, which is told to those who judge by it."""
    asked, mark, _ = question.partition("?")
    return asked + mark


def _of_argument(debate: Debate, argument: Argument) -> FormQuestion:
    sides = tuple(_sides(debate, argument))
    told = " ".join(f"{label}: {sentence(said)}" for label, said in sides)
    return FormQuestion(
        key=f"{BELIEF}{argument.id}",
        title=argument.title,
        text=(
            f"How likely is this to be right, all in all? {sentence(argument.title)} {told} "
            "From 0 (certainly not) to 100 (certainly), such as 70"
        ),
        sides=sides,
    )


def _sides(debate: Debate, argument: Argument) -> Iterator[tuple[str, str]]:
    """Yield what an argument says, what it answers, and what is said against it."""
    if gist := gist_beyond_title(argument):
        yield "It says", gist
    for attack in argument.against:
        yield "In answer to", in_full(debate.arguments[attack.argument])
    for other in debate.arguments.values():
        if any(attack.argument == argument.id for attack in other.against):
            yield "Against it", in_full(other)
