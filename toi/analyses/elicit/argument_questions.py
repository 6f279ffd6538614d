"""Questions about arguments: every side is shown, what the records believe is left out."""

from typing import Self

from toi.analyses.elicit.question import Parts, Question
from toi.analyses.elicit.replies import figure, refuse
from toi.analyses.elicit.result import QuestionText
from toi.analyses.elicit.rubric_parts import rubric_of
from toi.analyses.elicit.scene import Scene
from toi.analyses.shared.format import listed
from toi.analyses.shared.names import gist_beyond_title, in_full
from toi.compile.scoring import compile_problem
from toi.engine.elicitation.question_value import question_values
from toi.light_dataclass import dataclass
from toi.records.answers import SKIP, Answers, Reply, as_percent, as_percents
from toi.records.argument import Argument, Effect
from toi.records.fields.shares import range_written

WORTHLESS = 1e-6  # points; what is worth no more is not asked
FEW = 2  # theories whose own case is shown beside an argument that nobody answers
MOST_NAMED = 3  # theories that are named as at stake


@dataclass(frozen=True)
class BeliefQuestion(Question):
    """The belief in an argument, with what is said against it weighed too."""

    kind = "argument"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask about the argument most worth settling, unless enough were asked."""
        if len(answers.arguments) >= scene.questions:
            return None
        problem = compile_problem(scene.opened.debate, rubric_of(scene, answers))
        number = {name: a for a, name in enumerate(problem.arguments)}
        asked = {number[name] for name in answers.arguments}
        found = question_values(problem, [problem.row[name] for name in scene.shown], asked)
        values = {name: round(float(found[a]), 9) for name, a in number.items()}
        best = max(values.values(), default=0.0)
        if best <= WORTHLESS:
            return None
        equal = [name for name, value in values.items() if value == best]
        return cls((scene.shuffled(equal)[0],))

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Show what the argument says, what it answers, and what is said against it."""
        argument = scene.debate.arguments[self.about[0]]
        return QuestionText(
            f"What you believe: {len(answers.arguments) + 1} of at most {scene.questions}",
            f"{argument.title}.".replace("?.", "?"),
            tuple(_sides(scene, argument)),
            "how likely is it right, all in all? 0 (no) to 100 (yes); skip, unsure, back, done; "
            "? for more",
            "Say how likely it is that what it says holds and matters, after you have weighed what "
            "is said against it. 0: certainly not. 50: as likely as not. 100: certainly. A range, "
            "such as 20-60, where you cannot say; skip leaves it as the records have it; done asks "
            "no more. Your number is kept as the strength all told: replies no longer act on it.",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers | Question | None:
        """Take a percentage, a range of them or a word."""
        word = reply.casefold()
        if word == "unsure":
            return IntervalQuestion(self.about)
        if word == "done":
            return None
        if word == SKIP:
            return _believing(answers, self.about[0], SKIP)
        if range_written(word):
            return IntervalQuestion(self.about).read(scene, answers, reply)
        both = range_written(word.replace(",", " "))
        if both and both[0] < both[1]:
            low, high = (f"{end:g}" for end in both)
            refuse(
                f"{word!r} may be {low} to {high} or {low}.{high}; write {low}-{high}, or a point"
            )
        if not word:
            refuse("nothing was typed")
        return _believing(answers, self.about[0], as_percent(figure(reply)))


@dataclass(frozen=True)
class IntervalQuestion(Question):
    """The range in which the belief in an argument lies, for who is unsure."""

    kind = "interval"

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Ask for two numbers."""
        argument = scene.debate.arguments[self.about[0]]
        return QuestionText(
            "What you believe: between what and what?",
            f"{argument.title}. Between which two numbers does your answer lie?",
            (),
            "two numbers from 0 to 100, the lower one first, as in: 20 60",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take two percentages."""
        if reply.casefold() == SKIP:
            return _believing(answers, self.about[0], SKIP)
        word = reply.casefold()
        ends = range_written(word) or range_written(word.replace(",", " "))
        if ends is None:
            refuse(f"{reply[:40]!r} is no range")
        return _believing(answers, self.about[0], as_percents(*ends))


def _believing(answers: Answers, argument: str, reply: Reply) -> Answers:
    return answers.with_(arguments={**answers.arguments, argument: reply})


def _sides(scene: Scene, argument: Argument) -> Parts:
    """Yield what it says, what it answers, and what is said against it."""
    debate = scene.debate
    if gist := gist_beyond_title(argument):
        yield "It says", gist
    for attack in argument.against:
        yield "In answer to", in_full(debate.arguments[attack.argument])
    replies = [
        other
        for other in debate.arguments.values()
        if any(attack.argument == argument.id for attack in other.against)
    ]
    for reply in scene.shuffled([other.id for other in replies]):
        yield "But", in_full(debate.arguments[reply])
    if not replies:
        yield from _unanswered(scene, argument)
    yield from _at_stake(scene, argument)
    spans = debate.text_lines(argument.claims)
    if spans:
        lines = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
        several = len(spans) > 1 or spans[0][0] != spans[0][1]
        where = f"line{'s' * several} {lines} of {debate.words.text or 'the text'}"
        yield "Where", f"{where} (toi show essay)"


def _at_stake(scene: Scene, argument: Argument) -> Parts:
    """Yield what the answer decides, since a title may only report what somebody says."""
    debate, effects = scene.debate, argument.effects
    if not effects:
        return
    criteria = dict.fromkeys(debate.criteria[effect.criterion].title for effect in effects)
    reached = {name for e in effects for name in debate.reached(e.on, e.except_)}
    titles = [debate.theories[name].short for name in debate.theories if name in reached]
    helps = {_helps(scene, argument, effect) for effect in effects}
    side = "on" if len(helps) > 1 else "for" if True in helps else "against"
    whom = "them" if len(titles) > 1 else "it"
    counts = f"rightly tells {side} {whom}" if side != "on" else f"rightly bears on {whom}"
    yield (
        "At stake",
        f"{listed(list(criteria))} of {listed(titles, MOST_NAMED)}. You are asked whether this "
        f"{counts}, not whether somebody says it.",
    )


def _helps(scene: Scene, argument: Argument, effect: Effect) -> bool:
    """Tell whether an effect makes a theory look better on its criterion."""
    raises = argument.source_of(effect).raises is not None
    return raises == (scene.debate.criteria[effect.criterion].direction == "benefit")


def _unanswered(scene: Scene, argument: Argument) -> Parts:
    """Yield the case of the theories it bears on, where they are few; else that none answers."""
    reached = [name for e in argument.effects for name in e.on if name in scene.debate.theories]
    few = list(dict.fromkeys(reached))
    named = all(name in scene.debate.theories for e in argument.effects for name in e.on)
    if argument.kind == "critique" and named and 0 < len(few) <= FEW:
        for name in few:
            theory = scene.debate.theories[name]
            yield "Against", f"the case for {theory.title}: {theory.case}"
        return
    yield "But", "the records hold no answer to it, which does not make it right"
