"""The question, and the answer in a few sentences."""

from collections.abc import Iterator

from toi.analyses.compare.group_screen import group_verdict
from toi.analyses.compare.rubrics_screen import rubrics_verdict
from toi.analyses.flips.result import Flip
from toi.analyses.flips.screen import value_text
from toi.analyses.portfolio.result import PortfolioResult, WorldviewsResult
from toi.analyses.portfolio.shown import amount_text, rounded_shares
from toi.analyses.portfolio.verdict import split_verdict
from toi.analyses.portfolio.worldviews_screen import together_verdict
from toi.analyses.report.html import Child, Markup, bullets, inner_link, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.comparison import nearest_and_furthest
from toi.analyses.report.sections.parts import (
    Section,
    criterion_titles,
    sentence_list,
    theory_link,
    title_sentence,
    verdict,
)
from toi.analyses.report.sections.position import weights_sentence
from toi.analyses.score.verdict_screen import worth_finding_out
from toi.analyses.shared.format import whole_per_cent

MOST_NAMED = 5  # of those at the top


def summary(result: ReportResult) -> Section:
    """Say what is asked, what comes out and how far it can be trusted."""
    several = len(result.positions) > 1
    body = together(
        [
            tag("p", question(result), class_="question"),
            tag("p", _verdict(result), class_="verdict"),
            bullets(_each(result) if several else _points(result)),
        ]
    )
    return Section("summary", "In short", body)


def question(result: ReportResult) -> str:
    """Word what the report answers."""
    words = result.provenance.words
    title = f"{words.title}: which" if words.title else "Which"
    many = len(result.positions)
    whose = "one position" if many == 1 else f"{many} positions"
    if result.request.portfolio_first:
        asked = f"{words.title}: how" if words.title else "How"
        return f"{asked} should effort be split, given what {whose} value{'s' * (many == 1)}?"
    return (
        f"{title} {words.many} come out best, given what {whose} value{'s' * (many == 1)} and "
        "which arguments are believed?"
    )


def _verdict(result: ReportResult) -> str:
    """Answer the question for one position; of several, say how far they agree."""
    if result.request.portfolio_first and isinstance(result.split, PortfolioResult):
        return split_verdict(result.split)
    if result.request.portfolio_first and isinstance(result.split, WorldviewsResult):
        return together_verdict(result.split)
    if result.group is not None:
        return group_verdict(result.group)
    if len(result.positions) == 2:
        return rubrics_verdict(result.compared[0])
    return verdict(result.score)


def _each(result: ReportResult) -> Iterator[Markup]:
    """Yield for each of several positions what it values and what comes out."""
    for one, score in zip(result.positions, result.scores, strict=True):
        words = [title_sentence(one.label), weights_sentence(result, one), verdict(score)]
        yield _point(one.label.name, " ".join(filter(None, words)), "comparison")


def _points(result: ReportResult) -> Iterator[Markup]:
    split = result.split
    if result.request.portfolio_first and isinstance(split, PortfolioResult):
        yield _point("What gets most", _largest(result, split), "portfolio")
        yield _point("The ranking", verdict(result.score), "ranking")
    yield _point("What is valued", weights_sentence(result, result.positions[0]), "position")
    leader = result.score.results[0]
    if leader.gated:
        return
    if result.score.level:
        tops = [row.id for row in result.score.results if row.tier == 1 and not row.gated]
        first: list[Child] = [theory_link(result, name) for name in tops[:MOST_NAMED]]
        rest = len(tops) - len(first)
        named = sentence_list([*first, *([f"{rest} more"] if rest else [])])
        text = f"{len(tops)} cannot be told apart at the top: "
        yield _point("How sure", together([text, named, "."]), "robustness")
    yield _point("Why", _why(result), f"theory-{leader.id}")
    yield _point("What would change it", _change(result), "change")
    if len(result.placings) > 1:
        yield _point("Other positions", nearest_and_furthest(result), "comparison")
    find = worth_finding_out(result.score.worth_knowing)
    if find:
        what = find.removeprefix("Find out first: ").replace("your weights", "the weights")
        yield _point("Worth finding out", what, "change")


def _largest(result: ReportResult, split: PortfolioResult) -> Markup:
    """Name the lines that get most, with links, and what they get."""
    rounded = rounded_shares(split)
    ranked = {row.id for row in result.score.results}
    named: list[Child] = []
    for line in [line for line in split.allocation if rounded[line.id] > 0][:MOST_NAMED]:
        amount = amount_text(split, rounded[line.id])
        share = f" ({whole_per_cent(rounded[line.id])}{f', {amount}' if amount else ''})"
        name = line.short_title
        link = inner_link(name, f"theory-{line.id}") if line.id in ranked else name
        named.append(together([link, share]))
    return together([sentence_list(named), "."]) if named else together(["Nothing."])


def _point(head: str, words: str, target: str) -> Markup:
    return together(
        [
            tag("strong", f"{head}: "),
            words,
            " ",
            inner_link("More", target, aria_label=f"More on: {head}", class_="more"),
        ]
    )


def _why(result: ReportResult) -> str:
    """Say on what the leader scores most against the others."""
    first = result.theories[0].explained
    titles = criterion_titles(result)
    apart = sorted(first.by_criterion, key=lambda row: row.mean - row.points)
    best = [row for row in apart if row.points - row.mean >= 0.5][:2]
    name = result.score.results[0].short
    if not best:
        return f"{name} is above the mean of all on no criterion by as much as a point."
    parts = [f"{titles[row.criterion]} ({row.points - row.mean:+.0f} points)" for row in best]
    return f"{name} leads by {' and '.join(parts)}, against the mean of all."


def _change(result: ReportResult) -> str:
    changing = result.sensitivity.changing
    if changing is None or not changing.flips:
        return "No single weight, belief or judgement puts another first."
    searched = sum(changing.searched.values())
    least = [changing.least(kind) for kind in ("weight", "credence")]
    nearest = "; ".join(_flip_in_words(result, flip) for flip in least if flip)
    return (
        f"{len(changing.flips)} of {searched:,} single numbers put another first, if they are "
        f"changed far enough{f'. The nearest: {nearest}' if nearest else ''}."
    )


def _flip_in_words(result: ReportResult, flip: Flip) -> str:
    """Say what would have to be otherwise for whom to lead."""
    leads, to = result.shorts.get(flip.new_leader, flip.new_leader), value_text(flip, flip.rounded)
    now = value_text(flip, flip.from_)
    if flip.what == "weight":
        return f"{criterion_titles(result)[flip.id]} at {to} (now {now}), then {leads} leads"
    titles = {one.id: one.title for one in result.arguments}
    return f"“{titles.get(flip.id, flip.id)}” believed {to} (now {now}), then {leads} leads"
