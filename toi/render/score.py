"""The ranking as a screen and as a table."""

from collections.abc import Iterator

from toi.render.page import GLUE, Page, columns, listed
from toi.render.provenance import provenance_line
from toi.render.tables import Table, joined
from toi.results.common import CriterionLabel, Interval
from toi.results.ranking import ScoreResult, ScoreRow, Split

MOST_CRITERIA = 5
THIN = "~"


def score_screen(
    result: ScoreResult, page: Page, top: int | None = None, why: bool = False, wide: bool = False
) -> str:
    """The ranking for people: a verdict, one table, how to read it, what to type next."""
    rows = result.results[:top]
    heads = _shown_criteria(result, wide)
    lines = [page.fill(_verdict(result)), ""]
    lines += _table(result, rows, heads, page, why, wide)
    lines += ["", *_legend(result, rows, heads, page)]
    if why and result.method.name != "additive":
        lines.append(page.fill(_no_why(result)))
    lines.append(page.fill(_next(result), "      "))
    lines.append(provenance_line(page, result.provenance))
    return "\n".join(lines) + "\n"


def _verdict(result: ScoreResult) -> str:
    rubric = f"Rubric {result.provenance.rubric}: {result.rubric_title}."
    if not result.results:
        return f"No theories to rank. {rubric}"
    first = result.results[0]
    if first.gated:
        return f"Every theory is excluded by a gate. {rubric}"
    level = [row.id for row in result.results[1:] if row.tier == first.tier]
    tiers = {row.tier for row in result.results}
    if len(result.results) > 1 and len(tiers) == 1 and result.parts_at is not None:
        return (
            f"{first.id} scores highest, but none can be told apart from it at 90 %: the one "
            f"it beats most often loses in {100 * result.parts_at:.0f} % of draws. {rubric}"
        )
    if level:
        return (
            f"{first.id} scores highest, but {listed(level)} cannot be told apart from it. {rubric}"
        )
    return f"{first.id} scores highest, and stands apart from the rest. {rubric}"


def _shown_criteria(result: ScoreResult, wide: bool) -> list[CriterionLabel]:
    weighed = [label for label in result.criteria if wide or label.weight > 0]
    return weighed if wide or len(weighed) <= MOST_CRITERIA else []


def _table(
    result: ScoreResult,
    rows: tuple[ScoreRow, ...],
    heads: list[CriterionLabel],
    page: Page,
    why: bool,
    wide: bool,
) -> Iterator[str]:
    """Table lines with tier headings and the line of doing nothing put in."""
    ids = max((len(row.id) for row in rows), default=2)
    fixed = 5 + ids + 26 + 5 + 4 + sum(len(h.head) + 1 for h in heads) + (12 if wide else 0)
    width = max(15, min(41, page.width - fixed))
    body = [_cells(row, result, heads, width, page, wide) for row in rows]
    extra = ["Tier", "Arguments"] if wide else []
    scale = "0" + "50".center(width - 4) + "100"
    head, *found = columns(
        body,
        ["Ranks", "ID", "Theory", "Score", scale, *(h.head for h in heads), *extra],
        ["right", "left", "left", "right", "left", *["right"] * (len(heads) + len(extra))],
    )
    full = max(map(len, (head, *found)))
    yield page.paint(head, "bold")
    tier, nothing = 0, result.nothing  # None once its line stands, or where there is none
    for row, line in zip(rows, found, strict=True):
        if nothing is not None and row.score < nothing and not row.gated:
            yield page.paint(_nothing_line(nothing, full, ids), "cyan")
            nothing = None
        if row.tier != tier and not row.gated:
            tier = row.tier
            yield page.paint(f"-- tier {tier} ".ljust(full, "-"), "dim")
        yield line if not row.gated else page.paint(line, "dim")
        if row.gated:
            yield page.paint(f"      excluded by the gate {row.gated}", "dim")
        if why and row.contributions:
            yield page.paint(page.fill(_why(row.contributions), "      "), "dim")
    if nothing is not None and len(rows) == len(result.results):
        yield page.paint(_nothing_line(nothing, full, ids), "cyan")


def _cells(
    row: ScoreRow,
    result: ScoreResult,
    heads: list[CriterionLabel],
    width: int,
    page: Page,
    wide: bool,
) -> list[str]:
    first, last = row.rank_range
    mark = THIN if row.thin else ""
    cells = [
        f"{first}-{last}" if first != last else str(first),
        row.id,
        row.short + mark,
        f"{row.score:.0f}",
        bar(row.score, row.interval, result.nothing, width, page.unicode),
        *(h.shown(row.raw[h.id]) for h in heads),
    ]
    return cells + ([str(row.tier), str(row.arguments)] if wide else [])


