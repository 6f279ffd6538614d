"""What the words and figures on the screen of a split mean."""

from toi.analyses.portfolio.lines_screen import THIN, is_thin
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.shown import line_words
from toi.analyses.portfolio.unspent import two_scores
from toi.analyses.portfolio.verdict import (
    lines_chosen,
)
from toi.analyses.portfolio.why import LEAST_SHORT
from toi.analyses.portfolio.wording.fading import fading


def legend(result: PortfolioResult) -> str:
    """Explain what the screen shows, and only that."""
    if not any(line.share > 0 for line in result.allocation):
        return "(--notes: what is assumed and left out)"
    reruns = result.precision.resamples
    text = f"Range: the share in 9 of 10 reruns ({reruns}, all that is uncertain drawn anew). "
    if any(line.role == "core" for line in result.allocation):
        text += "core: something in 95 % of them. "
    if any(line.role == "borderline" and line.share > 0 for line in result.allocation):
        text += "maybe: in fewer than 95 % of them. "
    if any(line.criterion and not (line.held or line.gated) for line in result.allocation):
        text += (
            f"Why: points more or less than the average {line_words(result).one} where it differs "
            "most. "
        )
    out = [line for line in result.allocation if line.share <= 0 and not line.gated]
    if any(line.short and line.short >= LEAST_SHORT for line in out if line.worth > 0):
        text += "worth, needs: points that its first money brings, and would have to bring"
        grants = result.wishes.min_grant or result.wishes.min_grants
        text += " (a smallest grant, on average over all of it). " if grants else ". "
    if any(line.worth <= 0 and two_scores(result, line) for line in out):
        text += "on average: over the draws; at the mean: of every number, as in a ranking. "
    if any(line.role == "floor" for line in result.allocation):
        text += "fixed: in for its floor. "
    if any(line.role == "borderline" for line in out):
        text += "maybe with 0 %: too little on average, but something in many reruns. "
    if any(is_thin(result, line) for line in result.allocation if line.share > 0):
        text += f"{THIN} few arguments are about it. "
    text += _fades(result) + _whole_or_nothing(result)
    return f"{text}{_kinds(result)}(--notes: what is assumed and left out)"


def _fades(result: PortfolioResult) -> str:
    """Say why a split brings less than the score of what it goes to stands above nothing."""
    return "" if result.wishes.returns == "none" else f"{fades(result)} "


def fades(result: PortfolioResult) -> str:
    """Say how what money brings fades."""
    titles = {line.id: line.short_title for line in result.allocation}
    kinds = [line.kind for line in result.allocation]
    return fading(line_words(result), titles, kinds, result.wishes)


def _whole_or_nothing(result: PortfolioResult) -> str:
    """Say how a line is funded whole or not at all, where amounts are split at will."""
    wishes = result.wishes
    effort = result.provenance.words.reference  # of which any part can be spent, or none
    if result.amount is None or effort or wishes.min_grant or wishes.min_grants:
        return ""
    one = line_words(result).an_one
    return f"To fund {one} whole or not at all: --asks FILE, its cap and smallest grant alike. "


def _kinds(result: PortfolioResult) -> str:
    """Explain each kind that gets something by the line of it that gets most."""
    first: dict[str, str] = {}
    for line in result.allocation:
        if line.share > 0:
            first.setdefault(line.kind, line.short_title)
    if len(first) < 2 or lines_chosen(result):
        return ""
    return f"Kinds: {', '.join(f'{kind} (as {name})' for kind, name in first.items())}. "
