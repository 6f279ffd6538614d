"""Screen and table of two rubrics: how far they agree, and what makes them differ."""

from collections.abc import Mapping, Sequence
from math import isnan
from shlex import quote

from toi.analyses.compare.rubrics.cruxes_screen import (
    add_cruxes,
    carries,
    cruxes_legend,
    shown_left_empty,
    sides_words,
)
from toi.analyses.compare.rubrics.difference_words import heaviest_words, held
from toi.analyses.compare.rubrics.lead_screen import (
    all_excluded,
    counted_alike,
    shared_leader,
    turned_round,
)
from toi.analyses.compare.rubrics.naming import names_of, pair_called
from toi.analyses.compare.rubrics.result import RubricCrux, RubricsCompared
from toi.analyses.compare.rubrics.scrutiny_screen import rubrics_scrutiny, rubrics_scrutiny_rows
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import DIGEST, Table, joined
from toi.analyses.shared.format import (
    GLUE,
    count,
    glued,
    listed,
    score_text,
    signed,
    whole,
)
from toi.analyses.shared.moves import HALF, ScoreMove, level_by_one, pairs_text
from toi.analyses.shared.provenance import WITHOUT_GATES, by, options, ranked_options
from toi.analyses.shared.rubrics.conventions import TITLES

MOST_MOVES = 6
TERMINAL, DOCUMENT = 3, 12  # differences that are shown
ALIKE = ((0.9, "nearly agree"), (0.7, "largely agree"), (0.4, "agree in part"),
         (0.1, "agree on little"), (-0.1, "agree no more than by chance"))  # fmt: skip
FEWEST_FIRST = 2  # of each side, of which it is told how many are shared


def rubrics_screen(result: RubricsCompared, page: Page, top: int | None = None) -> str:
    """Show how far two rubrics agree, what makes the rest, and on what they differ most.

    A document, which has room and is read by others, says who they are and shows more.
    """
    by_name, result = result.rubrics, pair_called(result)
    said = rubrics_verdict(result)
    whole_page = page.form != "text"
    top = top or (DOCUMENT if whole_page else TERMINAL)
    screen = Screen(page).say(said)
    if whole_page:
        screen.say(*(f"{o.name}: {o.title}." for o in result.rubrics if o.title != o.name))
    if result.cruxes:
        screen.say(sides_words(result), *counted_alike(result), _level(result)).blank()
        add_cruxes(screen, result, top)
        screen.say(*shown_left_empty(result, top))
        if result.heaviest:
            screen.say(heaviest_words(result.heaviest))
        moves = [] if result.moves_nothing else [_moves(result)]
        screen.blank().say(*moves, shared_leader(result), *turned_round(result))
        screen.say(*rubrics_scrutiny(result))
        if whole_page:
            _add_ranks(screen, result)
        screen.say(*filter(None, [cruxes_legend(result, top)]))
    return screen.next(*_next(result)).end(result.provenance, by_name, again=said)


def rubrics_verdict(result: RubricsCompared) -> str:
    """Say how far the two rankings agree."""
    found, (a, b), made = result.agreement, names_of(result), result.provenance
    many = made.words.many
    if not result.cruxes:
        return f"{a} and {b} value and believe the same: no score differs."
    if not found.pairs:
        every = f"all {len(result.moves)} {many}" if found.of else f"the only {made.words.one}"
        if all(move.scored_alike for move in result.moves):
            return f"{a} and {b} rank and score {every} alike."
        return f"{a} and {b} rank {every} alike; only scores differ."
    half = level_by_one((move.before.rank, move.after.rank) for move in result.moves)
    text = f"{a} and {b} {_how_far(result)}: {pairs_text(found.pairs)} of {found.of:,} "
    text += f"pairs of {many} stand the other way" + HALF * half
    if found.top < FEWEST_FIRST:  # one side's gates exclude all, or all but who leads
        return f"{text}."
    shared = f" ({', '.join(map(made.names.theory, found.shared))})" if found.shared else ""
    return f"{text}; of their first {found.top} they share {len(found.shared)}{shared}."


def _how_far(result: RubricsCompared) -> str:
    """Say how far two orders agree; there is but one where a side ranks all alike."""
    tau, (a, b) = result.agreement.kendall_tau_b, names_of(result)
    if tau is None:
        level = a if len({move.before.rank for move in result.moves}) == 1 else b
        many = result.provenance.words.many
        return f"have no order to agree on, all {many} being level by {level}"
    return next((word for least, word in ALIKE if tau >= least), "disagree")


def _level(result: RubricsCompared) -> str:
    """Say how high the two score on the whole, and what they put below doing nothing."""
    (a, b), reference = names_of(result), result.provenance.words.reference
    moves = result.moves
    sides = [[move.before.score for move in moves], [move.after.score for move in moves]]
    means = {name: sum(side) / len(side) for name, side in zip((a, b), sides, strict=True)}
    if any(map(isnan, means.values())):
        return _none_by(means)
    text = f"Level: on average {whole(means[a])} points by {a}, {whole(means[b])} by {b}"
    if not reference or None in result.nothing:
        return f"{text}."
    below = [
        sum(score < (nothing or 0.0) for score in side)
        for side, nothing in zip(sides, result.nothing, strict=True)
    ]
    if not any(below):
        return f"{text}."
    return f"{text}; below {reference} stand {below[0]} and {below[1]} of {len(sides[0])}."


