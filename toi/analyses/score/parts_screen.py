"""The parts that a score is made of by its method, in a table and in words."""

from collections.abc import Iterator, Sequence

from toi.analyses.layout.screen import Screen
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.shared.format import count

PARTS = {"phi_plus": "phi+", "phi_minus": "phi-", "d_plus": "D+", "d_minus": "D-"}
READING = {
    "promethee2": "phi+, phi-: how far it is preferred to the others, and they to it, 0 to 1.",
    "topsis": "D+, D-: distance to the ideal and to the negative ideal.",
}
MOST = 3  # pairs that are named


def parts_of(rows: Sequence[ScoreRow]) -> list[str]:
    """Return the names of the parts that scores are made of; none by most methods."""
    return [name for name in PARTS if any(name in (row.parts or {}) for row in rows)]


def add_parts(screen: Screen, result: ScoreResult, rows: Sequence[ScoreRow]) -> None:
    """Add a table of the parts, and how to read it, where scores have some."""
    names = parts_of(rows)
    if not names:
        return
    heads = [result.provenance.words.one.capitalize(), *(PARTS[name] for name in names)]
    cells = [[row.short, *(_text((row.parts or {})[name]) for name in names)] for row in rows]
    screen.blank().table(cells, heads, "l" + "r" * len(names), shrink=0)
    screen.say(READING[result.method.name])


def _text(value: float) -> str:
    """Write a part of a score with three decimals: .412."""
    return f"{value:.3f}".removeprefix("0")


def parts_note(result: ScoreResult) -> Iterator[str]:
    """Yield which pairs are incomparable, where the method tells."""
    if result.incomparable:
        names, pairs = result.provenance.names, result.incomparable
        told = [f"{names.theory(a)} and {names.theory(b)}" for a, b in pairs[:MOST]]
        more = "; --format json has all" if len(pairs) > MOST else ""
        yield (
            f"Incomparable by PROMETHEE I, one with more for it and more against it than the "
            f"other: {count(len(pairs), 'pair')} ({'; '.join(told)}{more}). --wide: both flows."
        )
