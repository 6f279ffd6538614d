"""Roles of the statements of a map: theories, their criteria, groups, lines, or reasons."""

from collections.abc import Mapping
from dataclasses import field

from toi.io.argdown.argument_map import ArgumentMap, MapEntry
from toi.io.argdown.syntax import clean_title
from toi.light_dataclass import dataclass
from toi.records.debate import Debate

THEORY, LINE, CELL, GROUP = "theory", "line", "criterion", "group"  # tags of statements


@dataclass(eq=False)
class Roles:
    """The statements of a map by what they are, in the order of the file.

    Attributes
    ----------
    others : list of MapEntry
        Those of which neither their data, nor a tag, nor a record says what they are.
    reasons : list of MapEntry
        Others that bear on something: statements that are read as arguments.
    """

    theories: list[MapEntry] = field(default_factory=list)
    lines: list[MapEntry] = field(default_factory=list)
    cells: list[MapEntry] = field(default_factory=list)
    groups: list[MapEntry] = field(default_factory=list)
    others: list[MapEntry] = field(default_factory=list)
    reasons: list[MapEntry] = field(default_factory=list)


def roles_of(found: ArgumentMap, base: Debate | None) -> Roles:
    """Tell what every statement is: by its data, its tag, records that are known, its arrows."""
    roles = Roles()
    bearing = {id(link.source) for link in found.links if link.sign != "x"}
    known = _titles(base)
    for entry in found.statements.values():
        role = _by_itself(entry) or known.get(entry.title)
        if role is not None:
            getattr(roles, role).append(entry)
        elif id(entry) in bearing:
            roles.reasons.append(entry)
        else:
            roles.others.append(entry)
    return roles


def _by_itself(entry: MapEntry) -> str | None:
    if "criterion" in entry.data or CELL in entry.tags:
        return "cells"
    if "group" in entry.data or GROUP in entry.tags:
        return "groups"
    if "overlap" in entry.data or LINE in entry.tags:
        return "lines"
    if "kinds" in entry.data or "judgements" in entry.data or THEORY in entry.tags:
        return "theories"
    return None


def _titles(base: Debate | None) -> Mapping[str, str]:
    """Return what the records are that are known already, by title."""
    if base is None:
        return {}
    found = {clean_title(line.title): "lines" for line in base.lines.values()}
    return found | {clean_title(theory.title): "theories" for theory in base.theories.values()}
