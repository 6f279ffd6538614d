"""Say in a few sentences where a theory stands and why."""

import math
from collections.abc import Iterator, Mapping

from toi.analyses.explain.criteria_screen import by_weight, from_mean_in_tenths, unknown_points
from toi.analyses.explain.reasons_screen import moved_in_tenths
from toi.analyses.explain.result import CaseRow, ExplainResult, OwnMethodStanding
from toi.analyses.shared.format import (
    count,
    cut,
    listed,
    rounded,
    signed,
    span,
    whole,
)
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.rounding import in_tenths
from toi.analyses.shared.verdict import gate_in_doubt, in_draws, less_than_nothing
from toi.distribution import figure

LEAST = 0.5  # points; what is less is as the mean


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
    if result.by_rubric_method is not None:
        yield from _by_rubric_method(result, result.by_rubric_method)
    low, high = result.interval.p05, result.interval.p95
    place = _ranks(result.rank_range)
    if result.gated:
        place = f"excluded by the gate {result.gated}; one"
    mean = f", whose mean is {rounded(result.mean, 1)}" if result.ranked > 1 else ""
    yield (
        f"{rounded(result.score, 1)} points [{whole(low)} to {whole(high)}], {place} of "
        f"{_field(result)}{mean}."
    )
    yield from _gates_in_doubt(result)
    if result.parts:
        made = [f"{whole(100 * one.share)} % {one.title} ({one.id})" for one in result.parts]
        yield f"It is judged by its parts: {listed(made)}."
    below = less_than_nothing(result.score, result.nothing, result.provenance.words)
    if below:
        yield below
    if debated or result.arguments or result.scrutiny or result.conditions:
        yield _way(result)
    unknown = unknown_points(result)
    if unknown:
        yield (
            f"{rounded(sum(unknown.values()), 1)} of its points rest on what is not known: "
            f"{listed(list(unknown))}, where the middle of the scale counts."
        )
    if result.ranked > 1:
        yield from _against_mean(result)


def _by_rubric_method(result: ExplainResult, own: OwnMethodStanding) -> Iterator[str]:
    """Say where it stands by the method of the ranking, and that another score is explained."""
    called, low, high = result.rubric_method, own.interval.p05, own.interval.p95
    if result.gated or math.isnan(own.score):
        yield f"The rubric ranks by {called}."
    else:
        yield (
            f"By {called}, as the rubric ranks, it has {whole(own.score)} points "
            f"[{whole(low)} to {whole(high)}] and {_ranks(own.rank_range)} of {_field(result)}."
        )
    yield f"A score by {called} is no sum; what follows explains the {result.method} one:"


def _ranks(places: tuple[int, int]) -> str:
    return f"{'ranks' if places[0] < places[1] else 'rank'} {span(*places)}"


def _gates_in_doubt(result: ExplainResult) -> Iterator[str]:
    """Say by what gates exclude it in some draws and not in others, which is to be found out."""
    labels = {label.id: label for label in result.criteria}
    cases = {row.criterion: row for row in result.judgements}
    told = []
    for gate in result.gates:
        if gate_in_doubt(gate.share):
            label, case = labels[gate.criterion], cases[gate.criterion]
            known = _judged(label, case, gate.value) if case.known else ", not known"
            value = f"{label.title} ({label.shown(gate.value)}{known})"
            told.append(f"{value}: the gate {gate.rule} excludes it {in_draws(gate.share)}")
    if told:
        yield f"Find out first what it has on {'; on '.join(told)}."


def _judged(label: CriterionLabel, case: CaseRow, now: float) -> str:
    """Write, behind what it has `now`, between which ends it was judged, where that is unsure.

    Those are ends before the arguments: where these moved it, both are told, or what it has would
    stand as if it lay in a range that it may lie out of.
    """
    if case.low >= case.high:
        return ""
    ends = f"{figure(case.low)} to {figure(case.high)}"
    moved = label.shown(case.value) != label.shown(now)
    return f" after the arguments, {ends} before" if moved else f", {ends}"


