"""Gates as people write them: `Chance of harm > 4%`, `cost > 5` without what it does."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from toi.errors import Problem
from toi.io.debate.called import title_without_unit
from toi.io.yaml.parse import Document
from toi.records.fields.json_forms import NUMERAL
from toi.records.fields.refusals import shown
from toi.records.rubric import GATE
from toi.records.theory import Criterion

_WRITTEN = re.compile(rf"\s*(\S.*?)\s*(<=|>=|<|>)\s*({NUMERAL})\s*(%?)\s*")
_SET = re.compile(  # `cost > 5=exclude`, `gates=[cost > 5: exclude]`, `gates.cost > 5`
    r"\s*(?:gates\s*[.=:])?[\s\[{'\"-]*(?P<rule>[^\[{'\"\s].*?)\s*(?:[:=]\s*exclude)?[\s\]}'\"]*"
)
_EXCLUDES = re.compile(r"\s*(?P<rule>.*\S)\s*:\s*exclude\s*")


class Mended(NamedTuple):
    """A gate that can be typed, and what was wrong with it."""

    rule: str
    wrong: str


def mended(rule: str, criteria: Mapping[str, Criterion]) -> Mended | None:
    """Write a gate by the criterion's id and with a bare number; None where that is not plain.

    A per cent is one of a scale in per cents, and a part of 1 where the scale ends there.
    """
    found = _WRITTEN.fullmatch(rule)
    if found is None:
        return None
    said, sign, number, percent = found.groups()
    called = {name.casefold(): name for name in criteria}
    for name, criterion in criteria.items():
        for title in (criterion.title, title_without_unit(criterion.title)):
            called.setdefault(title.casefold(), name)
    name = said if said in criteria else called.get(said.casefold(), said)
    scaled = criteria.get(name)
    if percent and scaled and max(map(abs, scaled.scale)) <= 1:
        number = f"{float(number) / 100:.12g}"
    wrong = ["names the id"] * (name != said) + ["has a number without %"] * bool(percent)
    whole = f"{name} {sign} {number}"
    return Mended(whole, " and ".join(wrong)) if GATE.fullmatch(whole) else None


def gate_meant(setting: str, criteria: Mapping[str, Criterion]) -> str | None:
    """Return the line of a gate that a setting seems to mean; None where it means none."""
    said = _SET.fullmatch(setting)
    told = mended(said["rule"], criteria) if said else None
    if told is None or _rule_on(told.rule) not in criteria:
        return None
    return f"- {told.rule}: exclude"


def _rule_on(rule: str) -> str:
    """Return the criterion that a rule is on."""
    return rule.split()[0]


def gates_in_full(
    gates: list[Any],
    document: Document,
    criteria: Mapping[str, Criterion],
    problems: list[Problem],
) -> list[Any]:
    """Return gates as they should be, so that the rest of each is checked too.

    Those that are plain text are mappings, and all exclude; `problems` gets what was wrong. All
    that is wrong with one is told at once, so that what is told can be typed.
    """
    found = list(gates)
    for index, gate in enumerate(gates):
        if isinstance(gate, str):
            message, found[index] = _said_of_text(gate, criteria)
            problems.append(document.problem(("gates", index), "bad-gate", message))
        if isinstance(gate, dict):
            for rule, does in gate.items():
                if does != "exclude":
                    message = f"must be exclude, not {shown(does)}"
                    place = ("gates", index, rule)
                    problems.append(document.problem(place, "not-a-choice", message))
            found[index] = dict.fromkeys(gate, "exclude")
    return found


def _said_of_text(text: str, criteria: Mapping[str, Criterion]) -> tuple[str, dict[str, str]]:
    """Say how to write a gate that is plain text, and return it so; empty where nobody can tell."""
    quoted = _EXCLUDES.fullmatch(text)
    told = mended(quoted["rule"] if quoted else text, criteria)
    if told is None:
        return f"{shown(text)} is not `criterion > number: exclude`", {}
    says = "leave the quotes out: `- " if quoted else "say what the gate does: `"
    also = f"; a gate {told.wrong}" if told.wrong else ""
    return f"{says}{told.rule}: exclude`{also}", {told.rule: "exclude"}
