"""Robustness of a ranking on screens: the verdict, and the tables of ranks and of pairs."""

from collections.abc import Iterator, Sequence

from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.ranks.result import Ranks
from toi.analyses.shared.format import (
    GLUE,
    count,
    error_text,
    glued,
    ids_tell,
    of_draws,
    per_cent,
    per_cent_error,
    score_text,
    short_per_cent,
    span,
    whole,
)
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.verdict import SELDOM, Standing, ranking_verdict
from toi.words import Words

FEW = 10  # equally likely: of fewer a decimal is told
LONGEST_HEAD = 3
MENTIONED = 3  # theories that come first now and then, by name
NARROWEST_NAME = 12  # columns for the name of a row
GATED_PAIRS = (
    "In a draw, what gates exclude beats none, and all others beat it, whatever it scores."
)
BLANK = "A dot: in fewer than one of two hundred; **: in all but such."
BY_THEORY = (
    *("short", "tiers", "deterministic", "score", "p_first", "p_first_error"),
    *("p_gated", "p_top_k", "expected_rank", "rank_range", "confidence_factor", "central_weights"),
)
DOT, SELF = ".", "-"  # of a share that is next to nothing, and of a row against itself


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
    parts = [f"{ranks.short[first]} in {_chance(ranks, first)}"]
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


def _chance(ranks: Ranks, name: str) -> str:
    share, error = ranks.p_first[name], ranks.p_first_error[name]
    return glued(of_draws(share, error, ranks.counted))


def theory_verdict(ranks: Ranks, name: str, words: Words) -> str:
    """Say how one theory stands."""
    low, high = ranks.rank_range[name]
    score, sure = ranks.score[name], ranks.confidence_factor[name]
    rule, none_first = ranks.gated[name], all(ranks.gated.values())
    if none_first:
        place = f"excluded by the gate {rule}, as every {words.one} is by some gate"
    else:
        place = f"rank {span(low, high)} of {words.counted(len(ranks.theories))}, "
        place += f"first in {_chance(ranks, name)}"
        if ranks.p_gated[name] >= SELDOM:
            place += f", excluded by a gate in {per_cent(ranks.p_gated[name])}"
    text = (
        f"{ranks.short[name]}: {place}. It scores {score_text(ranks.deterministic[name])} "
        f"[{whole(score.p05)}-{whole(score.p95)}]{GLUE}(ends{GLUE}+-{error_text(max(score.error))})"
    )
    if rule and not none_first:
        text += f", and is excluded by the gate {rule}"
    if ranks.p_below_nothing is not None and words.reference:
        text += f"; less than {words.reference} in {per_cent(ranks.p_below_nothing[name])}"
    return f"{text}." if none_first else f"{text}. {_supporter(ranks, name, sure)}"


def _supporter(ranks: Ranks, name: str, sure: float | None) -> str:
    """Say by which weights a theory leads, and how surely."""
    central = ranks.central_weights[name]
    if central is None or sure is None:
        return "It leads in no draw, whatever the weights."
    weights = dict(zip(ranks.criteria, central, strict=True))
    ours = [label for label in ranks.labels if weights[label.id] > 0]
    told = ", ".join(
        f"{label.title}{GLUE}{100 * weights[label.id]:.0f}{GLUE}% ({100 * label.weight:.0f})"
        for label in sorted(ours, key=lambda label: label.weight - weights[label.id])
    )
    return (
        f"Where it leads ({count(round(ranks.p_first[name] * ranks.counted), 'draw')}), the "
        f"weights are on average {told}, in brackets those of all draws; fixed there, it leads in "
        f"{per_cent(sure)} (+-{per_cent_error(ranks.confidence_error[name])})."
    )


def add_against(screen: Screen, ranks: Ranks, name: str) -> None:
    """Add how often one theory scores more than each other, and less."""
    i, others = ranks.theories.index(name), [one for one in ranks.theories if one != name]
    at = {other: ranks.theories.index(other) for other in others}
    rows = [
        [
            *name_cells(ranks, other, others),
            short_per_cent(ranks.pairwise[i][at[other]]),
            short_per_cent(ranks.pairwise[at[other]][i]),
        ]
        for other in others
    ]
    heads = [*["ID"] * ids_are_told(ranks, others), "Against", "above it", "below it"]
    screen.table(rows, heads, "l" * (len(heads) - 2) + "rr")
    screen.say(
        f"In how many of a hundred draws {ranks.short[name]} stands above it, and below it "
        f"(+-{_error(ranks)} at most)."
    )


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
            *(f"{score.p50:.0f}", f"{whole(score.p05)}-{whole(score.p95)}"),
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
        f"({ranks.entropy:.1f} bits). Chances: one standard error at most {_error(ranks)} %."
    )


