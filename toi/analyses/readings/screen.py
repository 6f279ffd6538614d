"""Agreement of readers as a screen and as a table."""

import shlex
from collections.abc import Iterator
from dataclasses import replace

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.readings.result import (
    AgreementResult,
    CriterionAgreement,
    FarTheory,
    Leaning,
    OddTheory,
    OrderPair,
    OutsideCell,
    PanelReader,
    ReaderSeverity,
)
from toi.analyses.shared.format import (
    GLUE,
    correlation,
    count,
    cut,
    glued,
    listed,
    probability,
    signed,
    whole,
)
from toi.analyses.shared.provenance import options
from toi.distribution import figure, figures

RELIABLE, TENTATIVE = 0.8, 0.667  # customary for alpha
MOST = 5  # cells and readers that are named
MOST_WIDE = 3  # cells on which readers are far apart
LEAST = 0.005  # of the scale; less between two readers is not worth a word
LONGEST_REASON = 150  # letters
THEORIES = 5  # of fewer, a halo cannot be told
WIDEST = 24  # letters of a reader's name
READERS, MOST_READERS = 3, 12  # from which, and up to which, they have a table
_WORDS = ("agree", "agree only tentatively", "do not agree", "cannot be compared")


def agreement_screen(result: AgreementResult, page: Page, everything: bool = False) -> str:
    """Show a verdict, a table of criteria, then cells outside, readers apart, and orders."""
    screen = Screen(page).say(" ".join([_verdict(result), *_far(result, everything)]))
    if result.votes.most > 1:
        screen.say(_votes(result))
    if result.criteria:
        heads = ["Criterion", "Cells", "Alpha", "5-95 %", "Even", "ICC", "Order", "Apart"]
        heads += [] if result.own else ["|", "Order", "Spread", "Out"]
        rows = [_row(criterion)[: len(heads)] for criterion in result.criteria]
        screen.blank().table(rows, heads, "l" + "r" * (len(heads) - 1), shrink=0)
        screen.blank().say(_legend(result))
        _readers(screen, result, everything)
        screen.say(*_found(result, everything), indent="  ")
    screen.say(*_orders(result, everything), indent="  ")
    return screen.next(*_next(result)).end(result.provenance)


def _verdict(result: AgreementResult) -> str:
    who = _who(result)
    if not result.criteria:
        return f"{who} {'gave orders of theories' if result.orders else 'judged nothing here'}."
    if len(result.readers) < 2:
        return f"{who} alone, who can be compared with nothing but the records."
    by_word = {word: [c.title for c in result.criteria if _word(c) == word] for word in _WORDS}
    parts = [f"{word} on {listed(names)}" for word, names in by_word.items() if names]
    return f"{who} {'; '.join(parts)}.{_evened(result)}{_severe(result)}"


def _evened(result: AgreementResult) -> str:
    """Say on which criteria readers would agree better if all were as severe."""
    by_word: dict[str, list[str]] = {}
    for criterion in result.criteria:
        word = _judged(criterion.alpha_level)
        if _WORDS.index(word) < _WORDS.index(_word(criterion)):
            by_word.setdefault(word, []).append(criterion.title)
    parts = [f"{word} on {listed(by_word[word])}" for word in _WORDS if word in by_word]
    return f" With the severity of each taken off, they {'; '.join(parts)}." if parts else ""


def _severe(result: AgreementResult) -> str:
    """Name who judges more severely, or more leniently, than chance would have it."""
    clear = [(r.id, r.severity.value) for r in result.readers if r.severity and r.severity.clear]
    clear.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
    said = [f"{name} {worse_or_better(value)}" for name, value in clear[:MOST]]
    more = [f"{len(clear) - MOST} more"] if len(clear) > MOST else []
    if not said:
        return ""
    beside = "beside the mean of all, on the same cells"
    return f" Severe or lenient, {beside}: {listed([*said, *more], MOST)}."


def _far(result: AgreementResult, everything: bool) -> Iterator[str]:
    """Name what a reader sees far otherwise than all others and all else, and which way."""
    made, shown = result.provenance, result.far if everything else result.far[:MOST]
    told = {(reader.id, theory) for reader in result.readers for theory in reader.odd}
    for one in shown:
        over = f" as the mean of {len(one.criteria)} criteria" if len(one.criteria) > 1 else ""
        low, high = whole(100 * one.low), whole(100 * one.high)
        span = low if low == high else f"{low} to {high}"
        side = "better" if one.share > one.high else "worse" if one.share < one.low else "apart"
        reason = "" if (one.reader, one.theory) in told else _reason(one)
        what = f"{one.reader} on {made.names.theory(one.theory)}"
        yield (
            f"Far from the others, and from all else of that reader: {what}, {side}: "
            f"{whole(100 * one.share)} % of the scale{over}, the others {span} %.{reason}"
        )
    if len(result.far) > len(shown):
        yield f"{len(result.far) - len(shown)} more are as far (--all)."


