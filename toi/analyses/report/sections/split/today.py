"""What a split moves against today's."""

from collections.abc import Iterator, Sequence

from toi.analyses.portfolio.result import MoveStep, PortfolioResult
from toi.analyses.portfolio.rounded import amounts, today_shown
from toi.analyses.portfolio.screen import outside
from toi.analyses.portfolio.shown import (
    WHOLE,
    amount_text,
    gain_reached,
    losses,
    moved_per_cent,
    today_left,
    with_amount,
)
from toi.analyses.portfolio.wording.commitments import SMALL
from toi.analyses.report.html import Markup, bullets, paragraphs, tag
from toi.analyses.shared.format import listed, signed


def best_moves(split: PortfolioResult) -> str:
    """Name the moves from today's split that bring most, and what gets less."""
    moves = [_move(split, move) for move in split.moves[:3]]
    closed = gain_reached(split.moves[: len(moves)][-1])
    gains = f"The moves that bring most: {listed(moves)}; together they bring {closed}."
    less = listed([f"{name} ({change})" for name, change in losses(split)])
    return f"{gains} Less than today goes to {less}." if less else gains


def _move(split: PortfolioResult, move: MoveStep) -> str:
    """Write a move, with what the line then gets more in the amounts of the table."""
    names = {line.id: line.short_title for line in split.allocation}
    share, worth = move.share / split.budget, amounts(split)
    if move.to is None:
        return f"{with_amount(split, share)} to nothing"
    if not worth or split.amount is None:
        return f"{moved_per_cent(split, move)} to {names[move.to]}"
    more = amount_text(split, round(worth[move.to] - today_shown(split)[move.to], 6))
    return f"{moved_per_cent(split, move)} ({more}) to {names[move.to]}"


def moves_from_today(split: PortfolioResult) -> Iterator[Markup]:
    """List the moves from today's split, those first that bring most, and what gets less."""
    if split.today is None or not split.moves:
        return
    names = {line.id: line.short_title for line in split.allocation}
    yield tag("h3", "Against today")
    idle = today_left(split)
    left = f", which leaves {idle} unspent" if idle else ""
    left += outside(split)
    yield paragraphs(
        f"Today is {split.today}{left}. The moves from it, one after another, those first that "
        "would bring most alone:"
    )
    yield bullets(
        f"{moved_per_cent(split, move)} to "
        f"{names[move.to] if move.to else 'nothing'}: {_gain(split, move)}"
        f"{f'; {gain_reached(move)} by then' if move in _until_closed(split.moves) else ''}."
        for move in split.moves[:5]
    )
    less = [f"{name} ({change})" for name, change in losses(split)]
    if less:
        yield paragraphs(f"Less than today goes to {listed(less, len(less))}.")


def _gain(split: PortfolioResult, move: MoveStep) -> str:
    """Write what a move brings; one that brings nothing may be made for a floor alone."""
    points_ = f"{signed(move.gain, 1)} points"
    held = {line.id for line in split.allocation if line.role == "floor"}
    return f"{points_}, made for its floor" if move.gain < SMALL and move.to in held else points_


def _until_closed(moves: Sequence[MoveStep]) -> list[MoveStep]:
    """Return the moves up to the one that closes the gap: what comes after needs no share of it."""
    whole = (n for n, move in enumerate(moves, 1) if move.closed >= WHOLE)
    return list(moves[: next(whole, len(moves))])
