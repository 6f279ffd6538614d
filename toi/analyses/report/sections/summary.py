"""The question, and the answer in a few sentences."""

from collections.abc import Iterator, Mapping, Sequence

from toi.analyses.compare.group.opinions import uniting, uniting_words
from toi.analyses.compare.group.screen import JOINT, group_verdict
from toi.analyses.compare.lead_screen import counted_alike, shared_leader
from toi.analyses.compare.rubrics_result import GroupCompared, RubricsCompared
from toi.analyses.compare.rubrics_screen import rubrics_verdict
from toi.analyses.explain.result import ExplainResult
from toi.analyses.flips.result import Changing, Flip
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.rounded import amounts, rounded_shares
from toi.analyses.portfolio.shown import amount_text, rounded_per_cent
from toi.analyses.portfolio.verdict import split_verdict, where
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.portfolio.worldviews.screen import together_verdict
from toi.analyses.report.html import (
    Child,
    Markup,
    bullets,
    inner_link,
    paragraphs,
    tag,
    together,
    web_link,
)
from toi.analyses.report.result import OtherRule, ReportResult
from toi.analyses.report.sections.change import flip_value
from toi.analyses.report.sections.comparison import movers, nearest_and_furthest
from toi.analyses.report.sections.group import alike, ranks_by_whom
from toi.analyses.report.sections.parts import (
    Section,
    argument_link,
    believed,
    criterion_titles,
    sentence_list,
    theory_link,
    verdict,
)
from toi.analyses.report.sections.position import weights_sentence
from toi.analyses.report.sections.ranking import nothing_in_words, times_text
from toi.analyses.report.sections.robustness import whose_numbers
from toi.analyses.report.sections.split.doubts import in_question, proposal
from toi.analyses.report.sections.split.lines import split_picture
from toi.analyses.report.sections.split.section import changes, in_short
from toi.analyses.score.verdict_screen import worth_finding_out
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.format import count, listed, per_cent, whole_per_cent

MOST_NAMED = 5  # of those at the top
MOST_OUTSIDE = 3  # of those that are not ranked, and of what divides a group
MOST_BELIEFS = 3
MOST_TOLD = 6  # positions that are told one by one
MOST_LINES = 12  # of a split, with what each gets
NEARLY = 0.8
WEIGHTS = "how much each criterion should weigh"


def summary(result: ReportResult) -> Section:
    """Say what is asked, what comes out and how far it can be trusted."""
    body = together(
        [
            tag("p", question(result), class_="question"),
            paragraphs(result.provenance.words.about),
            tag("p", _verdict(result), class_="verdict"),
            _drawn(result),
            bullets(_told(result)),
            *_text(result),
        ]
    )
    return Section("summary", "In short", body)


def _drawn(result: ReportResult) -> Markup | None:
    """Draw the split that a paper proposes."""
    split = result.split
    if not result.request.portfolio_first or not isinstance(split, PortfolioResult):
        return None
    return split_picture(result, split) if any(x.share > 0 for x in split.allocation) else None


def question(result: ReportResult) -> str:
    """Word what the report answers."""
    words = result.provenance.words
    title = f"{words.title}: which" if words.title else "Which"
    many = len(result.positions)
    whose = "one position" if many == 1 else f"{many} positions"
    if result.request.portfolio_first:
        asked = f"{words.title}: how" if words.title else "How"
        return f"{asked} should effort be split, given what {whose} value{'s' * (many == 1)}?"
    believed = " and which arguments are believed" if result.arguments else ""
    return (
        f"{title} {words.many} come out best, given what {whose} value{'s' * (many == 1)}"
        f"{believed}?"
    )


def _text(result: ReportResult) -> Iterator[Markup]:
    """Say what the text is, of which the page tells lines."""
    text = result.provenance.words.text
    if text is None or not result.text:
        return
    first = result.text[0]
    year = f" ({first.year})" if first.year else ""
    works = [together([web_link(first.title, first.url), f" by {first.authors}{year}"])]
    works += [web_link(one.title, one.url) for one in result.text[1:]]
    start = f"{text[:1].upper()}{text[1:]} is "
    end = ". “Line 33” is line 33 of the copy of it that the records were made from."
    yield tag("p", start, sentence_list(works), end, class_="dim")


