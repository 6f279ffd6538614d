"""Sentences on what stands out: records outside the span, readers apart, what nobody judged."""

from collections.abc import Iterator

from toi.analyses.readings.result import (
    AgreementResult,
    CriterionAgreement,
    Leaning,
    OutsideCell,
    PanelReader,
)
from toi.analyses.readings.shown.numbers_screen import (
    LONGEST_REASON,
    MOST,
    agreement_text,
    reason_given,
)
from toi.analyses.shared.format import cut, listed, whole
from toi.distribution import figure, figures

MOST_WIDE = 3  # cells on which readers are far apart
LEAST = 0.005  # of the scale; less between two readers is not worth a word


def stands_out(result: AgreementResult, everything: bool) -> Iterator[str]:
    """Yield what stands out: records outside the span, cells and readers far apart, remarks."""
    yield from _outside(result, everything)
    yield from _wide(result, everything)
    yield from _of_two(result)
    yield from _apart(result, everything)
    yield from _unjudged(result, everything)


def _outside(result: AgreementResult, everything: bool) -> Iterator[str]:
    cells = result.outside
    if result.own or not any(criterion.theories for criterion in result.criteria):
        return  # records made of the readings; or a span, which takes two readers
    if not cells:
        yield "The records lie within the readers' span everywhere."
        return
    shown = cells if everything else cells[:MOST]
    more = len(cells) - len(shown)
    named = "; ".join(map(_cell, shown))
    yield f"Outside the span: {named}{f'; {more} more (--all)' if more else ''}."


def _cell(cell: OutsideCell) -> str:
    span = figure(cell.low, 3) if cell.low == cell.high else figures(cell.low, cell.high, 3)
    return f"{cell.theory} {cell.criterion} {cell.record:.1f}, readers {span}"


def _wide(result: AgreementResult, everything: bool) -> Iterator[str]:
    """Name the cells on which two readers are furthest apart, and who they are."""
    shown = result.widest if everything else result.widest[:MOST_WIDE]
    titles = {criterion.id: criterion.title for criterion in result.criteria}
    said = [
        f"{result.provenance.names.theory(one.theory)} on {titles[one.criterion]} "
        f"({one.lowest} {one.low:.3g}, {one.highest} {one.high:.3g})"
        for one in shown
    ]
    if said:
        yield f"Cells furthest apart: {'; '.join(said)}."


def _of_two(result: AgreementResult) -> Iterator[str]:
    """Say of two readers, who have no table, by how much one judges worse than the other."""
    held = [(one.id, one.severity) for one in result.readers if one.severity is not None]
    if len(held) != 2:
        return
    (worse, most), (other, _) = sorted(held, key=lambda pair: -pair[1].value)
    apart = 2 * most.value  # each is as far from the mean of both
    if apart < LEAST:
        return
    error = most.standard_error
    within = "" if error is None else f" (+-{whole(200 * error)})"
    yield (
        f"{worse} judges {whole(100 * apart)} % of the scale{within} worse than {other} on the "
        "same cells, over all criteria."
    )


def _apart(result: AgreementResult, everything: bool) -> Iterator[str]:
    """Name readers without whom, or without what they say of one theory, others agree better."""
    criteria = {criterion.id: criterion for criterion in result.criteria}
    found = [
        (criteria[name].alpha or 0.0, reader, criteria[name], leaning)
        for reader in result.readers
        for name, leaning in reader.criteria.items()
        if leaning.outlier
    ]
    found.sort(key=lambda f: (f[0] - (f[3].alpha_without or 0.0), f[1].id, f[2].id))
    said = list(
        dict.fromkeys(
            _on_criterion(result, reader.id, criterion, leaning)
            if leaning.mostly is None
            else _on_theory(result, reader, leaning.mostly)
            for _, reader, criterion, leaning in found
        )
    )
    shown = said if everything else said[:MOST]
    yield from shown
    if len(said) > len(shown):
        yield f"{len(said) - len(shown)} more stand apart (--all)."


def _on_criterion(
    result: AgreementResult, reader: str, criterion: CriterionAgreement, leaning: Leaning
) -> str:
    side = f"{abs(leaning.higher_aside):.1f} {'higher' if leaning.higher_aside > 0 else 'lower'}"
    severe = any(one.severity is not None and one.severity.clear for one in result.readers)
    aside = "; severity aside" if severe else ""
    return (
        f"Apart from the others: {reader} on {criterion.title}, by {leaning.distance_aside:.1f} "
        f"points ({side} on average{aside}). Without, alpha would be "
        f"{agreement_text(leaning.alpha_without)} in place of {agreement_text(criterion.alpha)}."
    )


def _on_theory(result: AgreementResult, reader: PanelReader, theory: str) -> str:
    """Word that a reader is apart for one theory: on which criteria, and what that does."""
    odd, made = reader.odd[theory], result.provenance
    titles = {criterion.id: criterion.title for criterion in result.criteria}
    where = listed([titles[name] for name in odd.criteria])
    if odd.everywhere and len(odd.criteria) > 1:
        where = f"all {len(odd.criteria)} criteria"
    average = " on average" if len(odd.criteria) > 1 else ""
    changes = [
        f"from {was} to {would_be} on {criterion.title}"
        for criterion in result.criteria
        for was in [agreement_text(criterion.alpha)]
        for would_be in [agreement_text(odd.alpha_without.get(criterion.id))]
        if would_be and would_be != was
    ]
    return (
        f"Apart from the others: {reader.id}, mostly for one {made.words.one}: "
        f"{made.names.theory(theory)}, by {whole(100 * odd.distance)} % of the scale{average} on "
        f"{where}. Without that, alpha would go {listed(changes, len(changes))}.{reason_given(odd)}"
    )


def _unjudged(result: AgreementResult, everything: bool) -> Iterator[str]:
    """Quote who gives a reason for judging nothing of a theory."""
    made = result.provenance
    for one in result.unjudged if everything else result.unjudged[:MOST]:
        why = cut(one.why, LONGEST_REASON)
        yield f"{one.reader} judged nothing of {made.names.theory(one.theory)}: “{why}”"
    if len(result.unjudged) > MOST and not everything:
        yield f"{len(result.unjudged) - MOST} more judged nothing, with a reason (--all)."
