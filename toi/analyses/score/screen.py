"""Screen and table of the ranking."""

import math
from collections.abc import Sequence

from toi.analyses.layout.blocks import Across, TableRow
from toi.analyses.layout.criteria import stacked_head
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, columns, room
from toi.analyses.layout.tables import Table, stamp
from toi.analyses.score.cells_screen import add_criteria_below, criterion_cell
from toi.analyses.score.credence_ranges_screen import add_credence_ranges
from toi.analyses.score.legend_screen import (
    OTHER_RANK,
    THIN,
    both_orders_shown,
    footnotes,
    heard,
    kinds_compared,
    legend,
    method_note,
    not_ranked,
    some_level,
    thin,
)
from toi.analyses.score.parts_screen import add_parts, parts_note, parts_of
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.score.verdict_screen import is_guessed, score_verdict, worth_finding_out
from toi.analyses.score.why_screen import why
from toi.analyses.shared.format import glued, ids_tell, score_text, span, whole
from toi.analyses.shared.judgements.not_known import NOT_KNOWN
from toi.analyses.shared.letters import columns_of, padded
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.provenance import WITHOUT_GATES, ranked_options, seeded_options
from toi.analyses.shared.result import CriterionLabel, Interval
from toi.analyses.shared.rubrics.method_words import other_method_options
from toi.analyses.shared.verdict import LEVEL, excluded_by

MOST_CRITERIA = 5
NOBODYS = "balanced"  # the rubric that is nobody's view
NARROWEST_BAR, WIDEST_BAR = 15, 41
INDENT = " " * 6  # of what is said below a row


def score_screen(
    result: ScoreResult,
    page: Page,
    top: int | None = None,
    reasons: bool = False,
    wide: bool = False,
    notes: bool = False,
) -> str:
    """Show the ranking: a verdict, one table, how to read it, what to type next.

    Parameters
    ----------
    top : int, optional
        How many theories to show.
    reasons : bool
        Whether to say below each why it stands there.
    wide : bool
        Whether to show all criteria, tiers and numbers of arguments.
    notes : bool
        Whether to explain the screen more closely.
    """
    rows = result.results[:top]
    heads = _shown_criteria(result, wide)
    beside = heads if _bar_room(result, rows, heads, page, wide) >= NARROWEST_BAR else []
    heads = heads if wide else beside
    verdict = score_verdict(result, marked=some_level(result))
    found_out = worth_finding_out(result.worth_knowing, is_guessed(result))
    screen = Screen(page).say(" ".join(filter(None, [verdict, found_out]))).blank()
    _add_table(screen, result, rows, beside, reasons, wide)
    if heads and not beside:
        add_criteria_below(screen, result, rows, heads)
    if wide:
        add_parts(screen, result, rows)
    add_credence_ranges(screen, result)
    said = [heard(result), not_ranked(result), kinds_compared(result)]
    screen.say(legend(result, heads, both_orders_shown(result)))
    screen.say(*filter(None, [" ".join(filter(None, said))]))
    screen.say(*filter(None, [method_note(result)]))
    screen.say(*parts_note(result))
    if notes:
        screen.blank().say(*footnotes(result))
    if reasons and result.method.name != "additive":
        first, made = result.results[0].id if result.results else "ID", result.provenance
        screen.say(
            f"No --why here: a score by {result.method.name} is no sum over arguments. For that "
            f"of the additive score: {glued(f'toi explain {first}{seeded_options(made)}')}, or "
            f"{glued(f'toi score --why{ranked_options(made)} --method additive')}."
        )
    return screen.next(*_next(result, reasons)).end(result.provenance, again=verdict)


def _shown_criteria(result: ScoreResult, wide: bool) -> list[CriterionLabel]:
    weighed = [label for label in result.criteria if wide or label.weight > 0]
    return weighed if wide or len(weighed) <= MOST_CRITERIA else []


