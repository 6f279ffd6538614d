"""A split as people see it: whole per cents that add up, and the amounts that these come to.

Every form rounds here, so that a line has one share and one amount wherever it stands.
"""

import math
import shlex
from collections.abc import Iterator, Mapping
from typing import Protocol

from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import CommitmentRow, MoveStep, PortfolioResult
from toi.analyses.shared.format import whole_per_cent
from toi.analyses.shared.rounding import SAME, STEP, in_even_steps

DIGITS = 3  # of an amount, after the first of the budget
TENTH = 0.1
WHOLE = 1 - 1e-6  # of the gap between today and a split: all of it
UNSPENT = ""  # the name of what stays unspent, beside the ids of lines


class Budgeted(Protocol):
    """A result of one rubric or of several, whose budget may have been named."""

    @property
    def amount(self) -> float | None:
        """What the budget comes to, if that was said."""
        ...

    @property
    def unit(self) -> str | None:
        """The unit of that amount."""
        ...

    @property
    def limits_asked(self) -> str:
        """The options that say what else was asked for."""
        ...

    @property
    def current(self) -> str | None:
        """Where today's split was looked for."""
        ...


def rounded_shares(result: PortfolioResult) -> Mapping[str, float]:
    """Return the share of each line, and of what stays unspent, in whole per cents."""
    exact = [*(line.share for line in result.allocation), result.unspent]
    names = [*(line.id for line in result.allocation), UNSPENT]
    groups = [*(line.kind for line in result.allocation), UNSPENT]
    found = in_even_steps([share / result.budget for share in exact], groups=groups)
    return dict(zip(names, found, strict=True))


def left_by_rounding(shares: Mapping[str, float]) -> float:
    """Return what equal lines that cannot share it evenly leave: 1 % beside 33, 33 and 33."""
    return round(max(1.0 - sum(shares.values()), 0.0) / STEP) * STEP


def span_ends(result: PortfolioResult, line: PortfolioLine, share: float) -> tuple[int, int]:
    """Return the ends of a range in whole per cents, with the rounded share between them."""
    low, high = (round(100 * end / result.budget) for end in line.span)
    shown = round(100 * share)
    return min(low, shown), max(high, shown)


def share_text(share: float, exact: float) -> str:
    """Write a rounded share; one that rounds to none is still more than nothing."""
    return whole_per_cent(share) if share > 0 or exact <= 0 else "under 1 %"


def amounts(result: PortfolioResult) -> Mapping[str, float]:
    """Return what each line gets, and what stays unspent, in digits that bear.

    Rounded from exact shares, so that together they are the amount that the budget comes to;
    empty where none was named.
    """
    if result.amount is None:
        return {}
    exact = [*(line.share for line in result.allocation), result.unspent]
    names = [*(line.id for line in result.allocation), UNSPENT]
    step = _amount_step(result.amount)
    parts = in_even_steps([share / result.budget for share in exact], step / result.amount)
    return {name: _rounded(p * result.amount, step) for name, p in zip(names, parts, strict=True)}


TodayTold = Mapping[str, tuple[str, str]]


def today_told(result: PortfolioResult) -> TodayTold:
    """Return what each line gets today and how much that changes; empty where today is not known.

    By id, `UNSPENT`, and the title of what is not in question; in amounts where there are some,
    else in whole per cents. What is nothing is an empty text.
    """
    return {
        name: (_written(result, now), _change(result, more)) for name, now, more in _now(result)
    }


def _now(result: PortfolioResult) -> Iterator[tuple[str, float, float]]:
    """Yield names with what they get today and the change, in the unit that is shown."""
    today = next((other for other in result.benchmarks if other.name == "today"), None)
    if today is None:
        return
    after = amounts(result) or {k: round(100 * v) for k, v in rounded_shares(result).items()}
    outside = result.today_outside
    idle = max(today.unspent - sum(outside.values()), 0.0)
    every = {line.id: today.shares.get(line.id, 0.0) for line in result.allocation}
    for name, share in {**every, **outside, UNSPENT: idle}.items():
        part = share / result.budget
        if result.amount is None:
            now = float(round(100 * part))
        else:
            now = _rounded(part * result.amount, _amount_step(result.amount))
        yield name, now, round(after.get(name, 0.0) - now, 6)


