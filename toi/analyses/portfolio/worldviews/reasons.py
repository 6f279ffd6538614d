"""Reasons for splits by several rubrics: what each line is worth to whom, what bounds it, ties."""

from collections.abc import Iterator, Sequence

from toi.analyses.layout.screen import Screen
from toi.analyses.portfolio.line_result import MovableShare
from toi.analyses.portfolio.shown import amount_text, share_part, words_of_lines
from toi.analyses.portfolio.wording.fading import fading
from toi.analyses.portfolio.wording.ties import movable_told
from toi.analyses.portfolio.worldviews.result import Compromise, ViewLabel, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import HEADS, HELD, PART
from toi.analyses.shared.format import ids_tell, listed, whole
from toi.analyses.shared.moves import GATED

LITTLE = 5e-3  # of the budget: what the smallest shares leave, which are given to nobody


def add_reasons(screen: Screen, result: WorldviewsResult, lines: Sequence[str]) -> None:
    """Add a table of what lines are worth to each rubric, and of what else decides their shares."""
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    named = ids_tell(result.titles.items())
    rows = [
        [
            f"{name} {result.titles[name]}" if named else result.titles[name],
            *worth_by_rubric(result, name),
            "; ".join(why_by_rules(result, name)),
        ]
        for name in lines
    ]
    left = "; ".join(why_unspent(result))
    rows += [["unspent", *("" for _ in result.views), left]] if left else []
    rubrics = [view.rubric.rsplit("/", 1)[-1].removesuffix(".yaml") for view in result.views]
    heads = [f"Worth of {words.an_one}", *rubrics, "What else decides"]
    screen.table(rows, heads, f"l{'r' * len(rubrics)}l", shrink=len(rubrics) + 1, wrap=True)


def worth_meant(result: WorldviewsResult) -> str:
    """Say what the worth of a line is, and by whom more than that counts."""
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    said = f"Worth: points of a rubric's own that the first money in {words.an_one} brings"
    careful = [view.rubric for view in result.views if view.risk > 0]
    if not careful:
        return f"{said}."
    who = "all" if len(careful) == len(result.views) else listed(careful)
    return f"{said} on average; by {who} what the worst cases bring counts too (--risk)."


def worth_by_rubric(result: WorldviewsResult, name: str) -> list[str]:
    """Write what the first unit in a line is worth to each rubric, in points of its own."""
    return [GATED if name in view.gated else whole(view.worth[name]) for view in result.views]


def why_by_rules(result: WorldviewsResult, name: str) -> Iterator[str]:
    """Yield what, beside its worth, decides what a line gets under the rules."""
    if all(name in view.gated for view in result.views):
        yield "excluded by all"
        return
    no_good = all(view.worth[name] <= 0 or name in view.gated for view in result.views)
    if no_good:
        yield "no good by any"
    yield from _bounds(result, name, name, "its {}")
    kind = result.line_kinds[name]
    if kind not in result.titles:
        yield from _bounds(result, kind, name, f"the {{}} of {kind},")
    if no_good or _at_cap(result, name, 0.0):
        return
    if not any(one.shares.get(name, 0.0) > 0 for one in result.compromises):
        as_well = any(name in one.to for split in result.compromises for one in split.movable)
        yield "some would do as well in it" if as_well else "more is gained without it"
    elif not any(one.shares.get(name, 0.0) > 0 for one in result.favourites):
        whose = [view.rubric for view in result.views if _next_best(result, view, name)]
        yield "in no favourite" + (f"; next in line for {listed(whose)}" if whose else "")
    if any(one.line == name for split in result.compromises for one in split.movable):
        yield "some of it would do as well elsewhere"


def why_unspent(result: WorldviewsResult) -> Iterator[str]:
    """Yield why rules leave money unspent, and which, where it is not all."""
    found: dict[str, list[str]] = {}
    for split in result.compromises:
        if split.unspent > 0:
            found.setdefault(_why_left(result, split), []).append(HEADS[split.rule])
    for why, rules in found.items():
        some = len(rules) < len(result.compromises)
        yield f"{why} ({', '.join(rules)})" if some else why


