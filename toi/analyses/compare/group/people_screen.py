"""Screen and table of the members of a group, one by one."""

from collections import Counter
from collections.abc import Iterator
from shlex import quote

from toi.analyses.compare.group.naming import group_called
from toi.analyses.compare.group.opinions import is_empty, left_empty_words
from toi.analyses.compare.group.result import GroupCompared, Member
from toi.analyses.compare.group.screen import grouped, named, settings
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import DIGEST, Table, joined
from toi.analyses.shared.format import cut, glued, listed, whole_per_cent
from toi.analyses.shared.provenance import ranked_options

MOST_PEOPLE = 30  # shown, unless more are asked for
WIDEST = 18  # letters of a name
LEAST = 0.05  # of weight or belief; what differs by less is not worth telling


def people_screen(result: GroupCompared, page: Page, top: int | None = None) -> str:
    """Show where each member stands, those furthest from the others first."""
    by_name, result = result.rubrics, group_called(result)
    people = sorted(result.members, key=lambda one: (-round(one.apart, 9), one.name))
    far, near = result.furthest, result.nearest
    said = (
        f"Of {len(people)} rubrics {far.name} stands furthest from the others, who order "
        f"{_share(far.apart)} of {result.pairs} pairs of {result.provenance.words.many} otherwise "
        f"on average{_in_brackets(left_empty_words(far))}; {near.name} stands nearest, "
        f"{_share(near.apart)}{_in_brackets(left_empty_words(near))}."
    )
    screen = Screen(page).say(said).blank()
    shown = people[: top or MOST_PEOPLE]
    rows = [
        [
            cut(one.name, WIDEST),
            f"{100 * one.apart:.0f}",
            cut(listed(_firsts(one, result), 1), 26),
            _own(one, result),
        ]
        for one in shown
    ]
    screen.table(
        rows, ["Who", "Apart", "Has first", "Unlike the rest on"], "lrll", shrink=3, wrap=True
    )
    if len(shown) < len(people):
        screen.line(f"{len(people) - len(shown)} more: --top N")
    screen.say(
        "Apart: per cent of the pairs that the others order otherwise, on average. Unlike the rest "
        f"on: the weight{_or_judgement(result)} or belief that is furthest from the mean of all"
        f"{_who_answered(result)}; a weight is a share of all weight, whatever points were given"
        f"{_after_replies(result)}."
    )
    more = f"{settings(result.rubrics)}{_trusting(result)}{ranked_options(result.provenance)}"
    command = f"compare {named(result)}{more} --people -o people.xlsx"
    return screen.next(command).end(result.provenance, by_name, again=said)


def _trusting(result: GroupCompared) -> str:
    """Return the options by which a suggested command trusts the same: others count 1."""
    [(usual, _)] = Counter(filter(None, result.trust)).most_common(1)
    both = zip(result.rubrics, result.trust, strict=True)
    return "".join(
        f" --trust {quote(f'{rubric.name}={share / usual:.12g}')}"
        for rubric, share in both
        if share != usual
    )


def _in_brackets(said: str) -> str:
    return f" ({said})" if said else ""


def _or_judgement(result: GroupCompared) -> str:
    return ", judgement" if result.unite_judgements else ""


def _after_replies(result: GroupCompared) -> str:
    return ", a belief what replies leave of it" if result.unite else ""


def _who_answered(result: GroupCompared) -> str:
    return " who answered" if any(one.unanswered for one in result.members) else ""


def _share(share: float) -> str:
    return glued(whole_per_cent(share))


def _firsts(one: Member, result: GroupCompared) -> list[str]:
    """Name what somebody has first; nobody where their gates exclude all."""
    names = result.provenance.names
    return [names.theory(name) for name in one.ranks if one.place(name) == 1] or ["nobody"]


