"""Numbers, names and spans as screens and pictures write them."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from toi.analyses.shared.letters import columns_of, head_of
from toi.io.ids import cut_middle
from toi.io.suggest import listed as listed  # screens take it from here

GLUE = "\u2060"  # stands for a space at which no line may break
FEW_POINTS = 10  # of a scale
_EXACT = 1e-9  # what is nearer is the same number
NOISE = 9  # decimals; what is behind them is what floating point adds
HUGE = 1e9  # numbers that are no longer written out
MORE_DIGITS = 3  # by which numbers are told apart
_BEGINNING = 12  # letters by which a name that was cut is known again


def glued(text: str) -> str:
    """Return `text` with spaces at which no line may break."""
    return text.replace(" ", GLUE)


def count(n: float, one: str, many: str | None = None) -> str:
    """Write `1 argument`, `2 arguments`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def cut(text: str, width: int) -> str:
    """Shorten `text` to `width` columns, with a mark where something was left out."""
    if columns_of(text) <= width:
        return text
    return (head_of(text, max(width - 3, 1)) or text[:1]).rstrip() + "..."


def cut_apart(texts: Sequence[str], width: int) -> list[str]:
    """Shorten texts as `cut` does; those that would be alike then are cut in the middle."""
    short = [cut(text, width) for text in texts]
    distinct = dict.fromkeys(zip(short, texts, strict=True))
    times = Counter(one for one, _ in distinct)
    whole = [text for one, text in distinct if times[one] > 1]
    return [
        cut(cut_middle(whole, text, width), width) if times[one] > 1 else one
        for one, text in zip(short, texts, strict=True)
    ]


def same_letters(one: str, other: str) -> bool:
    """Tell whether two names differ in nothing but case, spaces, signs and accents."""
    return _letters(one) == _letters(other)


def ids_tell(named: Iterable[tuple[str, str]]) -> bool:
    """Tell whether some id says more than the name that goes with it, its beginning included."""
    for one, name in named:
        shorter, longer = sorted((_letters(one), _letters(name)), key=len)
        begins = len(shorter) >= _BEGINNING and longer.startswith(shorter)
        if shorter != longer and not begins:
            return True
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def span(low: int, high: int) -> str:
    """Write `3-7`, or `3` where both ends are one."""
    return f"{low}-{high}" if low != high else str(low)


def lines_text(spans: Sequence[tuple[int, int]], most: int = 2) -> str:
    """Write lines of the essay: `394`, `72,395`, `33-36,41+`."""
    texts = [span(*one) for one in spans]
    return ",".join(texts[:most]) + ("+" if len(texts) > most else "")


def in_digits(value: float, digits: int) -> str:
    """Write so many decimals, without what floating point adds: it may be on either side of a half.

    So a mean of 15.55 is 15.6 however it was reckoned.
    """
    return f"{round(value, NOISE):.{digits}f}"


def rounded(value: float, digits: int) -> str:
    """Round to some decimals; what rounds to none has no sign, what is huge an exponent."""
    text = in_digits(value, digits) if abs(value) < HUGE else f"{value:.3g}"
    return text.removeprefix("-") if float(text) == 0 else text


def on_scale(raw: float, scale: tuple[float, float], judged: bool = False) -> str:
    """Write a raw value with as many digits as its scale bears: a step is a tenth of it at most.

    What has one decimal and no more, as people give numbers, keeps it: 2.5 is not shown as 2. What
    would be shown as 0, and is not, has one: 0.45 is 0.5. On scales of ten points or fewer so has
    what has two, as a mean of them: 6.38 is 6.4 beside 8.4; and any value that was judged and that
    no argument moved: the mean of 5, 6 and 6 is 5.7.
    """
    span = scale[1] - scale[0]
    if abs(raw - round(raw)) < _EXACT:
        return rounded(raw, _decimals(span / 5))
    few = span <= FEW_POINTS
    given = int((judged and few) or abs(raw) < 0.5 or _given(raw, 2 if few else 1))
    return rounded(raw, max(_decimals(span / 10), given))


def on_scale_finely(raw: float, scale: tuple[float, float]) -> str:
    """Write a raw value so that its place on the scale, in points of 100, can be reckoned from it.

    A whole number stays one, and what has one decimal keeps it; of others a step is a thirtieth of
    the scale at most.
    """
    span = scale[1] - scale[0]
    if abs(raw - round(raw)) < _EXACT:
        return rounded(raw, _decimals(span / 5))
    return rounded(raw, max(_decimals(span / 30), int(abs(raw) < 0.5 or _given(raw, 1))))


