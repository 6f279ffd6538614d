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
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import (
    HEADS,
    MEANING,
    compromise_amounts,
    compromise_texts,
    rounded_compromise,
    satisfied_text,
)
from toi.analyses.shared.format import count, cut, glued, ids_tell, listed, per_cent, whole
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.provenance import options

MOST_LINES = 14
MOST_NAMED = 4
SMALL = 0.05  # points that round to none
LEVEL = 0.005  # satisfaction that rounds to none
WORD = 7  # letters of a head
NOTHING = "."


def worldviews_screen(
    result: WorldviewsResult, page: Page, everything: bool = False, notes: bool = False
) -> str:
    """Show all rules and favourites in one table, then what each rubric makes of them."""
    screen = Screen(page).say(together_verdict(result)).blank()
    _add_table(screen, result, everything)
    screen.blank().say(*_legend(result)).next(*_next(result))
    return screen.end(result.provenance, result.rubrics)


def _all(result: WorldviewsResult) -> list[Compromise]:
    today = [result.today] if result.today else []
    return [*result.compromises, *result.favourites, *today]


def together_verdict(result: WorldviewsResult) -> str:
    """Say how far the views would spend alike."""
    common = sum(result.common.values()) / result.budget
    views = [f"{v.rubric} {per_cent(v.credence)}" for v in result.views]
    first = f"{count(len(result.views), 'rubric')} ({listed(views)})"
    splits = (*result.compromises, *result.favourites)
    if not any(share > 0 for split in splits for share in split.shares.values()):
        one = f"portfolio{options(replace(result.provenance, rubric=result.views[0].rubric))}"
        return (
            f"{first} would leave all unspent, each alone and together. Why, by one of them: "
            f"{glued(f'toi {one}')}."
        )
    shared = f"would spend {100 * common:.0f} % of the budget alike"
    names = [result.titles[name] for name in result.everybody]
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    shared_lines = listed(names, MOST_NAMED) if names else f"no {words.one}"
    barred = " ".join(gates_told(result))
    return (
        f"{first} {shared}. In every split below: {shared_lines}. {_worst_off(result)} {barred}"
    ).rstrip()


def gates_told(result: WorldviewsResult) -> Iterator[str]:
    """Say which rubrics exclude what, and to which no split makes a difference."""
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    every = len(result.titles)
    for view in result.views:
        if len(view.gated) == every:
            yield (
                f"Every {words.one} is excluded by a gate of {view.rubric}, which has nothing to "
                "gain."
            )
        elif result.equal.satisfaction[view.rubric] is None:
            yield f"By {view.rubric} no {words.one} is worth anything: it has nothing to gain."
        elif view.gated:
            yield (
                f"Gates of {view.rubric} exclude {len(view.gated)} of {words.counted(every)}: "
                "these are worth nothing to it, and others may fund them."
            )


def _worst_off(result: WorldviewsResult) -> str:
    """Say under which rule the rubric that is satisfied least fares best."""
    least = {
        split.rule: min(part for part in split.satisfaction.values() if part is not None)
        for split in result.compromises
        if any(part is not None for part in split.satisfaction.values())
    }
    if not least:
        return "No rubric has anything to gain."
    best = max(least, key=least.__getitem__)
    part = f"{whole(100 * least[best])} % of its own range"
    if least[best] - min(least.values()) < LEVEL:
        return f"The worst-off rubric has {part} under every rule."
    if all(lost < SMALL for split in result.compromises for lost in split.regret.values()):
        return (
            "The worst-off rubric is within a tenth of a point of its favourite under every rule."
        )
    return f"The worst-off rubric fares best under {HEADS[best]}, where it has {part}."


def equal_verdict(result: WorldviewsResult) -> str:
    """Say what each rubric would lose by equal shares, and which rules are better for all."""
    lost, gains = result.equal.regret, result.equal.satisfaction
    names = listed([f"{name} {points:.1f}" for name, points in lost.items()], len(lost))
    better = [
        HEADS[split.rule]
        for split in result.compromises
        if all(
            points < lost[name] - SMALL or gains[name] is None
            for name, points in split.regret.items()
        )
    ]
    told = f"better for every rubric: {listed(better)}" if better else "no rule is better for all"
    return f"Points lost with equal shares, within the same limits: {names}; {told}."


def _add_table(screen: Screen, result: WorldviewsResult, everything: bool) -> None:
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
    wide = [
        max(WORD, len(head), *map(len, column.values()))
        for head, column in zip(heads, cells, strict=True)
    ]
    left = screen.page.width - sum(wide) - len(heads) - 1
    named = ids_tell(result.titles.items())
    rows: list[list[str] | Across] = [
        [
            cut(f"{i} {result.titles[i]}" if named else result.titles[i], left),
            *(column.get(i, NOTHING) for column in cells),
        ]
        for i in shown
    ]
    if any(column[UNSPENT] != NOTHING for column in cells):
        rows.append(["unspent", *(column[UNSPENT] for column in cells)])
    views = {view.rubric: cut(view.rubric, left) for view in result.views}
    rows.append(Across("satisfaction, 0 to 100", rule=True))
    rows += [
        [word, *(satisfied_text(c.satisfaction[v]) for c in splits)] for v, word in views.items()
    ]
    rows.append(Across("points lost", rule=True))
    rows += [[word, *(f"{c.regret[v]:.1f}" for c in splits)] for v, word in views.items()]
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    first = f"In {result.unit}" if result.unit else "Amount"
    first = words.one.capitalize() if result.amount is None else first
    screen.table(rows, [first, *heads], "l" + "r" * len(heads))
    if len(order) > len(shown):
        screen.line(f"      {len(order) - len(shown)} more {words.many} (--all)")


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
        "Satisfaction: 0 is what a rubric expects of a random dictator (a rubric drawn by credence "
        "decides alone), 100 its favourite; under Nash, the former is what happens without "
        "agreement. Points lost: its own, against its favourite."
    )
    yield equal_verdict(result)
    yield f"Leaves out: {'; '.join(result.leaves_out)}."


def _next(result: WorldviewsResult) -> list[str]:
    names = [quote(v.rubric) for v in result.views]
    alike = len({round(v.credence, 9) for v in result.views}) == 1
    double = ",".join(["2", *["1"] * (len(names) - 1)])  # the first counts twice
    other = f" --credence {double}" if alike else ""
    shared = options(replace(result.provenance, rubric=None))
    kept = result.lines_asked + in_force(result)
    return [
        f"portfolio{shared} {' '.join(names)}{other}{kept}",
        f"portfolio{shared} -r {names[0]}{kept}",
    ]


def worldviews_table(result: WorldviewsResult) -> Table:
    """Return exact shares and rounded amounts by line, then satisfaction and regret by rubric.

    Equal shares, which a screen only tells of, are the last split.
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
    for what in ("satisfaction", "regret"):
        rows += [
            [what, v.rubric, v.title, *(getattr(c, what)[v.rubric] for c in splits)]
            for v in result.views
        ]
    headers = ["what", "id", "title", *(c.rule for c in splits)]
    return Table(headers, rows).with_columns(seed=result.provenance.seed)