def _none_by(means: Mapping[str, float]) -> str:
    """Say which of two rubrics gives no scores, and how high the other scores on average."""
    given = [f"on average {whole(mean)} points by {n}; " for n, mean in means.items() if mean >= 0]
    none = listed([name for name, mean in means.items() if isnan(mean)])
    return f"Level: {''.join(given)}no scores by {none}: gates leave fewer than two to compare."


def _moves(result: RubricsCompared) -> str:
    moved = sorted(result.moves, key=lambda m: (*m.farthest_first, -m.far, m.id))
    ranked = [m for m in moved if m.places or m.passes_gate]
    far = ranked[:MOST_MOVES]
    if far:
        rest = len(ranked) - len(far)
        more = f"; {count(rest, 'other')} moved less far" if rest else ""
        return f"Moves, in rank: {', '.join(_move(m) for m in far)}{more}."
    far = [m for m in moved if signed(m.far) != "0"][:MOST_MOVES]
    points = ", ".join(f"{m.short}{GLUE}{signed(m.points)}" for m in far)
    return f"Moves, in points: {points or 'none to a whole point'}."


def _add_ranks(screen: Screen, result: RubricsCompared) -> None:
    """Add where each theory stands under either rubric."""
    a, b = names_of(result)
    words = result.provenance.words
    rows = [
        [
            *(result.provenance.names.theory(move.id), str(move.before.told)),
            *(score_text(move.before.score), str(move.after.told), score_text(move.after.score)),
        ]
        for move in sorted(result.moves, key=lambda move: move.before.rank)
    ]
    heads = [words.one.capitalize(), f"Rank in {a}", "Score", f"Rank in {b}", "Score"]
    screen.blank().table(rows, heads, "lrrrr")


def _move(move: ScoreMove) -> str:
    return f"{move.short} " + glued(f"{move.before.told} -> {move.after.told}")


def _next(result: RubricsCompared) -> list[str]:
    one, other = result.rubrics
    more, ranked = options(result.provenance), ranked_options(result.provenance)
    believed = [c.id for c in result.cruxes if c.group == "credences"]
    commands = [f"show {name}{by(one)}{more}" for name in believed[:1]]
    for crux in _counted(result):
        commands.append(f"score{by(one)} --set {crux.group}={crux.b.value}{ranked}")
    if result.cruxes and not one.set and one.written and other.written:
        commands.append(f"rubric diff {quote(one.asked)} {quote(other.asked)}{more}")
    named = one.written and not set("./") & set(one.asked)  # a file cannot be extended
    if result.turned is not None and named and not one.set and not other.set:
        like = f"--like {quote(other.asked)} --from {quote(one.asked)}"
        commands.append(f"rubric fit closer {like}{more}")
    without = [
        by(side) for side, none in zip((one, other), all_excluded(result), strict=True) if none
    ]
    commands += [f"score{rubric}{ranked}{WITHOUT_GATES}" for rubric in without]
    return commands if by(other) in without else [*commands, f"score{by(other)}{ranked}"]


def _counted(result: RubricsCompared) -> list[RubricCrux]:
    """Return the heaviest way of counting in which they differ, if it carries something."""
    found = [c for c in result.cruxes if c.group in TITLES and carries(result, c) != "0 %"]
    return found[:1]


def rubrics_table(result: RubricsCompared) -> Table:
    """Return agreement, groups, differences and moves: one row each."""
    a, b = names_of(result)
    found, many = result.agreement, result.provenance.words.many
    agreement = {
        "kendall_tau_b": found.kendall_tau_b,
        "spearman": found.spearman,
        f"pairs of {many} that stand otherwise": found.pairs,
        f"pairs of {many}": found.of,
        f"shared among the first {found.top}: {joined(found.shared)}": len(found.shared),
    }
    rows: list[list[object]] = [
        ["agreement", name, None, None, value] for name, value in agreement.items()
    ]
    ids = [move.id for move in result.moves]
    rows += [
        ["group", g.group, None, None, g.pairs, g.share, None, *(g.points[i] for i in ids)]
        for g in result.shapley
    ]
    rows += [
        [c.group, c.id, held(c, c.a), held(c, c.b), c.pairs, c.share, c.standard_error,
         *(c.points[i] for i in ids)]
        for c in result.cruxes
    ]  # fmt: skip
    rows += [["rank", m.id, m.before.told, m.after.told] for m in result.moves]
    rows += [["score", m.id, m.before.score, m.after.score] for m in result.moves]
    rows += [[f"shared leader by {s.group}", s.id, s.now, s.at] for s in result.lead.steps or ()]
    rows += rubrics_scrutiny_rows(result)
    headers = ["what", "name", a, b, "pairs", "share", "standard_error", *ids]
    one, other = result.rubrics
    made = result.provenance
    return Table(headers, _padded(rows, len(headers))).with_columns(
        digest_a=one.digest[:DIGEST],
        digest_b=other.digest[:DIGEST],
        data_digest=made.data_digest[:DIGEST],
        seed=made.seed,
    )


def _padded(rows: Sequence[Sequence[object]], width: int) -> list[list[object]]:
    return [[*row, *[None] * (width - len(row))] for row in rows]
