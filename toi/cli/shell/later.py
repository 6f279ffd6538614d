"""Commands that are imported and made when they are asked for, so that each pays for no other."""

from collections import UserDict
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from toi.analyses.sensitivity.topics import TOPICS
from toi.cli.shell.command_help import Command
from toi.cli.shell.guides import glossary_entries

Make = Callable[[], Any]  # of a command or a group, as typer's parser has them


def later_command(name: str, function: str, look: Mapping[str, Any]) -> Make:
    """Say how a command is made of a function.

    Parameters
    ----------
    function : str
        Its module's full name and its own, with a dot between them.
    look : mapping
        What typer is told of how all commands look.
    """

    @cache
    def make() -> Any:
        module, _, own = function.rpartition(".")
        alone = typer.Typer(add_completion=False, **look)
        alone.command(name, cls=Command)(getattr(import_module(module), own))
        return typer.main.get_command(alone)

    return make


def later_group(name: str, module: str, what: str, look: Mapping[str, Any]) -> Make:
    """Say how a group is made, whose commands are those of ``app`` in a module.

    The module is imported when one of its commands is asked for: ``toi --help`` needs none.
    """

    def every() -> MutableMapping[str, Any]:
        made = typer.main.get_command(import_module(module).app)
        assert isinstance(made, TyperGroup)
        return made.commands

    @cache
    def make() -> Any:
        group = typer.Typer(
            cls=_group_of(every),
            name=name,
            no_args_is_help=True,
            help=what,
            add_completion=False,
            **look,
        )
        return typer.main.get_group(group)

    return make


def made_later(commands: Mapping[str, Make]) -> type[TyperGroup]:
    """Make the class of a group whose commands are made one by one."""
    return _group_of(lambda: _OneByOne(commands))


def _group_of(every: Callable[[], MutableMapping[str, Any]]) -> type[TyperGroup]:
    """Make the class of a group that asks for its commands when they are needed."""

    class Later(TyperGroup):
        """A group of commands that are not yet made."""

        _made: MutableMapping[str, Any]

        @property
        def commands(self) -> MutableMapping[str, Any]:
            """Return the commands by name."""
            if not self._made:
                self._made = every()
            return self._made

        @commands.setter
        def commands(self, made: MutableMapping[str, Any]) -> None:
            """Keep the commands; typer gives none, since it knows of none."""
            self._made = made

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            """Find the command that is asked for, or say which of the same name there is."""
            if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
                same = _of_the_same_name(ctx.find_root(), args[0])
                if same:
                    ctx.fail(f"No such command {args[0]!r}. Did you mean {' or '.join(same)}?")
                if glossary_entries(args[0]):
                    name = ctx.find_root().info_name
                    ctx.fail(f"No such command {args[0]!r}. For the word: {name} help {args[0]}")
            return super().resolve_command(ctx, args)

    return Later


def _of_the_same_name(root: Any, name: str) -> list[str]:
    """Return how commands and topics of a name are typed that stand elsewhere: toi data import."""
    path, every = root.info_name, root.command.commands
    groups = ((other, made) for other, made in every.items() if isinstance(made, TyperGroup))
    inside = [f"{path} {other} {name}" for other, made in groups if name in made.commands]
    inside += [f"{path} sensitivity {name}"] * (name in TOPICS)
    return [f"{path} {name}"] * (name in every) + inside


class _OneByOne(UserDict[str, Any]):
    """Commands by name: its data say how each is made, and what is looked up is made."""

    def __getitem__(self, name: str) -> Any:
        """Return a command."""
        return self.data[name]()
