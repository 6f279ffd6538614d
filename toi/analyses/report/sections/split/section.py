"""The section on a split of effort, by one position or by several."""

from collections.abc import Iterator, Sequence

from toi.analyses.portfolio.lines_screen import THIN, is_thin
from toi.analyses.portfolio.result import CommitmentRow, MoveStep, PortfolioResult
from toi.analyses.portfolio.rounded import UNSPENT, amounts, today_shown
from toi.analyses.portfolio.screen import outside
from toi.analyses.portfolio.shown import (
    WHOLE,
    amount_text,
    commitments_in_order,
    gain_reached,
    line_words,
    losses,
    share_text,
    today_left,
    with_amount,
    words_of_lines,
    worst,
)
from toi.analyses.portfolio.unspent import nothing_is_worth, points_above, what_nothing_is
from toi.analyses.portfolio.verdict import (
    gain_in_full,
    scrutiny_verdict,
    split_verdict,
    synergies_verdict,
    where,
    worst_tenth,
)
from toi.analyses.portfolio.wording.commitments import (
    commitments_verdict,
    effect_in_words,
    points,
)
from toi.analyses.portfolio.worldviews.result import Compromise, WorldviewsResult
from toi.analyses.portfolio.worldviews.shown import (
    HEADS,
    MEANING,
    compromise_texts,
    rounded_compromise,
    satisfied_text,
)
from toi.analyses.portfolio.worldviews.verdict import (
    equal_verdict,
    gates_told,
)
from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section
from toi.analyses.report.sections.split.lines import lines_table
from toi.analyses.report.tables import columns, table
from toi.analyses.shared.format import listed, per_cent, signed, whole, whole_per_cent

LEAST = 1e-6  # of the budget; what gets less gets nothing
SMALL_COST = 0.05  # points that round to none
MUCH = 0.02  # of the budget, that an argument moves


def portfolio(result: ReportResult) -> Section | None:
    """Show the split, or why there is none; None where nobody thought of one."""
    split = result.split
    if isinstance(split, PortfolioResult):
        body = together([*_one(result, split)])
    elif isinstance(split, WorldviewsResult):
        body = together([*_several(split)])
    elif result.no_split is not None:
        body = paragraphs(f"No split could be made: {result.no_split}")
    else:
        return None
    return Section("portfolio", "How to split effort", body)


def in_short(split: PortfolioResult) -> Iterator[tuple[str, str]]:
    """Yield what a page that begins with a split says of it in short, by head."""
    if any(line.share > 0 for line in split.allocation):
        gains = [gain_in_full(split, other) for other in split.benchmarks if other.name != "equal"]
        brings = f"{_brings(split)}: {'; '.join(gains)}."
        yield "What it brings", f"{brings} A score goes from 0 to 100 points."
        yield "If it goes badly", worst_tenth(split)
    fixed = commitments_verdict(split)
    if fixed:
        yield "Commitments", fixed
    together_ = synergies_verdict(split)
    if together_:
        yield "Synergies", together_
    if split.today is not None and split.moves:
        yield "Against today", _best_moves(split)


def _brings(split: PortfolioResult) -> str:
    return f"{points_above(split)}, on average over the budget"


def _best_moves(split: PortfolioResult) -> str:
    moves = [_move(split, move) for move in split.moves[:3]]
    closed = gain_reached(split.moves[: len(moves)][-1])
    gains = f"The moves that bring most: {listed(moves)}; together they bring {closed}."
    less = listed([f"{name} ({change})" for name, change in losses(split)])
    return f"{gains} Less than today goes to {less}." if less else gains


def _move(split: PortfolioResult, move: MoveStep) -> str:
    """Write a move, with what the line then gets more in the amounts of the table."""
    names = {line.id: line.short_title for line in split.allocation}
    share, worth = move.share / split.budget, amounts(split)
    if move.to is None or not worth or split.amount is None:
        return f"{with_amount(split, share)} to {names[move.to] if move.to else 'nothing'}"
    more = amount_text(split, round(worth[move.to] - today_shown(split)[move.to], 6))
    return f"{whole_per_cent(share)} ({more}) to {names[move.to]}"


