"""What a change of rubric does to the ranking, side by side."""

from collections.abc import Iterator, Sequence

from toi.analyses.rubric.result import Alone, RankChange, ScoreMove, Shift
from toi.analyses.shared.page import Page, columns, count, cut

MOST_ROWS = 12


def effect_lines(ranking: Shift, page: Page, before: str, after: str) -> Iterator[str]:
    """A verdict, the theories that moved, and each change alone."""
    moved = [move for move in ranking.moves if shows(move)]
    yield page.fill(_verdict(ranking, moved))
    if moved:
        yield ""
        yield from _table(moved, page, before, after)
    if ranking.alone:
        yield ""
        yield from _alone(ranking.alone, page)


def shows(move: ScoreMove) -> bool:
    """Whether a move can be seen: in rank, in whole points or at a gate."""
    points = f"{move.before.score:.0f}" != f"{move.after.score:.0f}"
    return bool(move.places) or points or move.before.gated != move.after.gated


def _verdict(ranking: Shift, moved: Sequence[ScoreMove]) -> str:
    if not moved:
        return "No rank and no score, to a whole point, is another."
    led = {m.id for m in ranking.moves if m.before.rank == 1}
    leads = {m.id for m in ranking.moves if m.after.rank == 1}
    lead = f"{_names(leads)} {'still' if led == leads else 'now'} {_verb(leads)}"
    lead += "" if led == leads else f", before it was {_names(led)}"
    turned = count(ranking.pairs, "pair") if ranking.pairs else "no pair"
    total = ranking.theories * (ranking.theories - 1) // 2
    text = f"{lead}; {turned} of {total} stand in another order."
    first = max(moved, key=lambda m: (abs(m.places), abs(m.points)))
    if first.places:
        points = points_word(_seen(first))
        return f"{text} Farthest moved: {first.id}, {_ranks(first)} ({points} points)."
    return text


def _verb(names: set[str]) -> str:
    return "leads" if len(names) == 1 else "lead"


def _names(names: set[str]) -> str:
    return " and ".join(sorted(names))


def _ranks(move: ScoreMove) -> str:
    return f"rank {move.before.rank} -> {move.after.rank}"


def _table(moved: Sequence[ScoreMove], page: Page, before: str, after: str) -> Iterator[str]:
    kept = sorted(moved, key=lambda m: (-abs(m.places), -abs(m.points), m.id))[:MOST_ROWS]
    before, after = (cut(name, 13) for name in (before, after))
    rows = [
        [*_place(m.before), *_place(m.after), m.id, m.short, points_word(_seen(m))]
        for m in moved
        if m in kept
    ]
    heads = ["Rank", f"({before})", "Rank", f"({after})", "ID", "Theory", "Points"]
    head, *lines = columns(rows, heads, [*["right"] * 4, "left", "left", "right"])
    yield page.paint(head, "bold")
    yield from (cut(line, page.width) for line in lines)
    if len(moved) > len(kept):
        yield page.fill(f"{count(len(moved) - len(kept), 'other')} moved less far.")


def _seen(move: ScoreMove) -> float:
    """Points between the scores as they are shown, so that a row adds up."""
    return float(f"{move.after.score:.0f}") - float(f"{move.before.score:.0f}")


def points_word(points: float, digits: int = 0) -> str:
    """`+3`, `-3`, and `0` for what rounds to it."""
    text = f"{points:+.{digits}f}"
    return "0" if float(text) == 0 else text


def _place(place: RankChange) -> tuple[str, str]:
    return ("gated" if place.gated else str(place.rank)), f"{place.score:.0f}"


def short_key(key: str) -> str:
    """A key without the section that its name makes plain."""
    return key.removeprefix("credences.").removeprefix("overrides.")


def _alone(alone: Sequence[Alone], page: Page) -> Iterator[str]:
    found = sorted(alone, key=lambda a: (-(a.pairs or 0), -abs(a.moved.points if a.moved else 0)))
    rows = [
        [short_key(a.key), "" if a.pairs is None else str(a.pairs), alone_word(a)] for a in found
    ]
    width = max(16, page.width - 38)
    rows = [[cut(name, width), pairs, word] for name, pairs, word in rows]
    head, *lines = columns(
        rows, ["Each change alone", "Pairs", "Most moved"], ["left", "right", "left"]
    )
    yield page.paint(head, "bold")
    yield from lines


def alone_word(alone: Alone) -> str:
    """`T04 5 -> 11 (-3 points)`."""
    if alone.pairs is None:
        return "cannot stand alone"
    move = alone.moved
    if move is None:
        return "nothing"
    ranks = (
        f"{move.before.rank} -> {move.after.rank}" if move.places else f"stays {move.after.rank}"
    )
    return f"{move.id} {ranks} ({points_word(move.points, 1)} points)"
