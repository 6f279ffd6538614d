"""Screens and tables of the `toi rubric` commands: a rubric's parts and their changes."""

from collections.abc import Callable, Iterator, Sequence
from shlex import quote
from typing import Any

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, columns
from toi.analyses.layout.tables import Table
from toi.analyses.portfolio.result import ShareMove
from toi.analyses.rubric.changes import SCORE_NOTHING
from toi.analyses.rubric.effect_screen import add_effect, short_key
from toi.analyses.rubric.result import (
    PartChange,
    RubricChanged,
    RubricChecked,
    RubricMade,
    RubricShown,
)
from toi.analyses.shared.format import count, cut, glued, listed, whole_per_cent
from toi.analyses.shared.provenance import data_option, origin
from toi.io.yaml.emit import block, flow

NOTHING = "-"
MOST_CHANGES = 12
MOST_MOVES = 4  # of a split
REMARK_AT = 44  # column behind which remarks are no longer aligned


def value_word(value: Any) -> str:
    """Write a value as a rubric writes it, on one line."""
    return NOTHING if value is None else flow(value)


def show_screen(result: RubricShown, page: Page) -> str:
    """Show a resolved rubric as YAML that loads, with where each part comes from."""
    chain = " on ".join([result.name, *result.extends])
    made = Page(page.width - 2).fill(origin(result.provenance))
    screen = Screen(page).line(f"# {chain}")
    screen.add(_commented(list(block(result.rubric, _remark(result)))))
    return screen.add(f"# {line}" for line in made.split("\n")).text()


def _remark(result: RubricShown) -> Callable[[tuple[Any, ...]], str | None]:
    """Tell where the part at a path comes from; None above parts, nothing within them."""
    origins = {part.key: part.origin for part in result.origins}
    own = [argument["id"] for argument in result.rubric.get("arguments", ())]

    def said(path: tuple[Any, ...]) -> str | None:
        if path[0] == "gates" and result.rubric["gates"]:
            return origins["gates"] if len(path) > 2 else None  # behind each
        if path[0] == "arguments" and len(path) > 1:
            path = ("arguments", own[path[1]], *path[2:])
        key = ".".join(map(str, path))
        above = any(part.startswith(f"{key}.") for part in origins)
        return origins.get(key, None if above else "")

    return said


def _commented(lines: list[tuple[str, str]]) -> Iterator[str]:
    """Align remarks behind their lines."""
    at = max((len(line) for line, remark in lines if remark and len(line) <= REMARK_AT), default=0)
    for line, remark in lines:
        yield f"{line.ljust(at)}  # {remark}" if remark else line


def changes_screen(result: RubricShown, page: Page) -> str:
    """Show what a rubric changes against the one it extends, key by key."""
    screen = Screen(page).say(_changes_verdict(result))
    if result.changes:
        add_changes(screen.blank(), result.changes, result.extends[0], result.name)
    before, label = "balanced", "Next: "
    if result.extends:
        before, label = result.extends[0], "What that does: "
    same = data_option(result.provenance)
    command = f"rubric diff {quote(before)} {quote(result.name)}{same}"
    return screen.blank().next(command, label=label).end(result.provenance)


def _changes_verdict(result: RubricShown) -> str:
    if not result.extends:
        return f"{result.name} extends no other rubric: all of it is its own."
    parent = result.extends[0]
    if not result.changes:
        return f"{result.name} changes nothing of {parent}."
    text = f"{result.name} changes {count(len(result.changes), 'part')} of {parent}"
    return f"{text}; {count(result.same, 'line')} only repeat it." if result.same else f"{text}."


