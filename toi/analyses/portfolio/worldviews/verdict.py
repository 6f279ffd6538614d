"""Verdicts on a split by several rubrics: how far they agree, who gains nothing, what is better."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from shlex import quote

from toi.analyses.portfolio.shown import in_force, words_of_lines
from toi.analyses.portfolio.worldviews.reasons import bound_text
from toi.analyses.portfolio.worldviews.result import Compromise, ViewLabel, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import HEADS, satisfied_text
from toi.analyses.shared.format import count, glued, listed, per_cent
from toi.analyses.shared.provenance import options

MOST_NAMED = 4
SMALL = 0.05  # points that round to none
LEVEL = 0.005  # satisfaction that rounds to none


def together_verdict(result: WorldviewsResult) -> str:
    """Say how far the views would spend alike."""
    common = sum(result.common.values()) / result.budget
    views = [f"{v.rubric} {per_cent(v.credence)}" for v in result.views]
    first = f"{count(len(result.views), 'rubric')} ({listed(views)})"
    splits = (*result.compromises, *result.favourites)
    if not any(share > 0 for split in splits for share in split.shares.values()):
        one = f"portfolio{options(replace(result.provenance, rubric=result.views[0].rubric))}"
        one += f"{result.lines_asked}{in_force(result)}"
        return (
            f"{first} would leave all unspent, each alone and together. Why, by one of them: "
            f"{glued(f'toi {one}')}."
        )
    some = [view.rubric for view in result.views if gains(result, view)]
    idle = [view.rubric for view in result.views if view.rubric not in some] if some else []
    if len(some) == 1:  # it agrees with itself
        first, shared = f"Of {first},", f"{some[0]} alone has something to gain"
    else:
        who = f"but for {listed(idle)}, which {_have(idle)} nothing to gain, " if idle else ""
        first += "," if idle else ""
        shared = f"{who}would spend {100 * common:.0f} % of the budget alike"
    made = " ".join(gates_told(result))
    if result.provenance.set:
        made += f" Set in every rubric: {listed(result.provenance.set)}."
    return f"{first} {shared}. {_in_every(result, idle)} {_worst_off(result)} {made}".rstrip()


def _in_every(result: WorldviewsResult, idle: Sequence[str]) -> str:
    """Say which lines are in every split, and which in all but those of who gains nothing.

    The own split of such a rubric holds what floors ask for alone.
    """
    own = [one for one in result.favourites if one.rule in idle]
    held = [n for n in result.everybody if all(one.shares.get(n, 0) > 0 for one in own)]
    rest = [n for n in result.everybody if n not in held]
    without = [one.rule for one in own if any(one.shares.get(n, 0) <= 0 for n in rest)]
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    in_all, others = (listed([result.titles[n] for n in some], MOST_NAMED) for some in (held, rest))
    if not rest:
        return f"In every split below: {in_all or f'no {words.one}'}."
    if not held:
        return f"In every split below but {listed(without)}'s: {others}."
    return f"In every split below: {in_all}; in all but {listed(without)}'s also {others}."


def gates_told(result: WorldviewsResult) -> Iterator[str]:
    """Say which rubrics exclude what, and which spend nothing or to which all splits are alike."""
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    every = len(result.titles)
    own = {
        one.rule: {n for n, share in one.shares.items() if share > 0} for one in result.favourites
    }
    for view in result.views:
        if len(view.gated) == every:
            yield (
                f"Every {words.one} is excluded by a gate of {view.rubric}, which has nothing to "
                "gain."
            )
            continue
        if not gains(result, view):
            yield f"By {view.rubric} no {words.one} is worth anything: it has nothing to gain."
            continue
        if not own[view.rubric]:
            yield (
                f"{view.rubric} by itself leaves all unspent, since no {words.one} is worth more "
                f"to it than {words.baseline}."
            )
    yield from _barred(result)
    yield from _forced(result, own)


def _barred(result: WorldviewsResult) -> Iterator[str]:
    """Say how many lines each rubric's gates exclude, and which are excluded by all."""
    words = words_of_lines(result.provenance.words, result.line_kinds.values())
    every = len(result.titles)
    some = [view for view in result.views if 0 < len(view.gated) < every and gains(result, view)]
    if not some:
        return
    by_all = excluded_by_all(result)
    if any(view.gated.keys() - by_all for view in some):
        first, *rest = some
        counted = [f"{first.rubric} exclude {len(first.gated)} of {words.counted(every)}"]
        counted += [f"of {view.rubric} {len(view.gated)}" for view in rest]
        yield (
            f"Gates of {listed(counted, len(counted))}: these are worth nothing to "
            f"{'that rubric' if rest else 'it'}, and others may fund them."
        )
    if by_all:
        names = listed(sorted(result.titles[name] for name in by_all), MOST_NAMED)
        yield f"Nobody may fund {names}, which all exclude."


