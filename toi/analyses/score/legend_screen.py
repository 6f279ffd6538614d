"""Reading aids of a ranking: a legend, kinds that are not ranked, and footnotes."""

from collections.abc import Iterator, Sequence

from toi.analyses.score.result import ScoreResult, ScoreRow, Unranked
from toi.analyses.shared.format import (
    GLUE,
    count,
    glued,
    listed,
    per_cent_beside,
    same_letters,
    whole,
)
from toi.analyses.shared.judgements.not_known import NOT_KNOWN
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.rubrics.method_words import method_line
from toi.analyses.shared.verdict import CLEAR, LEVEL, gate_in_doubt, what_nothing_has
from toi.distribution import figure

THIN = "~"
LEFT_OUT = "."  # in place of a value that does not bear on a theory
OTHER_RANK = "Else"  # head of the column of ranks under the other setting of scrutiny
ADJUSTED = "if each lost what its peers did"
COSTS = 4  # criteria on which less is better, by name where the table has no columns for them
SURENESS = {
    "exactly": ", so they stand as they are",
    "roughly": ", so each is drawn around what is written: 25 % means some 13 to 39 %",
    "order": ", so only which counts more than which",
    "unknown": ", so any weights at all on the criteria above 0",
}
SCALES = 8  # that are written out, where criteria have scales of their own
MOVES = 3  # that are named


def legend(result: ScoreResult, heads: Sequence[CriterionLabel], both_orders: bool) -> str:
    """Say in a line or two what the table shows."""
    parts = ["Ranks, bars: middle 90 % of draws."]
    weighed = [label for label in result.criteria if label.weight > 0]
    scales = {label.scale for label in heads or weighed}
    if heads:
        low, high = heads[0].scale
        on = f" {figure(low)}-{figure(high)}" if len(scales) == 1 else ""
        told = [label.title for label in heads if not same_letters(label.title, label.short)]
        names = f": {', '.join(label.title for label in heads)}" if told and on else ""
        parts.append(f"Columns{on} (- less is better){names}.")
        left_out = {name for row in result.results for name in row.not_bearing}
        if left_out & {label.id for label in heads}:
            parts.append(f"{LEFT_OUT} does not bear on it.")
    else:
        costs = [
            label.title for label in result.criteria if label.weight and label.direction == "cost"
        ]
        parts.append(f"Less is better on {listed(costs, COSTS)}." if costs else "")
        parts.append(f"Criteria:{GLUE}--wide.")
    if any(_marked_unknown(row, heads) for row in result.results):
        parts.append(f"{NOT_KNOWN} not known: the middle of the scale counts.")
    if len(scales) > 1:
        ends = [_scale(label) for label in heads or weighed]
        parts.append(f"Scales, worst to best: {listed(ends, SCALES)}.")
    if any(row.gated is None and gate_in_doubt(row.p_gated) for row in result.results):
        parts.append("In a draw where gates exclude it, it shares the last ranks.")
    if both_orders:
        parts.append(f"{OTHER_RANK}: rank {_order(result, _other(result))}.")
    parts.append(result.provenance.words.on_halo(len(weighed)))
    marked = f"{THIN}:{GLUE}see" if thin_note(result) else "See"
    return " ".join(filter(None, [*parts, f"{marked}{GLUE}--notes."]))


def _marked_unknown(row: ScoreRow, heads: Sequence[CriterionLabel]) -> bool:
    """Tell whether a value that is not known is shown, in a column or by the gate that it met."""
    shown = {label.id for label in heads} | set((row.gated or "").split()[:1])
    return bool(shown.intersection(row.not_known))


def _scale(label: CriterionLabel) -> str:
    """Write a criterion with its scale, the worst end first."""
    worst, best = label.scale if label.direction == "benefit" else reversed(label.scale)
    return f"{label.title} {figure(worst)}{GLUE}to{GLUE}{figure(best)}"


