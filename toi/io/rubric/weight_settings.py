"""Weights that are set: shares of all weight, and numbers that stand beside the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toi.errors import Problem
from toi.io.rubric.setting_change import SettingChange, is_number, setting_problem

SMALL = 10  # weights from here on are not shares of 1
ROUNDED = 0.5  # how far percentages may be from 100 together, or a share from what was written


def set_weights(
    weights: dict[str, float], changes: list[SettingChange], problems: list[Problem]
) -> dict[str, float]:
    """Set weights; shares take theirs out of 100.

    Parameters
    ----------
    weights : dict from str to float
        The weights with what was set laid over them.
    changes : list of SettingChange
        Of weights; for each criterion the last counts.
    problems : list of Problem
        Gets what is wrong: shares that add up to too much or leave nothing to share.

    Returns
    -------
    dict from str to float
        The weights, of 100 where a share was set.
    """
    last = {change.path[1]: change for change in changes}
    shares = {name: change.value for name, change in last.items() if change.is_share}
    others = {name: weight for name, weight in weights.items() if name not in shares}
    left, total = 1 - sum(shares.values()), sum(others.values())
    if left < -1e-9:
        message = "the shares add up to more than 100 %"
    elif shares and left > 1e-9 and total <= 0:
        message = f"no other weight is above 0 to take the {100 * left:.4g} % that are left"
    elif not shares and total <= 0:
        message = "all weights are zero"
    else:
        problems += _out_of_proportion(weights, last.values())
        scaled = {name: 100 * left * w / total for name, w in others.items()} if total > 0 else {}
        taken = {name: 100 * share for name, share in shares.items()}
        return {**scaled, **taken} if shares else weights
    code = "weights-share" if shares else "weights-zero"
    problems.append(setting_problem(", ".join(c.setting for c in last.values()), code, message))
    return weights


def _out_of_proportion(
    weights: Mapping[str, float], changes: Iterable[SettingChange]
) -> Iterator[Problem]:
    """Find shares that were meant as such but would count as small numbers, or the reverse.

    Weights are proportions: 0.6 beside three weights of 25 would be less than 1 %.
    """
    changed = {change.path[1] for change in changes}
    rest = sum(weight for name, weight in weights.items() if name not in changed)
    for change in changes:
        value = change.value
        if change.is_share or change.plainly or not is_number(value):
            continue
        if (0 < value < 1 and rest >= SMALL) or (value >= SMALL and 0 < rest <= 1):
            share = 100 * value / (value + rest)
            percent = 100 * value if value < 1 else min(value, 100)
            key = change.path[1]
            message = (
                f"{value:g} beside weights of {rest:.4g} together is {share:.2g} % of all; for "
                f"{percent:g} % write {key}={percent:g}%, or if {value:g} it is, "
                f"weights.{key}={value:g}"
            )
            yield setting_problem(change.setting, "weights-share", message)


def no_shares(
    before: Mapping[str, float], after: Mapping[str, float], changes: Sequence[SettingChange]
) -> Iterator[str]:
    """Note numbers that may be meant as shares, with the share that each makes.

    Parameters as of `shares_made`.
    """
    last = {change.path[1]: change.value for change in changes}
    for name, (share, hint) in shares_made(before, after, changes).items():
        if hint:
            yield f"{name}={last[name]:g} is a number beside the others, {share}; {hint}"


def shares_made(
    before: Mapping[str, float], after: Mapping[str, float], changes: Sequence[SettingChange]
) -> dict[str, tuple[str, str]]:
    """Say what share each number that was set makes, and what to write if another was meant.

    A number may be meant as a share where all weights were percentages, or where it is large
    for a point on a short scale; a key in full (`weights.directness=60`) says that it is none.

    Parameters
    ----------
    before, after : mapping from str to float
        The weights without and with the changes.
    changes : sequence of SettingChange
        Of weights; for each criterion the last counts.

    Returns
    -------
    dict from str to tuple of str
        By criterion: its share in words, and what to write or nothing.
    """
    found: dict[str, tuple[str, str]] = {}
    total, were = sum(after.values()), sum(before.values())
    for name, change in {change.path[1]: change for change in changes}.items():
        value = change.value
        if change.is_share or not is_number(value) or total <= 0:
            continue
        share = 100 * after[name] / total
        of_one = abs(were - 1) < ROUNDED / 100 and value <= 1
        percent = 100 * value if of_one else value
        of_hundred = abs(were - 100) < ROUNDED and 0 < value <= 100
        may_be = of_one or of_hundred or SMALL <= value <= 100
        doubtful = may_be and not change.plainly and abs(share - percent) >= ROUNDED
        hint = f"for {percent:g} % write {name}={percent:g}%" if doubtful else ""
        found[name] = f"{share:.3g} % of all weight", hint
    return found
