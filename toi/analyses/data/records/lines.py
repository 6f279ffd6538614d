"""Lines of attack: their arguments, what each says, where it hits, and how far they overlap."""

from collections.abc import Iterator
from typing import Any

from toi.analyses.shared.judgements.at_end import at_end, end_in_words
from toi.analyses.shared.session import LoadedDebate, Model
from toi.records.argument import Argument, Effect
from toi.records.debate import Debate
from toi.records.fields.numbers import middle

Row = dict[str, Any]


def listed_lines(opened: LoadedDebate) -> Iterator[Row]:
    """List every line of attack with its recorded overlap and the arguments in it."""
    debate = opened.debate
    for name, members in debate.members_of_lines.items():
        line = debate.lines[name]
        yield {
            "id": name,
            "title": line.title,
            "overlap": None if line.overlap is None else middle(line.overlap.value),
            "count": len(members),
            "arguments": list(members),
        }


def around_line(model: Model, name: str) -> Row:
    """Tell the overlap that counts under a rubric, and the line's arguments and instances."""
    debate, line = model.debate, model.debate.lines[name]
    return {
        "lines": debate.text_lines(line.claims),
        "overlap": model.rubric.rubric.overlap.of(line),
        "members": [_member(debate, debate.arguments[a]) for a in _with_instances(debate, name)],
    }


def _with_instances(debate: Debate, line: str) -> list[str]:
    """List the arguments of a line, each followed by its instances."""
    found: list[str] = []

    def enter(name: str) -> None:
        if name not in found:
            found.append(name)
            for instance in instances_of(debate, name):
                enter(instance.id)

    for name in debate.members_of_lines[line]:
        enter(name)
    return found


def instances_of(debate: Debate, name: str) -> list[Argument]:
    """Return the arguments that are instances of another."""
    return [other for other in debate.arguments.values() if other.instance_of == name]


def _member(debate: Debate, argument: Argument) -> Row:
    general = argument.instance_of
    return {
        "id": argument.id,
        "title": argument.title,
        "credence": middle(argument.credence.value),
        **({"instance_of": general} if general else {}),
        "gist": argument.gist,
        "effects": [effect_row(debate, argument, effect) for effect in argument.effects],
    }


def effect_row(debate: Debate, argument: Argument, effect: Effect) -> Row:
    """Describe an effect and what it reaches; an heir has its share of the named force."""
    source = argument.source_of(effect)
    idle, end = at_end(debate, argument, effect), end_in_words(debate, argument, effect)
    inherited = {"inherits": source.name, "share": effect.share} if effect.inherits else {}
    return {
        "id": effect.name,
        "criterion": effect.criterion,
        "direction": "raises" if source.raises is not None else "lowers",
        "force": source.force.mean * effect.share,
        **inherited,
        "theories": list(debate.reached(effect.on, effect.except_)),
        **({"does_nothing_on": f"{', '.join(idle)} ({end})"} if idle else {}),
        "why": effect.why,
    }


def line_of(model: Model, argument: Argument) -> Row:
    """Tell the line an argument belongs to, and who else is in it; nothing where it has none."""
    if argument.line is None:
        return {}
    debate, line = model.debate, model.debate.lines[argument.line]
    others = [name for name in debate.members_of_lines[line.id] if name != argument.id]
    overlap = model.rubric.rubric.overlap.of(line)
    return {"line": {"id": line.id, "title": line.title, "overlap": overlap, "with": others}}


def kin_of(debate: Debate, argument: Argument) -> Row:
    """Tell what an argument is an instance of, and its own instances."""
    general = argument.instance_of
    kin = {
        "instance_of": [debate.arguments[general]] if general else [],
        "instances": instances_of(debate, argument.id),
    }
    return {
        key: [{"id": one.id, "title": one.title} for one in found]
        for key, found in kin.items()
        if found
    }


def peers_of(debate: Debate, theory: str) -> Row:
    """Tell how closely each of a theory's peers was examined; nothing where none are named."""
    record = debate.theories[theory]
    leaves = debate.leaves(record.peers)
    examined = {
        name: 1.0 if scrutiny is None else middle(scrutiny.value)
        for name, scrutiny in ((leaf, debate.theories[leaf].scrutiny) for leaf in leaves)
        if name != theory
    }
    return {"peers": examined} if examined else {}
