"""Points on one position: its values and beliefs, who leads by them, and how surely."""

from collections.abc import Iterator, Sequence

from toi.analyses.cruxes.result import Crux, Cruxes, SingleWorth
from toi.analyses.cruxes.verdict_screen import gaining
from toi.analyses.discuss.screen import discuss_verdict
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.report.html import Child, Markup, together
from toi.analyses.report.result import OtherRule, ReportResult
from toi.analyses.report.sections.comparison import nearest_and_furthest
from toi.analyses.report.sections.parts import (
    argument_link,
    believed,
    sentence_list,
    theory_link,
    to_know,
)
from toi.analyses.report.sections.position import weights_sentence
from toi.analyses.report.sections.ranking import nothing_in_words
from toi.analyses.report.sections.robustness import whose_numbers
from toi.analyses.report.sections.summary.leader import what_would_change, why_it_leads
from toi.analyses.report.sections.summary.outside import not_ranked
from toi.analyses.report.sections.summary.point import MOST_NAMED, point
from toi.analyses.report.sections.summary.split import split_in_short
from toi.analyses.score.result import WorthKnowing
from toi.analyses.score.verdict_screen import Uncertain, is_guessed
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.format import whole, whole_per_cent

MOST_BELIEFS = 3


def of_one(result: ReportResult, doubts: SensitivityResult) -> Iterator[Markup]:
    """Yield what leads by one position, why, how surely, and what would change it."""
    if result.discuss is not None:
        yield point("What to discuss first", discuss_verdict(result.discuss), "readers")
    outside = not_ranked(result)
    if outside and not result.score.results[0].gated:
        yield point("Others would lead", outside, "also")
    yield point("What is valued", weights_sentence(result, result.positions[0]), "position")
    if result.arguments:
        yield point("What is believed", _beliefs(result), "position")
    leader = result.score.results[0]
    if leader.gated:
        yield from _find_out(result)
        return
    below = _below_nothing(result)
    if below:
        yield point("More harm than good", below, "ranking")
    if result.score.level:
        yield point("How sure", _level_at_top(result), "robustness")
    whose = whose_numbers(result, doubts)
    if whose:
        yield point("Whose numbers make the lead uncertain", whose, "robustness")
    yield point("Why", why_it_leads(result), f"theory-{leader.id}")
    yield point("What would change it", what_would_change(result, doubts), "change")
    if result.other_rule is not None:
        yield point("By the other rule", _by_other_rule(result, result.other_rule), "position")
    if len(result.placings) > 1:
        yield point("Other positions", nearest_and_furthest(result), "comparison")
    if isinstance(result.split, PortfolioResult):
        yield point("How to split effort", split_in_short(result, result.split), "portfolio")
    yield from _find_out(result)


def _find_out(result: ReportResult) -> Iterator[Markup]:
    """Yield what would be worth most to know: as the page works it out below, where it does."""
    known: Sequence[Uncertain] = result.score.worth_knowing
    if not known or result.discuss is not None:  # what readers are to discuss comes before all
        return
    doubts, guess = result.sensitivity, "At a guess: " * is_guessed(result.score)
    if doubts is not None and doubts.worth is not None:
        known, guess = _worked_out(doubts.worth, doubts.worth_knowing), ""
    if known:
        yield point("Worth finding out", f"{guess}{to_know(known)}.", "change")


def _worked_out(worth: Cruxes, known: Sequence[SingleWorth]) -> list[Uncertain]:
    """Return what surely gains something over the draws, most first."""
    return [
        WorthKnowing("argument", one.argument, one.title, one.evppi)
        if isinstance(one, Crux)
        else one
        for one in gaining(worth, known)
    ]


def _level_at_top(result: ReportResult) -> Markup:
    """Name those that cannot be told apart at the top."""
    tops = [row.id for row in result.score.results if row.tier == 1]
    first: list[Child] = [theory_link(result, name) for name in tops[:MOST_NAMED]]
    rest = len(tops) - len(first)
    named = sentence_list([*first, *([f"{rest} more"] if rest else [])])
    return together([f"{len(tops)} cannot be told apart at the top: ", named, "."])


def _beliefs(result: ReportResult) -> Markup:
    """Name the arguments that move most, with how far they are believed."""
    named = [
        together(
            [argument_link(one.id, f"“{one.title}”"), f" ({believed(one.credence, one.ends)})"]
        )
        for one in result.arguments[:MOST_BELIEFS]
    ]
    return together(["The arguments that move most: ", sentence_list(named), "."])


def _below_nothing(result: ReportResult) -> str | None:
    """Count those that score less than doing nothing; None where there is no such score."""
    score, words = result.score, result.provenance.words
    if score.nothing is None or words.reference is None:
        return None
    below = [row.score for row in score.results if row.score < score.nothing]
    shown = f"{words.reference} ({nothing_in_words(score.nothing)})"
    if not below:
        return f"None: all score more than {shown}."
    just = sum(whole(points) == whole(score.nothing) for points in below)
    barely = f", {just} of them by so little that both are {whole(score.nothing)}" if just else ""
    return f"{len(below)} of {words.counted(len(score.results))} score less than {shown}{barely}."


def _by_other_rule(result: ReportResult, other: OtherRule) -> Markup:
    """Say what comes out where criteria that a theory is not about count the other way."""
    score = result.score
    rule = "left out" if other.left_out else "counted as judged"
    links = [theory_link(result, name) for name in other.leaders]
    same = [row.id for row in score.results if row.rank == 1] == list(other.leaders)
    return together(
        [
            f"If criteria that {result.provenance.words.an_one} is not about were {rule}, ",
            sentence_list(links),
            f" would {'still ' * same}lead, and {whole_per_cent(other.apart)} of pairs would stand "
            "in the other order.",
        ]
    )
