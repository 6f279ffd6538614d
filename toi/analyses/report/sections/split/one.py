"""A split of effort by one position: who gets what, what it brings, what was fixed."""

from collections.abc import Iterator

from toi.analyses.portfolio.demands.result import (
    CommitmentRow,
)
from toi.analyses.portfolio.legend import fades
from toi.analyses.portfolio.lines_screen import THIN, is_thin
from toi.analyses.portfolio.result import (
    PortfolioResult,
)
from toi.analyses.portfolio.rounded import amounts
from toi.analyses.portfolio.shown import (
    commitments_in_order,
    line_words,
    worst,
)
from toi.analyses.portfolio.unspent import nothing_is_worth, what_nothing_is
from toi.analyses.portfolio.verdict import (
    gain_in_full,
    scrutiny_verdict,
    split_verdict,
    synergies_verdict,
    where,
    worst_tenth,
)
from toi.analyses.portfolio.wording.commitments import (
    SMALL,
    commitments_verdict,
    effect_in_words,
    points,
)
from toi.analyses.portfolio.wording.small import small_told
from toi.analyses.portfolio.wording.ties import one_of_several
from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.split.in_short import what_it_brings
from toi.analyses.report.sections.split.lines import lines_table
from toi.analyses.report.sections.split.settled import settled_most
from toi.analyses.report.sections.split.today import moves_from_today
from toi.analyses.report.tables import columns, table
from toi.analyses.shared.format import whole


def split_of_one(result: ReportResult, split: PortfolioResult) -> Iterator[Markup]:
    """Show who gets what and why, what it brings, what was fixed, and what is assumed."""
    given = any(line.share > 0 for line in split.allocation)
    paper = result.request.portfolio_first and given  # what it brings stands in short there
    if paper:
        yield paragraphs(where(split, by_kind=False))
    else:
        yield paragraphs(split_verdict(split, named=False), scrutiny_verdict(split))
    yield lines_table(result, split)
    yield paragraphs(_how_to_read(split))
    yield _criteria(split)
    if given and not paper:
        gains = "; ".join(gain_in_full(split, other) for other in split.benchmarks)
        yield paragraphs(
            f"It brings {what_it_brings(split)}{f': {gains}' if gains else ''}.",
            worst_tenth(split),
        )
    small = small_told(split)
    yield paragraphs(one_of_several(split), f"{small}." if small else None)
    if nothing_is_worth(split):
        yield paragraphs(what_nothing_is(split))
    yield from what_was_fixed(split)
    yield from moves_from_today(split)
    if not paper:  # there it has a section of its own
        yield from settled_most(split)
    yield tag("h3", "What this takes for granted")
    yield bullets(_assumed(split))


def _how_to_read(split: PortfolioResult) -> str:
    """Explain the words of the table."""
    text = "Shares are rounded so that they add up to 100 %"
    text += ", amounts so that they add up to the budget" if amounts(split) else ""
    text += "; what was asked for stands exactly. Reruns: the split found again"
    text += f" {split.precision.resamples} times with all that is uncertain drawn anew."
    if any(line.share <= 0 and line.worth > 0 and line.short for line in split.allocation):
        text += (
            f" Worth and needs: what the first unit in {line_words(split).an_one} brings in points "
            "of the score, and what it would have to bring to get anything"
        )
        grants = split.wishes.min_grant or split.wishes.min_grants
        text += "; a smallest grant, on average over all of it." if grants else "."
    if any(is_thin(split, line) for line in split.allocation):
        text += f" {THIN} few arguments are about it, so its worth may be silence."
    return text


def _criteria(split: PortfolioResult) -> Markup:
    """Explain the criteria by which the table tells lines apart, each by its two ends."""
    told = [
        together([tag("strong", title), f": from “{worst_end}” to “{best_end}”."])
        for title, (worst_end, best_end) in split.ends.items()
    ]
    if not told:
        return Markup()
    many = line_words(split).many
    return together(
        [paragraphs(f"The criteria that set {many} apart, worst to best:"), bullets(told)]
    )


def what_was_fixed(split: PortfolioResult) -> Iterator[Markup]:
    """Say what was fixed beforehand, what that costs, and what goes together."""
    if split.commitments:
        yield tag("h3", "What was fixed, and what it costs")
        yield paragraphs(commitments_verdict(split))
        rows = [
            [
                _titled(split, one),
                _cost(one),
                effect_in_words(split, one) if one.changes else "nothing",
            ]
            for one in commitments_in_order(split)
        ]
        heads = columns("Fixed", "#Costs", "What it moves")
        yield table("Each found by splitting again without it; costs in points", heads, rows)
    if split.synergies:
        yield tag("h3", "What goes together")
        yield paragraphs(synergies_verdict(split))
        yield bullets(f"{one.name}: {one.why}" for one in split.synergies if one.why)


def _titled(split: PortfolioResult, one: CommitmentRow) -> str:
    words = one.title
    own = all(other.of_rubric for other in split.commitments)
    return f"{words[0].upper()}{words[1:]}{' (of the rubric)' if one.of_rubric and not own else ''}"


def _cost(one: CommitmentRow) -> str:
    if one.cost >= SMALL:
        return points(one.cost)
    return "under 0.05" if one.changes else "0"


def _assumed(split: PortfolioResult) -> Iterator[str]:
    wishes = split.wishes
    baseline = f"{split.provenance.words.baseline} ({whole(split.nothing)})"
    a_line = line_words(split).an_one
    yield f"What scores above {baseline} is what the first unit of effort in {a_line} is worth."
    if wishes.returns != "none":
        yield fades(split)
    risk = (
        "the average alone counts"
        if not wishes.risk
        else f"the {worst(wishes.tail)} of cases counts too ({wishes.risk:g} of 1)"
    )
    yield f"On risk: {risk}."
    yield from (f"Left out: {one}." for one in split.leaves_out)
