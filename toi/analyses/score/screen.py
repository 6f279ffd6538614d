"""Screen and table of the ranking."""

from collections.abc import Iterator, Sequence

from toi.analyses.score.credence_ranges_screen import add_credence_ranges
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.shared.format import GLUE, listed, span
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import options, ranked_options
from toi.analyses.shared.result import CriterionLabel, Interval, ScoreSplit
from toi.analyses.shared.screen import Screen, columns, room
from toi.analyses.shared.tables import Table, stamp

MOST_CRITERIA = 5
THIN = "~"
NOBODYS = "balanced"  # the rubric that is nobody's view
NARROWEST_BAR, WIDEST_BAR = 15, 41
BAR = 4  # its column


def score_screen(
    result: ScoreResult, page: Page, top: int | None = None, why: bool = False, wide: bool = False
) -> str:
    """Show the ranking: a verdict, one table, how to read it, what to type next."""
    rows = result.results[:top]
    heads = _shown_criteria(result, wide)
    if not wide and _bar_room(rows, heads, page, wide) < NARROWEST_BAR:
        heads = []
    screen = Screen(page).say(score_verdict(result)).blank()
    screen.add(_table(result, rows, heads, page, why, wide)).blank()
    add_credence_ranges(screen, result)
    screen.say(*_legend(result, rows, heads, page))
    if why and result.method.name != "additive":
        first = result.results[0].id if result.results else "ID"
        screen.say(
            f"No --why here: a score by {result.method.name} is no sum over arguments. For that "
            f"of the additive score: toi{GLUE}explain{GLUE}{first}, or toi score --why --method "
            "additive."
        )
    return screen.next(*_next(result)).end(result.provenance)


def score_verdict(result: ScoreResult) -> str:
    """Say who scores highest, and how far that can be trusted."""
    made = result.provenance
    yours = "; make yours: toi rubric elicit mine" if made.rubric == NOBODYS else ""
    rubric = f"Rubric {made.rubric} (weights {result.weights_sure}): {result.rubric_title}{yours}."
    if not result.results:
        return f"No theories to rank. {rubric}"
    first = result.results[0]
    if first.gated:
        return f"Every theory is excluded by a gate. {rubric}"
    rest = len(result.results) - 1
    if rest and len(result.level) == rest:
        return (
            f"{first.id} scores highest, but none can be told apart from it at 90 %: the one "
            f"it beats most often loses in {100 * (result.parts_at or 0):.0f} % of draws. {rubric}"
        )
    if result.level:
        apart = f"{listed(result.level)} cannot be told apart from it at 90 %"
        return f"{first.id} scores highest, but {apart}. {rubric}"
    return f"{first.id} scores highest, and beats each other in 90 % of draws. {rubric}"


def _shown_criteria(result: ScoreResult, wide: bool) -> list[CriterionLabel]:
    weighed = [label for label in result.criteria if wide or label.weight > 0]
    return weighed if wide or len(weighed) <= MOST_CRITERIA else []


def _table(
    result: ScoreResult,
    rows: Sequence[ScoreRow],
    heads: Sequence[CriterionLabel],
    page: Page,
    why: bool,
    wide: bool,
) -> Iterator[str]:
    """Lay out the table, with tier headings and the line of doing nothing between its lines."""
    width = max(NARROWEST_BAR, min(WIDEST_BAR, _bar_room(rows, heads, page, wide)))
    table = _cells(rows, heads, wide)
    table[0][BAR] = "0" + "50".center(width - 4) + "100"
    for row, cells in zip(rows, table[1:], strict=True):
        cells[BAR] = bar(row.score, row.interval, result.nothing, width, page.unicode)
    align = "rllrl" + "r" * (len(table[0]) - 5)
    head, *found = columns(table[1:], table[0], align)
    full = max(map(len, (head, *found)))
    ids, names = (max((len(cells[i]) for cells in table[1:]), default=2) for i in (1, 2))
    yield page.paint(head, "bold")
    tier, nothing = 0, result.nothing  # None once its line stands, or where there is none
    for row, line in zip(rows, found, strict=True):
        if nothing is not None and row.score < nothing and not row.gated:
            yield page.paint(_nothing_line(nothing, full, ids, names), "cyan")
            nothing = None
        if row.tier != tier and not row.gated:
            tier = row.tier
            yield page.paint(f"-- tier {tier} ".ljust(full, "-"), "dim")
        yield line if not row.gated else page.paint(line, "dim")
        if row.gated:
            yield page.paint(f"      excluded by the gate {row.gated}{_why_gated(row)}", "dim")
        if why and row.contributions:
            yield page.paint(page.fill(_why(row.contributions), "      "), "dim")
    if nothing is not None and len(rows) == len(result.results):
        yield page.paint(_nothing_line(nothing, full, ids, names), "cyan")


def _bar_room(
    rows: Sequence[ScoreRow], heads: Sequence[CriterionLabel], page: Page, wide: bool
) -> int:
    """Return the columns that all but the bar leave for it."""
    table = _cells(rows, heads, wide)
    table[0][1:3] = "", ""  # the headers ID and Theory do not count
    return room(table, BAR, page.width)


