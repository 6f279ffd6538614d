"""`--set KEY=VALUE`: changes to a rubric for one run, by dotted key or by unique name."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from toi.errors import InputErrors, Problem
from toi.io.debate.entry import Entry
from toi.io.debate.titles import NameBook
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
from toi.io.rubric.weight_settings import no_shares, set_weights
from toi.io.suggest import did_you_mean, nearest
from toi.io.yaml.parse import Document, parse
from toi.records.debate import Debate
from toi.records.fields.numbers import range_hint
from toi.records.fields.shares import number_written
from toi.records.layers import layered
from toi.records.portfolio import Portfolio
from toi.records.rubric import Rubric, differ
from toi.records.weight_uncertainty import ORDER_ONLY

MOST = 4  # readings of a key that are told
SHORTEST = 3  # letters of a part of a title
SECTIONS = tuple(field.alias or name for name, field in Rubric.model_fields.items())
LEVELS = ("kinds", "speakers", "tags", "arguments")
# Keys that are set by their own name.
WHOLE = ("weights_sure", "scrutiny", "not_bearing", "method", "title", "position", "default")
WORDS = (("title",), ("position",))  # of which whatever is written is meant as it stands
PLAIN = "credence"  # before replies, whatever form stands there
FORMS = ("settled", "trust", PLAIN)


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
        Gets what a setting turned into something of another form.

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
    changes = keep_forms(content, read_settings(settings, debate, problems), notes)
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
    key, equals, text = (part.strip() for part in setting.partition("="))
    path = _path(key, debate) if equals else None
    gate = gate_meant(setting, debate.criteria)
    if gate:
        message = f"a gate is no single value; write `{gate}` below `gates:` in a rubric file"
        problems.append(setting_problem(setting, "unknown-key", message))
        return None
    if path is None:
        problems.append(setting_problem(setting, *_no_such_key(key, bool(equals), debate)))
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


def _path(key: str, debate: Debate) -> Path | None:
    """Find the place in a rubric that a key names; whether it exists is checked later."""
    head, _, rest = key.partition(".")
    if key in WHOLE:
        return (key,)
    if head in ("weights", "value_functions") and rest:
        return head, rest
    if head == "portfolio" and rest:
        return head, *rest.split(".")
    if head == "overlap" and rest:
        return (head, rest) if rest == "default" else (head, "lines", rest.removeprefix("lines."))
    if head == "credences" and rest:
        return _credence_path(rest, debate)
    if head in LEVELS and rest:
        return _credence_path(key, debate)
    kind, _, cell = rest.partition(".")
    if head == "overrides" and kind in ("judgements", "forces") and cell:
        return head, kind, cell
    named = _unique(key, debate)
    if named:
        return named[0] if len(named) == 1 else None
    if _is_force(key, debate):
        return "overrides", "forces", key
    if rest and head not in SECTIONS and (head in debate.theories or rest in debate.criteria):
        return "overrides", "judgements", key
    titled = _by_title(key, debate)
    return titled[0] if len(titled) == 1 else None


def _by_title(key: str, debate: Debate) -> list[Path]:
    """Find the weights and arguments whose title is `key`, or has its words in a row."""
    name, *form = _with_form(key)
    wanted = _plain(name)
    places: list[tuple[str, Path]] = []
    if not form:
        places += [(one.title, ("weights", i)) for i, one in debate.criteria.items()]
    places += [
        (one.title, ("credences", "arguments", i, *form)) for i, one in debate.arguments.items()
    ]
    whole = [path for title, path in places if _plain(title) == wanted]
    if whole or len(wanted) < SHORTEST or key in SECTIONS:  # a key of a rubric is no part of one
        return whole
    # Whole words: a word cut short or misspelt is asked about, not guessed.
    return [path for title, path in places if f" {wanted} " in f" {_plain(title)} "]


def _plain(title: str) -> str:
    """Return the words of a title, without case and marks."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def _is_force(key: str, debate: Debate) -> bool:
    """Tell whether a key names an effect of an argument, for one theory or for all."""
    argument, _, rest = key.partition(".")
    if argument not in debate.arguments:
        return False
    effects = [effect.name for effect in debate.arguments[argument].effects]
    return rest.count(".") == 1 or rest in effects


