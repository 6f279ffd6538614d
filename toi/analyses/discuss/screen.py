"""Cells worth discussing, as a screen and as a table."""

import math
import shlex
from collections.abc import Iterator, Mapping

from toi.analyses.discuss.result import DiscussedCell, DiscussedOption, DiscussResult
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.readings.screen import worse_or_better
from toi.analyses.shared.format import count, cut, listed, per_cent, told_apart, whole
from toi.analyses.shared.provenance import options, ranked_options
from toi.analyses.shared.verdict import nobody_leads, sentence
from toi.distribution import figure, figures

MOST = 10
MOST_WHOLES = 5
MOST_RANGES = 3
NAMED = 15  # of those chosen
WIDEST, NAME = 14, 11  # letters of criteria and of readers, so that theories are told apart
LEVEL = 0.5  # points; of less a ranking shows nothing
LEAST = 0.005  # points; less is shown as nothing
SLACK = 1e-6  # of a step, by which what is a whole step may be off it


def discuss_screen(result: DiscussResult, page: Page, top: int | None = None) -> str:
    """Show what to talk about first: a verdict, the cells, how to read them, what to type next."""
    of_more = " Of more: --choose N." if result.choose == 1 else ""
    screen = Screen(page).say(f"{discuss_verdict(result)}{of_more}")
    most = MOST if top is None else top
    heads, rows = discussed_cells(result, most)
    if rows:
        screen.blank().table(rows, heads, "llllrlrr", shrink=0).blank()
        more = sum(1 for cell in result.cells if cell.points >= LEAST) - len(rows)
        screen.say(_legend(result, more), *_ranges(result, len(rows)))
    heads, rows = discussed_wholes(result)
    if rows:
        screen.blank().table(rows, heads, "lllrlrr", shrink=0).blank()
        screen.say(on_wholes(result))
    return screen.next(*_next(result)).end(result.provenance)


def discussed_cells(result: DiscussResult, most: int = MOST) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of the cells that are worth most, at most so many."""
    worth = [cell for cell in result.cells if cell.points >= LEAST]
    one = result.provenance.words.one.capitalize()
    heads = [one, "Criterion", "Lowest", "Highest", "Mean", "Turns", "Chance", "Worth"]
    return heads, [_row(result, cell) for cell in worth[:most]]


def discussed_wholes(result: DiscussResult) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of the theories on which the choice hangs as wholes."""
    shown = [one for one in result.options if one.points >= LEAST][:MOST_WHOLES]
    made = result.provenance
    heads = [f"{made.words.one.capitalize()} as a whole", "Lowest", "Highest", "Score", "Turns"]
    rows = [
        [
            made.names.theory(option.theory) + ("" if option.chosen else " -"),
            _extreme(option.views, min(option.views.values())),
            _extreme(option.views, max(option.views.values())),
            f"{option.score:.3g}",
            _turn(option),
            per_cent(option.chance),
            f"{option.points:.2f}",
        ]
        for option in shown
    ]
    return [*heads, "Chance", "Worth"], rows


def _turn(option: DiscussedOption) -> str:
    """Write the score beyond which the choice is another, and on which side."""
    line = told_apart(option.score, option.line, 3)[1]
    return f"below {line}" if option.chosen else f"above {line}"


def on_wholes(result: DiscussResult) -> str:
    """Say how the table of theories as wholes is to be read."""
    one = result.provenance.words.one
    return (
        f"Lowest, highest: the score if all cells of the {one} are as that reader says. Worth: "
        "points that knowing which of the readers sees it right adds on average. So who is "
        "somewhat apart everywhere is seen, though no cell alone may turn the choice. To "
        "settle wholes may add more than to know every cell by itself."
    )


def discuss_verdict(result: DiscussResult) -> str:
    """Say what is chosen as it stands, and what to discuss first."""
    names = result.provenance.names
    chosen = listed([names.theory(name) for name in result.chosen], NAMED)
    many = result.provenance.words.counted(result.theories)
    if not result.chosen:
        begin = f"{sentence(nobody_leads(result.provenance.words))}: as it stands none is chosen."
    elif result.choose == 1:
        begin = f"If one of {many} is chosen, it is {chosen}."
    else:
        begin = f"Chosen as it stands, {len(result.chosen)} of {many}: {chosen}."
        if len(result.chosen) < result.choose:
            begin += " Gates exclude all others."
    begin += _level(result)
    first = next((cell for cell in result.cells if cell.points >= LEAST), None)
    if first is None:
        readers = count(len(result.readers), "reader")
        alone = f"{begin} No cell alone changes that, whatever each of the {readers} says of it"
        whole = next((one for one in result.options if one.points >= LEAST), None)
        one = result.provenance.words.one
        if whole is None:
            return f"{alone}, nor all that one of them says of one {one}.{_on_severity(result)}"
        first_whole = f"{names.theory(whole.theory)} as a whole: {_apart(whole)}"
        return f"{alone}. Discuss first {first_whole}.{_on_severity(result)}"
    cell = names.cell(f"{first.theory}.{first.criterion}")
    said = f"{begin} Discuss first {cell}: {_why(first, result.severity_off)}."
    whole = next(iter(result.options), None)
    if whole is not None and whole.points > first.points:
        said += f" Of {result.provenance.words.many} as wholes, first {names.theory(whole.theory)}."
    return said + _on_severity(result)


