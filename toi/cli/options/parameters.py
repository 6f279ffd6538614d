"""Parameters of a command that typer is told of, in place of those that the function has."""

import inspect
from collections.abc import Callable, Iterable
from typing import Any


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