def add_changes(
    screen: Screen,
    changes: Sequence[PartChange],
    before: str = "before",
    after: str = "after",
) -> None:
    """Add parts with what they were and are; remarks give way first, then long values."""
    width = screen.page.width
    heads = ["Key", cut(before, 16), cut(after, 16), ""]
    rows = [row for change in changes for row in _rows(change)]
    if _width(rows, heads) > width:
        heads, *rows = (row[:3] for row in (heads, *rows))
    if _width(rows, heads) > width:
        most = max(14, (width - max(len(row[0]) for row in rows) - 2) // 2)
        rows = [[key, *(cut(value, most) for value in values)] for key, *values in rows]
    screen.table(rows, heads, "l" * len(heads))


def _rows(change: PartChange) -> Iterator[list[str]]:
    """Write what a part was and is; of gates each that only one of them has, as files write it."""
    before, after = change.before, change.after
    if change.key == "gates":
        for gate in (*(before or ()), *(after or ())):
            sides = (
                flow(gate)[1:-1] if gate in (side or ()) else NOTHING for side in (before, after)
            )
            if NOTHING in (cells := [*sides]):
                yield ["gates", *cells, change.note]
    else:
        yield [short_key(change.key), value_word(before), value_word(after), change.note]


def _width(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> int:
    """Return how wide a table would be."""
    return max(map(len, columns(rows, heads, "l" * len(heads))[1:]))


def show_table(result: RubricShown) -> Table:
    """Return every part with its value and origin."""
    rows = [[part.key, value_word(part.value), part.origin] for part in result.origins]
    return Table(["key", "value", "from"], rows)


def changes_table(result: RubricShown | RubricChanged) -> Table:
    """Return the parts that are another."""
    rows = [[c.key, value_word(c.before), value_word(c.after), c.note] for c in result.changes]
    return Table(["key", "before", "after", "note"], rows)


def made_screen(result: RubricMade, page: Page) -> str:
    """Show a new rubric, and how to go on."""
    name, same = quote(result.name), data_option(result.provenance)
    on = f", on top of {result.extends}" if result.extends else ""
    screen = Screen(page).say(
        f"{result.file} is yours: {count(result.lines, 'line')}{on}. Until you change it, "
        f"it scores as {result.extends or 'equal weights'} does."
    )
    edit = glued(f"toi rubric edit {name}{same}")
    screen.blank().say(f"Change it in an editor ({edit}), or from here:")
    screen.add(f"  toi rubric set {name} {setting}{same}" for setting in result.try_first)
    then = [f"rubric diff {quote(result.extends)} {name}{same}"] if result.extends else []
    screen.next(f"score --rubric {name}{same}", *then, label="Then: ")
    default = glued(f"toi rubric set {name} default=true{same}")
    return screen.say(f"To use it where none is named: {default}").text()


def made_table(result: RubricMade) -> Table:
    """Return a new rubric as one row."""
    return Table.of([result], "name file extends lines")


def changed_screen(result: RubricChanged, page: Page) -> str:
    """Show what was written, and what it does to the ranking."""
    screen = Screen(page)
    if not result.written:
        screen.say(f"Nothing to change: {result.file} says so already.")
        return screen.end(result.provenance)
    screen.line(f"{result.file} changed", "bold")
    if result.changes:
        screen.say(*(f"  {_said(c)}" for c in result.changes[:MOST_CHANGES]), indent="    ")
        if len(result.changes) > MOST_CHANGES:
            screen.line(f"  and {len(result.changes) - MOST_CHANGES} more parts")
    elif result.ranking is None:
        screen.line("  it could not be read before; it is sound now")
    else:
        screen.line("  only in what scores nothing: words, comments, order")
    scoring = [c.key for c in result.changes if c.key.partition(".")[0] not in SCORE_NOTHING]
    only = bool(scoring) and all(key.startswith("portfolio.") for key in scoring)
    if result.ranking is not None and scoring and not only:
        words = result.provenance.words
        add_effect(screen.blank(), result.ranking, "before", "after", words)
    elif result.changes and not scoring:
        screen.blank().say("No score hangs on this.")
    if only or result.split is not None:
        screen.blank().say(_split_moved(result.split))
    name, follow = quote(result.name), "portfolio" if only else "score"
    same = data_option(result.provenance)
    screen.blank().next(f"{follow} --rubric {name}{same}", f"rubric show {name}{same} --changes")
    return screen.end(result.provenance)


def _split_moved(moves: Sequence[ShareMove] | None) -> str:
    """Say which lines of a split get another share; no ranking hangs on preferences on it."""
    if moves is None:
        return "The ranking does not hang on this; toi portfolio says what the split becomes."
    if not moves:
        return (
            "The ranking does not hang on this, and in a split over all lines no share moves by "
            "1 %; toi portfolio --only says what it does among some."
        )
    parts = [
        f"{move.title} {whole_per_cent(move.before)} -> {whole_per_cent(move.after)}"
        for move in moves[:MOST_MOVES]
    ]
    rest = count(len(moves) - len(parts), "other line")
    more = f"; {rest} by less" if len(moves) > len(parts) else ""
    return f"The split of effort moves, not the ranking: {', '.join(parts)}{more}."


def _said(change: PartChange) -> str:
    before = "not said" if change.before is None else value_word(change.before)
    after = "no longer said" if change.after is None else value_word(change.after)
    note = f" ({change.note})" if change.note else ""
    return f"{short_key(change.key)}: {before} -> {after}{note}"


def checked_screen(result: RubricChecked, page: Page) -> str:
    """Show a rubric without problems, and what was mended."""
    screen = Screen(page)
    if result.mended:
        screen.line(f"{result.file} mended", "bold")
        screen.say(*(f"  {_said(change)}" for change in result.mended), indent="    ")
    if result.problems:
        if len(result.checked) > 1:
            fine, n = result.fine, len(result.checked)
            named = f": {listed(fine, len(fine))}" if fine else ""
            screen.say(f"{len(fine)} of {n} {'is' if len(fine) == 1 else 'are'} fine{named}.")
        return screen.text()
    below = f", with {listed(result.layers[1:])} below it" if len(result.layers) > 1 else ""
    warned = f"; {count(len(result.warnings), 'warning')}" if result.warnings else ""
    return screen.say(f"No problems: {result.file}{below}{warned}.").text()


def checked_table(result: RubricChecked) -> Table:
    """Return problems and warnings, one to a row."""
    headers = ["kind", "file", "line", "column", "code", "message"]
    rows = [
        [kind, *row]
        for kind, found in (("problem", result.problems), ("warning", result.warnings))
        for row in Table.of(found, *headers[1:]).rows
    ]
    rows += [["mended", result.file, None, None, c.key, _said(c)] for c in result.mended]
    return Table(headers, rows)