def _on_severity(result: DiscussResult) -> str:
    """Say what is left of the choice, and of the talk, were a severe reader not severe."""
    evened, names = result.evened, result.provenance.names
    if evened is None:
        return ""
    who = [f"{reader} {worse_or_better(value)}" for reader, value in evened.severe.items()]
    said = f" Severe or lenient, beside the mean of all: {listed(who)}. With that taken off"
    new = [names.theory(name) for name in evened.chosen if name not in result.chosen]
    gone = [names.theory(name) for name in result.chosen if name not in evened.chosen]
    then = [f"{listed(new)} would be chosen in place of {listed(gone)}"] if new else []
    if evened.theory is None:
        then.append("no cell alone would change the choice")
    else:
        cell = evened.theory, evened.criterion
        same = [(one.theory, one.criterion) for one in result.cells[:1]] == [cell]
        first = "the same" if same else names.cell(f"{evened.theory}.{evened.criterion}")
        then.append(f"the first to discuss would be {first}")
    return f"{said}, {', and '.join(then)}."


def _level(result: DiscussResult) -> str:
    """Say that the line between those chosen and the others is no line."""
    if result.margin >= LEVEL or len(result.chosen) < result.choose:
        return ""
    names = result.provenance.names
    last, following = names.theory(result.chosen[-1]), names.theory(result.next_best)
    apart = f"only {result.margin:.2f} points behind"
    behind = apart if result.margin >= LEAST else "with the same score"
    return f" {following} is next, {behind}: scores do not decide between it and {last}."


def _why(cell: DiscussedCell, adjusted: bool) -> str:
    low, high = min(cell.readings.values()), max(cell.readings.values())
    said = f"readers say {figures(low, high, 3)}{' (adjusted)' if adjusted else ''}"
    side = f"below {_below(cell)}" if cell.below is not None else f"above {_above(cell)}"
    return f"{said}, and {side} the choice is another"


def _below(cell: DiscussedCell) -> str:
    return _beyond(cell.mean, cell.below or 0.0)


def _above(cell: DiscussedCell) -> str:
    return _beyond(cell.mean, cell.above or 0.0)


def _beyond(mean: float, turn: float) -> str:
    """Write the value at which the choice turns, rounded away from the mean: it is turned there."""
    decimals = len(told_apart(mean, turn, 3)[1].partition(".")[2])
    whole = 3 if turn == 0 else max(0, 2 - math.floor(math.log10(abs(turn))))
    tens = 10.0 ** max(decimals, whole)
    away = math.floor(turn * tens + SLACK) if turn < mean else math.ceil(turn * tens - SLACK)
    return figure(away / tens)


def _apart(whole: DiscussedOption) -> str:
    low, high = min(whole.views.values()), max(whole.views.values())
    side = "below" if whole.chosen else "above"
    return (
        f"it scores {low:.3g} to {high:.3g} as one reader or another sees all of it, and {side} "
        f"{whole.line:.3g} the choice is another"
    )


def _row(result: DiscussResult, cell: DiscussedCell) -> list[str]:
    names = result.provenance.names
    turns = [f"below {_below(cell)}"] if cell.below is not None else []
    turns += [f"above {_above(cell)}"] if cell.above is not None else []
    return [
        names.theory(cell.theory) + ("" if cell.chosen else " -"),
        cut(names.criterion(cell.criterion), WIDEST),
        _extreme(cell.readings, min(cell.readings.values())),
        _extreme(cell.readings, max(cell.readings.values())),
        figure(cell.mean, 3),
        " or ".join(turns),
        per_cent(cell.chance),
        f"{cell.points:.2f}",
    ]


def _extreme(readings: Mapping[str, float], value: float) -> str:
    """Write an outermost reading, and whose it is; or how many hold it."""
    who = [reader for reader, said in readings.items() if said == value]
    return f"{figure(value, 3)} {cut(who[0], NAME) if len(who) == 1 else f'({len(who)})'}"


