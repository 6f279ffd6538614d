"""Lines on what a change of rubric does to the ranking."""

from collections.abc import Sequence
from math import isnan

from toi.analyses.layout.screen import Screen
from toi.analyses.rubric.result import Alone, Shift
from toi.analyses.shared.format import count, cut, ids_tell, listed, score_text, signed, whole
from toi.analyses.shared.moves import HALF, RankChange, ScoreMove, level_by_one
from toi.words import Words

MOST_ROWS = 12
BESIDE_KEYS = 38  # columns kept for all but the key of a change


def add_effect(screen: Screen, ranking: Shift, before: str, after: str, words: Words) -> None:
    """Add a verdict, the alternatives that moved, and each change alone."""
    moved = [move for move in ranking.moves if shows(move)]
    screen.say(_verdict(ranking, moved, words))
    if moved:
        _add_moved(screen.blank(), moved, before, after, words)
    if ranking.alone:
        _add_alone(screen.blank(), ranking.alone)


def shows(move: ScoreMove) -> bool:
    """Tell whether a move can be seen: in rank, in whole points or at a gate."""
    points = whole(move.before.score) != whole(move.after.score)
    return bool(move.places) or points or move.passes_gate


def _verdict(ranking: Shift, moved: Sequence[ScoreMove], words: Words) -> str:
    if not moved:
        return (
            "No rank and no score, to a whole point, is another; how sure they are may be: this "
            "is at the mean of every number."
        )
    led = {m.short for m in ranking.moves if m.before.rank == 1 and not m.before.gated}
    leads = {m.short for m in ranking.moves if m.after.rank == 1 and not m.after.gated}
    when = "still" if led == leads else "now"
    if leads:
        lead = f"{_names(leads)} {when} {'leads' if len(leads) == 1 else 'lead'}"
    else:
        lead = f"Every {words.one} is {when} excluded by a gate"
    if led != leads:
        lead += f", before it was {_names(led)}" if led else ", before none did"
    total = ranking.theories * (ranking.theories - 1) // 2
    verb = "stands" if ranking.pairs == 1 else "stand"
    turned = f"{count(ranking.pairs, 'pair')} of {total} {verb}"
    if not ranking.pairs:
        turned = "no pair stands"
    half = level_by_one((m.before.rank, m.after.rank) for m in ranking.moves)
    text = f"{lead}; {turned} in another order{HALF * half}."
    first = max(moved, key=lambda m: (abs(m.places), m.far))
    if first.places:
        ranks = f"rank {first.before.rank} -> {first.after.rank}"
        return f"{text} Farthest moved: {first.short}, {ranks} ({first.in_points})."
    return text


def _names(names: set[str]) -> str:
    return listed(sorted(names))


def _add_moved(
    screen: Screen, moved: Sequence[ScoreMove], before: str, after: str, words: Words
) -> None:
    kept = sorted(moved, key=lambda m: (*m.farthest_first, -m.far, m.id))[:MOST_ROWS]
    before, after = (cut(name, 13) for name in (before, after))
    named = ids_tell((m.id, m.short) for m in kept)
    rows = [
        [*_place(m.before), *_place(m.after), *[m.id] * named, m.short, _points(m)]
        for m in moved
        if m in kept
    ]
    heads = ["Rank", f"({before})", "Rank", f"({after})", *["ID"] * named]
    heads += [words.one.capitalize(), "Points"]
    screen.table(rows, heads, "rrrr" + "l" * named + "lr", trim=True)
    if len(moved) > len(kept):
        screen.say(f"{count(len(moved) - len(kept), 'other')} moved less far.")


def _place(place: RankChange) -> tuple[str, str]:
    return str(place.told), score_text(place.score)


def _points(move: ScoreMove) -> str:
    return "-" if isnan(move.points) else signed(move.points, 1)


def short_key(key: str) -> str:
    """Return a key without the section that its name makes plain."""
    return key.removeprefix("credences.").removeprefix("overrides.")


def _add_alone(screen: Screen, alone: Sequence[Alone]) -> None:
    found = sorted(alone, key=lambda a: (-(a.pairs or 0), -(a.moved.far if a.moved else 0)))
    width = max(16, screen.page.width - BESIDE_KEYS)
    rows = [
        [cut(short_key(a.key), width), "" if a.pairs is None else str(a.pairs), alone_word(a)]
        for a in found
    ]
    screen.table(rows, ["Each change alone", "Pairs", "Most moved"], "lrl")


def alone_word(alone: Alone) -> str:
    """Write `T04 5 -> 11 (-3 points)`, by name where the id is but the name spelt plain."""
    if alone.pairs is None:
        return "cannot stand alone"
    move = alone.moved
    if move is None:
        return "nothing"
    ranks = (
        f"{move.before.told} -> {move.after.told}"
        if move.places or move.passes_gate
        else f"stays {move.after.told}"
    )
    name = move.id if ids_tell([(move.id, move.short)]) else move.short
    return f"{name} {ranks} ({move.in_points})"