def some_level(result: ScoreResult) -> bool:
    """Tell whether any cannot be told apart from the first."""
    return len(result.level) > 0


def heard(result: ScoreResult) -> str | None:
    """Count the arguments behind a ranking, and those in lines of attack."""
    if not result.titles:
        return None
    inside = sum(len(line.arguments) for line in result.lines)
    lines = f" ({inside} in {count(len(result.lines), 'line')} of attack)" if inside else ""
    return f"After {count(len(result.titles), 'argument')}{lines}."


def not_ranked(result: ScoreResult) -> str | None:
    """Say of the kind with most above all that are ranked how it stands in both orders.

    None where no theory of another kind scores above all of these.
    """
    kind = _foremost(result.unranked)
    if kind is None:
        return None
    return f"Not ranked (--kind{GLUE}all): {_stands(result, kind, 'these')}."


def kinds_compared(result: ScoreResult) -> str | None:
    """Say the same where several kinds are ranked, against those that usually are."""
    kind = _foremost(result.other_kinds)
    return None if kind is None else f"{_stands(result, kind, 'the usual ones')}."


def _foremost(kinds: Sequence[Unranked]) -> Unranked | None:
    """Return the kind with most above; None where none has any."""
    above = [kind for kind in kinds if kind.above or kind.above_otherwise]
    order = {kind.kind: (kind.above or 0, kind.above_otherwise or 0) for kind in above}
    return max(above, key=lambda kind: order[kind.kind], default=None)


def _stands(result: ScoreResult, kind: Unranked, these: str) -> str:
    """Say how a kind stands in both orders, and what its best could lose and still lead."""
    counts = {result.scrutiny: kind.above, _other(result): kind.above_otherwise}
    named = f"{kind.kind} {result.provenance.words.many}"
    text = f"{counts['as-read']} of {kind.count} {named} lead {these}"
    if kind.above_otherwise is None:
        usual = sum(row.acting for row in result.results) / len(result.results)
        text += f", with {kind.acting:.0f} arguments each to their {usual:.0f}"
    else:
        text += f" {_order(result, 'as-read')}, {counts['adjusted']} {ADJUSTED}"
    if not kind.break_even:
        return text
    return f"{text}; the best leads until it loses {kind.break_even:.1f} times what {these} lose"


def both_orders_shown(result: ScoreResult) -> bool:
    """Tell whether theories of several kinds are ranked, and scrutiny is recorded."""
    kinds = {row.kinds[0] for row in result.results}
    return len(kinds) > 1 and any(row.rank_otherwise is not None for row in result.results)


def footnotes(result: ScoreResult) -> Iterator[str]:
    """Yield what explains the screen more closely."""
    draws = result.provenance.draws or 1
    yield (
        f"Ranks and bars: the middle 90 % of {draws:,} draws over all that is uncertain. "
        f"{LEVEL} marks the first tier: the first, and all that it does not beat in 90 % of draws "
        f"(one standard error {30 / draws**0.5:.1f} %). Order among them means little. --wide "
        "shows the other tiers, made in the same way of those that are left."
        f"{_where_marks_end(result)}"
    )
    sure = SURENESS.get(result.weights_sure, "")
    yield f"How sure the weights are: {result.weights_sure} (weights_sure){sure}."
    if result.lines:
        yield (
            "A line of attack holds arguments that make one point in several ways; together they "
            "weigh less than one by one."
        )
    if result.expected is not None and result.level:
        first = result.provenance.names.theory(result.results[0].id)
        yield (
            f"The highest of {len(result.results)} uncertain scores is likely too high (the "
            "winner's curse): if the ranges are errors that were made in judging, expect "
            f"{result.expected:.0f} of {first}: toi{GLUE}sensitivity."
        )
    if thin_note(result):
        yield thin_note(result)
    if result.nothing is not None:
        yield _nothing(result, result.nothing)
    yield from _orders(result)
    said = _foremost(result.unranked)
    for kind in result.unranked:
        if kind is not said and (kind.above or kind.above_otherwise):
            yield f"Not ranked: {_stands(result, kind, 'these')}."


