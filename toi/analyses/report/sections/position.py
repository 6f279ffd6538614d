"""The position: what it values, what it believes, and where it departs from others."""

from collections.abc import Iterator

from toi.analyses.compare.rubrics.cruxes_screen import carries
from toi.analyses.compare.rubrics.difference_words import (
    after_replies,
    crux_name,
    heaviest_words,
    held,
)
from toi.analyses.compare.rubrics.lead_screen import counted_alike
from toi.analyses.compare.rubrics.naming import names_of
from toi.analyses.compare.rubrics.result import ARGUMENTS, Held, RubricCrux, RubricsCompared
from toi.analyses.compare.rubrics.screen import rubrics_verdict
from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.pictures import Axis, total
from toi.analyses.report.result import BeliefLine, PositionEntry, ReportResult
from toi.analyses.report.sections.parts import (
    Section,
    argument_link,
    believed,
    criterion_titles,
    of_first,
)
from toi.analyses.report.tables import PageColumn, columns, table
from toi.analyses.shared.format import count, listed, per_cent, whole, whole_per_cent

MOST_DIFFERENCES = 8
MOST_BELIEVED = 10
MOST_SINGLE = 3  # arguments of which a position speaks one by one
LEAST_DEPARTURE = 0.05  # of a credence
ODDS = (
    "Odds are the chance that something is so against the chance that it is not: 50 % are odds of "
    "1 to 1, 80 % of 4 to 1."
)
SURE = {
    "exactly": "These weights are meant exactly as they stand.",
    "roughly": "These weights are meant roughly: they are drawn around what stands here.",
    "order": "Only the order of these weights is meant; their sizes are left open.",
    "unknown": "How much each weighs is left open: every division of weight is as likely.",
}


def position(result: ReportResult) -> Section:
    """Tell one position."""
    one = result.positions[0]
    body = together(
        [
            paragraphs("" if len(result.positions) > 1 else _called(one), in_own_words(one)),
            tag("h3", "What it values"),
            paragraphs(weights_sentence(result, one), sureness_sentence(one)),
            _weights_table(result),
            paragraphs(_not_weighed(result)),
            tag("h3", "What it believes") if one.arguments else None,
            beliefs(result, one),
            *_departures(result),
        ]
    )
    return Section("position", of_first(result, "The position"), body)


def _called(one: PositionEntry) -> str:
    name = one.label.name
    return f"{one.label.title} (rubric {name})." if one.label.has_title else f"Rubric {name}."


def in_own_words(one: PositionEntry) -> str:
    """Return what a position says of itself; else what it starts from and how far it goes."""
    if one.text or one.extends is None:
        return one.text or ""
    changed = dict(one.changes)
    weights, beliefs = changed.pop("weights", 0), changed.pop("credences", 0)
    surer = changed.pop("weights_sure", 0)  # where weights differ it is told with them
    rest = sum(changed.values())
    parts = [
        *([count(weights, "weight")] if weights else []),
        *([count(beliefs, "belief")] if beliefs else []),
        *([count(rest, "other value")] if rest else []),
    ]
    if not parts and surer:
        return f"The rubric {one.extends}, but for how surely its weights are meant."
    if not parts:
        return f"The rubric {one.extends} as it stands."
    return f"Starts from {one.extends}, and changes {listed(parts)}."


def weights_sentence(result: ReportResult, one: PositionEntry) -> str:
    """Say which criteria weigh most."""
    titles = criterion_titles(result)
    parts = [f"{titles[name]} ({whole_per_cent(share)})" for name, share in one.weights.items()]
    if len(set(map(whole_per_cent, one.weights.values()))) == 1 and len(parts) > 1:
        names = listed([titles[name] for name in one.weights], 8)
        return f"{names} weigh alike, {whole_per_cent(next(iter(one.weights.values())))} each."
    if len(parts) == 1:
        return f"Only {parts[0]} weighs."
    return f"{parts[0]} weighs most, then {listed(parts[1:], 8)}."


def sureness_sentence(one: PositionEntry) -> str:
    """Say how sure the weights are."""
    name, _, concentration = one.weights_sure.partition(" ")
    if name == "dirichlet":
        closeness, _, limits = concentration.partition(" within ")
        within = f" within {limits}" if limits else ""
        return (
            f"{SURE['roughly']} (By a Dirichlet distribution of concentration {closeness}{within}: "
            "the higher, the closer.)"
        )
    return SURE.get(one.weights_sure, f"How sure these weights are: {one.weights_sure}.")


