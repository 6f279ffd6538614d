"""Robustness of a ranking on screens: the verdict, who comes first, and the table of ranks."""

from collections.abc import Iterator, Sequence

from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.ranks.result import Ranks
from toi.analyses.shared.format import (
    count,
    error_text,
    glued,
    ids_tell,
    of_draws,
    per_cent,
    per_cent_error,
    short_per_cent,
    span,
    whole,
)
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.verdict import SELDOM, Standing, ranking_verdict
from toi.words import Words

FEW = 10  # equally likely: of fewer a decimal is told
MENTIONED = 3  # theories that come first now and then, by name
BY_THEORY = (
    *("short", "tiers", "deterministic", "score", "p_first", "p_first_error"),
    *("p_gated", "p_top_k", "expected_rank", "rank_range", "confidence_factor", "central_weights"),
)


def verdict(ranks: Ranks, words: Words) -> str:
    """Say who leads, and how clearly, as every ranking says it.

    Parameters
    ----------
    words : Words
        Of the debate.
    """
    return ranking_verdict(standings(ranks), ranks.expected, words=words, nothing=ranks.nothing)


def standings(ranks: Ranks) -> list[Standing]:
    """Return where each theory stands, for a verdict."""
    return [
        Standing(
            ranks.short[name],
            ranks.rank[name],
            ranks.deterministic[name],
            ranks.p_first[name],
            ranks.tiers[name],
            ranks.gated[name] is not None,
            ranks.p_gated[name],
        )
        for name in ranks.theories
    ]


def gated_ranks(ranks: Ranks) -> str:
    """Say which ranks gates leave to what they exclude."""
    return (
        "In a draw, all that gates exclude share its last ranks, whatever they score: for that "
        f"alone ranks may go down to {len(ranks.theories)}."
    )


def some_gated(ranks: Ranks) -> bool:
    """Tell whether gates exclude any in some draw."""
    return any(ranks.p_gated.values())


def always_gated(ranks: Ranks, name: str) -> bool:
    """Tell whether a gate excludes a theory in every draw, so that it has no rank in any."""
    return ranks.p_gated[name] == 1


def held_ranks(ranks: Ranks) -> list[Sequence[float | None]]:
    """Return how often each theory holds each rank; None of what has none in any draw."""
    return [
        [None] * len(shares) if always_gated(ranks, name) else shares
        for name, shares in zip(ranks.theories, ranks.rank_acceptability, strict=True)
    ]


def who_comes_first(ranks: Ranks) -> Iterator[str]:
    """Say who comes first how often, most often first; nothing where gates let none through."""
    if not any(ranks.p_first.values()):
        return
    by_share = sorted(ranks.theories, key=lambda name: -ranks.p_first[name])
    first, *others = [name for name in by_share if ranks.p_first[name] > 0]
    parts = [f"{ranks.short[first]} in {chance_first(ranks, first)}"]
    parts += [
        glued(f"{ranks.short[name]} {per_cent(ranks.p_first[name])}") for name in others[:MENTIONED]
    ]
    left = others[MENTIONED:]
    if left:
        share = per_cent(sum(ranks.p_first[name] for name in left))
        parts.append(glued(f"{count(len(left), 'other')} {share}"))
    if ranks.nobody_first >= SELDOM:
        parts.append(glued(f"nobody {per_cent(ranks.nobody_first)}"))
    never = len(ranks.theories) - 1 - len(others)
    last = f"; {never} never" if never else ""
    yield f"Comes first: {', '.join(parts)}{last}."


def chance_first(ranks: Ranks, name: str) -> str:
    """Say in how many draws a theory comes first."""
    share, error = ranks.p_first[name], ranks.p_first_error[name]
    return glued(of_draws(share, error, ranks.counted))


def ids_are_told(ranks: Ranks, names: Sequence[str]) -> bool:
    """Tell whether the ids of some theories say more than their titles."""
    return ids_tell((name, ranks.short[name]) for name in names)


def name_cells(ranks: Ranks, name: str, among: Sequence[str]) -> list[str]:
    """Return a theory's id, where ids tell something, and its short title."""
    return [*[name] * ids_are_told(ranks, among), ranks.short[name]]


def add_ranks(screen: Screen, ranks: Ranks, words: Words) -> None:
    """Add a line per theory: how often first, which ranks, which scores."""
    below = ranks.p_below_nothing if words.reference else None
    named, gates = ids_are_told(ranks, ranks.theories), some_gated(ranks)
    heads = [*["ID"] * named, words.one.capitalize(), "First", f"Top {ranks.top_k}", "Mean"]
    heads += ["Ranks", *["Gated"] * gates, "Median", "5-95 %", *["Harm"] * (below is not None)]
    rows = []
    for name in ranks.theories:
        score = ranks.score[name]
        held = [
            *(short_per_cent(ranks.p_first[name]), short_per_cent(ranks.p_top_k[name])),
            *(f"{ranks.expected_rank[name]:.0f}", span(*ranks.rank_range[name])),
        ]
        cells = [
            *name_cells(ranks, name, ranks.theories),
            *(["-", "-", "-", GATED] if always_gated(ranks, name) else held),
            *[short_per_cent(ranks.p_gated[name])] * gates,
            *(whole(score.p50), f"{whole(score.p05)}-{whole(score.p95)}"),
        ]
        rows.append(cells if below is None else [*cells, short_per_cent(below[name])])
    align = "l" * (1 + named) + "r" * (len(heads) - 1 - named)
    screen.table(rows, heads, align, shrink=int(named))
    text = (
        f"First, Top {ranks.top_k}: in how many of a hundred draws. Mean: expected rank; Ranks: "
        f"the middle 90 %. Median, 5-95 %: of the score in {count(ranks.counted, 'draw')} (each "
        f"+-{error_text(max(max(s.error) for s in ranks.score.values()))})."
    )
    if below is not None:
        text += f" Harm: in how many of a hundred it scores less than {words.reference}."
    if gates:
        text += f" Gated: in how many of a hundred a gate excludes it. {gated_ranks(ranks)}"
    if ranks.nobody_first == 1:
        screen.say(text)
        return
    likely = 2**ranks.entropy
    screen.say(
        f"{text} Who leads is as open as among {likely:.{int(likely < FEW)}f} equally likely "
        f"({ranks.entropy:.1f} bits). Chances: one standard error at most "
        f"{error_of_chances(ranks)} %."
    )


def error_of_chances(ranks: Ranks) -> str:
    """Write the largest standard error that a chance of this many draws can have."""
    return per_cent_error(ranks.standard_error)


def ranks_table(ranks: Ranks) -> Table:
    """Return all figures about ranks, a row per theory."""
    theories = [
        {
            **{field: getattr(ranks, field)[name] for field in BY_THEORY},
            "id": name,
            "p_below_nothing": (ranks.p_below_nothing or {}).get(name),
            "acceptability": shares,
        }
        for name, shares in zip(ranks.theories, ranks.rank_acceptability, strict=True)
    ]
    return Table.of(
        theories,
        "id title=short tier=tiers deterministic mean=score.mean sd=score.sd",
        "p05=score.p05 p50=score.p50 p95=score.p95 p_first p_first_error",
        "p_gated p_top_k expected_rank",
        "rank_low=rank_range.0 rank_high=rank_range.1 p_below_nothing confidence_factor",
        *(f"central_{name}=central_weights.{i}" for i, name in enumerate(ranks.criteria)),
        *(f"rank_{i + 1}=acceptability.{i}" for i in range(len(ranks.theories))),
    )
