"""`--set KEY=VALUE`: changes to a rubric for one run, by dotted key or by unique name."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from toi.errors import InputErrors, Problem
from toi.io.debate.entry import Entry
from toi.io.debate.validate import validate
from toi.io.rubric.checks import check_layer
from toi.io.rubric.gates import gate_meant
from toi.io.rubric.setting_change import (
    Path,
    SettingChange,
    is_number,
    keep_forms,
    setting_problem,
)
from toi.io.rubric.setting_hints import no_such_key
from toi.io.rubric.setting_names import FORMS, PLAIN, also_named, in_their_case, place_named
from toi.io.rubric.weight_settings import no_shares, set_weights
from toi.io.yaml.parse import Document, parse
from toi.records.debate import Debate
from toi.records.fields.numbers import range_hint
from toi.records.fields.shares import number_written
from toi.records.layers import layered
from toi.records.rubric import Rubric, differ
from toi.records.weight_uncertainty import ORDER_ONLY

WORDS = (("title",), ("position",))  # of which whatever is written is meant as it stands

NONE = "none"
NO_GATES = f"write gates={NONE} to do without; a gate itself is written in a rubric file"
EMPTY = (
    "nothing stands after the `=`; "
    "to take back what a rubric says, delete its line (toi rubric edit)"
)


def apply_settings(
    content: dict[str, Any],
    settings: Iterable[str],
    debate: Debate,
    notes: list[str] | None = None,
) -> Rubric:
    """Lay settings over a rubric.

    Shares (`directness=40%`) are taken together: what they leave is divided among the
    other weights in their present proportion. Weights that are set over weights that were
    `unknown`, and that then differ, are meant: they count as `roughly`, unless
    `weights_sure` is set too.

    Parameters
    ----------
    content : dict
        The rubric, as plain data.
    settings : iterable of str
        ``KEY=VALUE``, a later one over an earlier one.
    debate : Debate
        With the rubric's own arguments.
    notes : list of str, optional
        Gets what a setting turned into something of another form, and what else its key may name.

    Returns
    -------
    Rubric
        The whole.

    Raises
    ------
    InputErrors
        With every setting that is wrong.
    """
    problems: list[Problem] = []
    read = read_settings(settings, debate, problems)
    if notes is not None:
        notes += (note for change in read for note in also_named(change, debate))
    changes = keep_forms(content, read, notes)
    problems += [_for_good(change) for change in changes if change.path == ("default",)]
    weighed = [change for change in changes if change.path[0] == "weights"]
    if weighed and not content.get("weights"):
        content = {**content, "weights": debate.core_weights}
    unsure = content.get("weights_sure") == "unknown"
    before = content.get("weights", {})
    for change in changes:
        content = layered(content, change.content)
    if weighed and not problems:
        content["weights"] = set_weights(content["weights"], weighed, problems)
        if notes is not None:
            notes += no_shares(before, content["weights"], weighed)
        said = any(change.path == ("weights_sure",) for change in changes)
        if unsure and not said and differ(content["weights"]):
            content["weights_sure"] = "roughly"
        if notes is not None and content.get("weights_sure") == "order":
            notes.append(ORDER_ONLY)
    rubric = None if problems else _checked(content, "", problems)
    if rubric is None:
        raise InputErrors(problems)
    return rubric


def _for_good(change: SettingChange) -> Problem:
    message = "this is a mark in a file: toi rubric set NAME default=true"
    return setting_problem(change.setting, "unknown-key", message)


def read_settings(
    settings: Iterable[str], debate: Debate, problems: list[Problem]
) -> list[SettingChange]:
    """Read settings, each ``KEY=VALUE``; return those that were understood, in their order.

    `debate` has the rubric's own arguments too; `problems` gets what is wrong.
    """
    read = (_read(setting, debate, problems) for setting in settings)
    return [change for change in read if change is not None]


def _read(setting: str, debate: Debate, problems: list[Problem]) -> SettingChange | None:
    """Read one setting; None with what is wrong with it noted."""
    typed, equals, text = (part.strip() for part in setting.partition("="))
    key = in_their_case(typed, debate)
    path = place_named(key, debate) if equals else None
    gate = gate_meant(setting, debate.criteria)
    if gate:
        message = f"a gate is no single value; write `{gate}` below `gates:` in a rubric file"
        problems.append(setting_problem(setting, "unknown-key", message))
        return None
    if path is None:
        problems.append(setting_problem(setting, *no_such_key(key, bool(equals), debate)))
        return None
    found = _value(setting, path, text, problems)
    if found is None:
        return None
    found = _in_form(replace(found, plainly=key.startswith("weights.")))
    single = _checked({**_EMPTY, **found.content}, setting, problems)
    if single is None:
        return None
    wrong = check_layer(Entry(single, Document("--set"), ()), debate)
    problems += [setting_problem(setting, p.code, p.message) for p in wrong]
    return None if wrong else found


_EMPTY: dict[str, Any] = {"schema": "toi/rubric/1", "id": "set", "title": "set"}


def _checked(content: dict[str, Any], setting: str, problems: list[Problem]) -> Rubric | None:
    found: list[Problem] = []
    rubric = validate(Rubric, content, Document("--set"), (), found)
    problems += [setting_problem(setting, p.code, p.message) for p in found]
    return rubric


def _in_form(change: SettingChange) -> SettingChange:
    """Read the form that a key names as part of the value, which replaces another whole."""
    *line, form = change.path
    if change.path[0] != "credences" or len(line) < 3 or form not in FORMS:
        return change
    value = change.value if form == PLAIN else {form: change.value}
    return replace(change, path=tuple(line), value=value, plainly=True)


def _value(setting: str, path: Path, text: str, problems: list[Problem]) -> SettingChange | None:
    """Read what a setting's text says, a percent sign included."""
    if path in WORDS and text:
        return SettingChange(setting, path, text)
    if path == ("gates",):
        if text.casefold() == NONE:
            return SettingChange(setting, path, [])
        problems.append(setting_problem(setting, "bad-setting", NO_GATES))
        return None
    plain = text.removesuffix("%")
    document = parse("--set", plain.encode("utf-8", "replace"))
    value: Any = number_written(document.data)
    percent = plain != text
    wrong: tuple[str, str] | None = None
    if percent and not is_number(value):
        what = {"credences": "credence", "weights": "weight"}.get(path[0], "value")
        in_points = path[:2] == ("overrides", "judgements")
        hint = range_hint(text.replace("%", "") if in_points else text, what)
        wrong = "not-a-number", f"{text!r} is not a number{hint or ' of percent'}"
    elif not text:
        wrong = "bad-setting", EMPTY
    elif document.data is None and document.problems[0].code == "empty-file":
        wrong = "bad-setting", f"{text!r} is no value"
    elif document.problems:
        wrong = document.problems[0].code, document.problems[0].message
    elif percent and path[:2] == ("overrides", "judgements"):
        wrong = "bad-setting", "a judgement is in points of its scale, not in percent"
    elif percent and path[0] == "weights" and not 0 <= value <= 100:
        wrong = "weights-share", "a share lies between 0 % and 100 %"
    if wrong:
        problems.append(setting_problem(setting, *wrong))
        return None
    is_share = percent and path[0] == "weights"
    return SettingChange(setting, path, value / 100 if percent else value, is_share)
