"""Parameters of a command that typer is told of, in place of those that the function has."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar, get_type_hints

Returned = TypeVar("Returned")
Command = Callable[..., Returned]


def own_parameters(run: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return what a command takes, each by its name alone."""
    parameters = inspect.signature(run).parameters.values()
    return [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]


def option(name: str, default: Any, annotation: Any) -> inspect.Parameter:
    """Return an option as a parameter of a command."""
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def declare(command: Callable[..., Any], parameters: Iterable[inspect.Parameter]) -> None:
    """Have typer read these parameters; it looks at the signature and the annotations."""
    signature = inspect.Signature(list(parameters))
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}


def options_of(kind: type, name: str) -> Callable[[Command[Returned]], Command[Returned]]:
    """Return a decorator that gives a command many options in the place of one parameter.

    Parameters
    ----------
    kind : type
        A typed dictionary, whose fields are the options; each may be left out.
    name : str
        The parameter: the command is passed there, as one dictionary, what was given.
    """

    def decorated(run: Command[Returned]) -> Command[Returned]:
        options = _each_may_be_left_out(kind)
        parameters = own_parameters(run)
        at = [p.name for p in parameters].index(name)
        parameters[at : at + 1] = options

        @functools.wraps(run)
        def command(**given: Any) -> Returned:
            asked = {one.name: given.pop(one.name) for one in options}
            return run(**{name: {k: v for k, v in asked.items() if v is not None}}, **given)

        declare(command, parameters)
        return command

    return decorated


def _each_may_be_left_out(kind: type) -> list[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    return [
        option(name, None, Annotated[hint.__origin__ | None, *hint.__metadata__])
        for name, hint in hints.items()
    ]
