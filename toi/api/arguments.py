"""Checks of the arguments of a public function, before anything is worked out."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from inspect import Parameter, signature
from numbers import Real
from types import NoneType, UnionType
from typing import Any, ParamSpec, TypeVar, Union, get_args, get_origin

from toi.analyses.shared.session import LoadedDebate
from toi.errors import usage
from toi.io.rubric.resolve import ResolvedRubric
from toi.io.suggest import did_you_mean

Given = ParamSpec("Given")
Made = TypeVar("Made")

LEAST = {"seed": 0, "draws": 1, "choose": 1}
LONGEST = 60  # characters of a value that is shown
NOT_A_DEBATE = (
    "the first argument is a debate, as toi.load() returns it, or None; not {} "
    "(a rubric or a theory comes second)"
)
IN_WORDS = {
    str: "a text",
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    NoneType: "None",
    LoadedDebate: "what toi.load() returns",
    ResolvedRubric: "what toi.rubric() returns",
    os.PathLike: "a path",
}


def checked(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Make a function of the interface refuse what its signature does not allow, in plain words.

    Raises
    ------
    TypeError
        By the function that is returned: with all that is wrong.
    """

    @wraps(function)
    def call(*args: Given.args, **options: Given.kwargs) -> Made:
        parameters = signature(function).parameters
        first = next(iter(parameters), None)
        if first == "debate" and args and not isinstance(args[0], LoadedDebate | None):
            raise TypeError(NOT_A_DEBATE.format(shown(args[0])))
        given = _bound(function, args, options)
        wrong = [text for name, value in given.items() for text in _wrong(parameters[name], value)]
        if wrong:
            raise TypeError("\n".join(wrong))
        for name, least in LEAST.items():
            value = given.get(name)
            if value is not None and value < least:
                raise usage(f"{name} is {least} or more, not {value}", "out-of-range")
        return function(*args, **options)

    return call


def _bound(
    function: Callable[..., Any], args: Sequence[Any], options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what was given by the names of the parameters."""
    known = signature(function)
    for name in options:
        if name not in known.parameters:
            hint = did_you_mean(name, known.parameters)
            hint = hint or f" (there are: {', '.join(known.parameters)})"
            raise TypeError(f"{function.__name__}() has no argument {name!r}{hint}")
    try:
        return known.bind(*args, **options).arguments
    except TypeError as error:
        raise TypeError(f"{function.__name__}(): {error}") from None


def _wrong(parameter: Parameter, value: Any) -> Iterator[str]:
    """Yield what is wrong with the value of one parameter."""
    name, kind = parameter.name, parameter.annotation
    if parameter.kind is Parameter.VAR_POSITIONAL:
        yield from (_said(name, kind, one) for one in value if not fits(one, kind))
    elif not fits(value, kind):
        yield _said(name, kind, value)


def _said(name: str, kind: Any, value: Any) -> str:
    item = _item(kind)
    if item is not None and isinstance(value, str):
        return f"{name} are a list, as in {name}=[{value!r}]"
    return f"{name}: {_in_words(kind)}, not {shown(value)}"


def _item(kind: Any) -> Any:
    """Return of what a list holds several; None of what is no list."""
    return get_args(kind)[0] if get_origin(kind) is Sequence else None


def fits(value: Any, kind: Any) -> bool:
    """Tell whether a value is of a kind; what cannot be told is taken as such."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in get_args(kind))
    if origin in (Sequence, tuple):
        return _several(value) and all(fits(one, get_args(kind)[0]) for one in value)
    if kind is bool:
        return type(value).__name__ in ("bool", "bool_")  # numpy's too
    if kind in (int, float) and isinstance(value, bool):
        return False
    if kind is int:
        return hasattr(value, "__index__")
    if kind is float:
        return isinstance(value, Real)
    kind = origin or kind
    return not isinstance(kind, type) or kind not in IN_WORDS or isinstance(value, kind)


def _several(value: Any) -> bool:
    one = isinstance(value, str | bytes | Mapping)
    return not one and hasattr(value, "__iter__") and hasattr(value, "__len__")


def _in_words(kind: Any) -> str:
    """Say what a kind is: a text or a number."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        kinds = get_args(kind)
        if ResolvedRubric in kinds:
            return "a name, the path of a file, or what toi.rubric() returns"
        return " or ".join(dict.fromkeys(_in_words(one) for one in kinds))
    if origin is tuple:
        return f"{len(get_args(kind))} numbers"
    item = _item(kind)
    if item is not None:
        return f"a list, each {_in_words(item)}"
    return IN_WORDS.get(origin or kind, str(kind))


def shown(value: Any) -> str:
    """Write a value, shortened where it is long."""
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
