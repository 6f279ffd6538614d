"""`--set KEY=VALUE`: changes to a rubric for one run, by dotted key or by unique name."""

from collections.abc import Iterable
from typing import Any

from toi.errors import InputErrors, Problem
from toi.model.debate import Debate
from toi.model.rubric import Rubric, layered
from toi.source.loader import validate
from toi.source.suggest import did_you_mean
from toi.source.yamltext import Document, parse

SECTIONS = tuple(field.alias or name for name, field in Rubric.model_fields.items())
LEVELS = ("default", "kinds", "speakers", "tags", "arguments")


def apply_settings(content: dict[str, Any], settings: Iterable[str], debate: Debate) -> Rubric:
    """The rubric of `content` with every setting laid over it.

    Shares (`directness=40%`) are taken together: what they leave is divided among the
    other weights in their present proportion.
    """
    problems: list[Problem] = []
    shares: dict[str, float] = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        path = _path(key.strip(), debate) if equals else None
        if path is None:
            problems.append(_problem(setting, *_no_such_key(key.strip(), bool(equals), debate)))
            continue
        value, wrong = _value(text.strip())
        if wrong:
            problems.append(_problem(setting, *wrong))
            continue
        if path[0] == "weights" and isinstance(value, _Percent):
            shares[path[1]] = value / 100
            change: dict[str, Any] = {"weights": {path[1]: 0.0}}
        else:
            plain = value / 100 if isinstance(value, _Percent) else value
            change = _nested(path, plain)
        single = _checked({**_EMPTY, **change}, setting, problems)
        if single is not None:
            content = layered(content, change)
            if path[0] == "weights" and content.get("weights_sure") == "unknown":
                content["weights_sure"] = "roughly"
    if shares and not problems:
        weights = _with_shares(content.get("weights", {}), shares)
        if weights is None:
            problems.append(_problem("", "weights-share", "the shares add up to more than 100 %"))
        content["weights"] = weights
    rubric = None if problems else _checked(content, "", problems)
    if rubric is None:
        raise InputErrors(problems)
    return rubric


_EMPTY: dict[str, Any] = {"schema": "toi/rubric/1", "id": "set", "title": "set"}


class _Percent(float):
    """A number that was written with a percent sign."""


def _checked(content: dict[str, Any], setting: str, problems: list[Problem]) -> Rubric | None:
    found: list[Problem] = []
    rubric = validate(Rubric, content, Document("--set"), (), found)
    problems += [_problem(setting, p.code, p.message) for p in found]
    return rubric


def _path(key: str, debate: Debate) -> tuple[str, ...] | None:
    """The place in a rubric that a key names, or None."""
    head, _, rest = key.partition(".")
    if head == "weights" and rest in debate.criteria:
        return "weights", rest
    if head == "credences" and rest:
        return _credence_path(rest, debate)
    if head == "overrides" and rest:
        return _override_path(rest)
    if head in ("tags", "speakers", "kinds", "arguments") and rest:
        return _credence_path(key, debate)
    if key in ("weights_sure", "method", "title"):
        return (key,)
    if head == "value_functions" and rest in debate.criteria:
        return head, rest
    named = _unique(key, debate)
    if len(named) == 1:
        return named[0]
    if head in debate.theories and rest in debate.criteria:
        return "overrides", "judgements", key
    if key.count(".") == 2 and head in debate.arguments:
        return "overrides", "forces", key
    return None


def _credence_path(rest: str, debate: Debate) -> tuple[str, ...] | None:
    if rest == "default":
        return "credences", "default"
    level, _, name = rest.partition(".")
    known: dict[str, Iterable[str]] = {
        "kinds": ("critique", "support", "rebuttal"),
        "speakers": {a.speaker for a in debate.arguments.values()},
        "tags": debate.tags,
        "arguments": debate.arguments,
    }
    settled = name.endswith(".settled")
    name = name.removesuffix(".settled")
    if level not in known or name not in known[level]:
        return None
    return ("credences", level, name, "settled") if settled else ("credences", level, name)


def _override_path(rest: str) -> tuple[str, ...] | None:
    kind, _, cell = rest.partition(".")
    return ("overrides", kind, cell) if kind in ("judgements", "forces") and cell else None


def _unique(key: str, debate: Debate) -> list[tuple[str, ...]]:
    """The places that a bare name may mean: a criterion's weight, an argument or a tag."""
    name = key.removesuffix(".settled")
    tail = ("settled",) if key != name else ()
    found: list[tuple[str, ...]] = []
    if name in debate.criteria and not tail:
        found.append(("weights", name))
    if name in debate.arguments:
        found.append(("credences", "arguments", name, *tail))
    if name in debate.tags:
        found.append(("credences", "tags", name, *tail))
    return found


def _no_such_key(key: str, equals: bool, debate: Debate) -> tuple[str, str]:
    if not equals:
        return "bad-setting", "write KEY=VALUE, such as directness=60%"
    named = [".".join(path) for path in _unique(key, debate)]
    if named:
        return "ambiguous-key", f"{key!r} may be {' or '.join(named)}; write one of them"
    known = [*debate.criteria, *debate.arguments, *debate.tags, *SECTIONS]
    return "unknown-key", f"no key {key!r}{did_you_mean(key, known)}"


def _value(text: str) -> tuple[Any, tuple[str, str] | None]:
    if text.endswith("%"):
        try:
            return _Percent(text[:-1]), None
        except ValueError:
            return None, ("not-a-number", f"{text!r} is not a number of percent")
    document = parse("--set", text.encode("utf-8", "replace"))
    if document.problems:
        return None, (document.problems[0].code, document.problems[0].message)
    return document.data, None


def _nested(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    if path[0] == "overrides" and not (isinstance(value, dict) and "value" in value):
        value = {"value": value, "why": "set for this run"}
    for step in reversed(path):
        value = {step: value}
    found: dict[str, Any] = value
    return found


def _with_shares(weights: dict[str, float], shares: dict[str, float]) -> dict[str, float] | None:
    left = 1 - sum(shares.values())
    if left < -1e-9:
        return None
    others = {name: w for name, w in weights.items() if name not in shares}
    total = sum(others.values())
    scaled = {name: 100 * left * w / total for name, w in others.items()} if total > 0 else {}
    return {**scaled, **{name: 100 * share for name, share in shares.items()}}


def _problem(setting: str, code: str, message: str) -> Problem:
    return Problem(f"--set {setting}".strip(), None, None, message, code)
