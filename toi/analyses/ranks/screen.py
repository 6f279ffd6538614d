"""Robustness of a ranking on screens: the verdict, and the tables of ranks and of pairs."""

from collections.abc import Sequence

from toi.analyses.ranks.result import Ranks
from toi.analyses.shared.format import (
    GLUE,
    count,
    error_text,
    glued,
    of_draws,
    per_cent,
    per_cent_error,
    short_per_cent,
)
from toi.analyses.shared.screen import Screen
from toi.analyses.shared.tables import Table

LONGEST_HEAD = 3
MENTIONED = 3  # theories that lead now and then, by name
BLANK = "A dot: in fewer than one of two hundred; **: in all but such."
BY_THEORY = (
    *("short", "tiers", "deterministic", "score", "p_first", "p_first_error", "p_top_k"),
    *("expected_rank", "rank_range", "confidence_factor", "central_weights"),
)


def verdict(ranks: Ranks) -> str:
    """Say who leads how often."""
    first, *rest = sorted(ranks.theories, key=lambda name: -ranks.p_first[name])
    top = ranks.theories[0]
    if all(ranks.gated.values()):
        text = "With every number at its mean, each theory is excluded by a gate. "
        return f"{text}{first} leads most often, in {_chance(ranks, first)}. {_others(ranks, rest)}"
    text = f"{top} leads in {_chance(ranks, top)}"
    if len(ranks.theories) > ranks.top_k:
        among = per_cent(ranks.p_top_k[top])
        text += f"; it is among the first {ranks.top_k} in {among}"
    text += ". "
    if first != top:
        text += f"{first} leads more often, in {_chance(ranks, first)}. "
    return text + _others(ranks, [name for name in [first, *rest] if name != top])


def _chance(ranks: Ranks, name: str) -> str:
    share, error = ranks.p_first[name], ranks.p_first_error[name]
    return glued(of_draws(share, error, ranks.counted))


def _others(ranks: Ranks, others: Sequence[str]) -> str:
    leading = [name for name in others if ranks.p_first[name] > 0]
    never = len(others) - len(leading)
    named = [glued(f"{n} {per_cent(ranks.p_first[n])}") for n in leading]
    parts = named[:MENTIONED]
    left = leading[MENTIONED:]
    if left:
        share = per_cent(sum(ranks.p_first[name] for name in left))
        parts.append(glued(f"{count(len(left), 'other')} {share}"))
    text = ", ".join(parts)
    if never:
        text += ("; " if text else "") + f"{never} never {'leads' if never == 1 else 'lead'}"
    return f"{text}." if text else ""


def theory_verdict(ranks: Ranks, name: str) -> str:
    """Say how one theory stands."""
    low, high = ranks.rank_range[name]
    score, sure = ranks.score[name], ranks.confidence_factor[name]
    text = (
        f"{name} {ranks.short[name]}: rank {low}-{high} of {len(ranks.theories)}, first in "
        f"{_chance(ranks, name)}. It scores {score.p50:.0f} [{score.p05:.0f}-{score.p95:.0f}]{GLUE}"
        f"(each{GLUE}+-{error_text(max(score.error))})"
    )
    if ranks.gated[name]:
        text += f", and is excluded by the gate {ranks.gated[name]}"
    if ranks.p_below_nothing is not None:
        text += f"; less than doing nothing in {per_cent(ranks.p_below_nothing[name])}"
    return f"{text}. {_supporter(ranks, name, sure)}"


def _supporter(ranks: Ranks, name: str, sure: float | None) -> str:
    """Say by which weights a theory leads, and how surely."""
    central = ranks.central_weights[name]
    if central is None or sure is None:
        return "It leads in no draw, whatever the weights."
    weights = dict(zip(ranks.criteria, central, strict=True))
    ours = [label for label in ranks.labels if weights[label.id] > 0]
    told = ", ".join(
        f"{label.id}{GLUE}{100 * weights[label.id]:.0f}{GLUE}% ({100 * label.weight:.0f})"
        for label in sorted(ours, key=lambda label: label.weight - weights[label.id])
    )
    return (
        f"Where it leads ({count(round(ranks.p_first[name] * ranks.counted), 'draw')}), the "
        f"weights are on average {told}, in brackets those of all draws; fixed there, it leads in "
        f"{per_cent(sure)} (+-{per_cent_error(ranks.confidence_error[name])})."
    )