def _cells(
    rows: Sequence[ScoreRow], heads: Sequence[CriterionLabel], wide: bool
) -> list[list[str]]:
    """Return the texts of the table, headers first; the bar is left empty."""
    extra = ["Tier", "Arguments"] if wide else []
    found = [["Ranks", "ID", "Theory", "Score", "", *(h.head for h in heads), *extra]]
    for row in rows:
        cells = [span(*row.rank_range), row.id, row.short + (THIN if _marked(row) else "")]
        cells += [f"{row.score:.0f}", "", *(h.shown(row.raw[h.id]) for h in heads)]
        found.append(cells + ([str(row.tier), str(row.arguments)] if wide else []))
    return found


def _why_gated(row: ScoreRow) -> str:
    """Return the raw value that met the gate, with more digits than the table shows."""
    values = [value for name, value in row.raw.items() if (row.gated or "").split()[0] == name]
    return f" ({values[0]:.2f})" if values else ""


def _marked(row: ScoreRow) -> bool:
    return row.thin or not row.answered


def bar(score: float, interval: Interval, nothing: float | None, width: int, unicode: bool) -> str:
    """Draw a score and its interval on 0-100, with a mark where doing nothing stands."""
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


def _nothing_line(nothing: float, full: int, ids: int, names: int) -> str:
    label = "doing nothing".ljust(names)
    text = f"{'- - -':5} {'-' * ids} {label} {nothing:5.0f}"
    for note in (" - below this: more harm than good ", " - more harm below ", " "):
        if len(text + note) <= full + 1:
            return (text + note + "- " * ((full - len(text + note)) // 2)).rstrip()
    return text


def _why(points: ScoreSplit) -> str:
    moved = sorted(points.arguments.items(), key=lambda kv: -abs(kv[1]))[:3]
    parts = [f"case {points.case:.0f}", *(f"{p:+.0f}{GLUE}{name}" for name, p in moved)]
    return "      " + ", ".join(parts)


def _legend(
    result: ScoreResult, rows: Sequence[ScoreRow], heads: Sequence[CriterionLabel], page: Page
) -> Iterator[str]:
    draws = result.provenance.draws or 1
    mark = "┊" if page.unicode else ":"
    nothing = f"; {mark} is doing nothing" if result.nothing is not None else ""
    text = (
        f"Ranks and bars: middle 90 % of {draws:,} draws over all that is uncertain{nothing}. "
        "A tier ends where its first beats the next in 90 % of draws (one standard "
        f"error {30 / draws**0.5:.1f} %); order inside means little, and neighbours across a line "
        "may be close. "
    )
    if heads:
        names = ", ".join(f"{h.short} {h.title.lower()}" for h in heads)
        scales = {h.scale for h in heads}
        low, high = heads[0].scale
        on = f"{low:g}-{high:g}" if len(scales) == 1 else "on their own scales,"
        text += f"{names}: {on} after the arguments; + more is better, - less is better. "
    else:
        text += "Criteria: see them with --wide. "
    if any(map(_marked, rows)):
        text += (
            f"{THIN} thinly argued: no answer of its own in the text, or under half the usual "
            "number of arguments act on it."
        )
    yield text.rstrip()
    if result.method.name != "additive":
        from toi.analyses.shared.method_words import method_line

        aside = "Scores are at the mean of every number, not always the middle of their bars."
        yield f"{method_line(result.method, result.criteria)} {aside}"
    above = [
        f"{kind.above} of {kind.count} {kind.kind} (met by about {kind.acting:.0f} arguments each)"
        for kind in result.unranked
        if kind.above
    ]
    if above:
        usual = sum(row.acting for row in result.results) / len(result.results)
        yield (
            f"Not ranked here, above all of these, which are met by about {usual:.0f} "
            f"(--kind all): {', '.join(above)}."
        )


def _next(result: ScoreResult) -> list[str]:
    if not result.results:
        return ["list theories"]
    heaviest = max(result.criteria, key=lambda label: label.weight).id
    more, ranked = options(result.provenance), ranked_options(result.provenance)
    other = "score --why" if result.method.name == "additive" else "score --method all"
    commands = [f"explain {result.results[0].id}{more}", f"{other}{ranked}"]
    commands.append(f"score{ranked} --set {heaviest}=60%")
    return commands + ["rubric new mine"] * (result.provenance.rubric == NOBODYS)


def score_table(result: ScoreResult, top: int | None = None) -> Table:
    """Return the ranking with all its figures."""
    return Table.of(
        result.results[:top],
        "rank rank_low=rank_range.0 rank_high=rank_range.1 id title kinds tier score",
        "p05=interval.p05 p50=interval.p50 p95=interval.p95",
        *(f"{label.id}=raw.{label.id}" for label in result.criteria),
        "arguments acting thin gated",
    ).with_columns(nothing=result.nothing, **stamp(result.provenance))
