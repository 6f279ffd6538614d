"""A split of effort by several positions: rules, satisfaction, who excludes what."""

from collections.abc import Iterator, Sequence

from toi.analyses.portfolio.rounded import UNSPENT
from toi.analyses.portfolio.shown import (
    share_text,
    words_of_lines,
)
from toi.analyses.portfolio.worldviews.reasons import (
    fading_told,
    ties_told,
    why_by_rules,
    why_unspent,
    worth_by_rubric,
    worth_meant,
)
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import (
    HEADS,
    MEANING,
    compromise_texts,
    rounded_compromise,
    satisfied_text,
)
from toi.analyses.portfolio.worldviews.small import small_told
from toi.analyses.portfolio.worldviews.verdict import equal_verdict, gains, gates_told
from toi.analyses.report.html import Markup, bullets, paragraphs, tag
from toi.analyses.report.tables import columns, table
from toi.analyses.shared.format import listed, per_cent

MOST_OUT = 6  # lines that get nothing
LEAST = 1e-6  # of the budget; what gets less gets nothing


def split_of_several(split: WorldviewsResult) -> Iterator[Markup]:
    """Show compromises between positions."""
    yield paragraphs(
        f"{len(split.views)} positions have a say: "
        + listed([f"{one.rubric} ({per_cent(one.credence)})" for one in split.views], 12)
        + ". Each column is a rule for a compromise; none is truer:"
    )
    yield bullets(f"{_rule(one)}: {MEANING[one.rule]}." for one in split.compromises)
    rules = (*split.compromises, *([split.today] if split.today else []))
    if split.today is not None:
        yield paragraphs("The last column is how it is split today.")
    lines = _worth_showing(rules)
    words = words_of_lines(split.provenance.words, split.line_kinds.values())
    heads = columns(words.one.capitalize(), *(f"#{_rule(one)}" for one in rules))
    shares = [_shares(split, one) for one in rules]
    # A rule names those lines alone to which it gives something.
    rows = [[split.titles[name], *(column.get(name, "") for column in shares)] for name in lines]
    if any(UNSPENT in column for column in shares):
        rows.append(["Unspent", *(column.get(UNSPENT, "") for column in shares)])
    yield table("Shares of the budget by rule of compromise", heads, rows)
    views = [one.rubric for one in split.views]
    heads = columns("Rule", *(f"#{name}" for name in views))
    rows = [
        [label, *(satisfied_text(one.satisfaction[name]) for name in views)]
        for label, one in (
            *((_rule(one), one) for one in rules),
            ("Equal shares", split.equal),
            *((f"Favourite of {one.rule}", one) for one in split.favourites),
        )
    ]
    yield paragraphs(
        "How satisfied each would be: 100 is its own favourite, 0 what it expects where one "
        "position, drawn by lot by credence, decides alone; below 0 it would rather draw lots."
    )
    yield table("Satisfaction of each position by rule", heads, rows)
    yield from _why(split, lines)
    small = small_told(split)
    yield paragraphs(*gates_told(split), equal_verdict(split), f"{small}." if small else None)
    if split.everybody:
        names = listed([split.titles[name] for name in split.everybody], 8)
        idle = any(not gains(split, view) for view in split.views)
        whose = "the favourite of each that has something to gain" if idle else "every favourite"
        yield paragraphs(f"By every rule and in {whose}: {names}.")
    yield tag("h3", "What this takes for granted")
    yield bullets(f"Left out: {one}." for one in split.leaves_out)


def _why(split: WorldviewsResult, lines: Sequence[str]) -> Iterator[Markup]:
    """Show what each line is worth to each position, what else decides, and where ties are."""
    words = words_of_lines(split.provenance.words, split.line_kinds.values())
    rest = sorted(
        (name for name in split.titles if name not in lines),
        key=lambda name: -sum(one.credence * one.worth[name] for one in split.views),
    )
    shown = [*lines, *rest[:MOST_OUT]]
    heads = columns(
        words.one.capitalize(), *(f"#{one.rubric}" for one in split.views), "What else decides"
    )
    rows = [
        [split.titles[name], *worth_by_rubric(split, name), "; ".join(why_by_rules(split, name))]
        for name in shown
    ]
    idle = "; ".join(why_unspent(split))
    rows += [["Unspent", *("" for _ in split.views), idle]] if idle else []
    yield paragraphs(worth_meant(split))
    yield table(f"Worth of {words.many} to each position", heads, rows)
    yield paragraphs(*fading_told(split), *ties_told(split))


def _worth_showing(rules: tuple[Compromise, ...]) -> list[str]:
    most: dict[str, float] = {}
    for one in rules:
        for name, share in one.shares.items():
            most[name] = max(most.get(name, 0.0), share)
    return sorted((n for n in most if most[n] > LEAST), key=lambda name: (-most[name], name))


def _shares(split: WorldviewsResult, one: Compromise) -> dict[str, str]:
    """Write what each line gets by one rule, and what is left over; nothing where that is none."""
    rounded, told = rounded_compromise(split, one), compromise_texts(split, one)
    exact = {**one.shares, UNSPENT: one.unspent}
    return {
        name: f"{share_text(share, exact[name])}{f' ({told[name]})' if told.get(name) else ''}"
        for name, share in rounded.items()
        if exact[name] > LEAST
    }


def _rule(one: Compromise) -> str:
    return HEADS.get(one.rule, one.rule.replace("-", " ").replace("_", " ").capitalize())