def _own(one: Member, result: GroupCompared) -> str:
    """Write the weight, belief or judgement on which somebody is furthest from the mean of all.

    A judgement's distance is a share of its criterion's scale.
    """
    found = max(_deviations(one, result), default=None, key=lambda d: (d[0], d[1]))
    return "" if found is None or found[0] < LEAST else found[1]


def _deviations(one: Member, result: GroupCompared) -> Iterator[tuple[float, str]]:
    names = result.provenance.names
    for weight in result.unite_weights:
        if is_empty(one, weight):
            continue
        held = one.weights[weight.criterion]
        words = f"{whole_per_cent(held)} for {names.criterion(weight.criterion)}"
        yield round(abs(held - weight.mean), 9), words
    for belief in result.unite:
        if belief.argument in one.beliefs and not is_empty(one, belief):
            strength = one.beliefs[belief.argument]
            words = f'{whole_per_cent(strength)} for "{names.argument(belief.argument)}"'
            yield round(abs(strength - belief.mean), 9), words
    for cell in result.unite_judgements:
        judged, (low, high) = one.judgements[cell.cell], cell.scale
        yield round(abs(judged - cell.mean) / (high - low), 9), f"{judged:.3g} for {cell.title}"


def people_table(result: GroupCompared) -> Table:
    """Return a row per member: ranks, scores, weights, beliefs and judgements, in columns."""
    group = {name: n for n, names in enumerate(grouped(result), 1) for name in names}
    figures = [(kind, f"{kind}s") for kind in ("rank", "score", "weight", "belief", "judgement")]
    someone = any(one.unanswered for one in result.members)
    some_gated = any(one.gated for one in result.members)
    rows = []
    for one, rubric in zip(result.members, result.rubrics, strict=True):
        row: dict[str, object] = {"name": one.name, "title": rubric.title, "apart": one.apart}
        row["group"] = group.get(one.name)
        for head, field in figures:
            row |= {f"{head}.{name}": value for name, value in getattr(one, field).items()}
        row |= {f"rank.{name}": None for name in one.gated}
        row |= {"gated": joined(one.gated)} if some_gated else {}
        row |= {"unanswered": joined(one.unanswered)} if someone else {}
        rows.append({**row, "rubric_digest": rubric.digest[:DIGEST]})
    last = ("rubric_digest",)
    heads = [
        head for head in dict.fromkeys(head for row in rows for head in row) if head not in last
    ]
    made = result.provenance
    table = Table.filled([*heads, *last], rows).with_columns(data_digest=made.data_digest[:DIGEST])
    heads = sorted(table.headers, key=lambda head: _place(head, result))
    return table.spoken_as({head: _spoken(head, result) for head in heads})


def _place(head: str, result: GroupCompared) -> int:
    """Return where a column stands for people: who it is, what they said, what comes of it.

    Beliefs that all hold alike, about which mostly nobody was asked, stand after all that.
    """
    kind, _, name = head.partition(".")
    if kind == "belief":
        return 2 if any(one.argument == name for one in result.unite) else 5
    last = {
        "weight": 1,
        "judgement": 2,
        "rank": 3,
        "score": 4,
        "rubric_digest": 6,
        "data_digest": 6,
    }
    return last.get(kind, 0)


def _spoken(head: str, result: GroupCompared) -> str:
    """Return the head of a column in words."""
    names, (kind, _, name) = result.provenance.names, head.partition(".")
    plain = {
        "title": "Who",
        "name": "Rubric",
        "apart": "Apart from the others, share of pairs",
        "group": "Group of those who think alike",
        "unanswered": "Left empty",
        "gated": "Excluded by a gate",
        "rubric_digest": "Digest of the rubric",
        "data_digest": "Digest of the data",
    }
    match kind:
        case "rank" | "score":
            return f"{kind.capitalize()}: {names.theory(name)}"
        case "weight":
            return f"Weight: {names.criterion(name)}"
        case "belief":
            return f"Belief: {names.argument(name)}"
        case "judgement":
            return f"Judgement: {names.cell(name)}"
    return plain[head]
