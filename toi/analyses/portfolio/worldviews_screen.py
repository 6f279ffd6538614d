"""Splits for several rubrics, side by side."""

from collections.abc import Iterator

from toi.analyses.portfolio.result import Compromise, WorldviewsResult
from toi.analyses.shared.page import GLUE, Page, columns, count, cut, listed
from toi.analyses.shared.provenance import provenance_line
from toi.analyses.shared.rounding import in_steps
from toi.analyses.shared.tables import Table

HEADS = {
    "expected": "Expect",
    "proportional": "Shares",
    "nash": "Nash",
    "minimax": "Regret",
}
MEANING = {
    "expected": "the largest mean satisfaction, by credence",
    "proportional": "each rubric spends its credence's part",
    "nash": "the largest product of satisfactions",
    "minimax": "the smallest largest regret",
}
MOST_LINES = 14
WORD = 6


def worldviews_screen(result: WorldviewsResult, page: Page, everything: bool = False) -> str:
    """All rules and favourites in one table, then what each rubric makes of them."""
    lines = [page.fill(together_verdict(result)), ""]
    lines += _table(result, page, everything)
    lines += ["", *(page.fill(text) for text in _legend(result))]
    lines.append(page.fill(_next(result), "      "))
    lines.append(provenance_line(page, result.provenance, result.rubrics))
    return "\n".join(lines) + "\n"


def _all(result: WorldviewsResult) -> list[Compromise]:
    return [*result.compromises, *result.favourites]


def together_verdict(result: WorldviewsResult) -> str:
    """How far the views would spend alike, in words."""
    best = max(result.compromises, key=lambda c: min(c.satisfaction.values()))
    least = min(best.satisfaction.values())
    common = sum(result.common.values()) / result.budget
    names = [f"{v.rubric} {100 * v.credence:.0f} %" for v in result.views]
    first = f"{count(len(result.views), 'rubric')} ({listed(names)})"
    shared = f"would spend {100 * common:.0f} % of the budget alike"
    living = listed(list(result.everybody)) if result.everybody else "no line"
    return (
        f"{first} {shared}. Everybody can live with {living}: in every split below. The worst-off "
        f"rubric fares best under {HEADS[best.rule]}, where it has {100 * least:.0f} % of its own "
        "range."
    )


def _table(result: WorldviewsResult, page: Page, everything: bool) -> Iterator[str]:
    splits = _all(result)
    rounded = [_rounded(result, split) for split in splits]
    order = sorted(result.titles, key=lambda i: (-sum(c.shares.get(i, 0) for c in splits), i))
    order = [i for i in order if any(r.get(i, 0) > 0 for r in rounded)]
    shown = order if everything else order[:MOST_LINES]
    heads = [
        *(HEADS[c.rule] for c in result.compromises),
        *(_short(v.rubric) for v in result.views),
    ]
    room = page.width - (WORD + 1) * len(heads) - 1
    rows = [
        [
            cut(f"{i} {result.titles[i]}", room),
            *(
                _percent(r.get(i, 0.0), split.shares.get(i, 0.0))
                for r, split in zip(rounded, splits, strict=True)
            ),
        ]
        for i in shown
    ]
    if any(r[""] > 0 for r in rounded):
        rows.append(["unspent", *(_percent(r[""]) for r in rounded)])
    rows.append(["-- satisfaction, 0 to 100", *[""] * len(heads)])
    rows += [
        [cut(v.rubric, room), *(f"{100 * c.satisfaction[v.rubric]:.0f}" for c in splits)]
        for v in result.views
    ]
    rows.append(["-- regret, points", *[""] * len(heads)])
    rows += [
        [cut(v.rubric, room), *(f"{c.regret[v.rubric]:.1f}" for c in splits)] for v in result.views
    ]
    head, *body = columns(rows, ["Line", *heads], ["left", *["right"] * len(heads)])
    yield page.paint(head, "bold")
    for line in body:
        yield page.paint(line, "dim") if line.startswith("-- ") else line
    if len(order) > len(shown):
        yield f"      {len(order) - len(shown)} more lines (--all)"


def _rounded(result: WorldviewsResult, split: Compromise) -> dict[str, float]:
    ids = list(split.shares)
    exact = [split.shares[i] / result.budget for i in ids]
    return dict(zip([*ids, ""], in_steps([*exact, split.unspent / result.budget]), strict=True))


def _percent(share: float, exact: float = 0.0) -> str:
    """A rounded share; a line that gets too little for a step still gets something."""
    return f"{100 * share:.0f} %" if share > 0 or exact > 0 else "."


def _short(name: str) -> str:
    return name.rsplit("/", 1)[-1].removesuffix(".yaml")[:WORD]


def _legend(result: WorldviewsResult) -> Iterator[str]:
    rules = [f"{HEADS[c.rule]}: {MEANING[c.rule]}" for c in result.compromises]
    yield f"{'; '.join(rules)}; then each rubric's favourite. Shares in steps of 5 %."
    yield (
        "Satisfaction: 0 is what a rubric expects of a random dictator (a rubric drawn by credence "
        "decides alone), 100 its favourite; under Nash, the former is what happens without "
        "agreement. Regret: points of its own that a rubric loses against its favourite."
    )
    yield f"Leaves out: {'; '.join(result.leaves_out)}."


def _next(result: WorldviewsResult) -> str:
    names = [v.rubric for v in result.views]
    asked = " ".join(f"-r {name}" for name in names)
    shares = ",".join(["0.7", *[f"{0.3 / max(len(names) - 1, 1):.2g}"] * (len(names) - 1)])
    commands = [f"portfolio {asked} --credence {shares}", f"portfolio -r {names[0]}"]
    return "Next: " + " | ".join(f"toi {c}".replace(" ", GLUE) for c in commands)


def worldviews_table(result: WorldviewsResult) -> Table:
    """Exact shares by line and split, then satisfaction and regret by rubric."""
    splits = _all(result)
    headers = ["what", "id", "title", *(c.rule for c in splits), "seed"]
    seed = result.provenance.seed
    rows: list[list[object]] = [
        ["share", i, title, *(c.shares.get(i, 0.0) for c in splits), seed]
        for i, title in result.titles.items()
    ]
    rows.append(["share", None, "unspent", *(c.unspent for c in splits), seed])
    for what in ("satisfaction", "regret"):
        rows += [
            [what, v.rubric, v.title, *(getattr(c, what)[v.rubric] for c in splits), seed]
            for v in result.views
        ]
    return Table(headers, rows)
