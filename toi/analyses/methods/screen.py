"""Screen and table of the methods side by side."""

from toi.analyses.layout.blocks import Across, TableRow
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.methods.result import MethodsResult, TheoryRow
from toi.analyses.shared.format import ids_tell, listed
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.provenance import WITHOUT_GATES
from toi.analyses.shared.rubrics.method_words import method_line, normalised, other_method_options
from toi.analyses.shared.verdict import excluded_by, less_than_nothing, nobody_leads, sentence

CORRELATIONS = {"tau-b": "kendall_tau_b", "Spearman": "spearman"}


def methods_screen(
    result: MethodsResult,
    page: Page,
    top: int | None = None,
    why: bool = False,
    wide: bool = False,
) -> str:
    """Show ranks by every method; `why` adds what each method does, `wide` the rank ranges."""
    screen = Screen(page).say(_verdict(result)).blank()
    _add_table(screen, result, top, wide)
    screen.blank().say(_legend(result))
    if why:
        screen.say(*(method_line(row.method, result.criteria) for row in result.methods))
    least = min(
        result.methods[1:], key=lambda row: 1 if row.kendall_tau_b is None else row.kendall_tau_b
    )
    more = other_method_options(result.provenance)
    commands = [f"score{more} --method {least.method.name}", f"score{more} --method all --wide"]
    if all(row.gated for row in result.results):
        commands.append(f"score{more} --method all{WITHOUT_GATES}")
    screen.next(*commands)
    return screen.end(result.provenance)


def _verdict(result: MethodsResult) -> str:
    rubric = f"Rubric {result.provenance.named}: {result.rubric_title}."
    names, words = result.provenance.names, result.provenance.words
    free = [row for row in result.results if not row.gated]
    if not free:
        return f"{sentence(nobody_leads(words))}. {rubric}"
    stays, count = [names.theory(name) for name in result.first_tier_by_all], len(result.methods)
    if stays:
        text = f"{listed(stays)} {'is' if len(stays) == 1 else 'are'} in the first tier by all "
        text += f"{count} methods."
    else:
        text = f"No {words.one} is in the first tier by all {count} methods."
    fallen = [
        (
            names.theory(name),
            [row.method.name for row in result.methods if name not in row.first_tier],
        )
        for name in result.methods[0].first_tier
        if name not in result.first_tier_by_all
    ]
    if fallen:
        falls = [f"{name} (by {', '.join(methods)})" for name, methods in fallen]
        text += f" Of the additive first tier fall out: {listed(falls)}."
    if len(free) > result.top:
        text += f" Among the first {result.top} by all: "
        text += f"{listed([names.theory(name) for name in result.top_by_all])}."
    return f"{text}{_below_nothing(result)} {rubric}"


def _below_nothing(result: MethodsResult) -> str:
    """Say, with a space before it, by which methods even the first costs more than it gives."""
    scores = {row.id: row.by_method for row in result.results}
    said: dict[str, list[str]] = {}
    for row in result.methods:
        name, several = row.method.name, len(row.first) > 1
        if not row.first:
            continue
        below = less_than_nothing(
            scores[row.first[0]][name].score,
            row.nothing,
            result.provenance.words,
            listed([result.provenance.names.theory(one) for one in row.first]),
            several,
        )
        if below:
            said.setdefault(below, []).append(name)
    return "".join(f" By {listed(methods)}, {below}" for below, methods in said.items())


def _legend(result: MethodsResult) -> str:
    by_value = [row.method for row in result.methods if row.method.compared is None]
    others = [row.method for row in result.methods if row.method.compared is not None]
    how = "; ".join(
        (
            f"{', '.join(method.name for method in by_value)}: values 0-1 on each criterion's "
            "own scale",
            *(f"{method.name}: {normalised(method, result.criteria)}" for method in others),
        )
    )
    text = "Ranks at the mean of every number; * is in the method's first tier. "
    if _correlated(result):
        text += (
            "tau-b, Spearman: agreement with the additive ranking (1 the same, 0 none, -1 "
            "reversed). "
        )
    return (
        f"{text}Checks on one another, by the same draws; none is truer. Normalisation: {how} "
        "(--why: more)."
    )


def _correlated(result: MethodsResult) -> bool:
    """Tell whether rankings can be compared at all, since not all are level."""
    return any(row.kendall_tau_b is not None for row in result.methods)


def _add_table(screen: Screen, result: MethodsResult, top: int | None, wide: bool) -> None:
    names = [row.method.name for row in result.methods]
    shown = result.results[:top]
    named = ids_tell((row.id, row.short) for row in shown)
    rows: list[TableRow | Across] = []
    for row in shown:
        places = (_place(row, name, wide) for name in names)
        rows.append(TableRow([*[row.id] * named, row.short, *places], ("dim",) * bool(row.gated)))
        told = excluded_by(row.gated, row.gates, row.p_gated)
        if told:
            rows.append(Across(told, indent="    "))
    if _correlated(result):
        foot = [
            [*[""] * named, label, *(_correlation(getattr(row, field)) for row in result.methods)]
            for label, field in CORRELATIONS.items()
        ]
        rows += [Across("", rule=True), *map(TableRow, foot)]
    heads = [*["ID"] * named, result.provenance.words.one.capitalize(), *names]
    screen.table(rows, heads, "l" * (1 + named) + "r" * len(names), shrink=int(named))


def _place(row: TheoryRow, method: str, wide: bool) -> str:
    if row.gated:
        return f"{GATED} "
    found = row.by_method[method]
    first, last = found.rank_range
    span = f" [{first}-{last}]" if wide else ""
    return f"{found.rank}{span}{'*' if found.tier == 1 else ' '}"


def _correlation(value: float | None) -> str:
    return "- " if value is None else f"{value:.2f} "


def methods_table(result: MethodsResult, top: int | None = None) -> Table:
    """Return rank and tier of every theory by every method, then the agreement of methods."""
    names = [row.method.name for row in result.methods]
    theories = Table.of(
        result.results[:top],
        "id title kinds",
        *(f"{name}=by_method.{name}.rank" for name in names),
        *(f"{name}_tier=by_method.{name}.tier" for name in names),
    )
    ends = [
        ["yes" if row.id in result.first_tier_by_all else "no", row.gated]
        for row in result.results[:top]
    ]
    rows = [[*row, *end] for row, end in zip(theories.rows, ends, strict=True)]
    for label, field in CORRELATIONS.items():
        figures = [getattr(row, field) for row in result.methods]
        rows.append(["", f"{label} with additive", "", *figures, *[None] * (len(names) + 2)])
    return Table([*theories.headers, "first_tier_by_all", "gated"], rows)
