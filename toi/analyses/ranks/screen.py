"""How robust a ranking is, on screens: the verdict, and the tables of ranks and of pairs."""

from collections.abc import Iterator, Sequence

from toi.analyses.ranks.result import Ranks
from toi.analyses.shared.page import GLUE, Page, columns, count, cut
from toi.analyses.shared.percent import (
    error_text,
    of_draws,
    per_cent,
    per_cent_error,
    short_per_cent,
)
from toi.analyses.shared.tables import Table

LONGEST_HEAD = 3
MENTIONED = 3  # theories that lead now and then, by name


def verdict(ranks: Ranks) -> str:
    """Who leads how often, in words."""
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
    return of_draws(share, error, ranks.counted).replace(" ", GLUE)


def _others(ranks: Ranks, others: Sequence[str]) -> str:
    leading = [name for name in others if ranks.p_first[name] > 0]
    never = len(others) - len(leading)
    named = [f"{n}{GLUE}{per_cent(ranks.p_first[n]).replace(' ', GLUE)}" for n in leading]
    parts = named[:MENTIONED]
    left = leading[MENTIONED:]
    if left:
        share = per_cent(sum(ranks.p_first[name] for name in left))
        parts.append(f"{count(len(left), 'other')} {share}".replace(" ", GLUE))
    text = ", ".join(parts)
    if never:
        text += ("; " if text else "") + f"{never} never {'leads' if never == 1 else 'lead'}"
    return f"{text}." if text else ""


def theory_lines(ranks: Ranks, name: str) -> str:
    """How one theory stands, in words."""
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
    """By which weights a theory leads, and how surely."""
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


def against_rows(ranks: Ranks, name: str, page: Page) -> Iterator[str]:
    """How often one theory scores more than each other, and less."""
    i = ranks.theories.index(name)
    body = [
        [
            other,
            ranks.short[other],
            short_per_cent(ranks.pairwise[i][j]),
            short_per_cent(ranks.pairwise[j][i]),
        ]
        for j, other in enumerate(ranks.theories)
        if other != name
    ]
    heads = ["Against", "Theory", f"{name} above", "below"]
    yield from _headed(columns(body, heads, ["left", "left", "right", "right"]), page)
    yield page.fill(f"In how many of a hundred draws (+-{_error(ranks)} at most).")


def ranks_rows(ranks: Ranks, page: Page) -> Iterator[str]:
    """One line per theory: how often first, which ranks, which scores."""
    below = ranks.p_below_nothing
    heads = ["ID", "Theory", "First", f"Top {ranks.top_k}", "Mean", "Ranks", "Score", "5-95 %"]
    align = ["left", "left", *["right"] * 6]
    if below is not None:
        heads, align = [*heads, "Harm"], [*align, "right"]
    ids = max(map(len, ranks.theories))
    room = page.width - ids - 1 - sum(len(head) + 1 for head in heads[2:])
    body = []
    for name in ranks.theories:
        low, high = ranks.rank_range[name]
        score = ranks.score[name]
        cells = [
            *(name, cut(ranks.short[name], room), short_per_cent(ranks.p_first[name])),
            *(short_per_cent(ranks.p_top_k[name]), f"{ranks.expected_rank[name]:.0f}"),
            *(f"{low}-{high}", f"{score.p50:.0f}", f"{score.p05:.0f}-{score.p95:.0f}"),
        ]
        body.append(cells if below is None else [*cells, short_per_cent(below[name])])
    yield from _headed(columns(body, heads, align), page)
    text = (
        f"First, Top {ranks.top_k}: in how many of a hundred draws. Mean: expected rank; Ranks: "
        f"the middle 90 %. Score: the median of {count(ranks.counted, 'draw')} (each percentile "
        f"+-{error_text(max(max(s.error) for s in ranks.score.values()))})."
    )
    if below is not None:
        text += " Harm: in how many of a hundred it scores less than doing nothing."
    yield page.fill(f"{text} {_entropy(ranks)}")


def _entropy(ranks: Ranks) -> str:
    effective = 2**ranks.entropy
    return (
        f"Who leads is as open as among {effective:.0f} equally likely "
        f"({ranks.entropy:.1f} bits). Chances: one standard error at most "
        f"{_error(ranks)} %."
    )


