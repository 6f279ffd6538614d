"""Screen and table of splits for several rubrics, side by side."""

from collections.abc import Iterator
from dataclasses import replace
from shlex import quote

from toi.analyses.layout.blocks import Across
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.portfolio.rounded import UNSPENT
from toi.analyses.portfolio.shown import in_force, rounded_per_cent, words_of_lines
from toi.analyses.portfolio.worldviews.reasons import (
    add_reasons,
    fading_told,
    ties_told,
    worth_meant,
)
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import (
    HEADS,
    MEANING,
    compromise_amounts,
    compromise_texts,
    rounded_compromise,
    satisfied_text,
)
from toi.analyses.portfolio.worldviews.small import how_to_have_none, small_told
from toi.analyses.portfolio.worldviews.verdict import equal_verdict, together_verdict
from toi.analyses.shared.format import ids_tell
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.provenance import options

MOST_LINES = 14
WORD = 7  # letters of a head
NOTHING = "."


def worldviews_screen(
    result: WorldviewsResult, page: Page, everything: bool = False, notes: bool = False
) -> str:
    """Show all rules and favourites in one table, then what each rubric makes of them."""
    screen = Screen(page).say(together_verdict(result)).blank()
    lines = _add_table(screen, result, everything)
    if lines:
        screen.blank()
        add_reasons(screen, result, lines)
    screen.blank().say(*_legend(result)).next(*_next(result))
    return screen.end(result.provenance, result.rubrics)


def _all(result: WorldviewsResult) -> list[Compromise]:
    today = [result.today] if result.today else []
    return [*result.compromises, *result.favourites, *today]


def _add_table(screen: Screen, result: WorldviewsResult, everything: bool) -> list[str]:
    """Add all splits, and what each rubric makes of them; return the lines to give reasons for.

    These are the ones shown and, where there is room, those that get nothing.
    """
    splits = _all(result)
    rounded = [rounded_compromise(result, split) for split in splits]
    order = sorted(result.titles, key=lambda i: (-sum(c.shares.get(i, 0) for c in splits), i))
    order = [i for i in order if any(r.get(i, 0) > 0 for r in rounded)]
    shown = order if everything else order[:MOST_LINES]
    heads = [HEADS[c.rule] for c in result.compromises]
    heads += [_short(view.rubric) for view in result.views]
    heads += ["Today"] if result.today else []
    gates = {view.rubric: dict.fromkeys(view.gated, GATED) for view in result.views}
    cells = [{**gates.get(split.rule, {}), **_cells(result, split)} for split in splits]
    named = ids_tell(result.titles.items())
    rows: list[list[str] | Across] = [
        [
            f"{i} {result.titles[i]}" if named else result.titles[i],
            *(column.get(i, NOTHING) for column in cells),
        ]
        for i in shown
    ]
    if any(column[UNSPENT] != NOTHING for column in cells):
        rows.append(["unspent", *(column[UNSPENT] for column in cells)])
    views = [view.rubric for view in result.views]
    rows.append(Across("satisfaction: 100 its favourite, 0 as if by lot", rule=True))
    rows += [[v, *(satisfied_text(c.satisfaction[v]) for c in splits)] for v in views]
    rows.append(Across("points lost", rule=True))
    rows += [[v, *(f"{c.regret[v]:.1f}" for c in splits)] for v in views]
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    first = f"In {result.unit}" if result.unit else "Amount"
    first = words.one.capitalize() if result.amount is None else first
    screen.table(rows, [first, *heads], "l" + "r" * len(heads), shrink=0)
    if len(order) > len(shown):
        screen.line(f"      {len(order) - len(shown)} more {words.many} (--all)")
    rest = [i for i in result.titles if i not in order]
    rest.sort(key=lambda i: (-sum(v.credence * v.worth[i] for v in result.views), i))
    room = len(rest) if everything else max(MOST_LINES - len(shown), 0)
    return [*shown, *rest[:room]] if shown else []


