"""What takes one value and was given several: asked about, not settled by the last."""

from collections.abc import Iterator, Sequence
from copy import copy
from shlex import quote
from typing import Any

from toi.errors import InputErrors, Problem

SETTING = "KEY=VALUE"
BY_COMMA = (
    "--kind",
    "--criteria",
    "--less",
    "--arguments",
    "--readers",
    "--credence",
    "--correlation",
)


def refuse_repeated(command: Any, context: Any, words: Sequence[str]) -> None:
    """Refuse options, and keys of settings, that take one value and were given other ones too.

    Parameters
    ----------
    command, context : of typer
        The command and what it runs in.
    words : sequence of str
        What was typed behind its name, which can be parsed.

    Raises
    ------
    toi.InputErrors
        With each such option, and what to type.
    """
    gathering = copy(command)
    gathering.params = [_gathering(param) for param in command.params]
    given, _, _ = gathering.make_parser(context).parse_args(list(words))
    problems = [
        Problem("toi", None, None, _message(param.opts[0], values), "repeated-option")
        for param in command.params
        if _takes_one(param) and len(values := list(dict.fromkeys(given.get(param.name, ())))) > 1
    ]
    problems += [
        Problem("toi", None, None, f"{one} and {other}: write one of them", "repeated-option")
        for param in command.params
        if param.metavar == SETTING
        for one, other in _set_twice(given.get(param.name) or (), param)
    ]
    if problems:
        raise InputErrors(problems)


def _set_twice(settings: Sequence[str], param: Any) -> Iterator[tuple[str, str]]:
    """Yield two settings of one key, as they were typed, where they say different things."""
    option = f"{param.opts[0]} " if param.param_type_name == "option" else ""
    first: dict[str, str] = {}
    for setting in settings:
        key, value = (part.strip() for part in setting.partition("=")[::2])
        if first.setdefault(key, value) != value:
            yield f"{option}{key}={first[key]}", f"{option}{key}={value}"


def _takes_one(param: Any) -> bool:
    return bool(param.param_type_name == "option" and not param.is_flag and not param.multiple)


def _gathering(param: Any) -> Any:
    """Return a parameter that keeps all that is given for it."""
    if not _takes_one(param):
        return param
    found = copy(param)
    found.multiple = True
    return found


def _message(option: str, values: Sequence[str]) -> str:
    """Say what was given, and what to type where several were meant."""
    told = f"{', '.join(map(repr, values[:-1]))} and {values[-1]!r}"
    if option in BY_COMMA:
        return f"{option} is written once, by commas: {option} {quote(','.join(values))}"
    how = "write the one that is meant"
    if option == "--rubric":
        how = f"to see rubrics beside one another: toi compare {' '.join(map(quote, values))}"
    elif option == "--data":
        how = "run the command once for each folder"
    return f"{option} takes one, not {told}; {how}"
