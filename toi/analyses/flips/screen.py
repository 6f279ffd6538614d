"""The least changes that put another theory first: lines for the overview, a screen and a table."""

from toi.analyses.flips.change_words import (
    NARROWEST_NAME,
    change_text,
    gates_note,
    leader_words,
    no_other_first,
    now_text,
    number_words,
    switch_text,
    then_first,
    tie_words,
    tied,
    value_text,
)
from toi.analyses.flips.result import Changing, Flip
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import listed
from toi.analyses.shared.provenance import drawn_options, ranked_options, without_gates
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.rubrics.conventions import TITLES

KINDS = {
    "weight": "weight",
    "credence": "belief",
    "judgement": "judgement",
    "overlap": "overlap",
}
MANY = {
    "weight": "weights",
    "credence": "credences",
    "judgement": "judgements",
    "overlap": "overlaps",
}
MOST_FLIPS = 6  # of a kind


def add_flips(screen: Screen, found: Changing, made: Provenance) -> None:
    """Add the least change of each kind that puts another theory first, one line each."""
    if found.reason or found.leader is None:
        screen.line(no_other_first(found))
        return
    if tied(found):
        screen.line(f"{tie_words(found, made)}: the least change decides.")
        return
    least = [(what, found.least(what)) for what in KINDS if found.searched.get(what)]
    rows = [
        [
            number_words(what, flip.id, made),
            change_text(flip),
            then_first(flip, made),
        ]
        if flip
        else [no_single(what), "", ""]
        for what, flip in least
    ]
    rows += [
        [TITLES[one.id], switch_text(one), made.names.theory(one.new_leader)]
        for one in found.switches
    ]
    heads = ["What would put another first", "from -> to", "then first"]
    screen.table(rows, heads, "lll", shrink=0, least=NARROWEST_NAME)
    note = gates_note([flip for _, flip in least if flip])
    if note:
        screen.line(note)
    if not all(flip.verified for _, flip in least if flip):
        screen.line("Some of these were not borne out by scoring.")


def no_single(what: str) -> str:
    """Say that no number of a kind does it alone."""
    return f"no single {KINDS[what]} does it"


def flips_screen(found: Changing, made: Provenance, page: Page) -> str:
    """Show every single number that puts another theory first, the least changes first."""
    screen = Screen(page).say(_flips_verdict(found, made)).blank()
    of_kind = ([flip for flip in found.flips if flip.what == what] for what in KINDS)
    shown = [flip for flips in of_kind for flip in flips[:MOST_FLIPS]]
    if shown or found.switches:
        rows = [[KINDS[f.what], _setting(f), now_text(f), then_first(f, made)] for f in shown]
        rows += [
            ["convention", one.set, one.from_, made.names.theory(one.new_leader)]
            for one in found.switches
        ]
        screen.table(rows, ["", "Set with --set", "from", "then first"], "llrl", trim=True).blank()
        first = shown[0].set if shown else [found.switches[0].set]
        left = len(found.flips) - len(shown)
        several = [len(one.set) > 1 for one in shown]
        more = f" {left} more, larger for their kind, with --format json." if left else ""
        screen.say(
            "Each is the nearest value that does it, rounded away from the present, verified "
            f"by scoring; the others stay as they are, weights in proportion.{more}",
            *["What has no `=` takes several settings at once, as below."] * any(several),
            *filter(None, [gates_note(shown)]),
        )
        settings = "".join(f" --set {one}" for one in first)
        more = drawn_options(made)
        screen.next(
            f"score{ranked_options(made)}{settings}",
            f"sensitivity weights{more}",
            f"sensitivity tornado{more}",
        )
    elif found.leader is None:
        screen.next(without_gates("sensitivity flips", made))
    return screen.end(made)


def _flips_verdict(found: Changing, made: Provenance) -> str:
    if found.reason:
        return no_other_first(found)
    counts = [
        f"{sum(flip.what == what for flip in found.flips)} of {number} {MANY[what]}"
        for what, number in found.searched.items()
        if number
    ]
    first = f"{leader_words(found, made)} scores highest"
    return (
        f"{tie_words(found, made) if tied(found) else first}. Another would be first, if one "
        f"number alone were changed: {listed(counts)}."
    )


def _setting(flip: Flip) -> str:
    """Write the setting as it is typed; where several are needed, what they amount to."""
    if len(flip.set) == 1:
        return flip.set[0]
    return f"{flip.id} to {value_text(flip, flip.rounded)}"


def flips_table(found: Changing) -> Table:
    """Return every single number that puts another theory first."""
    table = Table.of(
        found.flips, "what id from=from_ to rounded distance new_leader verified set lifts bars"
    )
    switched = [
        [
            "convention",
            one.id,
            one.from_,
            one.to,
            None,
            None,
            one.new_leader,
            True,
            one.set,
            None,
            None,
        ]
        for one in found.switches
    ]
    return Table(table.headers, [*table.rows, *switched])
