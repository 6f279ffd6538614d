"""Reasons for what a line gets, in words: short for a column, in full for a paper or a sheet."""

from collections.abc import Iterator

from toi.analyses.portfolio.line_result import ArgumentApart, CriterionApart, PortfolioLine
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.shown import line_words, share_amount
from toi.analyses.portfolio.unspent import score_text
from toi.analyses.portfolio.wording.commitments import (
    SMALL,
    points,
)
from toi.analyses.shared.format import count, rounded, signed, whole

LEAST_SHORT = 0.05  # points; less rounds to none
SAME = 1e-6  # of the budget


def short_why(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say in a few words why a line gets what it gets."""
    if line.gated:
        return f"gate {line.gated}"
    if line.held:
        return held_by(result, line)
    if line.share > 0 and line.hedges:
        return f"pays if {result.titles.get(line.hedges, line.hedges)}"
    if line.share > 0 and (as_well := _as_well(result, line)):
        return as_well
    told = [_short_criterion(line)] if line.criterion else []
    if line.share <= 0:
        return "; ".join([why_out(result, line), *told])
    if line.role == "borderline" or not told:
        told.append(_in_reruns(result, line))
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
    decided = [*_decided(result, line)]
    apart = [*_held_back(result, line, against, argued), *_apart(line, against, argued)]
    # What gets nothing is told first by what it lacks: a criterion alone would not tell why.
    return "; ".join([*apart, *decided] if line.share > 0 else [*decided, *apart])


def against_average(result: PortfolioResult) -> str:
    """Say what the points of reasons are held against."""
    lines = line_words(result).counted(len(result.allocation))
    return f"points against the average of {lines}"


def _short_criterion(line: PortfolioLine) -> str:
    """Write by how much a line leads or lags on its criterion: `+6 for Evidence`."""
    one = line.criterion
    assert one is not None
    level = ("low " if one.points > 0 else "high ") if one.cost else ""
    return f"{signed(one.points)} for {level}{one.title}"


def _in_reruns(result: PortfolioResult, line: PortfolioLine) -> str:
    reruns = result.precision.resamples
    return f"in {round(line.resamples * reruns)} of {count(reruns, 'rerun')}"


def _often(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say how often a line is in, and by how many other rubrics."""
    often = _in_reruns(result, line)
    if line.rubrics is None or not result.other_rubrics:
        return often
    others = len(result.other_rubrics)
    return f"{often} and by {round(line.rubrics * others)} of {others} other positions"


def why_less(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say in a few words why a line gets less than today, but something; nothing if unknown."""
    if line.share <= 0:
        return ""
    if line.held and line.bound == "cap":
        return held_by(result, line)
    cap = _dear_limit(result, line, "cap")
    if cap:
        return f"bound by the {cap}"
    criterion, argument = line.behind, line.against
    if line.role == "floor":  # what sets it apart are its weaknesses
        criterion, argument = line.criterion, line.argument
    if criterion and (argument is None or criterion.points <= argument.points):
        return _criterion(criterion, "")
    return _argument(argument) if argument else ""


def _held_back(
    result: PortfolioResult, line: PortfolioLine, against: str, argued: bool
) -> Iterator[str]:
    """Yield why a line that still gets something gets less than today."""
    if line.held and line.bound == "cap":  # which is why
        return
    told = [_criterion(line.behind, against)] if line.behind else []
    told += [_argument(line.against)] if line.against and (argued or not told) else []
    cap = _dear_limit(result, line, "cap")
    if told:
        told = [*([f"bound by the {cap}"] if cap else []), *told]
        yield f"less than today: {', '.join(told)}"


def _apart(line: PortfolioLine, against: str, argued: bool) -> Iterator[str]:
    """Yield what sets a line apart: a criterion and an argument."""
    if line.criterion is not None:
        yield _criterion(line.criterion, against)
    if line.argument is not None and argued:
        yield _argument(line.argument)


def _criterion(one: CriterionApart, against: str) -> str:
    ahead = one.points > 0
    how = ("for its low" if ahead else "for its high") if one.cost else "on"
    side = "ahead" if ahead else "behind"
    return f"{side} {how} {one.title} ({signed(one.points)}{against})"


def _argument(one: ArgumentApart) -> str:
    side = "for" if one.points > 0 else "against"
    return f"{side} it “{one.title}” ({signed(one.points)})"


def _decided(result: PortfolioResult, line: PortfolioLine) -> Iterator[str]:
    """Yield what bounds a line, how surely it is in, or by how much it is out."""
    if line.held:
        yield held_by(result, line)
    elif line.share > 0:
        if as_well := _as_well(result, line):
            yield as_well
        yield f"{_often(result, line)}{_by_floor_of_kind(result, line)}"
        if line.hedges:
            yield f"pays if this is so: {result.titles.get(line.hedges, line.hedges)}"
    else:
        yield why_out(result, line)


def _by_floor_of_kind(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say that a line owes some of its share to a floor of its kind, where that floor costs."""
    title = _dear_limit(result, line, "floor")
    return f"; some or all of it only by the {title}" if title else ""


def _dear_limit(result: PortfolioResult, line: PortfolioLine, word: str) -> str | None:
    """Name a floor or a cap of a line's kind that costs something."""
    found = (
        one.title
        for one in result.commitments
        if (one.kind, one.id) == ("limit", line.kind) and one.title.startswith(word)
        if one.cost >= SMALL
    )
    return next(found, None)


def _as_well(result: PortfolioResult, line: PortfolioLine) -> str | None:
    """Say that all a line gets would do as well elsewhere, or what others get in one without."""
    if line.share <= 0:
        into = any(line.id in one.to for one in result.movable)
        return "some would do as well in it" if into else None
    moved = sum(one.share for one in result.movable if one.line == line.id)
    return "would do as well elsewhere" if moved > line.share - SAME * result.budget else None


def why_out(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say why a line gets nothing: by its first unit, in points of the score, or by a tie."""
    if line.worth <= 0:
        baseline = result.provenance.words.baseline
        score, nothing = score_text(result, line), whole(result.nothing)
        return f"scores {score}, {baseline} {f'{nothing} too' if score == nothing else nothing}"
    if as_well := _as_well(result, line):
        return as_well
    if not line.short or line.short < LEAST_SHORT:
        if result.wishes.max_lines is not None:
            return f"left out: at most {line_words(result).counted(result.wishes.max_lines)}"
        if line.smallest > 0:
            part = line.smallest / result.budget
            least = share_amount(result, part) or f"{100 * part:.4g} %"
            _, cap = result.wishes.bounds.get(line.id, (0.0, 1.0))
            if cap < part - SAME:
                return f"its cap is below the smallest grant, {least}"
            return f"{least} is not worth it here"
        return "just at the margin"
    digits = 1 if line.short < 1 else 0
    worth, needed = rounded(line.worth, digits), rounded(line.worth + line.short, digits)
    return f"worth {worth}, needs {needed}"


def held_by(result: PortfolioResult, line: PortfolioLine) -> str:
    """Say which bound of its own decides a line's share, and what that costs."""
    bound = "smallest grant" if line.bound == "grant" else line.bound
    how = "raised to"
    if line.bound == "cap":
        how = "limited by" if line.share > 0 else "closed by"
    costs = (one.cost for one in result.commitments if (one.kind, one.id) == (line.bound, line.id))
    cost = next(costs, 0.0)
    _, most = result.wishes.bounds.get(line.id, (0.0, 1.0))
    if line.bound == "grant" and abs(most - line.share / result.budget) < SAME:
        return "funded whole" + (f", which costs {points(cost)} points" if cost >= SMALL else "")
    if cost < SMALL:
        return f"{how} its {bound}"
    return f"its {bound} costs {points(cost)} points"