def acceptability_rows(ranks: Ranks, page: Page) -> Iterator[str]:
    """Rank acceptability as a table of whole per cents, as many ranks as fit."""
    heads = [str(rank) for rank in range(1, len(ranks.theories) + 1)]
    yield from _matrix(ranks.theories, heads, ranks.rank_acceptability, page)
    text = "Row theory, column rank: in how many of a hundred draws it holds that rank."
    yield page.fill(f"{text} {_blank()}")


def pairwise_rows(ranks: Ranks, page: Page) -> Iterator[str]:
    """Who beats whom, as a table of whole per cents."""
    heads = _short_heads(ranks.theories)
    rows = [
        [None if i == j else value for j, value in enumerate(row)]
        for i, row in enumerate(ranks.pairwise)
    ]
    yield from _matrix(ranks.theories, heads, rows, page)
    text = "In how many of a hundred draws the row's theory scores more than the column's."
    if heads[0] == "1":
        text = f"{text[:-1]}; columns in the order of the rows."
    yield page.fill(f"{text} {_blank()} One standard error at most {_error(ranks)} %.")


def _short_heads(names: Sequence[str]) -> list[str]:
    """Ids as column heads, without a letter that all share; numbers where ids are long."""
    shared = len({name[0] for name in names}) == 1
    heads = [name[1:] if shared and len(name) > 1 else name for name in names]
    if max(map(len, heads)) > LONGEST_HEAD:
        return [str(i + 1) for i in range(len(names))]
    return heads


def _error(ranks: Ranks) -> str:
    return per_cent_error(ranks.standard_error)


def _blank() -> str:
    return "A dot: in fewer than one of two hundred; **: in all but such."


def _matrix(
    names: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[float | None]],
    page: Page,
) -> Iterator[str]:
    """Rows of shares, two figures each; columns that do not fit are said to be left out."""
    widest = max(map(len, names))
    width = max(2, *map(len, heads)) + 1
    fits = min(len(heads), (page.width - widest) // width)
    lines = [" " * widest + "".join(h.rjust(width) for h in heads[:fits])]
    for name, row in zip(names, rows, strict=True):
        lines.append(name.ljust(widest) + "".join(_cell(v).rjust(width) for v in row[:fits]))
    yield from _headed(lines, page)
    if fits < len(heads):
        yield f"{len(heads) - fits} more columns: --format csv, or a wider window."


def _cell(share: float | None) -> str:
    if share is None:
        return "-"
    whole = f"{100 * share:.0f}"
    return {"0": ".", "100": "**"}.get(whole, whole)


def _headed(lines: Sequence[str], page: Page) -> Iterator[str]:
    yield page.paint(lines[0], "bold")
    yield from lines[1:]


def ranks_table(ranks: Ranks) -> Table:
    """All figures about ranks, a row per theory."""
    t = len(ranks.theories)
    headers = [
        *("id", "title", "tier", "deterministic", "mean", "sd", "p05", "p50", "p95"),
        *("p_first", "p_first_error", "p_top_k", "expected_rank", "rank_low", "rank_high"),
        *("p_below_nothing", "confidence_factor"),
        *(f"central_{name}" for name in ranks.criteria),
        *(f"rank_{r + 1}" for r in range(t)),
    ]
    below = ranks.p_below_nothing or {}
    rows = []
    for i, name in enumerate(ranks.theories):
        s = ranks.score[name]
        central = ranks.central_weights[name] or (None,) * len(ranks.criteria)
        rows.append(
            [
                *(name, ranks.short[name], ranks.tiers[name], ranks.deterministic[name]),
                *(s.mean, s.sd, s.p05, s.p50, s.p95),
                *(ranks.p_first[name], ranks.p_first_error[name], ranks.p_top_k[name]),
                *(ranks.expected_rank[name], *ranks.rank_range[name], below.get(name)),
                ranks.confidence_factor[name],
                *central,
                *ranks.rank_acceptability[i],
            ]
        )
    return Table(headers, rows)


def pairwise_table(ranks: Ranks) -> Table:
    """Who beats whom, row against column."""
    rows = [[name, *row] for name, row in zip(ranks.theories, ranks.pairwise, strict=True)]
    return Table(["id", *ranks.theories], rows)