def _verdict(result: ReportResult) -> str:
    """Answer the question for one position; of several, say how far they agree."""
    if result.request.portfolio_first and isinstance(result.split, PortfolioResult):
        return proposal(result.split) or split_verdict(result.split, named=False)
    if result.request.portfolio_first and isinstance(result.split, WorldviewsResult):
        return together_verdict(result.split)
    if result.group is not None:
        return group_verdict(result.group)
    if len(result.positions) == 2:
        return rubrics_verdict(result.compared[0])
    return " ".join(filter(None, [verdict(result.score), _higher_elsewhere(result)]))


def _told(result: ReportResult) -> Iterator[Markup]:
    """Yield what is worth knowing first of one position, of a pair or of a group."""
    if result.group is not None:
        yield from _of_group(result, result.group)
    if len(result.positions) == 2:
        yield from _of_pair(result, result.compared[0])
    if len(result.positions) == 1 and result.sensitivity is not None:
        yield from _points(result, result.sensitivity)
    elif len(result.positions) <= MOST_TOLD:
        yield from _each(result)


def _of_group(result: ReportResult, found: GroupCompared) -> Iterator[Markup]:
    """Yield what a group shares, what splits it and what would unite it."""
    order = sorted(found.joint, key=lambda row: (row.ranks[JOINT], -row.mean_score, row.id))
    first = [theory_link(result, row.id) for row in order[:MOST_NAMED]]
    yield _point("All together put first", together([sentence_list(first), "."]), "group")
    split = [one for one in found.splits if one.disputed > 0][:MOST_OUTSIDE]
    if split:
        parts = [
            together([theory_link(result, one.id), f" ({ranks_by_whom(one)})"]) for one in split
        ]
        yield _point("What splits it", together([sentence_list(parts), "."]), "group")
    unite = uniting(found, MOST_OUTSIDE)
    if unite:
        words = "; ".join(uniting_words(one, found) for one in unite)
        told = f"Agreement on {words}."
        yield _point("What would unite it most", told, "group")
    yield _point("Who agrees", alike(found), "group")


def _of_pair(result: ReportResult, found: RubricsCompared) -> Iterator[Markup]:
    """Yield why two positions part: in what, how much is mere counting, and what leads."""
    if found.agreement.pairs:
        yield _point("What comes first", shared_leader(found), "comparison")
    moved = list(movers(result, found))
    if moved:
        spaced = [part for one in moved for part in (one, " ")]
        yield _point("What stands elsewhere, and why", together(spaced), "comparison")
    for words in counted_alike(found):
        yield _point("A way of counting", words, "comparison")


def _each(result: ReportResult) -> Iterator[Markup]:
    """Yield for each of several positions what it values and what comes out."""
    for one, score in zip(result.positions, result.scores, strict=True):
        words = [weights_sentence(result, one), verdict(score)]
        yield _point(one.label.title, " ".join(filter(None, words)), "members")


def _points(result: ReportResult, doubts: SensitivityResult) -> Iterator[Markup]:
    split = result.split
    if result.request.portfolio_first and isinstance(split, PortfolioResult):
        if not any(line.share > 0 for line in split.allocation):
            yield _point("What gets most", _largest(result, split), "portfolio")
        yield from (_point(head, words, "portfolio") for head, words in in_short(split))
        change = next(changes(split), None)
        if change:
            yield _point("What would change it most", change, "split-change")
        asked = in_question(result, split)
        if asked:
            yield _point("Which lines are in question", asked, "portfolio")
        return
    outside = _not_ranked(result)
    if outside and not result.score.results[0].gated:
        yield _point("Others would lead", outside, "also")
    yield _point("What is valued", weights_sentence(result, result.positions[0]), "position")
    if result.arguments:
        yield _point("What is believed", _beliefs(result), "position")
    leader = result.score.results[0]
    if leader.gated:
        return
    below = _below_nothing(result)
    if below:
        yield _point("More harm than good", below, "ranking")
    if result.score.level:
        tops = [row.id for row in result.score.results if row.tier == 1 and not row.gated]
        first: list[Child] = [theory_link(result, name) for name in tops[:MOST_NAMED]]
        rest = len(tops) - len(first)
        named = sentence_list([*first, *([f"{rest} more"] if rest else [])])
        text = f"{len(tops)} cannot be told apart at the top: "
        yield _point("How sure", together([text, named, "."]), "robustness")
    whose = whose_numbers(result, doubts)
    if whose:
        yield _point("Whose numbers make the lead uncertain", whose, "robustness")
    yield _point("Why", _why(result), f"theory-{leader.id}")
    yield _point("What would change it", _change(result, doubts), "change")
    if result.other_rule is not None:
        yield _point("By the other rule", _by_other_rule(result, result.other_rule), "position")
    if len(result.placings) > 1:
        yield _point("Other positions", nearest_and_furthest(result), "comparison")
    if isinstance(split, PortfolioResult):
        yield _point("How to split effort", _split(result, split), "portfolio")
    find = worth_finding_out(result.score.worth_knowing)
    if find:
        what = find.removeprefix("Find out first: ").replace("your weights", WEIGHTS)
        yield _point("Worth finding out", what, "change")