def bar(score: float, interval: Interval, nothing: float | None, width: int, unicode: bool) -> str:
    """A score and its interval on 0-100, with a mark where doing nothing stands."""
    line, end, dot, mark = "─┤●┊" if unicode else "-|o:"
    start = "├" if unicode else "|"

    def at(value: float) -> int:
        return round(min(max(value, 0.0), 100.0) / 100.0 * (width - 1))

    cells = [" "] * width
    if nothing is not None:
        cells[at(nothing)] = mark
    low, high = at(interval.p05), at(interval.p95)
    cells[low : high + 1] = line * (high - low + 1)
    cells[low], cells[high] = start, end
    cells[at(score)] = dot
    return "".join(cells)


def _nothing_line(nothing: float, full: int, ids: int) -> str:
    label = "doing nothing".ljust(26)
    text = f"{'- - -':5} {'-' * ids} {label} {nothing:5.0f} - "
    text += "below this: more harm than good "
    return (text + "- " * ((full - len(text)) // 2)).rstrip()


def _why(points: Split) -> str:
    moved = sorted(points.arguments.items(), key=lambda kv: -abs(kv[1]))[:3]
    parts = [f"case {points.case:.0f}", *(f"{p:+.0f}{GLUE}{name}" for name, p in moved)]
    return "      " + ", ".join(parts)


def _no_why(result: ScoreResult) -> str:
    first = result.results[0].id if result.results else "ID"
    return (
        f"No --why here: a score by {result.method.name} is no sum over arguments. For that of "
        f"the additive score: toi{GLUE}explain{GLUE}{first}, or toi score --why --method additive."
    )


def _legend(
    result: ScoreResult, rows: tuple[ScoreRow, ...], heads: list[CriterionLabel], page: Page
) -> Iterator[str]:
    draws = result.provenance.draws or 1
    mark = "┊" if page.unicode else ":"
    nothing = f"; {mark} is doing nothing" if result.nothing is not None else ""
    text = (
        f"Ranks and bars: middle 90 % of {draws:,} draws over all that is uncertain (chances "
        f"+-{50 / draws**0.5:.1f} %){nothing}. A tier ends where its first beats "
        "the next in 90 % of draws; order inside means little. "
    )
    if heads:
        scales = {h.scale for h in heads}
        low, high = heads[0].scale
        on = f"{low:g}-{high:g}" if len(scales) == 1 else "on their own scales,"
        text += f"Criteria {on} after the arguments; + more is better, - less is better. "
    else:
        text += "More than five criteria: see them with --wide. "
    if any(row.thin for row in rows):
        text += (
            f"{THIN} thinly argued: under half the usual number of arguments name it or bear on it."
        )
    yield page.fill(text.rstrip())
    if result.method.name != "additive":
        from toi.render.method_words import method_line

        aside = "Scores are at the mean of every number, not always the middle of their bars."
        yield page.fill(f"{method_line(result.method, result.criteria)} {aside}")
    above = [f"{kind.above} of {kind.count} {kind.kind}" for kind in result.unranked if kind.above]
    if above:
        yield page.fill(f"Not ranked here, above all of these (--kind all): {', '.join(above)}.")


def _next(result: ScoreResult) -> str:
    if not result.results:
        return "Next: toi list theories"
    first = result.results[0].id
    heaviest = max(result.criteria, key=lambda label: label.weight).id
    more = "--why" if result.method.name == "additive" else "--method all"
    return f"Next: toi explain {first} | toi score {more} | toi score --set {heaviest}=60%"


def score_table(result: ScoreResult, top: int | None = None) -> Table:
    """The ranking with all its figures."""
    names = [label.id for label in result.criteria]
    headers = [
        *("rank", "rank_low", "rank_high", "id", "title", "kinds", "tier", "score"),
        *("p05", "p50", "p95", *names, "arguments", "gated"),
    ]
    rows = [
        [
            *(row.rank, *row.rank_range, row.id, row.title, joined(row.kinds), row.tier, row.score),
            *(row.interval.p05, row.interval.p50, row.interval.p95),
            *(row.raw[name] for name in names),
            row.arguments,
            row.gated,
        ]
        for row in result.results[:top]
    ]
    return Table(headers, rows)