def _given(raw: float, digits: int) -> bool:
    """Tell whether a number has so many decimals and no more."""
    return abs(raw - round(raw, digits)) < _EXACT


def told_apart(one: float, other: float, digits: int) -> tuple[str, str]:
    """Write two numbers with so many digits, or a few more where they would look the same."""
    for more in range(digits, digits + MORE_DIGITS):
        shown = f"{one:.{more}g}", f"{other:.{more}g}"
        if shown[0] != shown[1]:
            return shown
    return f"{one:.{digits}g}", f"{other:.{digits}g}"


def _decimals(step: float) -> int:
    """Return the decimals that it takes for steps no larger than `step`."""
    return max(0, math.ceil(-math.log10(step) - 1e-9))


def whole(value: float) -> str:
    """Round to a whole number, and what rounds to none to `0`, without a sign."""
    return rounded(value, 0)


def score_text(score: float) -> str:
    """Write a score, and `-` where a method gives none."""
    return "-" if math.isnan(score) else whole(score)


def signed(points: float, digits: int = 0) -> str:
    """Write `+3`, `-3`, and `0` for what rounds to it."""
    text = f"{round(points, NOISE):+.{digits}f}"
    return "0" if float(text) == 0 else text


def probability(value: float) -> str:
    """Write `.80`, `1`, `0`."""
    text = f"{value:.2f}"
    return {"0.00": "0", "1.00": "1"}.get(text, text.lstrip("0"))


def believed(credence: float, settled: bool, ends: tuple[float, float] | None = None) -> str:
    """Write a credence: `.80`, `=.80` where replies are counted already, `.30-.70` of a range."""
    shown = "-".join(map(probability, ends)) if ends else probability(credence)
    return f"={shown}" if settled else shown


def correlation(value: float | None) -> str:
    """Write `.80`, `-.12`, and `-` where there is none."""
    if value is None:
        return "-"
    return ("-" if value < -0.005 else "") + probability(abs(value))


def whole_per_cent(share: float) -> str:
    """Write `41 %`, rounded to a whole number; `<1 %` for what is there but small."""
    return "<1 %" if _EXACT < share < 0.005 else f"{whole(100 * share)} %"


def per_cent(share: float) -> str:
    """Write `41 %`; `<1 %` for what is there but small, `>99 %` for all but all."""
    return f"{short_per_cent(share)} %"


def per_cent_beside(share: float, limit: float) -> str:
    """Write as `per_cent` does; where that hides on which side of a limit it lies, in tenths."""
    shown = per_cent(share)
    if shown != per_cent(limit) or share == limit:
        return shown
    tenths, at = math.floor(1000 * share + _EXACT), round(1000 * limit)
    return f"{max(tenths, at) / 10 if share > limit else min(tenths, at - 1) / 10:.1f} %"


def short_per_cent(share: float) -> str:
    """Write as `per_cent` does, without the sign, for the cells of a table."""
    if 0 < share < 0.005:
        return "<1"
    if 0.995 <= share < 1:
        return ">99"
    return whole(100 * share)


def of_draws(share: float, error: float, draws: int) -> str:
    """Write `41 % of draws (+-0.4)`, with one standard error.

    What never was is below 3 in all draws with 95 % confidence (the rule of three).
    """
    if share == 0:
        bound = f" (<{300 / draws:.2g} %)" if draws > 3 else ""
        return f"none of {count(draws, 'draw')}{bound}"
    return f"{per_cent(share)} of draws (+-{per_cent_error(error)})"


def per_cent_error(error: float) -> str:
    """Write the standard error of a share in per cent, without the sign."""
    return error_text(100 * error)


def error_text(error: float) -> str:
    """Write a standard error to a digit that tells something: `0.4`, `0.04`; `?` if unknown."""
    if math.isnan(error):
        return "?"
    return f"{error:.{_digits(error)}f}" if error else "0"


def measured(value: float, error: float) -> str:
    """Write a value with its standard error, to a digit that the error bears."""
    if math.isnan(value):
        return "?"
    shown = rounded(value, 1 if math.isnan(error) else _digits(error))
    return f"{shown} +-{error_text(error)}" if error else shown


def _digits(error: float) -> int:
    """Return the decimals that a standard error bears; one for what has none."""
    return 1 if error >= 0.05 or error == 0 else 2 if error >= 0.005 else 3
