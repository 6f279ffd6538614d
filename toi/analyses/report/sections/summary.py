"""The question, and the answer in a few sentences."""

from collections.abc import Iterator

from toi.analyses.report.html import Markup, bullets, inner_link, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section, criterion_titles, theory_link
from toi.analyses.report.sections.position import weights_sentence
from toi.analyses.score.verdict_screen import score_verdict, worth_finding_out
from toi.analyses.shared.format import count, per_cent


def summary(result: ReportResult) -> Section:
    """Say what is asked, what comes out and how far it can be trusted."""
    body = together(
        [
            tag("p", question(result), class_="question"),
            tag("p", score_verdict(result.score), class_="verdict"),
            bullets(_points(result)),
        ]
    )
    return Section("summary", "In short", body)


def question(result: ReportResult) -> str:
    """Word what the report answers."""
    words = result.provenance.words
    title = f"{words.title}: which" if words.title else "Which"
    many = len(result.positions)
    whose = "one position" if many == 1 else f"{many} positions"
    return (
        f"{title} {words.many} come out best, given what {whose} value{'s' * (many == 1)} and "
        "which arguments are believed?"
    )


def _points(result: ReportResult) -> Iterator[Markup]:
    yield _point("What is valued", weights_sentence(result, result.positions[0]), "position")
    level = 1 + len(result.score.level)
    if result.score.level:
        first = [theory_link(result, row.id) for row in result.score.results[:level][:5]]
        named = together(part for link in first for part in (link, ", "))
        rest = f"and {level - len(first)} more" if level > len(first) else ""
        text = f"{count(level, 'of them', 'of them')} cannot be told apart at the top: "
        yield _point("How sure", together([text, named, f"{rest}."]), "robustness")
    leader = result.score.results[0]
    yield _point("Why", _why(result), f"theory-{leader.id}")
    yield _point("What would change it", _change(result), "change")
    find = worth_finding_out(result.score)
    if find:
        yield _point("Worth finding out", find.removeprefix("Find out first: "), "change")


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
    kinds = dict.fromkeys(flip.what for flip in changing.flips)
    searched = sum(changing.searched.values())
    share = per_cent(len(changing.flips) / searched) if searched else "0 %"
    return (
        f"{len(changing.flips)} of {searched:,} single numbers ({share}) put another first, if "
        f"changed far enough: {', '.join(_many(kind) for kind in kinds)}."
    )


def _many(kind: str) -> str:
    return {"weight": "weights", "credence": "beliefs", "judgement": "judgements"}.get(kind, kind)