def _legend(result: DiscussResult, more: int) -> str:
    return on_cells(result) + (f" {count(more, 'more cell')}: --top N." if more else "")


def _ranges(result: DiscussResult, shown: int) -> Iterator[str]:
    """Say where a reader gave a range, of which the mean counts."""
    names = result.provenance.names
    worth = [cell for cell in result.cells if cell.points >= LEAST][:shown]
    said = [
        f"{reader} {figures(low, high, 3)} for {names.cell(f'{cell.theory}.{cell.criterion}')}"
        for cell in worth
        for reader, (low, high) in cell.ranges.items()
    ]
    if said:
        yield f"Of a range its mean counts: {listed(said, MOST_RANGES)}."


def on_cells(result: DiscussResult) -> str:
    """Say how the table of cells is to be read."""
    whose = "the one" if result.choose == 1 else "those"
    score = whole(result.score) if result.chosen else "score"
    return (
        f"Worth: points that knowing the cell adds on average to the {score} of {whose} "
        "chosen, if its value is as one of the readers says, all else at its mean; to know "
        f"every cell, each by itself, would add {result.everything:.1f}. Turns: values "
        "under which others are chosen, and the chance of them. - is not among those chosen now. "
        f"(n): so many readers say so.{_adjusted(result)}"
    )


def _adjusted(result: DiscussResult) -> str:
    if not result.severity_off:
        return ""
    return (
        " What readers say is adjusted: their severity is taken off, so it is not what stands in "
        "their sheets."
    )


def _next(result: DiscussResult) -> Iterator[str]:
    made = ranked_options(result.provenance)
    made += " --correct-severity" if result.severity_off else ""
    first = next((cell for cell in result.cells if cell.points >= LEAST), None)
    if first is not None:
        yield f"show {shlex.quote(first.theory)}{options(result.provenance)}"
    if result.evened is not None:
        chosen = f" --choose {result.choose}" if result.choose > 1 else ""
        yield f"data discuss {shlex.join(result.files)}{chosen}{made} --correct-severity"
    yield f"data pool {shlex.join(result.files)} -o rubrics/panel.yaml{made}"


def discuss_table(result: DiscussResult) -> Table:
    """Make a row of each cell, then of each theory as a whole, and a column of each reader.

    As a whole a theory has no criterion, and all its numbers are scores. A workbook has what
    readers remark on a sheet beside.
    """
    names = result.provenance.names
    ranged = any(cell.ranges for cell in result.cells)
    cells = [
        [
            *(cell.theory, cell.criterion, names.theory(cell.theory)),
            *(names.criterion(cell.criterion), cell.points, cell.chance, cell.mean),
            *(cell.below, cell.above, cell.chosen),
            *map(cell.readings.get, result.readers),
            *([_ranges_in_words(cell)] if ranged else []),
        ]
        for cell in result.cells
    ]
    wholes = [
        [
            *(one.theory, None, names.theory(one.theory)),
            *("as a whole (score)", one.points, one.chance, one.score),
            *(one.line if one.chosen else None, None if one.chosen else one.line, one.chosen),
            *map(one.views.get, result.readers),
            *([None] if ranged else []),
        ]
        for one in result.options
        if one.points >= LEAST
    ]
    titles = ("theory_title", "criterion_title")
    figures = ("points", "chance", "mean", "below", "above", "chosen")
    heads = ["theory", "criterion", *titles, *figures, *result.readers]
    table = Table([*heads, *(["ranges"] if ranged else [])], cells + wholes)
    spoken = table.spoken_as(
        {
            "theory_title": result.provenance.words.one.capitalize(),
            "criterion_title": "Criterion",
            **{reader: reader for reader in result.readers},
            **({"ranges": "Of a range the mean stands there"} if ranged else {}),
            "mean": "Mean",
            "below": "Another choice below",
            "above": "Another choice above",
            "chance": "Chance of another choice",
            "points": "Points that knowing it adds",
            "chosen": "Among those chosen now",
        }
    )
    if not result.remarks:
        return spoken
    said = [[names.theory(one.theory), one.reader, one.why] for one in result.remarks]
    one = result.provenance.words.one.capitalize()
    return spoken.with_beside("Agenda", {"Remarks": Table([one, "Reader", "Remark"], said)})


def _ranges_in_words(cell: DiscussedCell) -> str | None:
    return "; ".join(f"{who} {figures(a, b)}" for who, (a, b) in cell.ranges.items()) or None