def _not_weighed(result: ReportResult) -> str | None:
    """Name the criteria that have no weight."""
    weights = result.positions[0].weights
    titles = [one.title for one in result.criteria if one.id not in weights]
    return f"Not weighed: {listed(titles, len(titles))}." if titles else None


def _weights_table(result: ReportResult) -> Markup:
    shares = result.positions[0].weights
    axis = Axis.of([0, *(100 * share for share in shares.values())])
    heads = [*columns("Criterion", "#Weight"), axis.column, PageColumn("Asks", named=False)]
    entries = {one.id: one for one in result.criteria}
    rows = []
    for name, share in shares.items():
        one = entries[name]
        less = "less is better" if one.direction == "cost" else "more is better"
        asks = together([one.question, " ", tag("small", f"({less})")])
        rows.append([one.title, whole_per_cent(share), total(axis, 100 * share), asks])
    return table("What each criterion weighs, in per cent of all weight", heads, rows, stacked=True)


def beliefs(result: ReportResult, one: PositionEntry) -> Markup:
    """Tell the lines of a rubric on arguments, what it sees otherwise, and its rules."""
    many = sum(line.arguments for line in one.beliefs)
    said: str | None
    if not one.arguments:
        said = None
    elif not many:
        said = "Every argument is believed as it is recorded."
    elif result.group is not None:
        said = f"Own beliefs in {count(many, 'argument')}; all others are as they are recorded."
    else:
        said = f"Own beliefs in {many:,} of the {count(one.arguments, 'argument')} in the records, "
        said += "whatever they speak of; all others are as they are recorded."
    lines = [*_general_lines(one), *_left_empty(one), *_rules(result, one)]
    found = [paragraphs(said), bullets(lines)]
    if any("odds" in line for line in lines):
        found.append(paragraphs(ODDS))
    if one is result.positions[0] and result.group is None and result.arguments:
        found += [_heaviest(result), _believed_otherwise(result)]
    return together(found)


def _general_lines(one: PositionEntry) -> Iterator[str]:
    """Yield what is said of many arguments at once, the same of several in one line."""
    alike: dict[tuple[str, str], list[BeliefLine]] = {}
    single = [line for line in one.beliefs if line.level == "arguments"]
    for line in one.beliefs:
        if line.level != "arguments":
            alike.setdefault((line.level, line.held), []).append(line)
    for (level, words), lines in alike.items():
        names = listed([f"“{line.name}”" for line in lines], 8)
        speakers = listed([line.name for line in lines], 8)
        whom = {
            "default": "All other arguments",
            "kinds": f"Arguments of the kind {names}",
            "speakers": f"What {speakers} say{'s' * (len(lines) == 1)}",
            "tags": f"Arguments tagged {names}",
        }[level]
        yield f"{whom}: {words} ({count(sum(line.arguments for line in lines), 'argument')})."
    if single:
        named = [f"“{line.name}” ({line.held})" for line in single]
        yield f"One by one: {listed(named, MOST_SINGLE)}."


def _left_empty(one: PositionEntry) -> Iterator[str]:
    """Say what is no opinion of its author's, who was asked."""
    if one.unanswered:
        quoted = listed([f"“{title}”" for title in one.unanswered], MOST_DIFFERENCES)
        yield f"Asked and left empty, so as in {one.extends or 'the records'}: {quoted}."


def _rules(result: ReportResult, one: PositionEntry) -> Iterator[str]:
    """Yield whatever else of a position changes a score."""
    words, titles = result.provenance.words, criterion_titles(result)
    if one.gates:
        yield f"Excluded is what meets {listed([f'“{rule}”' for rule in one.gates], 6)}."
    if one.method != "additive":
        yield f"Criteria are combined by the method {one.method}, not by a weighted sum."
    if one.value_functions:
        names = listed([titles[name] for name in one.value_functions], 8)
        yield f"Own value functions: {names}."
    if one.scrutiny == "adjusted":
        yield "What was not examined is counted as if it lost to arguments what its peers lose."
    if one.not_bearing == "left-out":
        yield f"A criterion that does not bear on {words.an_one} is left out of its score."
    if one.overlaps:
        yield (
            f"How far {count(len(one.overlaps), 'line')} of attack say the same is judged "
            "otherwise than recorded."
        )
    for own in one.judgements:
        yield f"In place of the recorded {own.key} stands {own.value}: {own.why}"
    if one.own_arguments:
        quoted = listed([f"“{title}”" for title in one.own_arguments], 8)
        yield f"Adds {count(len(one.own_arguments), 'argument')}: {quoted}."