def _written(result: PortfolioResult, number: float) -> str:
    if number == 0:
        return ""
    return f"{number:.0f} %" if result.amount is None else amount_text(result, number)


def _change(result: PortfolioResult, more: float) -> str:
    sign = "+" if more > 0 else "-"
    return f"{sign}{_written(result, abs(more))}" if more else ""


def losses(result: PortfolioResult) -> list[tuple[str, str]]:
    """Return the names of what gets less than today, with how much less; the most first."""
    titles = {line.id: line.short_title for line in result.allocation}
    less = sorted((more, name) for name, _, more in _now(result) if more < 0 and name != UNSPENT)
    return [(titles.get(name, name), _change(result, more)) for more, name in less]


def gap_closed(move: MoveStep) -> str:
    """Say how much of the gap between today and the split is closed once a move is made."""
    if move.closed >= WHOLE:
        return "all of the gap"
    return f"{whole_per_cent(math.floor(100 * move.closed) / 100)} of the gap"


def amount_left(result: PortfolioResult) -> float:
    """Return what amounts leave of the budget where equal lines cannot share it evenly."""
    return 0.0 if result.amount is None else round(result.amount - sum(amounts(result).values()), 6)


def _amount_step(amount: float) -> float:
    """Return the step of amounts: 1,000 where all is 2,000,000; 0.01 where it is 12."""
    return float(10.0 ** (math.floor(math.log10(amount)) - DIGITS))


def _rounded(value: float, step: float) -> float:
    return round(round(value / step) * step, 9)


def amount_text(result: Budgeted, amount: float) -> str:
    """Write an amount with its unit."""
    written = f"{amount:,.6f}".rstrip("0").rstrip(".")
    return f"{written} {result.unit}" if result.unit else written


def share_amount(result: Budgeted, share: float) -> str:
    """Write what a share of the budget comes to; nothing where no amount was named."""
    if result.amount is None:
        return ""
    return amount_text(result, _rounded(share * result.amount, _amount_step(result.amount)))


def commitment_words(result: PortfolioResult, one: CommitmentRow) -> str:
    """Name a commitment, in money where the budget is named: `floor 300,000 EUR of A hospital`."""
    title = one.title.removeprefix("the ")
    if result.amount is None or not one.share:
        return title
    amount = amount_text(result, round(one.share * result.amount, 2))
    return title.replace(f"{100 * one.share:.4g} %", amount, 1)


def commitments_in_order(result: PortfolioResult) -> list[CommitmentRow]:
    """Return what was asked for in this run, then what the rubric asks for; the dearest first."""
    return sorted(result.commitments, key=lambda one: (one.of_rubric, -one.cost))


def share_change(result: PortfolioResult, more: float) -> str:
    """Write a change of a share as the amount that it comes to, else in per cents: `+20,000 EUR`.

    Parameters
    ----------
    more : float
        In shares of the budget; below 0 less.
    """
    part = abs(more) / result.budget
    sign = "+" if more > 0 else "-"
    return f"{sign}{share_amount(result, part) or f'{100 * part:.2g} %'}"


def with_amount(result: Budgeted, share: float) -> str:
    """Write a share and, where an amount was named, what it comes to: `5 % (100,000 EUR)`."""
    amount = share_amount(result, share)
    return f"{whole_per_cent(share)}{f' ({amount})' if amount else ''}"


def worst(tail: float) -> str:
    """Name the worst cases: `worst tenth`, `worst 5 %`."""
    return "worst tenth" if abs(tail - TENTH) < SAME else f"worst {100 * tail:.3g} %"


def in_force(result: Budgeted) -> str:
    """Return the options by which a suggested command keeps limits, the budget and today."""
    found = result.limits_asked
    if result.amount is not None:
        amount = " ".join(filter(None, [f"{result.amount:.12g}", result.unit]))
        found += f" --budget {shlex.quote(amount)}"
    if result.current is not None:
        found += f" --current {shlex.quote(result.current)}"
    return found