def _add_table(
    screen: Screen,
    result: ScoreResult,
    rows: Sequence[ScoreRow],
    heads: Sequence[CriterionLabel],
    reasons: bool,
    wide: bool,
) -> None:
    """Add the table, with the line of doing nothing between its rows."""
    page = screen.page
    width = max(NARROWEST_BAR, min(WIDEST_BAR, _bar_room(result, rows, heads, page, wide)))
    reference = result.provenance.words.reference
    nothing = result.nothing if reference else None  # None once its line stands
    table, named = _cells(result, rows, heads, wide, page), _ids_tell(rows)
    at = _bar_column(rows)
    table[0][at] = "0" + "50".center(width - 4) + "100"
    for row, cells in zip(rows, table[1:], strict=True):
        cells[at] = bar(row.score, row.interval, nothing, width, page.unicode)
    align = "r" + "l" * named + "lrl" + "r" * (len(table[0]) - at - 1)
    full = max(map(columns_of, columns(table[1:], table[0], align)))
    line = _reference_line(page, reference or "", result.nothing or 0.0, rows, table[1:], full)
    found: list[TableRow | Across] = []
    for row, cells in zip(rows, table[1:], strict=True):
        if nothing is not None and row.score < nothing and not row.gated:
            found.append(line)
            nothing = None
        found.append(TableRow(cells, ("dim",) if row.gated else ()))
        excluded = excluded_words(row)
        if excluded:
            found.append(Across(excluded, indent=INDENT))
        if reasons and row.contributions:
            found.append(Across(why(result, row, row.contributions).strip(), indent=INDENT))
    if nothing is not None and len(rows) == len(result.results):
        found.append(line)
    screen.table(found, table[0], align)


def _bar_room(
    result: ScoreResult,
    rows: Sequence[ScoreRow],
    heads: Sequence[CriterionLabel],
    page: Page,
    wide: bool,
) -> int:
    """Return the columns that all but the bar leave for it."""
    return room(_cells(result, rows, heads, wide, page), _bar_column(rows), page.width)


def _bar_column(rows: Sequence[ScoreRow]) -> int:
    return 4 if _ids_tell(rows) else 3


def _ids_tell(rows: Sequence[ScoreRow]) -> bool:
    return ids_tell((row.id, row.short) for row in rows)


def _cells(
    result: ScoreResult,
    rows: Sequence[ScoreRow],
    heads: Sequence[CriterionLabel],
    wide: bool,
    page: Page,
) -> list[list[str]]:
    """Return the texts of the table, headers first; the bar is left empty."""
    other, named, several = both_orders_shown(result), _ids_tell(rows), some_level(result)
    words = result.provenance.words
    found = [
        ["Ranks", *["ID"] * named, words.one.capitalize(), "Score", "", *map(stacked_head, heads)]
    ]
    found[0] += ["Tier", "Arguments"] * wide + [OTHER_RANK] * other
    for row in rows:
        space = " " if page.form == "text" else ""  # below the mark
        mark = "" if not several or row.gated else LEVEL if row.tier == 1 else space
        whole = result.provenance.names.theory(row.id)  # a document has room for it
        name = mark + (row.short if page.form == "text" else whole) + THIN * thin(result, row)
        ranks = GATED if row.gated else span(*row.rank_range)
        cells = [ranks, *[row.id] * named, name, score_text(row.score), ""]
        cells += [criterion_cell(row, label) for label in heads]
        cells += ["" if row.tier is None else str(row.tier), str(row.arguments)] * wide
        found.append(cells + [str(row.rank_otherwise)] * other)
    return found


def excluded_words(row: ScoreRow) -> str:
    """Say which gate excludes a theory, by which value, and in how many draws gates do.

    The value has more digits than the table shows. Nothing where gates never exclude it.
    """
    criterion = "" if row.gated is None else row.gated.split()[0]
    mark = NOT_KNOWN if criterion in row.not_known else ""
    values = [value for name, value in row.raw.items() if name == criterion]
    value = f" ({mark}{values[0]:.2f})" if values else ""
    return excluded_by(row.gated, row.gates, row.p_gated, value)