def _forced(result: WorldviewsResult, own: Mapping[str, Set[str]]) -> Iterator[str]:
    """Say whose own split has to spend on what its gates exclude, and what that is to it.

    `own` are the lines of each rubric's own split.
    """
    whose: dict[frozenset[str], list[str]] = {}
    for view in result.views:
        whose.setdefault(frozenset(own[view.rubric] & view.gated.keys()), []).append(view.rubric)
    for barred, rubrics in whose.items():
        if not barred:
            continue
        kinds = {result.line_kinds[name] for name in barred}
        floors = [
            f"{result.titles.get(name, name)} ({bound_text(result, low)})"
            for name, (low, _) in sorted(result.bounds.items())
            if low > 0 and name in barred | kinds
        ]
        names = listed(sorted(result.titles[name] for name in barred), MOST_NAMED)
        several = len(rubrics) > 1
        them, their = ("them", "their") if several else ("it", "its")
        yield (
            f"The own split{'s' * several} of {listed(rubrics)} hold{'s' * (not several)} {names}, "
            f"which {their} gates exclude, only because the floor{'s' * (len(floors) > 1)} of "
            f"{listed(floors)} must be met in every split here: to {them} that money brings "
            "nothing, as if unspent."
        )
    forced = [rubric for barred, rubrics in whose.items() if barred for rubric in rubrics]
    if forced:
        one = "one of them" if len(forced) > 1 else "it"
        yield (
            f"A split by {one} alone (-r {quote(forced[0])}) spends nothing there, and is refused "
            "where a floor needs it."
        )


def gains(result: WorldviewsResult, view: ViewLabel) -> bool:
    """Tell whether some split is better for a rubric than another."""
    return result.equal.satisfaction[view.rubric] is not None


def excluded_by_all(result: WorldviewsResult) -> frozenset[str]:
    """Return the lines that a gate of every rubric excludes."""
    return frozenset.intersection(*(frozenset(view.gated) for view in result.views))


def _worst_off(result: WorldviewsResult) -> str:
    """Say under which rules the rubric that is satisfied least fares best."""
    least = {
        split.rule: min(part for part in split.satisfaction.values() if part is not None)
        for split in result.compromises
        if any(part is not None for part in split.satisfaction.values())
    }
    if not least:
        return "No rubric has anything to gain."
    some = [view.rubric for view in result.views if gains(result, view)]
    who = some[0] if len(some) == 1 else "The worst-off rubric"
    most = max(least.values())
    satisfied = f"a satisfaction of {satisfied_text(most)}"
    if most - min(least.values()) < LEVEL:
        return f"{who} has {satisfied} under every rule."
    if all(lost < SMALL for split in result.compromises for lost in split.regret.values()):
        return f"{who} is within a tenth of a point of its favourite under every rule."
    best = listed([HEADS[rule] for rule, part in least.items() if most - part < LEVEL])
    return f"{who} fares best under {best}, where it has {satisfied}."


def equal_verdict(result: WorldviewsResult) -> str:
    """Say what each rubric would lose by equal shares, and which rules are better for all.

    A rubric that has nothing to gain is none of those, and is said to be so.
    """
    some = [view.rubric for view in result.views if gains(result, view)]
    idle = [view.rubric for view in result.views if view.rubric not in some]
    if not some:
        return "No rubric has anything to gain by any split."
    lost = listed([f"{name} {result.equal.regret[name]:.1f}" for name in some], len(some))
    better = [HEADS[one.rule] for one in result.compromises if _better(one, result.equal, some)]
    told = f"better for {_those(some) if idle else 'every rubric'}: {listed(better)}"
    if not better:
        told = f"no rule is better for {_those(some) if idle else 'all'}"
    if idle:
        told += f" ({listed(idle)} {_have(idle)} nothing to gain)"
    differ = any(view.gated.keys() - excluded_by_all(result) for view in result.views)
    among = " of all that some rubric's gates let through" if differ else ""
    return f"Points lost with equal shares{among}, within the same limits: {lost}; {told}."


def _better(split: Compromise, equal: Compromise, rubrics: Sequence[str]) -> bool:
    """Tell whether a split is better than equal shares for each of some rubrics."""
    return all(split.regret[name] < equal.regret[name] - SMALL for name in rubrics)


def _have(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _those(names: Sequence[str]) -> str:
    return f"both {listed(names)}" if len(names) == 2 else listed(names, len(names))
