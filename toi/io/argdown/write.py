"""A debate as an argument map in Argdown: statements, arguments, and what supports or attacks what.

A theory is a statement, and so is each of its criteria on which an argument acts: `[Directness of
Auditing]`. An argument that raises a criterion supports that statement, one that lowers it attacks
it; a line of attack is a statement that its arguments support. Everything that has no sign in
Argdown stands in the braces behind a statement or an argument.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from toi.io.argdown.names import MapNames
from toi.io.argdown.plain import plain_record
from toi.io.argdown.syntax import (
    FORMAT,
    data_block,
    escaped,
    front_matter,
    tag_word,
)
from toi.records.argument import Argument
from toi.records.debate import EVERYTHING, Debate
from toi.records.theory import Theory

HEAD = """\
/*
A debate of toi (theories of impact) as an argument map. Change it here and read it back with
toi data import FILE --output FOLDER; with --onto DIR what this file leaves out comes from DIR.

How to read it
  [Theory]                a theory; its data in braces has its judgements
  [Criterion of Theory]   that it does well (or badly) there: what arguments act on
  +> and -> [...]         the argument raises, or lowers, the criterion
  -> <Argument>           it answers that argument
  +> [Line]               it makes the point of that line of attack
An arrow that you take away takes its effect away; one that you add gets a force to be thought
over, and so does an argument without a credence. Arrows between statements are drawn from the
data, and nothing is read from them.

What is not in this file: remarks in the files of records; claims, sources, evidence and
allocations, of which only the ids are cited; rubrics. Line breaks within a text become spaces.
*/"""


def argdown_text(debate: Debate, naming: Mapping[str, Any]) -> str:
    """Write a debate as Argdown.

    Parameters
    ----------
    naming : mapping
        What its file of words holds, as plain data; empty where there is none.
    """
    names = MapNames(debate)
    front = {
        "title": str(naming.get("title") or "A debate"),
        "toi": {
            "format": FORMAT,
            "criteria": [plain_record(record) for record in debate.criteria.values()],
            "debate": {key: value for key, value in naming.items() if key != "schema"},
        },
    }
    parts = [front_matter(front), HEAD, "# Theories"]
    parts += [_theory(names, theory) for theory in debate.theories.values()]
    cells = list(names.cells())
    if names.groups():
        parts += ["# Groups of theories", *(_group(names, name) for name in names.groups())]
    if cells:
        parts += ["# Criteria on which arguments act", *(_cell(names, *cell) for cell in cells)]
    if debate.lines:
        parts += ["# Lines of attack", *_lines(names)]
    if debate.arguments:
        parts += ["# Arguments", *(_argument(names, one) for one in debate.arguments.values())]
    return "\n\n".join(parts) + "\n"


def _titled(title: str, shown: str) -> dict[str, str]:
    """Return the title where the one in the map is another."""
    return {} if title == shown else {"title": title}


def _theory(names: MapNames, theory: Theory) -> str:
    shown = names.theory(theory.id)
    content = {**_titled(theory.title, shown), **plain_record(theory, "title", "claim")}
    below = [
        *_cells_below(names, theory.id),
        *(f"  + [{names.theory(part.id)}]" for part in theory.parts),
        *(f"  + [{names.group(name)}]" for name in names.groups_of(theory)),
    ]
    head = f"[{shown}]: {escaped(theory.claim)} #theory"
    return "\n".join([head, data_block(content), *below])


def _group(names: MapNames, name: str) -> str:
    debate = names.debate
    many = "All" if name == EVERYTHING else "The"
    kind = "" if name == EVERYTHING else f" called {name}"
    text = escaped(f"{many} {debate.words.many}{kind}.")
    head = f"[{names.group(name)}]: {text} #group"
    return "\n".join([head, data_block({"group": name}), *_cells_below(names, name)])


def _cells_below(names: MapNames, name: str) -> Iterator[str]:
    """Yield the criteria of a theory or group, for it, or against it where less is better."""
    for criterion in names.acted_on(name):
        less = names.debate.criteria[criterion].direction == "cost"
        yield f"  {'-' if less else '+'} [{names.cell(criterion, name)}]"


def _cell(names: MapNames, criterion: str, name: str) -> str:
    record = names.debate.criteria[criterion]
    better = "less" if record.direction == "cost" else "more"
    text = f"High on {record.title.lower()} ({better} is better)."
    head = f"[{names.cell(criterion, name)}]: {escaped(text)} #criterion"
    return f"{head}\n{data_block({'criterion': criterion, 'on': name})}"


def _lines(names: MapNames) -> Iterator[str]:
    for line in names.debate.lines.values():
        shown = names.line(line.id)
        content = {**_titled(line.title, shown), **plain_record(line, "title", "gist")}
        yield f"[{shown}]: {escaped(line.gist)} #line\n{data_block(content)}"


def _argument(names: MapNames, argument: Argument) -> str:
    shown = names.argument(argument.id)
    content = {
        **_titled(argument.title, shown),
        **plain_record(argument, "title", "gist", "tags", "line"),
    }
    arrows = [
        f"  {'+' if raises else '-'}> [{names.cell(criterion, name)}]"
        for criterion, name, raises in names.arrows(argument)
    ]
    arrows += [f"  -> <{names.argument(attack.argument)}>" for attack in argument.against]
    arrows += [f"  +> [{names.line(argument.line)}]"] if argument.line else []
    tags = "".join(f" {tag_word(tag)}" for tag in argument.tags)
    head = f"<{shown}>: {escaped(argument.gist)}{tags}"
    return "\n".join([head, data_block(content), *arrows])