def _largest(result: ReportResult, split: PortfolioResult) -> Markup:
    """Name the lines that get most, with links, and what they get."""
    rounded, worth = rounded_shares(split), amounts(split)
    named: list[Child] = []
    given = [line for line in split.allocation if rounded[line.id] > 0]
    most = MOST_LINES if result.request.portfolio_first else MOST_NAMED
    for line in given[:most]:
        amount = amount_text(split, worth[line.id]) if worth else ""
        share = f" ({rounded_per_cent(rounded[line.id])}{f', {amount}' if amount else ''})"
        named.append(together([theory_link(result, line.id), share]))
    if result.request.portfolio_first and len(given) > most:
        named.append(f"{len(given) - most} more")
    return together([sentence_list(named), "."]) if named else together(["Nothing."])


def _split(result: ReportResult, split: PortfolioResult) -> Markup:
    """Say how much goes to which kind, and which lines get most."""
    return together([f"{where(split)} Most goes to ", _largest(result, split)])


def _by_other_rule(result: ReportResult, other: OtherRule) -> Markup:
    """Say what comes out where criteria that a theory is not about count the other way."""
    score = result.score
    rule = "left out" if other.left_out else "counted as judged"
    links = [theory_link(result, name) for name in other.leaders]
    same = [row.id for row in score.results if row.rank == 1] == list(other.leaders)
    return together(
        [
            f"If criteria that {result.provenance.words.an_one} is not about were {rule}, ",
            sentence_list(links),
            f" would {'still ' * same}lead, and {whole_per_cent(other.apart)} of pairs would stand "
            "in the other order.",
        ]
    )


def _point(head: str, words: str, target: str) -> Markup:
    return together(
        [
            tag("strong", f"{head}: "),
            words,
            " ",
            inner_link("More", target, aria_label=f"More on: {head}", class_="more"),
        ]
    )


def _beliefs(result: ReportResult) -> Markup:
    """Name the arguments that move most, with how far they are believed."""
    named = [
        together(
            [argument_link(one.id, f"“{one.title}”"), f" ({believed(one.credence, one.ends)})"]
        )
        for one in result.arguments[:MOST_BELIEFS]
    ]
    return together(["The arguments that move most: ", sentence_list(named), "."])


def _below_nothing(result: ReportResult) -> str | None:
    """Count those that score less than doing nothing; None where there is no such score."""
    score, words = result.score, result.provenance.words
    if score.nothing is None or words.reference is None:
        return None
    below = [row.score for row in score.results if row.score < score.nothing]
    shown = f"{words.reference} ({nothing_in_words(score.nothing)})"
    if not below:
        return f"None: all score more than {shown}."
    just = sum(f"{points:.0f}" == f"{score.nothing:.0f}" for points in below)
    barely = f", {just} of them by so little that both are {score.nothing:.0f}" if just else ""
    return f"{len(below)} of {words.counted(len(score.results))} score less than {shown}{barely}."


def _higher_elsewhere(result: ReportResult) -> str | None:
    """Say how many of other kinds score above all that are ranked; None where none does."""
    above = sum(kind.above or 0 for kind in result.score.unranked)
    if not above or result.score.results[0].gated:
        return None
    many = sum(kind.count for kind in result.score.unranked)
    part = "Nearly all" if above >= NEARLY * many else "Most" if above > many / 2 else "Some"
    return f"{part} of what is not ranked here scores higher: {above} of {many}."


