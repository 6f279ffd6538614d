"""What two rubrics differ in, and what each difference carries, on the screen."""

from collections.abc import Iterator, Sequence

from toi.analyses.compare.rubrics.difference_words import GROUP_WORDS, crux_name, held_by_both
from toi.analyses.compare.rubrics.naming import names_of
from toi.analyses.compare.rubrics.result import RubricCrux, RubricsCompared
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import correlation, count, cut, glued, listed, whole_per_cent
from toi.io.questionnaire.response import BELIEF, WEIGHT

SIDES = {
    "beliefs": "what they BELIEVE",
    "values": "what they VALUE",
    "conventions": "how they COUNT",
}


def sides_words(result: RubricsCompared) -> str:
    """Say how much of the difference is of values, of beliefs and of how things count."""
    if result.moves_nothing:
        groups = {s: [GROUP_WORDS[g.group] for g in result.shapley if g.side == s] for s in SIDES}
        kinds = [f"{what} ({', '.join(groups[s])})" for s, what in SIDES.items() if groups[s]]
        return f"None of what differs moves a score: {'; '.join(kinds)}."
    words = []
    for side, what in SIDES.items():
        shares = {GROUP_WORDS[g.group]: result.carried(g) for g in result.shapley if g.side == side}
        if shares:
            inside = next(iter(shares))
            if len(shares) > 1:
                inside = ", ".join(f"{n} {glued(whole_per_cent(x))}" for n, x in shares.items())
            all_told = glued(whole_per_cent(sum(shares.values())))
            words.append(f"{what} {all_told} ({inside})")
    what = "Of these pairs" if result.agreement.pairs else "Of the points between their scores"
    return f"{what}: {'; '.join(words)}."


def add_cruxes(screen: Screen, result: RubricsCompared, top: int) -> None:
    """Add the differences that carry most, as either side has them."""
    kept = _told(result)[:top]
    if not kept:
        screen.say("What they hold differs by no more than rounding.")
        return
    number = {1: "this", 2: "these two", 3: "these three"}.get(len(kept), f"these {len(kept)}")
    a, b = (cut(name, 14) for name in names_of(result))
    scale = result.weight_scale
    made = result.provenance
    rows = [[crux_name(one, made), *held_by_both(one, scale), carries(result, one)] for one in kept]
    heads = [f"They differ most on {number}", a, b, "carries"]
    if result.moves_nothing:
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    screen.table(rows, heads, "lrrr"[: len(heads)], shrink=0)


def shown_left_empty(result: RubricsCompared, top: int) -> Iterator[str]:
    """Say what of the differences shown is no opinion of whoever left the question empty."""
    kinds = {"weights": WEIGHT, "credences": BELIEF}
    for name, empty in zip(names_of(result), result.unanswered, strict=True):
        shown = [
            crux_name(crux, result.provenance)
            for crux in _told(result)[:top]
            if f"{kinds.get(crux.group, '')}{crux.id}" in empty
        ]
        if shown:
            yield f"Left empty by {name}, so that another rubric stands in: {listed(shown)}."


def cruxes_legend(result: RubricsCompared, top: int) -> str:
    """Explain the table of differences; nothing where there is nothing to explain."""
    (a, b), told, found = names_of(result), _told(result), result.agreement
    shown, rest = told[:top], len(told[top:])
    clauses = [] if result.moves_nothing else [_carried(result, shown)]
    if any(c.a.settled or c.b.settled for c in shown):
        clauses.append("= is with replies counted already, as scores have it")
    if any(c.group == "weights" for c in shown) and abs(result.weight_scale - 1.0) > 0.005:
        scaled = f"in brackets {b}'s weights where those that both have alike are written as {a}'s"
        clauses.append(scaled)
    said = ["; ".join(clauses)] if clauses else []
    said += [f"{count(rest, 'more difference')}: --top N"] if rest else []
    if found.kendall_tau_b is not None and not result.moves_nothing:
        said.append(
            f"Agreement of the two orders: {correlation(found.kendall_tau_b)} (1 the same, 0 none, "
            "-1 reversed; Kendall's tau-b)"
        )
    return " ".join(f"{one[0].upper()}{one[1:]}." for one in said)


def _carried(result: RubricsCompared, shown: Sequence[RubricCrux]) -> str:
    """Explain the column of what each difference carries."""
    error = max((c.standard_error for c in shown), default=0.0)
    pairs = result.agreement.pairs
    what = "pairs that stand the other way" if pairs else "points between their scores"
    within = f"; +-{100 * error / pairs:.1f} %" if pairs and error else ""
    return (
        f"Carries: its part of the {what}, on average over all orders in which one could come "
        f"round to the other (Shapley{within})"
    )


def _told(result: RubricsCompared) -> list[RubricCrux]:
    """Return the differences that are more than rounding."""
    pairs = [(one, held_by_both(one, result.weight_scale)) for one in result.cruxes]
    return [one for one, (a, b) in pairs if a != b or not isinstance(one.a.value, float)]


def carries(result: RubricsCompared, crux: RubricCrux) -> str:
    """Write the share of the difference that one thing carries."""
    return whole_per_cent(result.carried(crux))