def _field(result: ExplainResult) -> str:
    """Name those ranked with it, by their kind where there are others."""
    words = result.provenance.words
    if not result.several_kinds:
        return words.counted(result.ranked)
    named = words.one if result.ranked == 1 else words.many
    return " ".join(filter(None, [str(result.ranked), result.ranked_among, named]))


def _way(result: ExplainResult) -> str:
    """Say how the score comes from the case."""
    acting = sum(bool(row.criteria) for row in result.arguments)  # as many as can be shown
    also = _rest(len(result.arguments) - result.acting, result.acting - acting)
    steps = []
    arguments, scrutiny, conditions = in_tenths(
        [sum(row.points for row in result.arguments), result.scrutiny, result.conditions],
        moved_in_tenths(result),
    )
    if acting:
        inside = sum(len(line.arguments) for line in result.lines)
        lines = f", {inside} of them in {count(len(result.lines), 'line')} of attack,"
        many = f"{count(acting, 'argument')}{also}{lines * bool(inside)}"
        steps = [f"{many} {_moves(arguments, acting)}{_both_ways(result, arguments)}"]
    for what, moved in (
        ("to bear what its peers bear", scrutiny),
        ("what it hangs on", conditions),
    ):
        steps += [f"{what} {_moves(moved, 1)}"] * (signed(moved, 1) != "0")
    if not steps:
        return f"No argument acts on it{also}."
    proponent = result.provenance.words.proponent
    before = f"As its {proponent} puts it" if proponent else "Before any argument"
    return f"{before}, it would have {rounded(result.case, 1)}; {', '.join(steps)}."


def _rest(weightless: int, idle: int) -> str:
    """Count the arguments that move nothing, so that all that are told of it are counted.

    Those that are idle bear on a criterion with weight, but are not believed at all, find the cell
    at that end of its scale, or bear on what is left out of this score.
    """
    parts = []
    if weightless:
        verb = "bears" if weightless == 1 else "bear"
        parts.append(f"{weightless} more {verb} only on criteria without weight")
    if idle:
        parts.append(f"{idle} more {'moves' if idle == 1 else 'move'} nothing")
    return f" ({', '.join(parts)})" if parts else ""


def _both_ways(result: ExplainResult, whole: float) -> str:
    """Tell what takes and what adds apart, where arguments do both: in tenths that add up."""
    acting = [row.points for row in result.arguments if row.criteria]
    sides = [[one for one in acting if one <= 0], [one for one in acting if one > 0]]
    tenths = in_tenths([sum(side) for side in sides], whole)
    if not all(tenths):
        return ""
    told = (
        f"{len(one)} {_moves(moved, len(one))}" for one, moved in zip(sides, tenths, strict=True)
    )
    return f" in all ({', '.join(told)})"


def _moves(points: float, subjects: int) -> str:
    verb = "take" if points <= 0 else "add"
    return f"{verb}{'s' if subjects == 1 else ''} {rounded(abs(points), 1)}"


def _against_mean(result: ExplainResult) -> Iterator[str]:
    """Yield on which criteria it is furthest above and below those ranked with it.

    As the table has it: also on those that are left out of its score, which bring it no points.
    """
    titles = {label.id: label.title for label in result.criteria}
    differs = from_mean_in_tenths(result)
    apart = [
        (differs[row.criterion], titles[row.criterion] + ", which is left out" * (not row.bears))
        for row in by_weight(result)
    ]
    apart.sort(key=lambda pair: pair[0])
    if not apart:
        return
    (lowest, below), (highest, above), told = apart[0], apart[-1], []
    if highest >= LEAST:
        told.append(f"most above that mean on {above} ({signed(highest, 1)})")
    if lowest <= -LEAST:
        it = "" if told else "that mean "
        told.append(f"most below {it}on {below} ({signed(lowest, 1)})")
    if told:
        yield f"It is {', '.join(told)}."