def _one(result: ReportResult, split: PortfolioResult) -> Iterator[Markup]:
    given = any(line.share > 0 for line in split.allocation)
    paper = result.request.portfolio_first and given  # what it brings stands in short there
    if paper:
        yield paragraphs(where(split, by_kind=False))
    else:
        yield paragraphs(split_verdict(split, named=False), scrutiny_verdict(split))
    yield lines_table(result, split)
    yield paragraphs(_how_to_read(split))
    yield _criteria(split)
    if given and not paper:
        gains = "; ".join(gain_in_full(split, other) for other in split.benchmarks)
        yield paragraphs(
            f"It brings {_brings(split)}{f': {gains}' if gains else ''}.",
            worst_tenth(split),
        )
    if nothing_is_worth(split):
        yield paragraphs(what_nothing_is(split))
    yield from _fixed(split)
    yield from _moves(split)
    if not paper:  # there it has a section of its own
        yield from _settled(split)
    yield tag("h3", "What this takes for granted")
    yield bullets(_assumed(split))


def _how_to_read(split: PortfolioResult) -> str:
    """Explain the words of the table."""
    text = "Shares are rounded so that they add up to 100 %"
    text += ", amounts so that they add up to the budget" if amounts(split) else ""
    text += "; what was asked for stands exactly. Reruns: the split found again"
    text += f" {split.precision.resamples} times with all that is uncertain drawn anew."
    if any(line.share <= 0 and line.worth > 0 and line.short for line in split.allocation):
        text += (
            f" Worth and needs: what the first unit in {line_words(split).an_one} brings in points "
            "of the score, and what it would have to bring to get anything"
        )
        grants = split.wishes.min_grant or split.wishes.min_grants
        text += "; a smallest grant, on average over all of it." if grants else "."
    if any(is_thin(split, line) for line in split.allocation):
        text += f" {THIN} few arguments are about it, so its worth may be silence."
    return text


def _criteria(split: PortfolioResult) -> Markup:
    """Explain the criteria by which the table tells lines apart, each by its two ends."""
    told = [
        together([tag("strong", title), f": from “{worst_end}” to “{best_end}”."])
        for title, (worst_end, best_end) in split.ends.items()
    ]
    if not told:
        return Markup()
    many = line_words(split).many
    return together(
        [paragraphs(f"The criteria that set {many} apart, worst to best:"), bullets(told)]
    )


def _fixed(split: PortfolioResult) -> Iterator[Markup]:
    """Say what was fixed beforehand, what that costs, and what goes together."""
    if split.commitments:
        yield tag("h3", "What was fixed, and what it costs")
        yield paragraphs(commitments_verdict(split))
        rows = [
            [
                _titled(split, one),
                _cost(one),
                effect_in_words(split, one) if one.changes else "nothing",
            ]
            for one in commitments_in_order(split)
        ]
        heads = columns("Fixed", "#Costs", "What it moves")
        yield table("Each found by splitting again without it; costs in points", heads, rows)
    if split.synergies:
        yield tag("h3", "What goes together")
        yield paragraphs(synergies_verdict(split))
        yield bullets(f"{one.name}: {one.why}" for one in split.synergies if one.why)


def _titled(split: PortfolioResult, one: CommitmentRow) -> str:
    words = one.title
    own = all(other.of_rubric for other in split.commitments)
    return f"{words[0].upper()}{words[1:]}{' (of the rubric)' if one.of_rubric and not own else ''}"


def _cost(one: CommitmentRow) -> str:
    if one.cost >= SMALL_COST:
        return points(one.cost)
    return "under 0.05" if one.changes else "0"


