"""Files made from the templates that ship with the package."""

import string
from collections.abc import Iterable, Iterator
from importlib.resources import files


def fill(template: str, **values: str | Iterable[str]) -> str:
    """Fill a template: ``$name`` in its text stands for a value.

    Parameters
    ----------
    template : str
        Its path below ``toi/templates``.
    **values : str or iterable of str
        What its fields stand for. An iterable is lines, of which there may be none: its
        field stands alone on a line, which is then left out.

    Returns
    -------
    str
        The text.
    """
    text = files("toi").joinpath("templates", template).read_text(encoding="utf-8")
    words = {name: value for name, value in values.items() if isinstance(value, str)}
    lines = {f"${name}": value for name, value in values.items() if not isinstance(value, str)}
    return "".join(f"{line}\n" for line in _filled(text.splitlines(), words, lines))


def _filled(
    text: Iterable[str], words: dict[str, str], lines: dict[str, Iterable[str]]
) -> Iterator[str]:
    for line in text:
        if line in lines:
            yield from lines[line]
        else:
            yield string.Template(line).substitute(words)
