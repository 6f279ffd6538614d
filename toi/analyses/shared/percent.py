"""Chances as people read them: whole per cents, with what a count of draws can bear."""

import math

from toi.analyses.shared.page import count


def per_cent(share: float) -> str:
    """`41 %`; `<1 %` for what is there but small, `>99 %` for all but all, `0 %` for none."""
    return f"{short_per_cent(share)} %"


def short_per_cent(share: float) -> str:
    """As `per_cent`, without the sign, for the cells of a table."""
    if 0 < share < 0.005:
        return "<1"
    if 0.995 <= share < 1:
        return ">99"
    return f"{100 * share:.0f}"


def of_draws(share: float, error: float, draws: int) -> str:
    """`41 % of draws (+-0.4)`, one standard error; below 3 in all draws for what never was."""
    if share == 0:
        bound = f" (<{300 / draws:.2g} %)" if draws > 3 else ""
        return f"none of {count(draws, 'draw')}{bound}"
    return f"{per_cent(share)} of draws (+-{per_cent_error(error)})"


def per_cent_error(error: float) -> str:
    """A standard error in per cent, without the sign, as `error_text` has it."""
    return error_text(100 * error)


def error_text(error: float) -> str:
    """`0.4`, `0.04`: a standard error to a digit that tells something; `?` where unknown."""
    return "?" if math.isnan(error) else f"{error:.{_digits(error)}f}"


def measured(value: float, error: float) -> str:
    """A value with its standard error, to a digit that the error bears."""
    if math.isnan(value):
        return "?"
    text = f"{value:.{1 if math.isnan(error) else _digits(error)}f}"
    return f"{text.removeprefix('-') if float(text) == 0 else text} +-{error_text(error)}"


def _digits(error: float) -> int:
    """Decimals that a standard error bears; one for what has none."""
    return 1 if error >= 0.05 or error == 0 else 2 if error >= 0.005 else 3