def _credence_path(rest: str, debate: Debate) -> Path | None:
    if rest == "default":
        return "credences", "default"
    level, _, name = rest.partition(".")
    if level in LEVELS and name:
        return ("credences", level, *_with_form(name))
    named = [path for path in _unique(rest, debate) if path[0] == "credences"]
    return named[0] if len(named) == 1 else None


def _with_form(name: str) -> Path:
    plain, _, form = name.rpartition(".")
    return (plain, form) if plain and form in FORMS else (name,)


def _in_form(change: SettingChange) -> SettingChange:
    """Read the form that a key names as part of the value, which replaces another whole."""
    *line, form = change.path
    if change.path[0] != "credences" or len(line) < 3 or form not in FORMS:
        return change
    value = change.value if form == PLAIN else {form: change.value}
    return replace(change, path=tuple(line), value=value, plainly=True)


def _unique(key: str, debate: Debate) -> list[Path]:
    """Find the places that a bare name may mean: a weight, an argument or a tag."""
    name, *form = _with_form(key)
    former = {old for argument in debate.arguments.values() for old in argument.former}
    found: list[Path] = []
    if name in debate.criteria and not form:
        found.append(("weights", name))
    if name in debate.arguments or name in former:
        found.append(("credences", "arguments", name, *form))
    if name in debate.tags:
        found.append(("credences", "tags", name, *form))
    return found


def _judgement_named(key: str, debate: Debate) -> str | None:
    """Return the judgement that a theory and a criterion by title name, as in `Bank.Way to work`.

    None where the theory is not there: another one is never suggested in its place.
    """
    book = NameBook(debate.criteria, debate.theories)
    first, _, last = key.partition(".")
    theories = [name for name in book.find("theory", first) if name in debate.theories]
    named = {said: one.id for one in debate.criteria.values() for said in (one.title, one.short)}
    criteria = book.find("criterion", last) or [named[n] for n in [nearest(last, named)] if n]
    return f"{theories[0]}.{criteria[0]}" if len(theories) == len(criteria) == 1 else None


def _no_such_key(key: str, equals: bool, debate: Debate) -> tuple[str, str]:
    if not equals or not key:
        return "bad-setting", f"write KEY=VALUE, such as {next(iter(debate.criteria))}=60%"
    named = [".".join(path) for path in _unique(key, debate) or _by_title(key, debate)]
    if named:
        some = [*named[:MOST], "others"] if len(named) > MOST + 1 else named
        return "ambiguous-key", f"{key!r} may be {' or '.join(some)}; write one of them"
    if key in ("weights", "credences", "overlap", "portfolio"):
        return "unknown-key", f"{key!r} is a section; name what is in it, as {key}.NAME=VALUE"
    if key.partition(".")[0] in SECTIONS:
        section = key.partition(".")[0]
        return "unknown-key", f"{section!r} cannot be set for one run; write it in a rubric file"
    judged = f"portfolio.{key}" if key in Portfolio.model_fields else _judgement_named(key, debate)
    if judged:
        return "unknown-key", f"no key {key!r}; did you mean {judged!r}?"
    titles = [criterion.title for criterion in debate.criteria.values()]
    titles += [argument.title for argument in debate.arguments.values()]
    begins = {_plain(title)[: len(_plain(key))]: title for title in titles}
    hint = did_you_mean(key, [*_known_keys(debate), *titles])
    begun = nearest(_plain(key), begins)
    if not hint and begun:
        hint = f"; did you mean {begins[begun]!r}?"
    return "unknown-key", f"no key {key!r}{hint}"


def _known_keys(debate: Debate) -> list[str]:
    plain = [*debate.criteria, *debate.arguments, *debate.tags]
    cells = [f"{theory}.{name}" for theory in debate.theories for name in debate.criteria]
    levels = {"tags": debate.tags, "arguments": debate.arguments}
    credences = [f"credences.{level}.{name}" for level, names in levels.items() for name in names]
    overlaps = [f"overlap.{name}" for name in ("default", *debate.lines)]
    return [*plain, *cells, *credences, *overlaps, *WHOLE, "credences.default"]


def _value(setting: str, path: Path, text: str, problems: list[Problem]) -> SettingChange | None:
    """Read what a setting's text says, a percent sign included."""
    if path in WORDS and text:
        return SettingChange(setting, path, text)
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
        wrong = "bad-setting", "nothing stands after the `=`"
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