def add_acceptability(screen: Screen, ranks: Ranks, words: Words) -> None:
    """Add rank acceptability as a table of whole per cents, as many ranks as fit.

    There is none where gates exclude all in every draw.
    """
    if all(always_gated(ranks, name) for name in ranks.theories):
        return
    heads = [str(rank) for rank in range(1, len(ranks.theories) + 1)]
    _matrix(screen, _row_names(ranks), heads, held_ranks(ranks))
    text = f"Row {words.one}, column rank: in how many of a hundred draws it holds that rank."
    screen.say(f"{text} {BLANK}")


def add_pairwise(screen: Screen, ranks: Ranks, words: Words) -> None:
    """Add who beats whom, as a table of whole per cents.

    There is none where gates exclude all in every draw.
    """
    if all(always_gated(ranks, name) for name in ranks.theories):
        return
    heads = _short_heads(ranks.theories)
    numbered = heads[0] == "1"
    rows = [
        [None if i == j else value for j, value in enumerate(row)]
        for i, row in enumerate(ranks.pairwise)
    ]
    _matrix(screen, _row_names(ranks, numbered), heads, rows)
    text = f"In how many of a hundred draws the row's {words.one} scores more than the column's. "
    gates = f"{GATED_PAIRS} " * some_gated(ranks)
    screen.say(f"{text}{gates}{BLANK} One standard error at most {_error(ranks)} %.")


def _row_names(ranks: Ranks, numbered: bool = False) -> list[str]:
    """Return what rows are called: by number or by id, where these tell something, and title."""
    named = ids_are_told(ranks, ranks.theories)
    return [
        " ".join([*[str(i)] * numbered, *[name] * (named and not numbered), ranks.short[name]])
        for i, name in enumerate(ranks.theories, 1)
    ]


def _short_heads(names: Sequence[str]) -> list[str]:
    """Shorten ids to column heads: without a letter that all share, or to numbers."""
    shared = len({name[0] for name in names}) == 1
    heads = [name[1:] if shared and len(name) > 1 else name for name in names]
    if max(map(len, heads)) > LONGEST_HEAD:
        return [str(i + 1) for i in range(len(names))]
    return heads


def _error(ranks: Ranks) -> str:
    return per_cent_error(ranks.standard_error)


def _matrix(
    screen: Screen,
    names: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[float | None]],
) -> None:
    """Add rows of shares, two figures each.

    Columns that do not fit are said to be left out, and rows that say nothing without them.
    """
    width = max(2, *map(len, heads)) + 1
    room = screen.page.width - min(max(map(columns_of, names)), NARROWEST_NAME)
    fits = min(len(heads), room // width)
    whole = [[_cell(share) for share in row[:fits]] for row in rows]
    told = [fits == len(heads) or any(cell not in (DOT, SELF) for cell in row) for row in whole]
    table = [[name, *row] for name, row, says in zip(names, whole, told, strict=True) if says]
    align = "l" + "r" * fits
    screen.table(table, ["", *heads[:fits]], align, shrink=0, least=NARROWEST_NAME)
    if fits < len(heads):
        left = len(rows) - len(table)
        dots = f", and {count(left, 'row')} of dots alone" if left else ""
        screen.say(
            f"Not shown: {count(len(heads) - fits, 'column')}{dots}: --format csv, or a wider "
            "window."
        )


def _cell(share: float | None) -> str:
    if share is None:
        return SELF
    whole = f"{100 * share:.0f}"
    return {"0": DOT, "100": "**"}.get(whole, whole)


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


def pairwise_table(ranks: Ranks) -> Table:
    """Return who beats whom, row against column."""
    rows = [[name, *row] for name, row in zip(ranks.theories, ranks.pairwise, strict=True)]
    return Table(["id", *ranks.theories], rows)
