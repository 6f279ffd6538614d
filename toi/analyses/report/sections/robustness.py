"""The section on how far the ranking can be trusted."""

from collections.abc import Iterator

from toi.analyses.cruxes.regret_screen import curse_line, regret_line
from toi.analyses.cruxes.result import READING
from toi.analyses.ranks.screen import gated_ranks, held_ranks, some_gated
from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section, called, of_first, theory_link
from toi.analyses.report.tables import SHADES, PageColumn, PageRow, Shaded, columns, table
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.format import listed, per_cent, short_per_cent, whole

MOST_COLUMNS = 25
MOST_MOVES = 8


def robustness(result: ReportResult, found: SensitivityResult) -> Section:
    """Show in how many draws each theory takes each rank, and what is taken for granted."""
    leading = [line.replace("+-", "±") for line in _leading(result, found)]
    if any("±" in line for line in leading):
        leading.append("±: one standard error.")
    body = together(
        [
            paragraphs(*leading),
            *_ranks(result, found),
            *_scrutiny(result),
            tag("h3", "What is taken for granted"),
            bullets(f"{one[:1].upper()}{one[1:]}." for one in found.assumptions),
            *(paragraphs(f"Note: {one}.") for one in found.warnings),
        ]
    )
    return Section("robustness", of_first(result, "How sure"), body)


def _leading(result: ReportResult, found: SensitivityResult) -> Iterator[str]:
    """Say how often the first leads, what choosing it may lose, and whose numbers decide."""
    first, ranks = result.score.results[0], found.ranks
    if ranks is not None and not first.gated and len(ranks.theories) > ranks.top_k:
        yield (
            f"{first.short} comes first in {per_cent(ranks.p_first[first.id])} of draws, and is "
            f"among the first {ranks.top_k} in {per_cent(ranks.p_top_k[first.id])}."
        )
    regret = found.regret
    if regret is not None and not first.gated:
        yield regret_line(regret, result.provenance)
        yield curse_line(regret)
        if whose := whose_numbers(result, found):
            yield f"Whose numbers make the lead uncertain: {whose}"
    yield from _curses_of_others(result)


def _curses_of_others(result: ReportResult) -> Iterator[str]:
    """Say of each position but the first what to expect of its leader, where that is less."""
    for one, score in list(zip(result.positions, result.scores, strict=True))[1:]:
        first = score.results[0]
        if score.expected is None or not score.level or first.gated:
            continue
        now, likely = whole(first.score), whole(score.expected)
        if now != likely:
            yield (
                f"By {called(one.label)}, {READING}, the {now} of {first.short} would be nearer "
                f"{likely} (the winner's curse)."
            )


def whose_numbers(result: ReportResult, found: SensitivityResult) -> str | None:
    """Say which numbers make the lead uncertain, the largest part first; None where none does."""
    text, panel = result.provenance.words.text, result.agreement
    judged = panel is not None and panel.own
    basis = {
        "stated": "how the readers judge" if judged else f"stated in {text or 'the records'}",
        "inferred": f"inferred{f' from {text}' if text else ''} by whoever made the records",
        "judged": "judged by whoever made the records",
        "assumed": "assumed by whoever made the records",
        "yours": "this position's own beliefs and judgements",
        "weights": "its weights",
    }
    shares = found.variance_by_basis or {}
    parts = [(one.share, basis.get(name, name)) for name, one in shares.items() if one.share > 0]
    if not parts:
        return None
    told = listed([f"{per_cent(share)} {words}" for share, words in sorted(parts)[::-1]])
    return f"{told}."


def _ranks(result: ReportResult, found: SensitivityResult) -> Iterator[Markup]:
    ranks = found.ranks
    if ranks is None:
        return
    n = len(ranks.theories)
    places = range(min(n, MOST_COLUMNS))
    heads = [*columns(result.provenance.words.one.capitalize())]
    heads += [PageColumn(str(place + 1)) for place in places]
    rows = [
        PageRow([theory_link(result, name), *(_heat(chances[place]) for place in places)])
        for name, chances in zip(ranks.theories, held_ranks(ranks), strict=True)
    ]
    yield tag("h3", "Chances of every rank")
    yield paragraphs(
        f"In how many of 100 draws each comes to stand at each rank, over {ranks.counted:,} draws "
        "of all that is uncertain. Empty: in fewer than one of two hundred.",
        gated_ranks(ranks) if some_gated(ranks) else None,
    )
    more = f" (the first {MOST_COLUMNS} ranks)" if n > MOST_COLUMNS else ""
    yield table(f"Chance of each rank, in per cent{more}", heads, rows, kind="heat")


def _heat(chance: float | None) -> Shaded:
    """Write a chance on a shade, darker for more."""
    if chance is None or chance < 0.005:
        return Shaded("")
    return Shaded(short_per_cent(chance), min(int(chance * 2 * SHADES), SHADES - 1))


def _unranked_otherwise(result: ReportResult) -> str | None:
    """Say how many that are not ranked would lead under the other assumption."""
    kinds = [kind for kind in result.score.unranked if kind.above]
    otherwise = [kind.above_otherwise for kind in result.score.unranked]
    if not kinds or result.score.scrutiny != "as-read" or None in otherwise:
        return None
    now, then = sum(kind.above or 0 for kind in kinds), sum(filter(None, otherwise))
    return (
        f"Of others, which are not ranked here, {now} score higher than all that are; {then} "
        "would if each lost to arguments what the examined ones of its kind lose."
    )


def _scrutiny(result: ReportResult) -> Iterator[Markup]:
    """Show whose rank depends on what is assumed of what was not examined."""
    score, words = result.score, result.provenance.words
    moved = [row for row in score.results if row.rank_otherwise not in (None, row.rank)]
    if all(row.rank_otherwise is None for row in score.results):
        return
    adjusted = score.scrutiny == "adjusted"
    other = (
        f"as {words.text or 'it'} reads"
        if adjusted
        else "if as much were said against what was not examined as against its peers"
    )
    yield tag("h3", "What was examined less")
    yield paragraphs(_unranked_otherwise(result))
    if not moved:
        yield paragraphs(f"The order is the same {other}.")
        return
    yield paragraphs(
        f"Not all was examined equally closely. The ranks of {len(moved)} of "
        f"{words.counted(len(score.results))} differ {other}."
    )
    moved.sort(key=lambda row: (-abs(row.rank - (row.rank_otherwise or 0)), row.rank))
    heads = columns(words.one.capitalize(), "#Rank here", "#Rank otherwise")
    rows = [
        [theory_link(result, row.id), str(row.rank), str(row.rank_otherwise)]
        for row in moved[:MOST_MOVES]
    ]
    more = f" (the {MOST_MOVES} that move furthest)" if len(moved) > MOST_MOVES else ""
    yield table(f"Ranks under the other assumption on what was not examined{more}", heads, rows)
