"""Say in a few sentences where a theory stands and why."""

from collections.abc import Iterator, Mapping

from toi.analyses.explain.criteria_screen import unknown_points, whole_points
from toi.analyses.explain.result import ExplainResult
from toi.analyses.shared.format import count, cut, listed, span, whole
from toi.analyses.shared.rounding import one_step


def explain_verdict(result: ExplainResult, debated: bool = True) -> str:
    """Say what the score is before and after the arguments, and against those ranked with it.

    Parameters
    ----------
    debated : bool
        Whether there are arguments at all; else none is missed.
    """
    return " ".join(_sentences(result, debated))


def remarks_quoted(remarks: Mapping[str, str], longest: int | None = None) -> Iterator[str]:
    """Quote what each of those who judged a theory says of it, cut to so many letters."""
    for reader, remark in remarks.items():
        yield f"{reader} says: “{remark if longest is None else cut(remark, longest)}”"


def _sentences(result: ExplainResult, debated: bool) -> Iterator[str]:
    low, high = result.interval.p05, result.interval.p95
    ranks = "ranks" if result.rank_range[0] < result.rank_range[1] else "rank"
    mean = f", whose mean is {whole(result.mean)}" if result.ranked > 1 else ""
    yield (
        f"{whole(result.score)} points [{whole(low)} to {whole(high)}], {ranks} "
        f"{span(*result.rank_range)} of {_field(result)}{mean}."
    )
    if debated or result.arguments or result.scrutiny or result.conditions:
        yield _way(result)
    unknown = unknown_points(result)
    if unknown:
        yield (
            f"{sum(unknown.values())} of its points rest on what is not known: "
            f"{listed(list(unknown))}, where the middle of the scale counts."
        )
    if result.ranked > 1:
        yield from _against_mean(result)
    if result.gated:
        yield f"Excluded by the gate {result.gated}."
    if result.rubric_method != result.method:
        yield (
            f"All this by the {result.method} method, whose parts add up; the rubric ranks by "
            f"{result.rubric_method} (toi score)."
        )


def _field(result: ExplainResult) -> str:
    """Name those ranked with it, by their kind where there are others."""
    words = result.provenance.words
    if not result.several_kinds:
        return words.counted(result.ranked)
    named = words.one if result.ranked == 1 else words.many
    return " ".join(filter(None, [str(result.ranked), result.ranked_among, named]))


def _way(result: ExplainResult) -> str:
    """Say how the score comes from the case; whole points add up as they are shown."""
    idle = sum(row.without_room != () and not row.criteria for row in result.arguments)
    silent = len(result.arguments) - result.acting
    also = f" ({silent} more bear only on criteria without weight)" if silent else ""
    steps, total = [], result.case
    acting = result.acting - idle
    if acting:
        points, total = one_step(result.case, sum(row.points for row in result.arguments))
        inside = sum(len(line.arguments) for line in result.lines)
        lines = f", {inside} of them in {count(len(result.lines), 'line')} of attack,"
        many = f"{count(acting, 'argument')}{also}{lines * bool(inside)}"
        steps = [f"{many} {_moves(points, acting)}"]
    for what, moved in (
        ("to bear what its peers bear", result.scrutiny),
        ("what it hangs on", result.conditions),
    ):
        points, total = one_step(total, moved)
        steps += [f"{what} {_moves(points, 1)}"] * bool(points)
    if not steps:
        return f"No argument acts on it{also}."
    proponent = result.provenance.words.proponent
    before = f"As its {proponent} puts it" if proponent else "Before any argument"
    return f"{before}, it would have {whole(result.case)}; {', '.join(steps)}."


def _moves(points: int, subjects: int) -> str:
    verb = "take" if points <= 0 else "add"
    return f"{verb}{'s' if subjects == 1 else ''} {abs(points)}"


def _against_mean(result: ExplainResult) -> Iterator[str]:
    """Yield on which criteria it is furthest above and below those ranked with it."""
    titles = {label.id: label.title for label in result.criteria}
    rows, points, means = whole_points(result)
    apart = {
        titles[row.criterion]: mine - mean
        for row, mine, mean in zip(rows, points, means, strict=True)
        if row.bears
    }
    order = sorted(apart, key=lambda title: apart[title])
    if not order:
        return
    told = []
    if apart[order[-1]] > 0:
        told.append(f"most above that mean on {order[-1]} ({apart[order[-1]]:+d})")
    if apart[order[0]] < 0:
        told.append(f"most below it on {order[0]} ({apart[order[0]]:+d})")
    if told:
        yield f"It is {', '.join(told)}."
