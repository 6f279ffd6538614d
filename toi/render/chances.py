"""Chances as people read them: whole per cents, with what a count of draws can bear."""


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
        return f"none of {draws:,} draws (<{300 / draws:.2g} %)"
    return f"{per_cent(share)} of draws (+-{100 * error:.1f})"
