"""Lines of attack: their arguments, what each says, where it hits, and how far they overlap."""

from collections.abc import Iterator
from typing import Any

from toi.analyses.shared.session import LoadedDebate, Model
from toi.records.argument import Argument, Effect
from toi.records.base import middle
from toi.records.debate import Debate

Row = dict[str, Any]


def listed_lines(opened: LoadedDebate) -> Iterator[Row]:
<<<<<<< HEAD
    """List every line of attack with its recorded overlap and the arguments in it."""
=======
    """Yield every line of attack with its recorded overlap and the arguments in it."""
>>>>>>> screens
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
<<<<<<< HEAD
    """Tell the overlap that counts under a rubric, and the line's arguments and instances."""
=======
    """Return a line's overlap under a rubric, its arguments and their instances."""
>>>>>>> screens
    debate, line = model.debate, model.debate.lines[name]
    return {
        "lines": debate.text_lines(line.claims),
        "overlap": model.rubric.rubric.overlap.of(line),
        "members": [_member(debate, debate.arguments[a]) for a in _with_instances(debate, name)],
    }


def _with_instances(debate: Debate, line: str) -> list[str]:
<<<<<<< HEAD
    """List the arguments of a line, each followed by its instances."""
=======
    """Return the arguments of a line, each followed by what applies it to single theories."""
>>>>>>> screens
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
<<<<<<< HEAD
    """Return the arguments that are instances of another."""
=======
    """Return the arguments that say of themselves that they are instances of another."""
>>>>>>> screens
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
<<<<<<< HEAD
    """Describe an effect and what it reaches; an heir has its share of the named force."""
=======
    """Return an effect with what it reaches; an heir has its share of the named force."""
>>>>>>> screens
    source = argument.source_of(effect)
    inherited = {"inherits": source.name, "share": effect.share} if effect.inherits else {}
    return {
        "id": effect.name,
        "criterion": effect.criterion,
        "direction": "raises" if source.raises is not None else "lowers",
        "force": source.force.mean * effect.share,
        **inherited,
        "theories": list(debate.reached(effect.on, effect.except_)),
        "why": effect.why,
    }


def line_of(model: Model, argument: Argument) -> Row:
<<<<<<< HEAD
    """Tell the line an argument belongs to, and who else is in it; nothing where it has none."""
=======
    """Return the line of an argument, with who else is in it; empty where it has none."""
>>>>>>> screens
    if argument.line is None:
        return {}
    debate, line = model.debate, model.debate.lines[argument.line]
    others = [name for name in debate.members_of_lines[line.id] if name != argument.id]
    overlap = model.rubric.rubric.overlap.of(line)
    return {"line": {"id": line.id, "title": line.title, "overlap": overlap, "with": others}}


def kin_of(debate: Debate, argument: Argument) -> Row:
<<<<<<< HEAD
    """Tell what an argument is an instance of, and its own instances."""
=======
    """Return what an argument is an instance of, and its own instances."""
>>>>>>> screens
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
<<<<<<< HEAD
    """Tell how closely each of a theory's peers was examined; nothing where none are named."""
=======
    """Return how closely each of a theory's peers was examined; empty where none are named."""
>>>>>>> screens
    record = debate.theories[theory]
    leaves = debate.leaves(record.peers)
    examined = {
        name: 1.0 if scrutiny is None else middle(scrutiny.value)
        for name, scrutiny in ((leaf, debate.theories[leaf].scrutiny) for leaf in leaves)
        if name != theory
    }
    return {"peers": examined} if examined else {}
