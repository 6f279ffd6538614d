"""Reasons for what a line gets, in words: short for a column, in full for a paper or a sheet."""

from collections.abc import Iterator

from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.shown import share_amount
from toi.analyses.portfolio.verdict import SMALL, points
from toi.analyses.shared.format import count, per_cent, signed

LEAST_SHORT = 0.05  # points; less rounds to none


def short_why(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say in a few words why a line gets what it gets."""
    if line.gated:
        return f"gate {line.gated}"
    if line.held:
        return held_by(result, line)
    if line.share > 0 and line.hedges:
        return f"pays if {result.titles.get(line.hedges, line.hedges)}"
    told = [_short_criterion(line)] if line.criterion else []
    if line.share <= 0:
        return "; ".join([why_out(result, line), *told])
    if line.role == "borderline" or not told:
        told.append(_often(result, line))
    return "; ".join(told)


def full_why(
    result: PortfolioResult, line: PortfolioLine, beside: bool = False, argued: bool = True
) -> str:
    """Say in full why a line gets what it gets: what sets it apart, then how surely.

    Parameters
    ----------
    beside : bool
        Whether it stands beside what says that points are `against_average`.
    argued : bool
        Whether to name the argument that carries it, or holds it back.
    """
    if line.gated:
        return f"excluded: {line.gated}"
    against = "" if beside else f" {against_average(result)}"
    return "; ".join([*_apart(line, against, argued), *_decided(result, line)])


def against_average(result: PortfolioResult) -> str:
    """Say what the points of reasons are held against."""
    many = len(result.allocation)
    lines = count(many, "line")
    if len(result.by_kind) == 1:
        lines = result.provenance.words.counted(many)
    return f"points against the average of {lines}"


def _short_criterion(line: PortfolioLine) -> str:
    """Write by how much a line leads or lags on its criterion: `+6 for Evidence`."""
    one = line.criterion
    assert one is not None
    level = ("low " if one.points > 0 else "high ") if one.cost else ""
    return f"{signed(one.points)} for {level}{one.title}"


def _often(result: PortfolioResult, line: PortfolioLine) -> str:
    often = f"{per_cent(line.resamples)} of draws"
    if line.rubrics is None:
        return often
    others = len(result.other_rubrics)
    return f"{often}, {round(line.rubrics * others)} of {count(others, 'rubric')}"


def _apart(line: PortfolioLine, against: str, argued: bool) -> Iterator[str]:
    """Yield what sets a line apart: a criterion and an argument."""
    if line.criterion is not None:
        one = line.criterion
        ahead = one.points > 0
        how = ("low" if ahead else "high") if one.cost else ("strong" if ahead else "weak")
        yield f"{how} on {one.title} ({signed(one.points)}{against})"
    if line.argument is not None and argued:
        how = "carried" if line.argument.points > 0 else "held back"
        yield f"{how} by “{line.argument.title}” ({signed(line.argument.points)})"


def _decided(result: PortfolioResult, line: PortfolioLine) -> Iterator[str]:
    """Yield what bounds a line, how surely it is in, or by how much it is out."""
    if line.held:
        yield held_by(result, line)
    elif line.share > 0:
        sure = f"in {per_cent(line.resamples)} of draws"
        if line.rubrics is not None and result.other_rubrics:
            others = len(result.other_rubrics)
            sure += f" and {round(line.rubrics * others)} of {others} other positions"
        yield f"{sure}{_by_floor_of_kind(result, line)}"
        if line.hedges:
            yield f"pays if this is so: {result.titles.get(line.hedges, line.hedges)}"
    else:
        yield why_out(result, line)


def _by_floor_of_kind(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say that a line owes some of its share to a floor of its kind, where that floor costs."""
    floors = (
        one.title
        for one in result.commitments
        if (one.kind, one.id) == ("limit", line.kind) and one.title.startswith("the floor")
        if one.cost >= SMALL
    )
    title = next(floors, None)
    return f"; some or all of it only by {title}" if title else ""


def why_out(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say why a line gets nothing."""
    if line.worth <= 0:
        return f"worth less than {result.provenance.words.reference or 'nothing'}"
    if not line.short or line.short < LEAST_SHORT:
        if result.wishes.max_lines is not None:
            return "left out by --max-lines"
        if line.smallest > 0:
            part = line.smallest / result.budget
            least = share_amount(result, part) or f"{100 * part:.4g} %"
            return f"{least} is not worth it here"
        return "just at the margin"
    lacks = f"{line.short:.1f}" if line.short < 1 else f"{line.short:.0f}"
    return f"{lacks} point{'' if lacks == '1' else 's'} short"


def held_by(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say which bound of its own decides a line's share, and what that costs."""
    bound = "smallest grant" if line.bound == "grant" else line.bound
    costs = (one.cost for one in result.commitments if (one.kind, one.id) == (line.bound, line.id))
    cost = next(costs, 0.0)
    if cost < SMALL:
        return f"held by its {bound}"
    return f"its {bound} costs {points(cost)} points"
