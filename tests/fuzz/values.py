"""Values that break programs: numbers at the extremes, odd letters, wrong kinds."""

from random import Random
from typing import Any

NUMBERS: tuple[Any, ...] = (
    *(0, 1, -1, 2, 5, 10, 60, 100, 101, 0.5, 0.3, -0.0, 1e-9, 1 / 3, 99.999),
    *(1e-300, 1e-160, 5e-324, 1e16, 1e31, 1e99, 1e160, 1e300, 1.7976931348623157e308),
    *(10**18, 10**40, 10**400, -(10**320)),
    *(float("nan"), float("inf"), float("-inf")),
)
SPELLED = (
    *("nan", "1e999", "0x10", "1_000", "1,5", "1.234,5", "50%", "12 FTE", "1e20", "٣", "½"),
    *("true", "null", "~", "no", "2024-01-01", "1:30", "0o17", "-", "--", ".", ".."),
)
TEXTS = (
    *("", " ", "\t", "\n", "a\nb", "\x00", "\x1b[31mred", "\x1b]8;;http://x\x07", "\u202eabc"),
    *("\ud800", "\ufeff", "\u2028", "\x85", "e\u0301", "漢字かな", "🙂" * 9, "a" * 300, "x" * 5000),
    *("=1+1", "+cmd", "@SUM(A1)", "-2", "<script>alert(1)</script>", "[x](javascript:1)", "| | |"),
    *("%s", "{0}", "${HOME}", "`id`", "'; --", '"', "#r=", "&", "*a", "!!python/object:os.system"),
    *("all", "listed", "none", "part", "id", "schema", "default", "settled", "__class__", "title"),
)


def scalar(random: Random, names: list[str]) -> Any:
    """A number, a text, a name of something that is there, or something else."""
    match random.randrange(7):
        case 0 | 1:
            return random.choice(NUMBERS)
        case 2:
            return random.choice(TEXTS)
        case 3:
            return random.choice(SPELLED)
        case 4 | 5 if names:
            return random.choice(names)
        case _:
            return random.choice((None, True, False, [], {}, random.gauss(0, 10)))


def law(random: Random) -> Any:
    """An uncertain number in one of its forms, its figures plain or odd."""
    few = [random.choice((0, 0.2, 0.5, 1, 3, 7, 10)) for _ in range(random.randrange(1, 4))]
    if random.random() < 0.3:
        few[random.randrange(len(few))] = random.choice(NUMBERS)
    if random.random() < 0.7:
        few.sort(key=lambda number: (number != number, number))
    form = random.choice(
        ("list", "pert", "beta", "normal", "lognormal", "triangular", "uniform", "mixture", "trust")
    )
    match form:
        case "list":
            return few
        case "mixture":
            return {"mixture": [[random.random(), few] for _ in range(2)]}
        case "trust":
            return {"trust": few[0]}
        case _:
            return {form: few}


def any_value(random: Random, names: list[str], depth: int = 2) -> Any:
    """A scalar, an uncertain number, or lists and mappings of such."""
    match random.randrange(8 if depth else 6):
        case 0 | 1 | 2 | 3:
            return scalar(random, names)
        case 4 | 5:
            return law(random)
        case 6:
            return [any_value(random, names, depth - 1) for _ in range(random.randrange(4))]
        case _:
            keys = [str(scalar(random, names)) for _ in range(random.randrange(3))]
            return {key: any_value(random, names, depth - 1) for key in keys}
