"""A split in words: its shares and amounts as people read them, and what changes against today."""

import math
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from toi.analyses.portfolio.demands.result import (
    CommitmentRow,
)
from toi.analyses.portfolio.line_result import PortfolioLine
from toi.analyses.portfolio.result import (
    MoveStep,
    PortfolioResult,
)
from toi.analyses.portfolio.rounded import (
    UNSPENT,
    amount_step,
    amounts,
    in_per_cent,
    rounded_shares,
    today_shares,
    today_shown,
)
from toi.analyses.shared.format import whole_per_cent
from toi.analyses.shared.provenance import draw_options
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.rounding import SAME, STEP
from toi.words import Words

TENTH = 0.1
SAME_SHARE = 1e-6  # of the budget
WHOLE = 1 - 1e-6  # of what a split gains over today: all of it


class Budgeted(Protocol):
    """A result of one rubric or of several, whose budget may have been named."""

    @property
    def provenance(self) -> Provenance:
        """What it was made from."""
        ...

    @property
    def budget(self) -> float:
        """All that there is to spend, next to the budget on which returns are reckoned."""
        ...

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


def span_text(result: PortfolioResult, line: PortfolioLine, share: float, to: str = "-") -> str:
    """Write the range of a share, `8-17`, with the rounded share between its ends.

    In whole per cents, but for an end that the share itself is: that stands as it does. What is
    there but small is `<1`; where both ends are one, that stands alone.
    """
    low, high = line.span
    ends = _end(result, low, line.share, share, min), _end(result, high, line.share, share, max)
    return ends[0] if ends[0] == ends[1] else to.join(ends)


def _end(
    result: PortfolioResult,
    end: float,
    exact: float,
    share: float,
    outer: Callable[[float, float], float],
) -> str:
    shown = in_per_cent(share)
    part = shown if abs(end - exact) < SAME else outer(round(100 * end / result.budget), shown)
    return "<1" if part < 1 and end > 0 and part != shown else f"{part:g}"


def share_text(share: float, exact: float) -> str:
    """Write a rounded share; one that rounds to none is still more than nothing."""
    return rounded_per_cent(share) if share > 0 or exact <= 0 else "under 1 %"


def rounded_per_cent(share: float) -> str:
    """Write a rounded share: in whole per cents, but for one that is held at a half: `7.5 %`."""
    return f"{in_per_cent(share):g} %"


def moved_per_cent(result: PortfolioResult, move: MoveStep) -> str:
    """Write the share of a move: as in the table, where it is all that its line gets."""
    whole = next((x.share for x in result.allocation if x.id == move.to), None)
    if move.to is None or whole is None or abs(whole - move.share) > SAME_SHARE * result.budget:
        return whole_per_cent(move.share / result.budget)
    return share_text(rounded_shares(result)[move.to], whole)


def line_words(result: PortfolioResult) -> Words:
    """Return what the lines of a split are called."""
    return words_of_lines(result.provenance.words, result.by_kind)


def words_of_lines(words: Words, kinds: Iterable[str]) -> Words:
    """Return what lines are called: as the debate calls its alternatives, if of one kind."""
    return replace(words, one="line", many="lines") if len(set(kinds)) > 1 else words


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
    after = amounts(result)
    if not after:
        after = {name: in_per_cent(share) for name, share in rounded_shares(result).items()}
    for name, now in today_shown(result).items():
        yield name, now, round(after.get(name, 0.0) - now, 6)


def _written(result: PortfolioResult, number: float) -> str:
    if number == 0:
        return ""
    return f"{number:g} %" if result.amount is None else amount_text(result, number)


def _change(result: PortfolioResult, more: float) -> str:
    sign = "+" if more > 0 else "-"
    return f"{sign}{_written(result, abs(more))}" if more else ""


def losses(result: PortfolioResult) -> list[tuple[str, str]]:
    """Return the names of what gets less than today, with how much less; the most first."""
    titles = {line.id: line.short_title for line in result.allocation}
    less = sorted((more, name) for name, _, more in _now(result) if more < 0 and name != UNSPENT)
    return [(titles.get(name, name), _change(result, more)) for more, name in less]


def gain_reached(move: MoveStep) -> str:
    """Say how much of what the split gains over today is there once a move is made."""
    if move.closed >= WHOLE:
        return "all of the gain"
    return f"{whole_per_cent(math.floor(100 * move.closed) / 100)} of the gain"


def amount_text(result: Budgeted, amount: float) -> str:
    """Write an amount with its unit."""
    written = f"{amount:,.6f}".rstrip("0").rstrip(".")
    return f"{written} {result.unit}" if result.unit else written


def share_amount(result: Budgeted, share: float) -> str:
    """Write what a computed share of the budget comes to; nothing where no amount was named."""
    if result.amount is None:
        return ""
    step = amount_step(result.amount)
    return amount_text(result, round(round(share * result.amount / step) * step, 9))


def today_part(result: PortfolioResult, name: str) -> str:
    """Write what a line, or what is not in question, has today: as it was given."""
    return _written(result, today_shown(result).get(name, 0.0))


def today_left(result: PortfolioResult) -> str:
    """Write what today leaves of the budget or spends on what is not in question, if anything."""
    names = (UNSPENT, *result.today_outside)
    share = math.fsum(today_shares(result).get(name, 0.0) for name in names)
    if share < STEP:
        return ""
    now = math.fsum(today_shown(result)[name] for name in names)
    amount = f" ({_written(result, now)})" if result.amount is not None else ""
    return f"{whole_per_cent(share)}{amount}"


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
    return f"{'+' if more > 0 else '-'}{share_part(result, abs(more))}"


def share_part(result: Budgeted, share: float) -> str:
    """Write a computed share of the budget as the amount that it comes to, else in per cents."""
    part = share / result.budget
    return share_amount(result, part) or f"{100 * part:.2g} %"


def with_amount(result: Budgeted, share: float) -> str:
    """Write a share and, where an amount was named, what it comes to: `5 % (100,000 EUR)`."""
    amount = share_amount(result, share)
    return f"{whole_per_cent(share)}{f' ({amount})' if amount else ''}"


def worst(tail: float) -> str:
    """Name the worst cases: `worst tenth`, `worst 5 %`."""
    return "worst tenth" if abs(tail - TENTH) < SAME else f"worst {100 * tail:.3g} %"


def in_force(result: Budgeted, risk: float | None = None) -> str:
    """Return the options by which a suggested command keeps to this run.

    These are limits, the budget, today, the seed and the number of draws; `risk` takes the place
    of the one that was asked for.
    """
    found = result.limits_asked if risk is None else _without_risk(result.limits_asked)
    if result.amount is not None:
        amount = " ".join(filter(None, [f"{result.amount:.12g}", result.unit]))
        found += f" --budget {shlex.quote(amount)}"
    if result.current is not None:
        found += f" --current {shlex.quote(result.current)}"
    if risk is not None:
        found += f" --risk {risk:g}"
    return found + draw_options(result.provenance)


def _without_risk(options: str) -> str:
    """Return options without ``--risk``."""
    words = shlex.split(options)
    if "--risk" not in words:
        return options
    at = words.index("--risk")
    return "".join(f" {shlex.quote(word)}" for word in words[:at] + words[at + 2 :])
