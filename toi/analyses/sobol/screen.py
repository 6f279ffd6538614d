"""Sobol indices as a screen and as a table: what the uncertainty comes from."""

import math
from collections.abc import Iterator, Mapping

from toi.analyses.shared.page import GLUE, Page, columns, cut
from toi.analyses.shared.percent import per_cent
from toi.analyses.shared.provenance import provenance_line, ranked_options
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.tables import Table
from toi.analyses.sobol.result import Sobol, SobolShares, Span

NOISE = "within noise"
NARROWEST_NAME = 12


def sobol_screen(
    result: Sobol, made: Provenance, page: Page, theory: str | None = None, granted: str = ""
) -> str:
    """Shares of the uncertainty about who is first, or about one theory's score.

    `granted` says what is taken for granted.
    """
    shares = result.outputs.scores[theory] if theory else result.outputs.who_is_first
    verdict = page.fill(sobol_verdict(result, shares, theory))
    lines = [verdict, "", *_table(result, shares, page), ""]
    lines.append(page.fill(_legend(result, shares, theory)))
    lines += [page.fill(granted, "  ")] if granted else []
    lines += [page.fill(_next(result, made, theory), "      "), provenance_line(page, made)]
    return "\n".join(lines) + "\n"


def sobol_verdict(result: Sobol, shares: SobolShares, theory: str | None) -> str:
    """In words: which group of inputs matters most."""
    what = f"the score of {theory}" if theory else "who is first"
    if any(math.isnan(shares.total[name]) for name in result.whole):
        return f"Nothing to explain: {what} is the same in every draw."
    top = max(result.whole, key=lambda name: shares.total[name])
    text = (
        f"The uncertainty about {what} hangs most on the {top}: {_percent(shares.total[top])} of "
        f"it involves them, and {_alone(shares, top)} would go if they alone were known."
    )
    known = sum(shares.first[name] for name in result.whole)
    rest = f"{_percent(known)} is due to one group or another alone"
    if known < 0.5:
        return f"{text} Only {rest}; the other {_percent(1 - known)} to several at once."
    return f"{text} All told, {rest}, {_percent(1 - known)} to several at once."


def _alone(shares: SobolShares, name: str) -> str:
    if _is_noise(shares.first[name], shares.ci.first[name]):
        return "nothing beyond noise"
    return _percent(shares.first[name])


def _table(result: Sobol, shares: SobolShares, page: Page) -> Iterator[str]:
    heads = ["Group", "Numbers", "Alone", "Total", "In company"]
    rows = [
        [
            group.id,
            str(group.numbers),
            _cell(group.id, shares.first, shares.ci.first),
            _cell(group.id, shares.total, shares.ci.total),
            _percent(shares.total[group.id] - shares.first[group.id]),
        ]
        for group in result.inputs
    ]
    width = sum(max(map(len, column)) + 1 for column in list(zip(heads, *rows, strict=True))[1:])
    for row in rows:
        row[0] = cut(row[0], max(page.width - width, NARROWEST_NAME))
    head, *lines = columns(rows, heads, ["left", *["right"] * 4])
    yield page.paint(head, "bold")
    yield from lines[: len(result.whole)]
    if len(lines) > len(result.whole):
        yield page.paint("-- parts of these ".ljust(max(map(len, lines)), "-"), "dim")
        yield from lines[len(result.whole) :]


def _cell(name: str, values: Mapping[str, float], spans: Mapping[str, Span]) -> str:
    """`12 % [11-14]`, rounded outward; `within noise`; `none` for what changes nothing at all."""
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
    """A share; what noise takes below none or above all of it is shown as none or all."""
    return "-" if math.isnan(value) else per_cent(min(max(value, 0.0), 1.0))


def _legend(result: Sobol, shares: SobolShares, theory: str | None) -> str:
    of = "" if theory else ", added up over the theories"
    text = (
        "Alone: what would go, on average, if only this group were known. Total: what would stay "
        "if all else were known. In company: the difference, what it does only together with "
        f"others. In per cent of the variance{of}, at {result.points:,} pairs of points; "
        f"[90 % intervals from {result.resamples} bootstrap resamples]."
    )
    both = ((shares.first, shares.ci.first), (shares.total, shares.ci.total))
    cells = {_cell(group.id, *one) for group in result.inputs for one in both}
    return f"{text} '{NOISE}': the interval reaches 0." if NOISE in cells else text


def _next(result: Sobol, made: Provenance, theory: str | None) -> str:
    more = ranked_options(made)
    other = f"sensitivity sobol{more}" if theory else f"sensitivity sobol {result.leader}{more}"
    commands = [other, f"sensitivity cruxes{more}"]
    return "Next: " + " | ".join(f"toi {c}".replace(" ", GLUE) for c in commands)


def sobol_table(result: Sobol, theory: str | None = None) -> Table:
    """Every output and group with both indices and their intervals; or one theory's score."""
    headers = ["output", "group", "numbers", "first", "first_p05", "first_p95"]
    headers += ["total", "total_p05", "total_p95"]
    outputs = {f"score {name}": shares for name, shares in result.outputs.scores.items()}
    if theory:
        outputs = {f"score {theory}": result.outputs.scores[theory]}
    else:
        found = result.outputs
        outputs = {"who is first": found.who_is_first, f"lead of {result.leader}": found.lead} | (
            outputs
        )
    rows = [
        [output, group.id, group.numbers, *_figures(shares, group.id)]
        for output, shares in outputs.items()
        for group in result.inputs
    ]
    return Table(headers, rows)


def _figures(shares: SobolShares, name: str) -> list[float]:
    """Both indices with their intervals."""
    first, total = shares.first[name], shares.total[name]
    return [first, *shares.ci.first[name], total, *shares.ci.total[name]]
