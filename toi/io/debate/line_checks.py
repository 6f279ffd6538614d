"""Checks of lines of attack, of instances of general arguments and of forces that are shared."""

from collections.abc import Iterable, Iterator

from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.io.suggest import did_you_mean
from toi.records.argument import Argument
from toi.records.debate import Debate


def check_lines(arguments: Iterable[Entry[Argument]], debate: Debate) -> Iterator[Problem]:
    """Check what arguments inherit and what they are instances of."""
    for entry in arguments:
        wrong = list(_inherited(entry))
        yield from wrong or _instance(entry, debate)


def _is_sound(argument: Argument) -> bool:
    """Tell whether every effect that inherits names one with a force of its own."""
    own = {effect.name for effect in argument.effects if effect.inherits is None}
    return all(effect.inherits in own for effect in argument.effects if effect.inherits)


def _inherited(entry: Entry[Argument]) -> Iterator[Problem]:
    """Find effects that inherit from none, from an heir, or on another criterion."""
    named = {effect.name: effect for effect in entry.record.effects}
    for index, effect in enumerate(entry.record.effects):
        if effect.inherits is None:
            continue
        path = ("effects", index, "inherits")
        source = named.get(effect.inherits)
        if source is None:
            hint = did_you_mean(effect.inherits, named)
            message = f"{entry.record.id} has no effect {effect.inherits!r}{hint}"
            yield entry.problem("unknown-effect", message, *path)
        elif source.inherits is not None:
            message = f"{source.name!r} inherits too; name an effect that has a force of its own"
            yield entry.problem("inherits-from-heir", message, *path)
        elif source.criterion != effect.criterion:
            message = (
                f"{source.name!r} acts on {source.criterion!r}, not on {effect.criterion!r}; a "
                "force is inherited on one criterion alone"
            )
            yield entry.problem("inherits-other-criterion", message, *path)


def _instance(entry: Entry[Argument], debate: Debate) -> Iterator[Problem]:
    """Find instances of arguments with which they share no cell."""
    name = entry.record.instance_of
    general = debate.arguments.get(name or "")
    if general is not None and not debate.unread and not _meet(entry.record, general, debate):
        message = (
            f"{entry.record.id} and {name} have no cell in common: no theory on which both "
            "lower, or both raise, the same criterion"
        )
        yield entry.problem("instance-apart", message, "instance_of")


def _meet(one: Argument, other: Argument, debate: Debate) -> bool:
    return bool(_cells(one, debate) & _cells(other, debate))


def _cells(argument: Argument, debate: Debate) -> set[tuple[str, str, bool]]:
    """Return where an argument acts: theory, criterion, and whether it raises it."""
    effects = argument.effects if _is_sound(argument) else ()
    return {
        (theory, effect.criterion, argument.source_of(effect).raises is not None)
        for effect in effects
        for theory in debate.reached(effect.on, effect.except_)
    }
