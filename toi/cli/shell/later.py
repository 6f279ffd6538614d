"""Groups of commands that are imported and made when one of them is first asked for."""

from collections.abc import MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup


def later(module: str) -> type[TyperGroup]:
    """Make the class of a group whose commands are those of ``app`` in a module.

    So a command pays for no other, and ``toi --help`` only for the names that it shows.

    Parameters
    ----------
    module : str
        The full name of the module.
    """

    class Later(TyperGroup):
        """A group of commands that are not yet made."""

        _made: MutableMapping[str, Any]

        @property
        def commands(self) -> MutableMapping[str, Any]:
            """Return the commands by name."""
            if not self._made:
                made = typer.main.get_command(import_module(module).app)
                assert isinstance(made, TyperGroup)
                self._made = made.commands
            return self._made

        @commands.setter
        def commands(self, made: MutableMapping[str, Any]) -> None:
            """Keep the commands; typer gives none, since it knows of none."""
            self._made = made

    return Later