def worse_or_better(value: float) -> str:
    """Write severity: how much of the scale a reader judges worse, or better."""
    return f"{whole(100 * abs(value))} % of the scale {'worse' if value > 0 else 'better'}"


def _word(criterion: CriterionAgreement) -> str:
    return _judged(criterion.alpha)


def _judged(alpha: float | None) -> str:
    if alpha is None:
        return _WORDS[3]
    return _WORDS[0 if alpha >= RELIABLE else 1 if alpha >= TENTATIVE else 2]


def _who(result: AgreementResult) -> str:
    groups = result.votes.least
    within = f" in {count(groups, 'group')}" if groups < result.votes.most else ""
    return f"{count(result.votes.most, 'reader')}{within}"


def _votes(result: AgreementResult) -> str:
    votes = result.votes
    if votes.effective is not None:
        between = f" and {probability(votes.between or 0.0)} between them" if votes.between else ""
        within = f"correlated {probability(votes.within or 0.0)} within groups{between}"
        return (
            f"If their errors are {within}, they are worth {votes.effective:.1f} independent votes."
        )
    if votes.least == votes.most:
        worth = f"{count(votes.most, 'independent vote')} at most"
    else:
        worth = f"between {votes.least} (groups) and {votes.most} (readers) independent votes"
    why = "readings alone cannot tell, since agreement may be the truth"
    return f"They are worth {worth}; {why} (--correlation RHO: if errors go together)."


def _row(criterion: CriterionAgreement) -> list[str]:
    between = criterion.interval
    ends = (between.p05, between.p95) if between else ()
    spreads = criterion.records_spread, criterion.spread
    return [
        criterion.title,
        str(criterion.theories),
        _figure(criterion.alpha),
        " ".join(map(_figure, ends)),
        _figure(criterion.alpha_level),
        _figure(criterion.icc),
        _figure(criterion.order),
        _points(criterion.apart),
        "|",
        _figure(criterion.records_order),
        "/".join(map(_points, spreads)) if None not in spreads else "",
        str(criterion.outside),
    ]


def _figure(value: float | None) -> str:
    return "" if value is None else correlation(value)


def _points(value: float | None) -> str:
    return "" if value is None else figure(value, 3) if value >= 100 else f"{value:.1f}"


def _legend(result: AgreementResult) -> str:
    when = "after the arguments" if result.final else "before any argument"
    many = result.provenance.words.many
    passed = f" {count(result.passed, 'cell')} left empty." if result.passed else ""
    beside = (
        ""
        if result.own
        else f" Beside the bar the records, {when}: rank correlation with the readers together, "
        f"spread over {many} (sd) of records/readers, and cells out of the readers' span."
    )
    return (
        f"Alpha (Krippendorff): 1 all say the same, 0 as by chance; from .80 reliable, from .67 "
        f"tentative; 5-95 % over {result.resamples:,} resamples of the {many}; Even: if the "
        "severity of each is taken off. ICC(A,1): how far one reader alone can be relied on, over "
        "what all judged. Order: mean rank correlation of two readers. Apart: points between "
        f"readers of a cell (sd).{beside}{passed}"
    )


def _found(result: AgreementResult, everything: bool) -> Iterator[str]:
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
    within = "" if error is None else f" (±{whole(200 * error)})"
    yield (
        f"{worse} judges {whole(100 * apart)} % of the scale{within} worse than {other} on the "
        "same cells, over all criteria."
    )


def _readers(screen: Screen, result: AgreementResult, everything: bool) -> None:
    """Add a table of readers, the most severe first, where one of them could stand apart."""
    severe = [
        (reader, severity) for reader in result.readers if (severity := reader.severity) is not None
    ]
    if len(severe) < READERS:
        return
    severe.sort(key=lambda pair: (-abs(pair[1].value), pair[0].id))
    shown = severe if everything else severe[:MOST_READERS]
    shown = sorted(shown, key=lambda pair: (-pair[1].value, pair[0].id))
    rows = [
        [cut(reader.id, WIDEST), str(reader.cells), *_severity(severity), _leaning(result, reader)]
        for reader, severity in shown
    ]
    heads = ["Reader", "Cells", "Severity", "", "Clearly apart, beyond that, on"]
    apart = any(row[-1] for row in rows)
    if not apart:
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    align = "lrrll"[: len(heads)]
    screen.blank().table(rows, heads, align, shrink=4 if apart else None, wrap=True).blank()
    more = len(severe) - len(shown)
    several = len({severity.part for _, severity in severe}) > 1
    said = [
        "Severity: % of the scale by which a reader judges worse than the mean of all, that "
        "reader among them, on the same cells, over all criteria, with its standard error; * "
        "clearer than chance makes the largest."
    ]
    if apart:
        said.append(
            "Apart: points above (+) or below the mean of the others, beyond what severity makes "
            "everywhere, likewise."
        )
    enough = max(criterion.theories for criterion in result.criteria) >= THEORIES
    if enough:
        halo = replace(result.provenance.words, halo=result.halo)
        said += filter(None, [halo.on_halo(len(result.criteria))])
    odd = [
        f"{reader.id} says of {result.provenance.names.theory(name)}"
        for reader, severity in severe
        for name in severity.without
    ]
    if odd:
        said.append(f"Found without what {listed(odd, MOST)}: far from all else of that reader.")
    if more:
        said.append(f"{more} more readers: --all.")
    if several:
        said.append("Readers whom no chain of common cells joins cannot be compared in it.")
    screen.say(" ".join(said))


