"""Method and limits in plain words."""

from collections.abc import Iterator

from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section
from toi.analyses.report.sections.words import explained
from toi.analyses.report.tables import columns, table
from toi.distribution import figures

ENDS = (".", "?", "!")  # of a sentence
TOGETHER = (
    "The order of all together is that which disagrees least with all of them (Kemeny). Other ways "
    "of counting are the mean of the scores, how many each is put above (Borda), how many it beats "
    "by a majority (Copeland), and mean weights on mean values (pooled). None is truer."
)


def method(result: ReportResult) -> Section:
    """Say how scores come about and what they cannot tell."""
    body = together(
        [
            tag("h3", "Words used here"),
            tag("dl", *_glossary(result)),
            explained(result.provenance.words.meanings),
            tag("h3", "How scores come about"),
            paragraphs(*_how(result)),
            tag("h3", "What it cannot tell"),
            bullets(_limits(result)),
            tag("h3", "The criteria"),
            _criteria(result),
        ]
    )
    return Section("method", "How it works, and its limits", body)


def _glossary(result: ReportResult) -> Iterator[Markup]:
    """Yield the words of the method that the page uses, each in a sentence."""
    words = result.provenance.words
    terms = {
        "position, rubric": "what somebody values and believes, and the file that says so.",
        words.one: "what is ranked.",
        "case": f"the score of {words.an_one} before any argument is heard.",
        "draw": "one of thousands of runs, in each of which every uncertain number takes a value "
        "from its range.",
        "tier": "a group whose order means little.",
        "line of attack": "arguments that make one point in several ways.",
        "stated, inferred, judged, assumed": f"whether {words.text or 'the source'} says a "
        "number, implies it, or is silent on it: then it is somebody's own judgement, or assumed.",
    }
    if words.reference:
        terms[words.reference] = (
            f"the score below which {words.an_one} costs more than it gives, by this position."
        )
    for term in () if result.arguments else ("case", "line of attack"):
        del terms[term]
    for term, said in terms.items():
        yield together([tag("dt", term), tag("dd", said), Markup("\n")])


def _how(result: ReportResult) -> Iterator[str]:
    """Say how a score comes about; of arguments only where there are some."""
    words = result.provenance.words
    if not result.arguments:
        yield (
            f"Every {words.one} is judged on several criteria. Each judgement is made a value from "
            "0 to 1, the values are weighed, and their sum is the score, from 0 to 100."
        )
        yield "A position is what one values (weights). Another position gives another ranking."
    else:
        yield from _with_arguments(result)
    if result.group is not None:
        yield TOGETHER
    yield (
        "What is uncertain has a range or a chance. All of it is drawn anew many thousands of "
        "times; ranges, chances and tiers count what comes out. Draws are made from a seed, so "
        "that the same command gives the same page."
    )


def _with_arguments(result: ReportResult) -> Iterator[str]:
    words = result.provenance.words
    who = f"as its {words.proponent} would put it" if words.proponent else "before any argument"
    yield (
        f"Every {words.one} is judged on several criteria, {who}. Arguments then speak against "
        "these judgements or for them. Each argument has a credence (is it sound?) and a force "
        "(how much of the way to the worst or best end of a scale does it go?). Replies weaken "
        "what they answer."
    )
    yield (
        "Arguments that make one point in several ways are a line of attack, and weigh less "
        "together than one by one. What is left of each judgement is made a value from 0 to 1, "
        "the values are weighed, and their sum is the score, from 0 to 100."
    )
    yield (
        "A position is what one values (weights) and what one believes (credences). Another "
        "position gives another ranking of the same records: the page says what this one has."
    )


def _limits(result: ReportResult) -> Iterator[str]:
    words = result.provenance.words
    if words.text:
        yield (
            f"The records are a reading of {words.text}: numbers in it are few, and most of those "
            "here were inferred or assumed. Each says which."
        )
    if result.arguments:
        yield "Whoever was examined more closely was found wanting more often."
        yield (
            "Arguments are taken to be sound or not independently of one another, and so are the "
            "judgements."
        )
    else:
        yield "Judgements are taken to be independent of one another."
    yield "The highest of several uncertain scores is likely too high: the winner's curse."
    yield f"A score is no measure of good done: it says how {words.an_one} fares by this position."


def _criteria(result: ReportResult) -> Markup:
    heads = columns("Criterion", "Question", "#Scale", "Low end", "High end")
    rows = [
        [
            one.title,
            f"{one.question}{'' if one.question.endswith(ENDS) else '.'} "
            f"{'Less' if one.direction == 'cost' else 'More'} is better.",
            figures(*one.scale),
            one.low or "",
            one.high or "",
        ]
        for one in result.criteria
    ]
    return table("What is asked, and what both ends of each scale mean", heads, rows, stacked=True)
