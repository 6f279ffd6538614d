"""The positions of a pair or a group, each in a few words."""

from collections.abc import Iterator

from toi.analyses.report.html import Markup, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section, criterion_titles, verdict, with_name
from toi.analyses.report.sections.position import (
    beliefs,
    in_own_words,
    sureness_sentence,
    weights_sentence,
)
from toi.analyses.report.tables import columns, table
from toi.analyses.score.result import ScoreResult
from toi.analyses.shared.format import whole_per_cent
from toi.analyses.shared.verdict import less_than_nothing

MOST_IN_WORDS = 12  # positions that are told one by one; more stand in a table


def members(result: ReportResult) -> Section:
    """Tell each of several positions: its words, its weights, its verdict."""
    told = _in_words if len(result.positions) <= MOST_IN_WORDS else _in_a_table
    return Section("members", "Each position", together(told(result)))


def _in_words(result: ReportResult) -> Iterator[Markup]:
    titles = criterion_titles(result)
    used = [name for name in titles if any(one.weights.get(name) for one in result.positions)]
    heads = columns("Criterion", *(f"#{one.label.name}" for one in result.positions))
    rows = [
        [titles[name], *(whole_per_cent(one.weights.get(name, 0.0)) for one in result.positions)]
        for name in used
    ]
    yield tag("h3", "What each values")
    yield table("Weights by position, in per cent of all weight", heads, rows)
    first = result.positions[0] if len(result.positions) == 2 else None
    for one, score in zip(result.positions, result.scores, strict=True):
        yield tag("h3", with_name(one.label))
        yield paragraphs(in_own_words(one), verdict(score))
        yield paragraphs(f"{weights_sentence(result, one)} {sureness_sentence(one)}")
        yield beliefs(result, one) if one is not first else Markup()


def _in_a_table(result: ReportResult) -> Iterator[Markup]:
    titles = criterion_titles(result)
    used = [name for name in titles if any(one.weights.get(name) for one in result.positions)]
    heads = columns("Position", *(f"#{titles[name]}" for name in used), "Comes first")
    rows = [
        [
            one.label.title,
            *(whole_per_cent(one.weights.get(name, 0.0)) for name in used),
            f"{score.results[0].short}{_below_nothing(score)}",
        ]
        for one, score in zip(result.positions, result.scores, strict=True)
    ]
    yield table("What each weighs, and what comes first by it", heads, rows, kind="told")


def _below_nothing(score: ScoreResult) -> str:
    """Say in brackets that even the first costs more than it gives; else nothing."""
    first, words = score.results[0], score.provenance.words
    below = not first.gated and less_than_nothing(first.score, score.nothing, words)
    return f" (less than {words.reference})" if below else ""
