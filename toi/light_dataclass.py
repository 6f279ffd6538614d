"""`dataclass`, whose methods are not compiled anew for every class.

The standard one writes up to six methods of each class as text and compiles them while the module
is imported, most of which are never called: a twentieth of the time of a short command. Here
`__init__` is compiled when a class is first made, and the other methods are the same for all.
What such a class does is the same, and so is what `dataclasses.fields` and `replace` do with it.
"""

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

_LEFT_OUT: Any = object()  # the default of a field that is made by a factory


def _light(kind: type[Any], frozen: bool, eq: bool) -> type[Any]:
    """Give a class the methods of a dataclass that it has not of its own."""
    own = vars(kind)
    methods: dict[str, Any] = {"__init__": _init_when_first_made, "__repr__": _repr}
    if eq:
        methods |= {"__eq__": _eq, "__hash__": _hash if frozen else None}
    if frozen:
        methods |= {"__setattr__": _refuse_to_assign, "__delattr__": _refuse_to_delete}
    missing = {name: method for name, method in methods.items() if own.get(name) is None}
    kind.__doc__ = kind.__doc__ or kind.__name__  # or the standard library works out a signature
    dataclasses.dataclass(init=False, repr=False, eq=False)(kind)  # which finds the fields
    for name, method in missing.items():
        setattr(kind, name, method)
    return kind


def _init_when_first_made(self: Any, *values: Any, **named: Any) -> None:
    """Compile the `__init__` that stands for this one, and go on with that."""
    kinds = type(self).__mro__
    kind = next(k for k in kinds if vars(k).get("__init__") is _init_when_first_made)
    init = _compiled_init(kind)
    type.__setattr__(kind, "__init__", init)
    init(self, *values, **named)


def _compiled_init(kind: type[Any]) -> Callable[..., None]:
    known: dict[str, Any] = {"_set": object.__setattr__, "_left_out": _LEFT_OUT}
    parameters, lines = ["self"], []
    for one in dataclasses.fields(kind):
        name = value = parameter = one.name
        if one.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = one.default
            parameter = f"{name}=_default_{name}"
        elif one.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = one.default_factory
            parameter = f"{name}=_left_out"
            value = f"_make_{name}() if {name} is _left_out else {name}"
        parameters.append(parameter)
        lines.append(f"    _set(self, {name!r}, {value})\n")
    exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines) or '    pass'}", known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"  # as messages name it
    return made


@cache
def _reader(kind: type[Any]) -> Callable[[Any], Any]:
    """Return what reads all fields of such a record at once."""
    names = [one.name for one in dataclasses.fields(kind)]
    return attrgetter(*names) if names else lambda record: ()


def _values(record: Any) -> Any:
    kind: Any = type(record)
    return _reader(kind)(record)


def _repr(self: Any) -> str:
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self))
    return f"{type(self).__qualname__}({said})"


def _eq(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(_values(self))


def _refuse_to_assign(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(kind=None, /, *, frozen=False, eq=True):
        """Make a dataclass, as `dataclasses.dataclass` does with these options."""
        return _light(kind, frozen, eq) if kind else lambda late: _light(late, frozen, eq)