def _cells(result: WorldviewsResult, split: Compromise) -> dict[str, str]:
    """Write what each line gets and what is left: amounts without their unit, or per cents."""
    amounts = compromise_texts(result, split)
    if amounts:
        unit = f" {result.unit}"
        return {name: text.removesuffix(unit) or NOTHING for name, text in amounts.items()}
    shares = {**split.shares, UNSPENT: split.unspent}
    rounded = rounded_compromise(result, split)
    return {name: _percent(share, shares[name]) for name, share in rounded.items()}


def _percent(share: float, exact: float) -> str:
    """Write a rounded share; a line that gets too little for one per cent still gets something."""
    if share <= 0 and exact > 0:
        return "<1 %"
    return rounded_per_cent(share) if share > 0 else NOTHING


def _short(name: str) -> str:
    return name.rsplit("/", 1)[-1].removesuffix(".yaml")[:WORD]


def _legend(result: WorldviewsResult) -> Iterator[str]:
    today = ", and what is done today" if result.today else ""
    rules = [f"{HEADS[c.rule]}: {MEANING[c.rule]}" for c in result.compromises]
    shares = " Shares in whole per cents, equal ones alike." if result.amount is None else ""
    yield f"{'; '.join(rules)}; then each rubric's favourite{today}.{shares}"
    yield (
        "Satisfaction: 100 is a rubric's favourite, 0 what it expects where one rubric, drawn by "
        "lot by credence, decides alone (a random dictator); below 0 it would rather draw lots. "
        "Under Nash, lots are what happens without agreement. Points lost: its own, against its "
        f"favourite. {worth_meant(result)}"
    )
    yield from fading_told(result)
    yield from ties_told(result)
    yield equal_verdict(result)
    small = small_told(result)
    if small:
        yield f"{small}; {how_to_have_none(result)}."
    yield f"Leaves out: {'; '.join(result.leaves_out)}."


def _next(result: WorldviewsResult) -> list[str]:
    names = [quote(v.rubric) for v in result.views]
    shared = options(replace(result.provenance, rubric=None))
    kept = result.lines_asked + in_force(result)
    if len({round(v.credence, 9) for v in result.views}) == 1:
        double = ",".join(["2", *["1"] * (len(names) - 1)])  # the first counts twice
        other = f" --credence {double}{kept}"
    else:
        risk = 0.0 if any(v.risk for v in result.views) else 0.5
        other = f"{result.credence_asked}{result.lines_asked}{in_force(result, risk)}"
    return [
        f"portfolio{shared} {' '.join(names)}{other}",
        f"portfolio{shared} -r {names[0]}{kept}",
    ]


def worldviews_table(result: WorldviewsResult) -> Table:
    """Return exact shares and rounded amounts by line, then satisfaction and regret by rubric.

    Equal shares, which a screen only tells of, are the last split. What a line is worth to a rubric
    stands in the column of its favourite.
    """
    splits = [*_all(result), result.equal]
    rows: list[list[object]] = [
        ["share", i, title, *(c.shares.get(i, 0.0) for c in splits)]
        for i, title in result.titles.items()
    ]
    rows.append(["share", None, "unspent", *(c.unspent for c in splits)])
    if result.amount is not None:
        amounts = [compromise_amounts(result, split) for split in splits]
        what = f"amount, {result.unit}" if result.unit else "amount"
        rows += [
            [what, i, title, *(column.get(i, 0.0) for column in amounts)]
            for i, title in result.titles.items()
        ]
        rows.append([what, None, "unspent", *(column[UNSPENT] for column in amounts)])
    blank = [None] * len(result.compromises)
    others = [None] * (len(splits) - len(result.compromises) - len(result.views))
    rows += [
        ["worth", i, title, *blank, *(view.worth[i] for view in result.views), *others]
        for i, title in result.titles.items()
    ]
    for what in ("satisfaction", "regret"):
        rows += [
            [what, v.rubric, v.title, *(getattr(c, what)[v.rubric] for c in splits)]
            for v in result.views
        ]
    headers = ["what", "id", "title", *(c.rule for c in splits)]
    return Table(headers, rows).with_columns(seed=result.provenance.seed)
