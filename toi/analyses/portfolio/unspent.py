"""What a split is held against, in words; why nothing is spent, and what to ask then."""

import shlex

from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.shown import line_words
from toi.analyses.shared.format import GLUE, glued, whole
from toi.analyses.shared.verdict import nobody_leads, sentence, what_nothing_costs, what_nothing_has


def why_idle(result: PortfolioResult) -> str:
    """Say why nothing is spent, and what everything is held against where that is why."""
    one = line_words(result).one
    match result.idle:
        case "gates":
            return sentence(nobody_leads(line_words(result)))
        case "limits":
            return "Floors, caps and limits leave nothing to spend on, though something is worth it"
        case "risk":
            return f"No {one} is worth its risk"
    best = best_line(result)
    nothing, score = whole(result.nothing), score_text(result, best)
    also = " too" if score == nothing else ""
    return (
        f"No {one} scores more than {result.provenance.words.baseline} ({nothing}); the best, "
        f"{best.short_title}, scores {score}{also}"
    )


def score_text(result: PortfolioResult, line: PortfolioLine) -> str:
    """Write the score of a line that is not worth more than doing nothing.

    That is its mean over the draws; where a ranking, at the mean of every number, shows another,
    both are named.
    """
    score = whole(result.nothing + line.worth)
    if two_scores(result, line):
        return f"{score} on average ({whole(line.score)} at the mean)"
    return score


def two_scores(result: PortfolioResult, line: PortfolioLine) -> bool:
    """Tell whether the mean score over the draws is shown as another than that of a ranking."""
    return whole(result.nothing + line.worth) != whole(line.score)


def best_line(result: PortfolioResult) -> PortfolioLine:
    """Return the line whose first unit is worth most, of those that no gate excludes."""
    return max((one for one in result.allocation if not one.gated), key=lambda one: one.worth)


def nothing_is_worth(result: PortfolioResult) -> bool:
    """Tell whether all stays unspent since nothing scores more than doing nothing."""
    return result.idle == "worth" and not any(line.share > 0 for line in result.allocation)


def points_above(result: PortfolioResult) -> str:
    """Write how many points a split brings, and above what: who spends nothing may still cost."""
    words, brought = result.provenance.words, whole(result.expected)
    points = "point" if brought in ("1", "-1") else "points"
    costs = what_nothing_costs(result.criteria)
    counted = f", counted at {costs}" if costs else ""
    return (
        f"{brought} {points} of the score above {words.baseline} ({whole(result.nothing)}{counted})"
    )


def what_nothing_is(result: PortfolioResult) -> str | None:
    """Say what doing nothing is taken to have, and how to say otherwise; None where that is 0."""
    has, baseline = what_nothing_has(result.criteria), result.provenance.words.baseline
    if has is None:
        return None
    return (
        f"{baseline[0].upper()}{baseline[1:]} counts as having {has}. Where it has something "
        "else, let the scale begin there (scale in criteria.yaml; in a sheet, a row scale)."
    )


def spent_all_the_same(result: PortfolioResult) -> str:
    """Say what to ask where to take none, or to spend nothing, is no choice."""
    return (
        f"If one is taken in any case, toi{GLUE}score says which; if all is spent in any case, "
        f"{glued(floor_of_all(result))} splits it."
    )


def floor_of_all(result: PortfolioResult) -> str:
    """Write the option by which all is spent on the kind of the best line."""
    return f"--floor {shlex.quote(f'{best_line(result).kind}=100%')}"