def _nothing(result: ScoreResult, score: float) -> str:
    """Say what doing nothing is taken to have, and what its score says, if it has a line."""
    words = result.provenance.words
    ends = what_nothing_has(result.criteria)
    has = f"every benefit at its worst and every cost at its best{f' ({ends})' if ends else ''}"
    if words.reference:
        return (
            f"{words.reference.capitalize()} has {has}. What scores below it costs more than it "
            "gives by the rubric's own lights."
        )
    return (
        f"{words.baseline.capitalize()} would score {whole(score)}, with {has}. It has a line "
        "where a word for it stands at reference in debate.yaml."
    )


def _where_marks_end(result: ScoreResult) -> str:
    """Say of the last that is marked and the next that is not how often the first beats them.

    Their ranks may reach as far, and their scores be near: marks go by pairs.
    """
    told = [
        (row.beaten, row)
        for row in result.results
        if row.beaten is not None and row.tier is not None
    ]
    marked = max((one for one in told if one[1].tier == 1), key=_share, default=None)
    other = min((one for one in told if one[1].tier != 1), key=_share, default=None)
    if marked is None or other is None:
        return ""
    name = result.provenance.names.theory
    beaten, not_level = (per_cent_beside(share, CLEAR) for share in (marked[0], other[0]))
    return (
        f" It goes by pairs, not by ranks or points: {name(result.results[0].id)} beats "
        f"{name(marked[1].id)} (marked) in {beaten} of draws, {name(other[1].id)} "
        f"(not marked) in {not_level}."
    )


def _share(told: tuple[float, ScoreRow]) -> float:
    return told[0]


def method_note(result: ScoreResult) -> str | None:
    """Say what a score is where it is no weighted sum."""
    if result.method.name == "additive":
        return None
    aside = " Scores are at the mean of every number, not always the middle of their bars."
    bars = not result.method.has_none_to_compare
    return f"{method_line(result.method, result.criteria)}{aside * bars}"


def thin_note(result: ScoreResult) -> str:
    """Explain the mark of what is thinly argued, where some is."""
    if not any(thin(result, row) for row in result.results):
        return ""
    return (
        f"{THIN} thinly argued: no answer of its own in {result.provenance.words.text}, or under "
        "half the usual number of arguments act on it."
    )


def thin(result: ScoreResult, row: ScoreRow) -> bool:
    """Tell whether little is said about a theory in the text of the debate, if it has one."""
    return result.provenance.words.text is not None and (row.thin or not row.answered)


def _other(result: ScoreResult) -> str:
    """Return the setting of scrutiny that is not in force."""
    return "adjusted" if result.scrutiny == "as-read" else "as-read"


def _order(result: ScoreResult, scrutiny: str) -> str:
    """Say by which setting of scrutiny an order is."""
    text = result.provenance.words.text
    return ADJUSTED if scrutiny == "adjusted" else f"as {text or 'it'} reads"


def _orders(result: ScoreResult) -> Iterator[str]:
    """Say what changes among the ranked under the other setting of scrutiny."""
    rows = [row for row in result.results if row.rank_otherwise is not None]
    if not rows:
        return
    other, name = _other(result), result.provenance.names.theory
    order = _order(result, other)
    how = f"{order[0].upper()}{order[1:]} (--set{GLUE}scrutiny={other})"
    moved = [row for row in rows if row.rank != row.rank_otherwise]
    if not moved:
        yield f"{how} the order is the same."
        return
    moved.sort(key=lambda row: (-abs(row.rank - (row.rank_otherwise or 0)), row.rank))
    named = ", ".join(f"{name(row.id)} {row.rank} to {row.rank_otherwise}" for row in moved[:MOVES])
    leads = next(name(row.id) for row in rows if row.rank_otherwise == 1)
    yield f"{how} {leads} leads, and {glued(count(len(moved), 'rank'))} differ: {named}."