def bar(score: float, interval: Interval, nothing: float | None, width: int, unicode: bool) -> str:
    """Draw a score and its interval on 0-100, with a mark where doing nothing stands.

    Nothing where there is no score.
    """
    line, end, dot, mark = "─┤●┊" if unicode else "-|o:"
    start = "├" if unicode else "|"

    def at(value: float) -> int:
        return round(min(max(value, 0.0), 100.0) / 100.0 * (width - 1))

    cells = [" "] * width
    if math.isnan(score):
        return "".join(cells)
    if nothing is not None:
        cells[at(nothing)] = mark
    low, high = at(interval.p05), at(interval.p95)
    cells[low : high + 1] = line * (high - low + 1)
    cells[low], cells[high] = start, end
    cells[at(score)] = dot
    return "".join(cells)


def _reference_line(
    page: Page,
    reference: str,
    nothing: float,
    rows: Sequence[ScoreRow],
    table: Sequence[Sequence[str]],
    full: int,
) -> Across:
    """Return the line of doing nothing, whatever that is called, with its score in the column."""
    if page.form != "text":
        return Across(f"{reference} {whole(nothing)}: below this costs exceed gains")
    widths = (
        [max(map(columns_of, cells)) for cells in zip(*table, strict=True)] if table else [5, 2, 13]
    )
    dashes = [f"{'-' * widths[1]} "] * _ids_tell(rows)
    label = f"{'- - -':5} {''.join(dashes)}{padded(reference, widths[1 + len(dashes)])}"
    text = f"{label} {nothing:5.0f}"
    for note in (" - below this: costs exceed gains ", " - costs exceed below ", " "):
        if columns_of(text + note) <= full + 1:
            text += note + "- " * ((full - columns_of(text + note)) // 2)
            break
    return Across(text.rstrip(), ("cyan",))


def _next(result: ScoreResult, reasons: bool) -> list[str]:
    if not result.results:
        return ["list theories"]
    ranked = ranked_options(result.provenance)
    told = reasons or result.method.name != "additive"
    compared = f"score --method all{other_method_options(result.provenance)}"
    explained = f"explain {result.results[0].id}{seeded_options(result.provenance)}"
    commands = [explained, compared if told else f"score --why{ranked}"]
    mine = result.provenance.rubric == NOBODYS
    if mine:
        return [*commands, "rubric elicit mine"]
    if result.results[0].gated:  # nobody leads, and so there is no lead to ask about
        return [*commands, f"score{ranked}{WITHOUT_GATES}"]
    flips = [f"sensitivity flips{ranked}"] if len(result.results) > 1 else []
    return [*commands, f"sensitivity{ranked}", *flips]


def score_table(result: ScoreResult, top: int | None = None) -> Table:
    """Return the ranking with all its figures."""
    words = result.provenance.words
    table = Table.of(
        result.results[:top],
        "rank rank_low=rank_range.0 rank_high=rank_range.1 id title kinds tier score",
        "p05=interval.p05 p50=interval.p50 p95=interval.p95",
        *(f"{label.id}=raw.{label.id}" for label in result.criteria),
        "arguments acting thin gated",
        *(f"{name}=parts.{name}" for name in parts_of(result.results)),
    ).with_columns(nothing=result.nothing, **stamp(result.provenance))
    return table.spoken_as(
        {
            "rank": "Rank",
            "rank_low": "Rank, 5 % of draws",
            "rank_high": "Rank, 95 % of draws",
            "title": words.one.capitalize(),
            "score": "Score",
            "p05": "Score, 5 %",
            "p50": "Score, 50 %",
            "p95": "Score, 95 %",
            **{label.id: label.title for label in result.criteria},
            "nothing": f"Score of {words.reference or 'doing nothing'}",
            "tier": "Tier",
            "gated": "Excluded by a gate",
            "arguments": "Arguments",
            "acting": "Arguments that act",
            "thin": "Thinly argued",
            "kinds": "Kinds",
            "id": "Id",
            "rubric": "Rubric",
            "rubric_digest": "Digest of the rubric",
            "data_digest": "Digest of the data",
            "seed": "Seed",
        }
    )
