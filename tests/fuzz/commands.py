"""Command lines: every command with every option it has, values drawn at random."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import typer.main

from tests.fuzz.files import written
from tests.fuzz.values import NUMBERS, SPELLED, TEXTS, any_value, law, scalar
from toi.cli.app import app
from toi.cli.options import Decimal, Format
from toi.records.method import METHODS

Words = tuple[str, ...]
Command = tuple[Words, list[Any]]
RUBRICS = ("plain", "example", "pencil", "drawn", "mine", "balanced", "none", "rubrics/plain.yaml")
SPLITS = ("split.csv", "split.yaml", "none", "table.csv", "nofile.csv")
TABLES = (
    *("table.csv", "other.csv", "answers.yaml", "map.argdown", "map.argdown", "sheets"),
    *("panel.csv", "book.xlsx", "people.csv", "lines.txt", "data", "nofile.csv", "-"),
)
PEOPLE = ("people.csv", "people.csv", "lines.txt", "book.xlsx", "sheets", "nofile.csv", "-")
AMOUNTS = ("10%", "0.1", "50 %", "1e9", "-1", "500,000 EUR", "500k", "US$2m", "5 Md€", "2x3", "nan")
OUTPUTS = (
    *("out.json", "out.csv", "out.md", "out.html", "out.txt", "out.xlsx", "out.png", "out.pdf"),
    *("out", "out.bogus", "below/out.json", "data", "table.csv", "-", "/dev/null", "/dev/full"),
)
PICTURES = ("out.png", "out.svg", "pictures", "out.bogus", "data", "below/out.svg")
FOLDERS = ("made", "made/below", ".", "data", "table.csv", "w x")
KEYS = (
    *("weights_sure", "scrutiny", "method", "not_bearing", "overlap.default", "credences.default"),
    *("portfolio.returns", "portfolio.half", "gates", "doubt", "nothing", "extends", "title", "id"),
    *("clip", "weights", "value_functions", "overrides.judgements", "kinds.critique.trust"),
)
# What stands on a command line; some of it is drawn by the name of the option.
BY_NAME: dict[str, Words] = {
    "data": ("data", ".", "nofolder", "table.csv", "rubrics"),
    "rubric": RUBRICS,
    "output": OUTPUTS,
    "plot": PICTURES,
    "current": SPLITS,
    "answers": ("answers.yaml", "answers.yaml", "-", "table.csv", "data"),
    "most": ("0", "1", "3", "99999"),
    "choose": ("1", "2", "0", "99", "all"),
    "correlation": ("0.5", "0.3,0.1", "1", "0", "-1", "2", "nan", "0.1,0.3", ",", "x"),
    "noise": ("1", "0", "1e-300", "-1", "nan", "1e300"),
    "scale": ("0..10", "1..5", "5..1", "0..0", "0..1e300", "nan..1", "x"),
    "a": RUBRICS,
    "b": RUBRICS,
    "start": RUBRICS,
    "prior": RUBRICS,
    "like": RUBRICS,
    "rubrics": (*RUBRICS, "rubrics", "sheets", "nofolder"),
    "folder": FOLDERS,
    "file": TABLES,
    "files": TABLES,
    "options": ("options.txt", "options.txt", "table.csv", "data", "nofile.csv", "-"),
    "onto": ("data", "data", ".", "nofolder", "table.csv"),
    "to": ("csv", "argdown", "bogus"),
    "kind": ("listed", "all", "agenda", "part", "listed,part", ",", "theories", "rubric"),
    "draws": ("1", "2", "64", "256", "0", "-1", "1e20", "99999999999"),
    "top": ("1", "2", "3", "0", "999999999999"),
    "max_lines": ("1", "2", "0", "99"),
    "questions": ("0", "1", "3", "99999"),
    "form": tuple(Format),
    "decimal": tuple(Decimal),
    "method": (*METHODS, "all", "bogus"),
    "threads": ("1", "2", "8", "0", "-1", "1.5", "9" * 30),
    "seed": ("0", "1", "18446744073709551616", "-1"),
    "risk": ("0", "0.5", "1", "2", "nan", "1e-300"),
    "tail": ("5%", "0.1", "1", "0", "nan", "200%"),
    "least_return": ("1", "0", "1e9", "-1", "nan"),
    "credence": ("0.5", "0.4,0.6", "0,0", "1e-300,1", "x", ","),
    "budget": ("100", "12 FTE", "2,000,000 EUR", "1,5 FTE", "1.234", "0", "-3", "1e400 EUR", "€5"),
    "delimiter": (";", "tab", ",", "|", "ab", "1", '"', "\x00"),
    "size": ("6x4", "1x1", "100x100", "0x0", "axb", "1e9x1"),
    "dpi": ("30", "72", "1200", "99999", "0"),
    "view": ("case", "final", "mine"),
    "guide": ("rubrics", "model"),
    "from": RUBRICS,
    "tag": ("doubt", "haste"),
    "section": ("One",),
}
WHAT = {
    "list": ("theories", "arguments", "criteria", "tags", "rubrics", "claims", "sources", "lines"),
    "sensitivity": ("ranks", "flips", "tornado", "weights", "cruxes", "regret", "sobol"),
    "plot": (
        *("ranking", "explain", "ranks", "pairwise", "weights", "tornado", "cruxes", "sobol"),
        *("compare", "places", "opinions", "portfolio", "frontier", "map", "graph", "graph"),
    ),
    "data schema": ("rubric", "theories", "criteria"),
    "rubric elicit": ("mine",),
    "rubric fit": ("mine", "mine", "plain"),
    "rubric new": ("mine", "plain"),
}
# What a command takes that shares the name of its argument with others.
OWN: dict[Words, dict[str, Words]] = {
    ("rubric", "collect"): {"answers": PEOPLE, "folder": ("class", "class", "rubrics", ".")},
    ("data", "agreement"): {"files": ("panel.csv", "panel.csv", *TABLES)},
    ("data", "discuss"): {"files": ("panel.csv", "panel.csv", *TABLES)},
    ("data", "pool"): {"files": ("panel.csv", "panel.csv", *TABLES)},
}
# How much oftener than others: what takes most of what users write.
OFTEN = {"score": 4, "data import": 4, "rubric set": 3, "data check": 3, "portfolio": 2}


@cache
def commands() -> list[Command]:
    """Every command with its parameters, those more often that take more from users."""
    top = typer.main.get_command(app)
    return [one for one in _below(top, ()) for _ in range(OFTEN.get(" ".join(one[0]), 1))]


def _below(command: Any, path: Words) -> Iterator[Command]:
    if not hasattr(command, "list_commands"):
        yield path, command.params
        return
    for name in command.list_commands(None):
        yield from _below(command.get_command(None, name), (*path, name))


def line(random: Random, names: list[str]) -> Words:
    """One command line; names are those of records."""
    path, parameters = random.choice(commands())
    words = list(path)
    for parameter in parameters:
        if parameter.param_type_name == "argument":
            several = random.randrange(3) if parameter.nargs == -1 else 1
            if random.random() < 0.9:
                words += [_argument(random, path, parameter, names) for _ in range(several)]
        elif random.random() < _chance(parameter):
            words.append(parameter.opts[0])
            if not getattr(parameter, "is_flag", False):
                words.append(_value(random, parameter, names))
    # A command line holds no zero bytes; what is no UTF-8 stands in it as half a letter.
    return tuple(word.replace("\x00", "").replace("\ud800", "\udcff") for word in words)


def _chance(parameter: Any) -> float:
    match parameter.name:
        case "output" if parameter.required:
            return 0.97
        case "settings":
            return 0.5
        case "draws":
            return 0.5
        case "format" | "form":
            return 0.4
        case "data" | "seed":
            return 0.04
        case _:
            return 0.12


def _argument(random: Random, path: Words, parameter: Any, names: list[str]) -> str:
    known = WHAT.get(" ".join(path))
    if known and parameter.name in ("what", "name", "kind") and random.random() < 0.8:
        return random.choice(known)
    if parameter.name in ("settings",):
        return setting(random, names)
    own = OWN.get(path, {}).get(parameter.name) or BY_NAME.get(parameter.name)
    if own:
        return _safe(random, own)
    if parameter.name == "statements":
        return _statement(random, names)
    if path == ("plot",) and parameter.name == "words" and random.random() < 0.5:
        return random.choice(names)
    if path[0] in ("rubric", "compare", "report") and random.random() < 0.8:
        return random.choice((*RUBRICS, _link(random, names)))
    return _text(random, names)


def _value(random: Random, parameter: Any, names: list[str]) -> str:
    name = parameter.name or ""
    if name in ("settings", "set"):
        return setting(random, names)
    if name == "rubric" and random.random() < 0.2:
        return _link(random, names)
    if name in ("floors", "caps", "min_grants"):
        amount = random.choice(AMOUNTS)
        bare = name == "min_grants" and random.random() < 0.5
        return amount if bare else f"{_text(random, names)}={amount}"
    if name == "together":
        return (
            f"{_joined(random, names, '+')}={random.choice(('+30%', '-0.5', '30', '-200%', 'x'))}"
        )
    if name == "trust":
        return f"{random.choice(RUBRICS)}={random.choice(SPELLED)}"
    if name in ("only", "without", "criteria", "arguments", "less", "more", "readers"):
        return _joined(random, names, ",")
    if name == "group":
        return _numbers(random, names)
    for known in (name, name.removesuffix("_")):
        if known in BY_NAME:
            return _safe(random, BY_NAME[known])
    return _text(random, names)


def _statement(random: Random, names: list[str]) -> str:
    """Say who stands above whom."""
    said = _text(random, names)
    for _ in range(random.choice((1, 1, 2, 3))):
        said += random.choice((" > ", ">", " >> ", " = ", ", ", " < ", " >>> ", "")) + _text(
            random, names
        )
    return said


def _joined(random: Random, names: list[str], by: str) -> str:
    """Some names in a row."""
    return by.join(_text(random, names) for _ in range(random.randrange(1, 4)))


def _numbers(random: Random, names: list[str]) -> str:
    """Numbers of the model by name, some of them at once."""
    forms = ("{}", "{}", "weights", "tag:{}", "line:{}", "criterion:{}", "{}.{}", "bogus:{}", "")
    some = (random.choice(forms) for _ in range(random.choice((1, 1, 2, 3))))
    return "+".join(one.format(_text(random, names), _text(random, names)) for one in some)


def _safe(random: Random, known: Words) -> str:
    """A name from the list; or an odd one, but no path that leads out of the folder."""
    if random.random() < 0.9:
        return random.choice(known)
    odd = random.choice(TEXTS)
    return "odd" if "/" in odd or odd in (".", "..") else odd


def _text(random: Random, names: list[str]) -> str:
    return random.choice((random.choice(names), random.choice(names), random.choice(TEXTS)))


def setting(random: Random, names: list[str]) -> str:
    """A setting such as ``speed=40%`` or ``T1.speed={normal: [1, 2]}``."""
    key = random.choice(
        (
            random.choice(KEYS),
            random.choice(names),
            f"{random.choice(names)}.{random.choice(names)}",
            f"weights.{random.choice(names)}",
            random.choice(TEXTS),
        )
    )
    match random.randrange(6):
        case 0 | 1:
            value = random.choice(("40%", "0", "1", "0.5", "200%", "-1", "order", "topsis", "no"))
        case 2:
            value = str(random.choice((*NUMBERS, *SPELLED)))[:420]
        case 3:
            value = written(law(random)).decode("utf-8", "replace")
        case 4:
            value = written(any_value(random, names)).decode("utf-8", "replace")
        case _:
            value = str(scalar(random, names))[:420]
    return f"{key}={value}" if random.random() < 0.95 else key + value


def _link(random: Random, names: list[str]) -> str:
    """A link to a position, as reports give them."""
    moved = "&".join(
        f"{random.choice((*names, *KEYS))}={random.choice(SPELLED)}"
        for _ in range(random.randrange(4))
    )
    odd = random.choice(("", "%", "%zz", "&&", "=", "%00", "#r=", "&data=123"))
    return f"report.html#r={random.choice(RUBRICS)}&{moved}{odd}"
