"""Screen and table of Sobol indices: what the uncertainty comes from."""

import math
from collections.abc import Mapping

from toi.analyses.layout.blocks import Across
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import per_cent
from toi.analyses.shared.provenance import drawn_options, ranked_options, without_gates
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.verdict import nobody_leads
from toi.analyses.sobol.result import Sobol, SobolShares, Span

NOISE = "within noise"
NARROWEST_NAME = 12


def sobol_screen(
    result: Sobol, made: Provenance, page: Page, theory: str | None = None, granted: str = ""
) -> str:
    """Show shares of the uncertainty about who is first, or about one theory's score.

    `granted` says what is taken for granted.
    """
    shares = result.outputs.scores[theory] if theory else result.outputs.who_is_first
    said = sobol_verdict(result, shares, theory, made)
    screen = Screen(page).say(said).blank()
    _add_table(screen, result, shares)
    screen.blank().say(_legend(result, shares, theory, made))
    if granted:
        screen.say(granted, indent="  ")
    more = drawn_options(made)
    if nobody_ever_leads(result):  # what is about who is first says the same: nobody
        without = without_gates("sensitivity sobol", made)
        return screen.next(f"score{ranked_options(made)}", without).end(made, again=said)
    one = result.leader or next(iter(result.outputs.scores))
    other = f"sensitivity sobol{more}" if theory else f"sensitivity sobol {one}{more}"
    cruxes = [f"sensitivity cruxes{more}"] * (result.leader is not None)
    return screen.next(other, *cruxes).end(made, again=said)


def nobody_ever_leads(result: Sobol) -> bool:
    """Tell whether gates exclude all in every draw."""
    shares = result.outputs.who_is_first
    return result.leader is None and all(map(math.isnan, shares.total.values()))


def sobol_verdict(result: Sobol, shares: SobolShares, theory: str | None, made: Provenance) -> str:
    """Say which group of inputs matters most."""
    what = f"the score of {made.names.theory(theory)}" if theory else "who is first"
    if any(math.isnan(shares.total[name]) for name in result.whole):
        if theory is None and nobody_ever_leads(result):
            return f"Nothing to explain: {nobody_leads(made.words)} in every draw."
        return f"Nothing to explain: {what} is the same in every draw."
    varying = [name for name in result.whole if shares.ci.total[name] != (0, 0)]
    if len(varying) == 1:
        return f"All of the uncertainty about {what} comes from the {varying[0]}."
    top = max(result.whole, key=lambda name: shares.total[name])
    alone = _percent(shares.first[top])
    if _is_noise(shares.first[top], shares.ci.first[top]):
        alone = "nothing beyond noise"
    text = (
        f"The uncertainty about {what} hangs most on the {top}: {_percent(shares.total[top])} of "
        f"it involves them, and {alone} would go if they alone were known."
    )
    known = sum(shares.first[name] for name in result.whole)
    rest = f"{_percent(known)} is due to one group or another alone"
    if known < 0.5:
        return f"{text} Only {rest}; the other {_percent(1 - known)} to several at once."
    return f"{text} All told, {rest}, {_percent(1 - known)} to several at once."


def _add_table(screen: Screen, result: Sobol, shares: SobolShares) -> None:
    rows: list[list[str] | Across] = [
        [
            group.id,
            str(group.numbers),
            _cell(group.id, shares.first, shares.ci.first),
            _cell(group.id, shares.total, shares.ci.total),
            _percent(shares.total[group.id] - shares.first[group.id]),
        ]
        for group in result.inputs
    ]
    heads = ["Group", "Numbers", "Alone", "Total", "In company"]
    if len(rows) > len(result.whole):
        rows.insert(len(result.whole), Across("parts of these", rule=True))
    screen.table(rows, heads, "lrrrr", shrink=0, least=NARROWEST_NAME)


def _cell(name: str, values: Mapping[str, float], spans: Mapping[str, Span]) -> str:
    """Write `12 % [11-14]`, rounded outward; `within noise`; `none` for what changes nothing."""
    value, (low, high) = values[name], spans[name]
    if math.isnan(value):
        return "-"
    if low == high == 0:
        return "none"
    if _is_noise(value, spans[name]):
        return NOISE
    return f"{_percent(value)} [{math.floor(100 * low)}-{min(math.ceil(100 * high), 100)}]"


def _is_noise(value: float, span: Span) -> bool:
    return value <= 0 or span[0] <= 0


def _percent(value: float) -> str:
    """Write a share; what noise takes below none or above all of it as none or all."""
    return "-" if math.isnan(value) else per_cent(min(max(value, 0.0), 1.0))


def _legend(result: Sobol, shares: SobolShares, theory: str | None, made: Provenance) -> str:
    of = "" if theory else f", added up over the {made.words.many}"
    text = (
        "Alone: what would go, on average, if only this group were known. Total: what would stay "
        "if all else were known. In company: the difference, what it does only together with "
        f"others. In per cent of the variance{of}, at {result.points:,} pairs of points; "
        f"[90 % intervals from {result.resamples} bootstrap resamples]. Numbers: the uncertain "
        "ones (credences and forces are each one)."
    )
    both = ((shares.first, shares.ci.first), (shares.total, shares.ci.total))
    cells = {_cell(group.id, *one) for group in result.inputs for one in both}
    return f"{text} '{NOISE}': the interval reaches 0." if NOISE in cells else text


def sobol_table(result: Sobol, theory: str | None = None) -> Table:
    """Return both indices of every output and group with intervals; or of one theory's score."""
    found = result.outputs
    if theory:
        outputs = {f"score {theory}": found.scores[theory]}
    else:
        outputs = {"who is first": found.who_is_first}
        if result.leader is not None:
            outputs[f"lead of {result.leader}"] = found.lead
        outputs |= {f"score {name}": shares for name, shares in found.scores.items()}
    rows = [
        [output, group.id, group.numbers, *_figures(shares, group.id)]
        for output, shares in outputs.items()
        for group in result.inputs
    ]
    indices = ("first", "first_p05", "first_p95", "total", "total_p05", "total_p95")
    return Table(["output", "group", "numbers", *indices], rows)


def _figures(shares: SobolShares, name: str) -> list[float]:
    """Return both indices with their intervals."""
    first, total = shares.first[name], shares.total[name]
    return [first, *shares.ci.first[name], total, *shares.ci.total[name]]
