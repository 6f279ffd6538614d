"""Links to a position: a rubric's name and what was moved, in the fragment of an address."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from toi.errors import usage
from toi.io.rubric.find import is_path
from toi.io.rubric.setting_change import SettingChange
from toi.light_dataclass import dataclass
from toi.records.debate import Debate

START = "#r="
RUBRIC, DATA, DIGEST = "r", "data", "rubric"
RESERVED = (RUBRIC, DATA, DIGEST)  # keys that are no settings
DIGITS = 6  # of digests, as screens show them


@dataclass(frozen=True)
class Link:
    """A position as a link names it.

    Attributes
    ----------
    rubric : str
        The rubric that it starts from.
    settings : tuple of str
        What is moved, as in ``--set``.
    data, digest : str or None
        Beginnings of the digests of the data and of the rubric that it was made for.
    """

    rubric: str
    settings: tuple[str, ...]
    data: str | None
    digest: str | None

    def stale(self, data: str, digest: str) -> Iterator[str]:
        """Say what has changed since the link was made, given the digests of today."""
        for what, then, now in (("data", self.data, data), (self.rubric, self.digest, digest)):
            if then is not None and not now.startswith(then):
                yield f"the link was made for {what} {then}, and this is {now[:DIGITS]}"


def is_link(asked: str) -> bool:
    """Tell whether what is asked for is a link to a position, not a name or a file."""
    return START in asked


def read_link(text: str, debate: Debate) -> Link:
    """Read a link such as ``report.html#r=balanced&directness=60&data=52d519``.

    A criterion alone takes its share of all weight in per cent; every other key is one of
    ``--set``.

    Parameters
    ----------
    text : str
        An address, or its fragment.
    debate : Debate
        Whose criteria are known.

    Returns
    -------
    Link
        Nothing in it has been checked against the debate yet.

    Raises
    ------
    InputErrors
        If it names no rubric, or a file instead of one, or has digests that are none.
    """
    parts = text[text.index(START) + 1 :].split("&")
    pairs = [(unquote(key), unquote(value)) for key, _, value in (p.partition("=") for p in parts)]
    said = {key: value for key, value in pairs if key in RESERVED}
    if not said[RUBRIC] or is_path(said[RUBRIC]):
        message = f"a link names a rubric, as in {START}balanced, not {said[RUBRIC]!r}"
        raise usage(message, "bad-link")
    for key in (DATA, DIGEST):
        if not re.fullmatch("[0-9a-f]{6,64}", said.get(key, "0" * DIGITS)):
            raise usage(f"{said[key]!r} in the link is no digest", "bad-link")
    settings = [_setting(key, value, debate) for key, value in pairs if key not in RESERVED]
    return Link(said[RUBRIC], tuple(settings), said.get(DATA), said.get(DIGEST))


def _setting(key: str, value: str, debate: Debate) -> str:
    share = key in debate.criteria and not value.endswith("%")
    return f"{key}={value}{'%' if share else ''}"


def link_pair(change: SettingChange) -> tuple[str, str]:
    """Return the key and the value by which a link says what a setting does."""
    key, _, value = (part.strip() for part in change.setting.partition("="))
    if key in RESERVED:
        return ".".join(change.path), value
    if change.path[0] == "weights" and "." not in key:
        return (key, value.removesuffix("%")) if change.is_share else (f"weights.{key}", value)
    return key, value