def add_against(screen: Screen, ranks: Ranks, name: str) -> None:
    """Add how often one theory scores more than each other, and less."""
    i = ranks.theories.index(name)
    rows = [
        [
            other,
            ranks.short[other],
            short_per_cent(ranks.pairwise[i][j]),
            short_per_cent(ranks.pairwise[j][i]),
        ]
        for j, other in enumerate(ranks.theories)
        if other != name
    ]
    screen.table(rows, ["Against", "Theory", f"{name} above", "below"], "llrr")
    screen.say(f"In how many of a hundred draws (+-{_error(ranks)} at most).")


def add_ranks(screen: Screen, ranks: Ranks) -> None:
    """Add a line per theory: how often first, which ranks, which scores."""
    below = ranks.p_below_nothing
    heads = ["ID", "Theory", "First", f"Top {ranks.top_k}", "Mean", "Ranks", "Score", "5-95 %"]
    heads += ["Harm"] if below is not None else []
    rows = []
    for name in ranks.theories:
        low, high = ranks.rank_range[name]
        score = ranks.score[name]
        cells = [
            *(name, ranks.short[name], short_per_cent(ranks.p_first[name])),
            *(short_per_cent(ranks.p_top_k[name]), f"{ranks.expected_rank[name]:.0f}"),
            *(f"{low}-{high}", f"{score.p50:.0f}", f"{score.p05:.0f}-{score.p95:.0f}"),
        ]
        rows.append(cells if below is None else [*cells, short_per_cent(below[name])])
    screen.table(rows, heads, "ll" + "r" * (len(heads) - 2), shrink=1)
    text = (
        f"First, Top {ranks.top_k}: in how many of a hundred draws. Mean: expected rank; Ranks: "
        f"the middle 90 %. Score: the median of {count(ranks.counted, 'draw')} (each percentile "
        f"+-{error_text(max(max(s.error) for s in ranks.score.values()))})."
    )
    if below is not None:
        text += " Harm: in how many of a hundred it scores less than doing nothing."
    screen.say(
        f"{text} Who leads is as open as among {2**ranks.entropy:.0f} equally likely "
        f"({ranks.entropy:.1f} bits). Chances: one standard error at most {_error(ranks)} %."
    )


def add_acceptability(screen: Screen, ranks: Ranks) -> None:
    """Add rank acceptability as a table of whole per cents, as many ranks as fit."""
    heads = [str(rank) for rank in range(1, len(ranks.theories) + 1)]
    _matrix(screen, ranks.theories, heads, ranks.rank_acceptability)
    text = "Row theory, column rank: in how many of a hundred draws it holds that rank."
    screen.say(f"{text} {BLANK}")


def add_pairwise(screen: Screen, ranks: Ranks) -> None:
    """Add who beats whom, as a table of whole per cents."""
    heads = _short_heads(ranks.theories)
    rows = [
        [None if i == j else value for j, value in enumerate(row)]
        for i, row in enumerate(ranks.pairwise)
    ]
    _matrix(screen, ranks.theories, heads, rows)
    text = "In how many of a hundred draws the row's theory scores more than the column's."
    if heads[0] == "1":
        text = f"{text[:-1]}; columns in the order of the rows."
    screen.say(f"{text} {BLANK} One standard error at most {_error(ranks)} %.")


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
    """Add rows of shares, two figures each; columns that do not fit are said to be left out."""
    widest = max(map(len, names))
    width = max(2, *map(len, heads)) + 1
    fits = min(len(heads), (screen.page.width - widest) // width)
    screen.line(" " * widest + "".join(h.rjust(width) for h in heads[:fits]), "bold")
    for name, row in zip(names, rows, strict=True):
        screen.line(name.ljust(widest) + "".join(_cell(v).rjust(width) for v in row[:fits]))
    if fits < len(heads):
        screen.line(f"{len(heads) - fits} more columns: --format csv, or a wider window.")


def _cell(share: float | None) -> str:
    if share is None:
        return "-"
    whole = f"{100 * share:.0f}"
    return {"0": ".", "100": "**"}.get(whole, whole)


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
        "p05=score.p05 p50=score.p50 p95=score.p95 p_first p_first_error p_top_k expected_rank",
        "rank_low=rank_range.0 rank_high=rank_range.1 p_below_nothing confidence_factor",
        *(f"central_{name}=central_weights.{i}" for i, name in enumerate(ranks.criteria)),
        *(f"rank_{i + 1}=acceptability.{i}" for i in range(len(ranks.theories))),
    )


def pairwise_table(ranks: Ranks) -> Table:
    """Return who beats whom, row against column."""
    rows = [[name, *row] for name, row in zip(ranks.theories, ranks.pairwise, strict=True)]
    return Table(["id", *ranks.theories], rows)
