"""Agreement of readers as a screen and as a table."""

import shlex
from collections.abc import Iterator
from dataclasses import replace

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.readings.result import (
    AgreementResult,
    CriterionAgreement,
    OrderPair,
)
from toi.analyses.readings.shown.apart_screen import stands_out
from toi.analyses.readings.shown.numbers_screen import (
    MOST,
    RELIABLE,
    TENTATIVE,
    agreement_text,
    alpha,
    points_text,
    reason_given,
)
from toi.analyses.readings.shown.readers_screen import add_readers
from toi.analyses.shared.format import (
    GLUE,
    correlation,
    count,
    glued,
    listed,
    probability,
    whole,
)
from toi.analyses.shared.provenance import options

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
        add_readers(screen, result, everything)
        screen.say(*stands_out(result, everything), indent="  ")
    screen.say(*_orders(result, everything), indent="  ")
    return screen.next(*_next(result)).end(result.provenance)


def _verdict(result: AgreementResult) -> str:
    who = _who(result)
    if not result.criteria:
        ordered = f"gave orders of {result.provenance.words.many}"
        return f"{who} {ordered if result.orders else 'judged nothing here'}."
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
        reason = "" if (one.reader, one.theory) in told else reason_given(one)
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
        alpha(criterion.alpha),
        " ".join(map(agreement_text, ends)),
        alpha(criterion.alpha_level),
        agreement_text(criterion.icc),
        agreement_text(criterion.order),
        points_text(criterion.apart),
        "|",
        agreement_text(criterion.records_order),
        "/".join(map(points_text, spreads)) if None not in spreads else "",
        str(criterion.outside),
    ]


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
        said += stands_out(result, everything=True)
    return [text.replace(GLUE, " ") for text in [*said, *_orders(result, everything=True)]]
