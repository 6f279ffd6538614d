"""What `toi rubric` commands say of a rubric's parts, as screens and as tables."""

from collections.abc import Callable, Iterator
from typing import Any

from toi.analyses.rubric.effect_screen import effect_lines, short_key
from toi.analyses.rubric.result import (
    PartChange,
    RubricChanged,
    RubricChecked,
    RubricMade,
    RubricShown,
)
from toi.analyses.shared.page import Page, columns, count, cut, listed
from toi.analyses.shared.provenance import provenance_line
from toi.analyses.shared.tables import Table
from toi.io.yaml.emit import block, flow

NOTHING = "-"
MOST_CHANGES = 12
REMARK_AT = 44  # column behind which remarks are no longer aligned


def value_word(value: Any, width: int | None = None) -> str:
    """A value as a rubric writes it, on one line."""
    text = NOTHING if value is None else flow(value)
    return text if width is None else cut(text, width)


def show_screen(result: RubricShown, page: Page) -> str:
    """A resolved rubric as YAML that loads, with where each part comes from."""
    chain = " on ".join([result.name, *result.extends])
    made = provenance_line(Page(page.width - 2), result.provenance)
    lines = [f"# {chain}", *_commented(list(block(result.rubric, _remark(result))))]
    return "\n".join([*lines, *(f"# {line}" for line in made.split("\n"))]) + "\n"


def _remark(result: RubricShown) -> Callable[[tuple[Any, ...]], str | None]:
    """Where the part at a path comes from; None above parts, nothing within them."""
    origins = {part.key: part.origin for part in result.origins}
    own = [argument["id"] for argument in result.rubric.get("arguments", ())]

    def said(path: tuple[Any, ...]) -> str | None:
        if path[0] == "arguments" and len(path) > 1:
            path = ("arguments", own[path[1]], *path[2:])
        key = ".".join(map(str, path))
        above = any(part.startswith(f"{key}.") for part in origins)
        return origins.get(key, None if above else "")

    return said


def _commented(lines: list[tuple[str, str]]) -> Iterator[str]:
    """Lines with their remarks behind them, one below the other."""
    at = max((len(line) for line, remark in lines if remark and len(line) <= REMARK_AT), default=0)
    for line, remark in lines:
        yield f"{line.ljust(at)}  # {remark}" if remark else line


def changes_screen(result: RubricShown, page: Page) -> str:
    """What a rubric changes against the one it extends, key by key."""
    lines = [page.fill(_changes_verdict(result))]
    if result.changes:
        lines += ["", *change_table(result.changes, page, result.extends[0], result.name)]
    lines += ["", page.fill(_changes_next(result)), provenance_line(page, result.provenance)]
    return "\n".join(lines) + "\n"


def _changes_verdict(result: RubricShown) -> str:
    if not result.extends:
        return f"{result.name} extends no other rubric: all of it is its own."
    parent = result.extends[0]
    if not result.changes:
        return f"{result.name} changes nothing of {parent}."
    text = f"{result.name} changes {count(len(result.changes), 'part')} of {parent}"
    return f"{text}; {count(result.same, 'line')} only repeat it." if result.same else f"{text}."


def _changes_next(result: RubricShown) -> str:
    if not result.extends:
        return f"Next: toi rubric diff balanced {result.name}"
    return f"What that does: toi rubric diff {result.extends[0]} {result.name}"


