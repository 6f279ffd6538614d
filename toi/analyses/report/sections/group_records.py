"""The records as a group sees them: who ranks a theory where, how far an argument is believed."""

from collections import Counter

from toi.analyses.compare.group.joint_screen import JOINT, excluded_by_all
from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.report.html import Markup, paragraphs, tag, together
from toi.analyses.report.result import ReportResult, TheoryEntry
from toi.analyses.report.sections.arguments import argument_entry
from toi.analyses.report.sections.group import places_told
from toi.analyses.report.sections.parts import (
    Section,
    criterion_titles,
    first_told,
    others_elsewhere,
    source_links,
)
from toi.analyses.report.tables import PageColumn, columns, table
from toi.analyses.shared.format import per_cent, score_text
from toi.io.questionnaire.response import BELIEF


def group_theories(result: ReportResult, found: GroupCompared) -> Section:
    """Tell every theory: what it says, who ranks it where, and how its case was judged."""
    joint = {row.id: row.ranks[JOINT] for row in found.joint}
    entries = sorted(result.theories, key=lambda entry: joint[entry.explained.id])
    articles = (_article(result, found, entry, joint) for entry in entries)
    body = together([paragraphs(others_elsewhere(result)), *articles])
    one = result.provenance.words.one
    title = f"Every {one}" if result.tells_all else first_told(result).capitalize()
    return Section("theories", title, body)


def _article(
    result: ReportResult, found: GroupCompared, entry: TheoryEntry, joint: dict[str, int]
) -> Markup:
    one, words = entry.explained, result.provenance.words
    short, here = result.shorts[one.id], f"theory-{one.id}"
    [ranks] = [each for each in found.splits if each.id == one.id]
    [mean] = [row.mean_score for row in found.joint if row.id == one.id]
    place = f"Rank {joint[one.id]} of all together: {places_told(found, ranks)}"
    if one.id in excluded_by_all(found):
        place = "Excluded by a gate of every position"
    lead = f"As its {words.proponent} puts it: " if words.proponent else ""
    return tag(
        "article",
        tag("h3", short, id=f"{here}-title"),
        tag("p", f"{one.id}: {one.title}", class_="dim") if one.title != short else None,
        paragraphs(
            f"{place}; {score_text(mean)} points on average.",
            one.claim if one.claim != one.title else None,
            f"{lead}{one.case_text}" if one.case_text != one.claim else None,
        ),
        _case(result, entry),
        tag("p", "Sources: ", source_links(entry.sources), class_="dim") if entry.sources else None,
        Markup("\n"),
        id=here,
        aria_labelledby=f"{here}-title",
    )


def _case(result: ReportResult, entry: TheoryEntry) -> Markup:
    """Show how the records judge it before any argument."""
    one, titles = entry.explained, criterion_titles(result)
    labels = {label.id: label for label in one.criteria}
    rows = [
        [
            titles[row.criterion],
            labels[row.criterion].shown(row.value),
            together([row.why, tag("small", f" ({row.basis})")]),
        ]
        for row in one.judgements
    ]
    heads = [*columns("Criterion", "#Case"), PageColumn("It rests on", named=False)]
    return table(f"{result.shorts[one.id]}: its case, by criterion", heads, rows, fits=True)


def group_arguments(result: ReportResult, found: GroupCompared) -> Section | None:
    """Tell each argument and from where to where it is believed, the most disputed first."""
    held = {
        one.id: [member.beliefs[one.id] for member in found.members if one.id in member.beliefs]
        for one in result.arguments
    }
    silent = Counter(key for member in found.members for key in member.unanswered)
    shown = [one for one in result.arguments if held[one.id]]
    if not shown:
        return None
    shown.sort(key=lambda one: (min(held[one.id]) - max(held[one.id]), one.id))
    titles = {one.id: one.title for one in shown}
    entries = [
        argument_entry(result, one, titles, _held(held[one.id], silent[f"{BELIEF}{one.id}"]))
        for one in shown
    ]
    text = result.provenance.words.text
    said = "All that bears on a score, those first on which the group differs most"
    said += f"; lines are those of {text}." if text else "."
    body = together([paragraphs(said), tag("dl", *entries)])
    return Section("arguments", "The arguments", body)


def _held(beliefs: list[float], silent: int) -> str:
    low, mean, high = (
        per_cent(share) for share in (min(beliefs), sum(beliefs) / len(beliefs), max(beliefs))
    )
    some = f"; {silent} of {len(beliefs)} left it empty" if silent else ""
    if low == high:
        return f"believed {mean} by all, replies counted{some}"
    return f"believed from {low} to {high}, {mean} on average, replies counted{some}"