def _heaviest(result: ReportResult) -> Markup:
    """Show how far the arguments that move most are believed."""
    shown = result.arguments[:MOST_BELIEVED]
    axis = Axis(0, 100, 25)
    heads = [*columns("Argument", "#Believed"), axis.column]
    heads += columns("#After replies", "#Moves", "Whose")
    rows = [
        [
            argument_link(one.id, one.title),
            believed(one.credence, one.ends),
            total(axis, 100 * one.credence),
            per_cent(one.strength),
            whole(one.points),
            f"own; recorded {per_cent(one.recorded)}" if one.own else "as recorded",
        ]
        for one in shown
    ]
    caption = (
        "How far the arguments that move the scores most are believed, in per cent; moves: points "
        f"over all {result.provenance.words.many} together"
    )
    return table(caption, heads, rows, stacked=True)


def _believed_otherwise(result: ReportResult) -> Markup:
    """Name the arguments that are believed otherwise than recorded, beside the heaviest."""
    rest = result.arguments[MOST_BELIEVED:]
    apart = [one for one in rest if abs(one.credence - one.recorded) >= LEAST_DEPARTURE]
    if not apart:
        return Markup()
    apart.sort(key=lambda one: -one.points)
    shown = [
        together(
            [argument_link(one.id, one.title), f": {per_cent(one.credence)} in place of "]
            + [f"{per_cent(one.recorded)}."]
        )
        for one in apart[:MOST_DIFFERENCES]
    ]
    left = ", the heaviest of them" if len(apart) > len(shown) else ""
    said = (
        f"Of the {count(len(rest), 'other argument')} on this page {len(apart)} are also believed "
        f"otherwise than recorded{left}:"
    )
    return together([paragraphs(said), bullets(shown)])


def _departures(result: ReportResult) -> Iterator[Markup]:
    if len(result.positions) > 1:
        return
    for one in result.compared:
        yield tag("h3", f"Where it departs from {one.rubrics[1].name}")
        yield departure(one)


def _difference(one: RubricsCompared, crux: RubricCrux) -> str:
    """Name a thing on which two positions differ."""
    if crux.title == crux.id:
        return crux_name(crux, one.provenance)
    kind = {"weights": " (weight)", "credences": " (belief)"}.get(crux.group, "")
    return f"{crux.title[:1].upper()}{crux.title[1:]}{kind}"


def held_words(crux: RubricCrux, side: Held) -> str:
    """Write how one side has it; a belief in per cent, as everywhere on the page.

    Where one side's is what replies leave, so is the other's, beside its own.
    """
    if crux.group not in ARGUMENTS or not isinstance(side.value, float):
        return held(crux, side)
    shown = believed(side.value, side.ends)
    after = after_replies(crux, side)
    if after is not None and per_cent(after) != shown:
        return f"{shown}, {per_cent(after)} after replies"
    return f"{shown} after replies" if side.settled or after is not None else shown


def _no_argument(one: RubricsCompared) -> str:
    """Say what matters more than any argument; nothing where an argument matters most."""
    first = one.cruxes[0]
    if first.group in ARGUMENTS or one.moves_nothing:
        return ""
    named = f"{_difference(one, first)} ({carries(one, first)})"
    return f"What matters most between them is no argument: {named}."


def departure(one: RubricsCompared) -> Markup:
    """Tell how far two positions agree, and on what they differ most."""
    a, b = names_of(one)
    other = one.rubrics[1].title
    told = [f"{b}: {other}." if one.rubrics[1].has_title else "", rubrics_verdict(one)]
    shown = one.cruxes[:MOST_DIFFERENCES]
    if not shown:
        return paragraphs(*told)
    if one.agreement.pairs:
        parts = {side: whole_per_cent(share or 0.0) for side, share in one.sides.items()}
        told.append(
            f"Of that difference in order, what they value carries {parts['values']}, what they "
            f"believe {parts['beliefs']}, what is counted another way {parts['conventions']}."
        )
    told += counted_alike(one)
    if one.heaviest:
        told += [_no_argument(one), heaviest_words(one.heaviest)]
    heads = ["They differ most on", f"#{a}", f"#{b}", "#Carries"]
    rows = [
        [
            _difference(one, crux),
            held_words(crux, crux.a),
            held_words(crux, crux.b),
            carries(one, crux),
        ]
        for crux in shown
    ]
    left = len(one.cruxes) - len(shown)
    more = f"; {left} more carry less" if left else ""
    caption = f"What makes {a} and {b} rank differently, and its share of the difference{more}"
    if one.moves_nothing:
        heads, rows = heads[:-1], [row[:-1] for row in rows]
        caption = f"In what {a} and {b} differ, none of which moves a score"
    return together([paragraphs(*told), table(caption, columns(*heads), rows)])