def _not_ranked(result: ReportResult) -> Markup | None:
    """Say which of other kinds would lead, and what they could bear and still do."""
    score = result.score
    kinds = [kind for kind in score.unranked if kind.above]
    if not kinds:
        return None
    leader = score.results[0].score
    above = [one.id for one in result.also if one.score is not None and one.score > leader]
    named: list[Child] = [theory_link(result, name) for name in above[:MOST_OUTSIDE]]
    all_kinds = listed([kind.kind for kind in score.unranked], 6)
    more = sum(kind.above or 0 for kind in kinds) - len(named)
    told: list[Child] = [
        sentence_list([*named, f"{more} more"] if more > 0 else named),
        f", of other kinds ({all_kinds}), which are not ranked here.",
    ]
    could = max(kind.break_even or 0.0 for kind in kinds)
    if could:
        told.append(
            f" The best could lose {times_text(could)} what these lose to arguments on average, "
            "and still lead."
        )
    return together(told)


def _why(result: ReportResult) -> str:
    """Say on what the leader scores most, against all and against the second."""
    first, *others = (entry.explained for entry in result.theories)
    means = {row.criterion: row.mean for row in first.by_criterion}
    told = [_ahead(result, result.shorts[first.id], (first, *others), "the mean of all", means)]
    if others:
        points = {row.criterion: row.points for row in others[0].by_criterion}
        whom = f"the second, {result.shorts[others[0].id]}"
        told.append(_ahead(result, "It", (first, others[0]), whom, points))
    return " ".join(told)


def _ahead(
    result: ReportResult,
    name: str,
    held: Sequence[ExplainResult],
    whom: str,
    theirs: Mapping[str, float],
) -> str:
    """Say on which criteria the first is most ahead, of those that bear on all that are held."""
    titles, rows = criterion_titles(result), held[0].by_criterion
    out = {row.criterion for one in held for row in one.by_criterion if not row.bears}
    apart = [
        (row.points - theirs[row.criterion], row.criterion)
        for row in rows
        if row.criterion not in out
    ]
    best = [(points, titles[on]) for points, on in sorted(apart)[::-1] if points >= 0.5][:2]
    parts = [f"{title} ({points:+.1f} points)" for points, title in best]
    both = "both are" if len(held) == 2 else "all are"
    where = f" of what {both} judged on" if out else ""
    told = f"{name} is ahead of {whom}, most on {' and '.join(parts)}{where}."
    if not best:
        told = f"On no criterion that {both} judged on is it a point ahead of {whom}."
    missing = [titles[row.criterion] for row in rows if row.criterion in out]
    if len(held) != 2 or not missing:
        return told
    verb = "is" if len(missing) == 1 else "are"
    return f"{told} {listed(missing, 8)} {verb} left out for one of the two: nothing to compare."


def _change(result: ReportResult, doubts: SensitivityResult) -> str:
    """Say how many numbers could each alone put another first, and which are nearest to that."""
    changing = doubts.changing
    if changing is None or not changing.flips:
        return "No single weight, belief or judgement puts another first."
    searched = sum(changing.searched.values())
    least = [changing.least(kind) for kind in ("weight", "credence")]
    nearest = "; ".join(_flip_in_words(result, flip) for flip in least if flip)
    part = len(changing.flips) / searched
    return (
        f"Of {searched:,} weights, beliefs and judgements, {len(changing.flips)} "
        f"({per_cent(part)}) would put another first if that one alone were changed far enough"
        f"{_how_firm(result, changing)}{f'. The nearest: {nearest}' if nearest else ''}."
    )


def _how_firm(result: ReportResult, changing: Changing) -> str:
    """Call a lead firm where nothing is level with it; sturdy if no number's range turns it."""
    if not result.score.level:
        turning = len(changing.turning)
        of = f"{turning or 'none'} of {count(len(changing.tornado), 'number')} that move"
        lead = "fairly firm" if turning else "sturdy"
        return f": a {lead} lead, for {of} it can do so within what is thought possible"
    otherwise = per_cent(1 - result.score.results[0].p_first)
    return f"; all that is uncertain, taken together, does so in {otherwise} of draws"


def _flip_in_words(result: ReportResult, flip: Flip) -> str:
    """Say what would have to be otherwise for whom to lead."""
    leads, to = result.shorts.get(flip.new_leader, flip.new_leader), flip_value(flip, flip.rounded)
    now = flip_value(flip, flip.from_)
    if flip.what == "weight":
        return f"{criterion_titles(result)[flip.id]} at {to} (now {now}), then {leads} leads"
    titles = {one.id: one.title for one in result.arguments}
    return f"“{titles.get(flip.id, flip.id)}” believed {to} (now {now}), then {leads} leads"
