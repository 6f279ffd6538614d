"""All arguments that move a score, in words."""

from collections.abc import Mapping

from toi.analyses.report.html import Markup, paragraphs, tag, together
from toi.analyses.report.result import ArgumentEntry, ReportResult
from toi.analyses.report.sections.parts import (
    Section,
    argument_link,
    belief_in_words,
    first_told,
    lines_in_words,
    sentence_list,
    source_links,
)
from toi.analyses.shared.format import count


def arguments(result: ReportResult) -> Section | None:
    """Tell each argument: what it says, who said it where, and how far it is believed."""
    if not result.arguments:
        return None
    text = result.provenance.words.text
    said = f"{_counted(result)} The heaviest stand first, in the words of the records"
    said += f"; lines are those of {text}." if text else "."
    titles = {one.id: one.title for one in result.arguments}
    entries = (argument_entry(result, one, titles, _moves(result, one)) for one in result.arguments)
    body = together([paragraphs(said), tag("dl", *entries)])
    return Section("arguments", "The arguments", body)


def _counted(result: ReportResult) -> str:
    """Count the arguments that act on what is ranked, and those that only answer them."""
    acting = sum(one.theories > 0 for one in result.arguments)
    rest = len(result.arguments) - acting
    answers = f", and {rest:,} that only answer{'s' if rest == 1 else ''} others" if rest else ""
    every = result.positions[0].arguments
    words = result.provenance.words
    whom = f"a ranked {words.one}" if result.tells_all else first_told(result)
    return f"Of {count(every, 'argument')}, the {acting:,} that act on {whom}{answers}."


def _moves(result: ReportResult, one: ArgumentEntry) -> str:
    """Say how far a position believes an argument, and what it moves."""
    facts = [belief_in_words(one.credence, one.strength, one.settled, one.ends)]
    if round(100 * one.recorded) != round(100 * one.credence):
        facts.append(f"recorded {100 * one.recorded:.0f} %")
    if one.theories:
        verb = "takes" if one.taken < 0 else "gives"
        many = result.provenance.words.counted(one.theories)
        facts.append(f"{verb} {count(round(abs(one.taken)), 'point')} in all, over {many}")
    return "; ".join(facts)


def argument_entry(
    result: ReportResult, one: ArgumentEntry, titles: Mapping[str, str], held: str
) -> Markup:
    """Tell an argument: what it says, who said it where, how far it is `held`, what it answers."""
    facts = [f"A {one.kind}, said by {one.speaker}", held, lines_in_words(result, one.lines)]
    told: list[str] = [one.gist, tag("small", f" {'; '.join(filter(None, facts))}.")]
    answered = [argument_link(name, titles[name]) for name in one.answers if name in titles]
    if answered:
        told += [tag("small", " It answers: ", sentence_list(answered), ".")]
    if one.sources:
        told += [tag("small", " Sources: ", source_links(one.sources), ".")]
    head = tag("dt", one.title, id=f"argument-{one.id}")
    return together([head, tag("dd", *told), Markup("\n")])