def _severity(severity: ReaderSeverity) -> tuple[str, str]:
    error = severity.standard_error
    mark = "*" if severity.clear else ""
    return signed(100 * severity.value), f"±{whole(100 * error)}{mark}" if error is not None else ""


def _leaning(result: AgreementResult, reader: PanelReader) -> str:
    titles = {criterion.id: criterion.title for criterion in result.criteria}
    clear = [(name, found) for name, found in reader.criteria.items() if found.clear]
    clear.sort(key=lambda pair: (-abs(pair[1].beyond), pair[0]))
    return ", ".join(
        f"{titles[name]} {signed(found.beyond, 1)} ±{found.standard_error or 0.0:.1f}"
        for name, found in clear
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
        f"{_figure(leaning.alpha_without)} in place of {_figure(criterion.alpha)}."
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
        for was in [_figure(criterion.alpha)]
        for would_be in [_figure(odd.alpha_without.get(criterion.id))]
        if would_be and would_be != was
    ]
    return (
        f"Apart from the others: {reader.id}, mostly for one {made.words.one}: "
        f"{made.names.theory(theory)}, by {whole(100 * odd.distance)} % of the scale{average} on "
        f"{where}. Without that, alpha would go {listed(changes, len(changes))}.{_reason(odd)}"
    )


def _unjudged(result: AgreementResult, everything: bool) -> Iterator[str]:
    """Quote who gives a reason for judging nothing of a theory."""
    made = result.provenance
    for one in result.unjudged if everything else result.unjudged[:MOST]:
        why = cut(one.why, LONGEST_REASON)
        yield f"{one.reader} judged nothing of {made.names.theory(one.theory)}: “{why}”"
    if len(result.unjudged) > MOST and not everything:
        yield f"{len(result.unjudged) - MOST} more judged nothing, with a reason (--all)."


def _reason(odd: OddTheory | FarTheory) -> str:
    """Quote what the reader says of it."""
    return f" The reason given: “{cut(odd.why, LONGEST_REASON)}”" if odd.why else ""


def _orders(result: AgreementResult, everything: bool) -> Iterator[str]:
    orders = result.orders
    if orders is None:
        return
    if len(orders.readers) > 1:
        yield f"Orders: readers with one another {_pair(orders.among)} (mean over pairs)."
    named = list(orders.readers.items())
    shown = named if everything else named[:MOST]
    each = "; ".join(f"{reader} {_pair(pair)}" for reader, pair in shown)
    more = f"; {len(named) - len(shown)} more (--all)" if len(named) > len(shown) else ""
    ranking = glued(f"toi score{options(result.provenance)}")
    words = result.provenance.words
    yield (
        f"With {ranking}, over {words.counted(orders.together.theories)}: together "
        f"{_pair(orders.together)}; {each}{more}."
    )


def _pair(pair: OrderPair) -> str:
    if pair.spearman is None and pair.kendall_tau_b is None:
        return "not to be told"
    return f"Spearman {correlation(pair.spearman)}, tau-b {correlation(pair.kendall_tau_b)}"


def _next(result: AgreementResult) -> Iterator[str]:
    made = options(result.provenance)
    if result.outside:
        yield f"explain {result.outside[0].theory}{made}"
    if result.criteria and not result.final:
        kept = options(replace(result.provenance, set=()))  # a rubric is extended as it is
        files = shlex.join(result.files)
        yield f"data pool {files} -o rubrics/panel.yaml{kept}"
        if len(result.readers) > 1:
            yield f"data discuss {files}{made}"
    elif not result.outside:
        yield f"score{made}"


def findings(result: AgreementResult) -> list[str]:
    """Return what the screen says in sentences, whole, for where there is no screen."""
    said = [_verdict(result), *_far(result, everything=True)]
    said += [] if result.votes.effective is None else [_votes(result)]
    if result.criteria:
        said += _found(result, everything=True)
    return [text.replace(GLUE, " ") for text in [*said, *_orders(result, everything=True)]]
