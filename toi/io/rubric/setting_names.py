"""Places in a rubric by the names that people give them: dotted keys, ids, titles."""

import re
from collections.abc import Iterator

from toi.io.debate.called import by_id, titled
from toi.io.rubric.setting_change import Path, SettingChange
from toi.records.debate import Debate
from toi.records.rubric import Rubric

SHORTEST = 3  # letters of a part of a title
SECTIONS = tuple(field.alias or name for name, field in Rubric.model_fields.items())
LEVELS = ("kinds", "speakers", "tags", "arguments")
KINDS_OF_CELLS = ("judgements", "forces")  # that a rubric may override
# Keys that are set by their own name.
WHOLE = (
    *("weights_sure", "scrutiny", "not_bearing", "method", "gates", "title", "position", "default"),
)
PLAIN = "credence"  # before replies, whatever form stands there
FORMS = ("settled", "trust", PLAIN)


def in_their_case(key: str, debate: Debate) -> str:
    """Write ids for what is named in a key: ``t9.Dual-use risk`` is ``T09.dual_use_risk``.

    A bare name that means something as it stands, as a title does, stays.
    """
    if "." not in key and place_named(key, debate):
        return key
    return ".".join(_id_meant(part, debate) for part in key.split("."))


def _id_meant(part: str, debate: Debate) -> str:
    """Return the one id or key that a part of a key is, in any case, or whose title it is."""
    keys = (*WHOLE, *SECTIONS, *LEVELS, *FORMS, *KINDS_OF_CELLS, *debate.tags)
    records = (debate.theories, debate.criteria, debate.arguments, debate.lines)
    if part in keys or any(part in some for some in records):
        return part
    found = {name for some in records for name in by_id(part, some)}
    found |= {key for key in keys if key.casefold() == part.casefold()}
    if not found:
        found = {name for some in records[:2] for name in titled(part, some)}
    return found.pop() if len(found) == 1 else part


def place_named(key: str, debate: Debate) -> Path | None:
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
    if head == "overrides" and kind in KINDS_OF_CELLS and cell:
        return head, kind, cell
    named = places_by_id(key, debate)
    if named:
        return named[0] if len(named) == 1 else None
    if _is_force(key, debate):
        return "overrides", "forces", key
    if rest and head not in SECTIONS and (head in debate.theories or rest in debate.criteria):
        return "overrides", "judgements", key
    titled = places_by_title(key, debate)
    return titled[0] if len(titled) == 1 else None


def places_by_title(key: str, debate: Debate) -> list[Path]:
    """Find the weights and arguments whose title is `key`, or has its words in a row."""
    name, *form = _with_form(key)
    wanted = plain_words(name)
    places: list[tuple[str, Path]] = []
    if not form:
        places += [(one.title, ("weights", i)) for i, one in debate.criteria.items()]
    places += [
        (one.title, ("credences", "arguments", i, *form)) for i, one in debate.arguments.items()
    ]
    whole = [path for title, path in places if plain_words(title) == wanted]
    if whole or len(wanted) < SHORTEST or key in SECTIONS:  # a key of a rubric is no part of one
        return whole
    # Whole words: a word cut short or misspelt is asked about, not guessed.
    return [path for title, path in places if f" {wanted} " in f" {plain_words(title)} "]


def plain_words(title: str) -> str:
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
    named = [path for path in places_by_id(rest, debate) if path[0] == "credences"]
    return named[0] if len(named) == 1 else None


def _with_form(name: str) -> Path:
    plain, _, form = name.rpartition(".")
    return (plain, form) if plain and form in FORMS else (name,)


def places_by_id(key: str, debate: Debate) -> list[Path]:
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


def also_named(change: SettingChange, debate: Debate) -> Iterator[str]:
    """Say what a key was read as, where it is a part of a title, or a tag and an id."""
    key = in_their_case(change.setting.partition("=")[0].strip(), debate)
    name, *_ = _with_form(key)
    if name in debate.tags and change.path[:2] == ("credences", "tags"):
        other = None
        if name in debate.lines:
            other = "line", f"overlap.{name}"
        elif name in debate.theories:
            other = debate.words.one, f"{name}.{next(iter(debate.criteria))}"
        if other:
            yield f"{key} is read as the tag; of the {other[0]} of that name: {other[1]}"
    elif not places_by_id(key, debate) and change.path in places_by_title(key, debate):
        record = (debate.criteria if change.path[0] == "weights" else debate.arguments)[
            change.path[1 if change.path[0] == "weights" else 2]
        ]
        if plain_words(record.title) != plain_words(name):
            yield f"{key} is read as {record.title!r}"