def _moves(split: PortfolioResult) -> Iterator[Markup]:
    if split.today is None or not split.moves:
        return
    names = {line.id: line.short_title for line in split.allocation}
    yield tag("h3", "Against today")
    idle = today_left(split)
    left = f", which leaves {idle} unspent" if idle else ""
    left += outside(split)
    yield paragraphs(
        f"Today is {split.today}{left}. The moves from it, one after another, those first that "
        "would bring most alone:"
    )
    yield bullets(
        f"{whole_per_cent(move.share / split.budget)} to "
        f"{names[move.to] if move.to else 'nothing'}: {_gain(split, move)}"
        f"{f'; {gain_reached(move)} by then' if move in _until_closed(split.moves) else ''}."
        for move in split.moves[:5]
    )
    less = [f"{name} ({change})" for name, change in losses(split)]
    if less:
        yield paragraphs(f"Less than today goes to {listed(less, len(less))}.")


def _gain(split: PortfolioResult, move: MoveStep) -> str:
    """Write what a move brings; one that brings nothing may be made for a floor alone."""
    points_ = f"{signed(move.gain, 1)} points"
    held = {line.id for line in split.allocation if line.role == "floor"}
    return (
        f"{points_}, made for its floor" if move.gain < SMALL_COST and move.to in held else points_
    )


def _until_closed(moves: Sequence[MoveStep]) -> list[MoveStep]:
    """Return the moves up to the one that closes the gap: what comes after needs no share of it."""
    whole = (n for n, move in enumerate(moves, 1) if move.closed >= WHOLE)
    return list(moves[: next(whole, len(moves))])


def _settled(split: PortfolioResult) -> Iterator[Markup]:
    if not split.settled:
        return
    found = [*changes(split)]
    if not found:
        yield paragraphs(no_change(split))
        return
    yield tag("h3", "What would change it most")
    yield paragraphs("Shares of the budget that would move if an argument were settled:")
    yield bullets(found)


def no_change(split: PortfolioResult) -> str:
    """Say that no argument moves much, and which moves most."""
    text = "No single argument, if it were settled, would move as much as 2 % of it"
    if not split.settled or split.settled[0].moved <= 0:
        return f"{text}."
    most = split.settled[0]
    share = per_cent(most.moved / split.budget)
    return f"{text}; most would “{split.titles[most.argument]}” ({share})."


def changes(split: PortfolioResult) -> Iterator[str]:
    """Yield the arguments that would move most, with where to."""
    names = {line.id: line.short_title for line in split.allocation}
    for one in [one for one in split.settled if one.moved > MUCH * split.budget][:4]:
        both = (("if it is sound", one.gains_if_sound), ("if it is not", one.gains_if_unsound))
        sides = "; ".join(f"to {names[who]} {when}" for when, who in both if who)
        share = whole_per_cent(one.moved / split.budget)
        yield f"{split.titles[one.argument]} ({share}{f': {sides}' if sides else ''})."


def _assumed(split: PortfolioResult) -> Iterator[str]:
    wishes = split.wishes
    baseline = f"{split.provenance.words.baseline} ({whole(split.nothing)})"
    a_line = line_words(split).an_one
    yield f"What scores above {baseline} is what the first unit of effort in {a_line} is worth."
    if wishes.returns != "none":
        yield (
            f"Returns fade: once {a_line} has {whole_per_cent(wishes.half_line)} of the budget, "
            "more of it brings half of what the first unit there did; of a whole kind the same "
            f"is so at {whole_per_cent(wishes.half_kind)}."
        )
    risk = (
        "the average alone counts"
        if not wishes.risk
        else f"the {worst(wishes.tail)} of cases counts too ({wishes.risk:g} of 1)"
    )
    yield f"On risk: {risk}."
    yield from (f"Left out: {one}." for one in split.leaves_out)


def _several(split: WorldviewsResult) -> Iterator[Markup]:
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
        "How satisfied each would be: 0 is what it expects where one position, picked by lot, "
        "decides alone; 100 is its own favourite."
    )
    yield table("Satisfaction of each position by rule", heads, rows)
    yield paragraphs(*gates_told(split), equal_verdict(split))
    if split.everybody:
        names = listed([split.titles[name] for name in split.everybody], 8)
        yield paragraphs(f"In everybody's own favourite: {names}.")
    yield tag("h3", "What this takes for granted")
    yield bullets(f"Left out: {one}." for one in split.leaves_out)


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