def _why_left(result: WorldviewsResult, split: Compromise) -> str:
    if _all_full(result, split):
        return "caps leave no more"
    if split.rule == PART:
        return "what favourites leave"
    if split.unspent < LITTLE * result.budget:
        return "too little to give"
    return "within the limits no more is gained"


def _all_full(result: WorldviewsResult, split: Compromise) -> bool:
    """Tell whether all that is worth anything to some rubric has its cap, or its kind has."""
    kinds: dict[str, float] = {}
    for name, share in split.shares.items():
        kind = result.line_kinds[name]
        kinds[kind] = kinds.get(kind, 0.0) + share
    return all(
        _at_cap(result, name, split.shares.get(name, 0.0))
        or _at_cap(result, result.line_kinds[name], kinds.get(result.line_kinds[name], 0.0))
        for name in result.titles
        if any(view.worth[name] > 0 and name not in view.gated for view in result.views)
    )


def _at_cap(result: WorldviewsResult, name: str, share: float) -> bool:
    _, cap = result.bounds.get(name, (0.0, 1.0))
    return share / result.budget > cap - HELD


def _bounds(result: WorldviewsResult, of: str, name: str, words: str) -> Iterator[str]:
    """Yield the floor and the cap of a line, or of its kind, where some rule comes up to them."""
    floor, cap = result.bounds.get(of, (0.0, 1.0))
    names = [name] if of == name else [n for n, kind in result.line_kinds.items() if kind == of]
    parts = {
        one.rule: sum(one.shares.get(n, 0.0) for n in names) / result.budget
        for one in result.compromises
    }
    for word, end in (("floor", floor), ("cap", cap)):
        held = [HEADS[rule] for rule, part in parts.items() if abs(part - end) < HELD]
        if end < 1 and (end > 0 or word == "cap") and held:
            under = f" ({', '.join(held)})" if len(held) < len(parts) else ""
            yield f"{words.format(word)} {bound_text(result, end)}{under}"


def bound_text(result: WorldviewsResult, end: float) -> str:
    """Write a floor or a cap as it was asked for."""
    if result.amount is None:
        return f"{100 * end:.4g} %"
    return amount_text(result, round(end * result.amount, 6))


def _next_best(result: WorldviewsResult, view: ViewLabel, name: str) -> bool:
    """Tell whether a line that no favourite has is good by a rubric, and all better ones are in.

    So it is in every compromise that has the line.
    """
    if name in view.gated or view.worth[name] <= 0:
        return False
    better = [n for n, worth in view.worth.items() if worth > view.worth[name]]
    having = [one for one in result.compromises if one.shares.get(name, 0.0) > 0]
    return all(one.shares.get(n, 0.0) > 0 for one in having for n in better if n not in view.gated)


def ties_told(result: WorldviewsResult) -> Iterator[str]:
    """Yield what money would do as well elsewhere, under which rules."""
    where: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    one_of: dict[tuple[str, str, tuple[str, ...]], MovableShare] = {}
    gated = {view.rubric: view.gated.keys() for view in result.views}
    for split in (*result.compromises, *result.favourites):
        for one in split.movable:
            if {one.line, *one.to} <= gated.get(split.rule, set()):
                continue  # of what is worth nothing to it, the verdict says so
            key = one.line, share_part(result, one.share), one.to
            where.setdefault(key, []).append(_called(split))
            one_of.setdefault(key, one)
    for key, splits in where.items():
        yield from movable_told(
            [one_of[key]],
            result.titles,
            lambda share: share_part(result, share),
            f" ({', '.join(splits)})",
        )


def _called(split: Compromise) -> str:
    return HEADS.get(split.rule, split.rule)


def fading_told(result: WorldviewsResult) -> Iterator[str]:
    """Yield how what money brings fades, by those rubrics that say the same together."""
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    alike: dict[str, list[str]] = {}
    for view in result.views:
        if view.returns != "none":
            told = fading(words, result.titles, result.line_kinds.values(), view)
            alike.setdefault(told, []).append(view.rubric)
    for told, rubrics in alike.items():
        yield told if len(rubrics) == len(result.views) else f"By {listed(rubrics)}: {told}"