def change_table(
    changes: tuple[PartChange, ...], page: Page, before: str = "before", after: str = "after"
) -> Iterator[str]:
    """Parts with what they were and are."""
    keys = [short_key(c.key) for c in changes]
    most = max(14, (page.width - max(map(len, keys)) - 2) // 3)
    words = [(value_word(c.before, most), value_word(c.after, most), c.note) for c in changes]
    rows = [[key, *word] for key, word in zip(keys, words, strict=True)]
    heads = ["Key", cut(before, 16), cut(after, 16), ""]
    head, *lines = columns(rows, heads, ["left"] * 4)
    if max(map(len, lines)) > page.width:  # then without the remarks
        head, *lines = columns([row[:3] for row in rows], heads[:3], ["left"] * 3)
    yield page.paint(head, "bold")
    yield from lines


def show_table(result: RubricShown) -> Table:
    """Every part with its value and origin."""
    rows = [[part.key, value_word(part.value), part.origin] for part in result.origins]
    return Table(["key", "value", "from"], rows)


def changes_table(result: RubricShown | RubricChanged) -> Table:
    """Parts that are another."""
    rows = [[c.key, value_word(c.before), value_word(c.after), c.note] for c in result.changes]
    return Table(["key", "before", "after", "note"], rows)


def made_screen(result: RubricMade, page: Page) -> str:
    """A new rubric: what it is, and how to go on."""
    name = result.name
    on = f", on top of {result.extends}" if result.extends else ""
    scores = result.extends or "equal weights"
    first = [
        page.fill(
            f"{result.file} is yours: {count(result.lines, 'line')}{on}. Until you change it, "
            f"it scores as {scores} does."
        ),
        "",
        page.fill(f"Change it in an editor (toi rubric edit {name}), or from here:"),
    ]
    tries = [f"  toi rubric set {name} {setting}" for setting in result.try_first]
    then = [f"Then: toi score --rubric {name}"]
    if result.extends:
        then.append(f"toi rubric diff {result.extends} {name}")
    return "\n".join([*first, *tries, " | ".join(then)]) + "\n"


def made_table(result: RubricMade) -> Table:
    """A new rubric as one row."""
    return Table(
        ["name", "file", "extends", "lines"],
        [[result.name, result.file, result.extends, result.lines]],
    )


def changed_screen(result: RubricChanged, page: Page) -> str:
    """What was written, and what it does to the ranking."""
    if not result.written:
        text = f"Nothing to change: {result.file} says so already."
        return page.fill(text) + "\n" + provenance_line(page, result.provenance) + "\n"
    lines = [page.paint(f"{result.file} changed", "bold")]
    if result.changes:
        lines += [page.fill(f"  {_said(c)}", "    ") for c in result.changes[:MOST_CHANGES]]
        if len(result.changes) > MOST_CHANGES:
            lines.append(f"  and {len(result.changes) - MOST_CHANGES} more parts")
    elif result.ranking is None:
        lines.append("  it could not be read before; it is sound now")
    else:
        lines.append("  only in what scores nothing: words, comments, order")
    if result.ranking is not None:
        lines += ["", *effect_lines(result.ranking, page, "before", "after")]
    name = result.name
    lines += ["", f"Next: toi score --rubric {name} | toi rubric show {name} --changes"]
    return "\n".join([*lines, provenance_line(page, result.provenance)]) + "\n"


def _said(change: PartChange) -> str:
    before = "not said" if change.before is None else value_word(change.before)
    after = "no longer said" if change.after is None else value_word(change.after)
    note = f" ({change.note})" if change.note else ""
    return f"{short_key(change.key)}: {before} -> {after}{note}"


def checked_screen(result: RubricChecked, page: Page) -> str:
    """A rubric without problems; what was mended."""
    lines = [page.fill(f"  {_said(change)}", "    ") for change in result.mended]
    if lines:
        lines.insert(0, page.paint(f"{result.file} mended", "bold"))
    if result.problems:
        return "\n".join(lines) + "\n" if lines else ""
    below = f", with {listed(result.layers[1:])} below it" if len(result.layers) > 1 else ""
    text = f"No problems: {result.file}{below}"
    if result.warnings:
        text += f"; {count(len(result.warnings), 'warning')}"
    return "\n".join([*lines, page.fill(text + ".")]) + "\n"


def checked_table(result: RubricChecked) -> Table:
    """Problems and warnings, one to a row."""
    rows: list[list[Any]] = [
        [kind, p.file, p.line, p.column, p.code, p.message]
        for kind, found in (("problem", result.problems), ("warning", result.warnings))
        for p in found
    ]
    rows += [["mended", result.file, None, None, c.key, _said(c)] for c in result.mended]
    return Table(["kind", "file", "line", "column", "code", "message"], rows)
