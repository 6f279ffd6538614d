"""Changes of one number in words: what is changed, from what to what, and who is first then."""

from collections.abc import Sequence
from dataclasses import replace

from toi.analyses.flips.result import Change, Changing, Flip, Switch
from toi.analyses.shared.format import MORE_DIGITS, in_digits
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.rubrics.conventions import setting_word

IN_WORDS = {
    "weight": "weight of",
    "credence": "belief in",
    "credence range": "belief in",
    "overlap": "overlap of",
}
DECIDED = "(gate)"  # marks who leads since a gate lets it through, or excludes who led
NARROWEST_NAME = 14


def number_words(what: str, name: str, made: Provenance) -> str:
    """Name a number in words: `weight of Cost`, `belief in ...`, `Lanes on Cost`."""
    lead = "" if what == "judgement" else f"{IN_WORDS.get(what, what)} "
    return f"{lead}{made.names.number(what, name)}"


def tied(found: Changing) -> bool:
    """Tell whether the first is level with another, so that it has no lead to lose."""
    return found.lead is not None and round(found.lead, 9) == 0 and found.runner_up is not None


def tie_words(found: Changing, made: Provenance) -> str:
    """Say which two are level at the top."""
    return f"{leader_words(found, made)} and {made.names.theory(found.runner_up or '-')} are level"


def change_text(change: Change) -> str:
    """Write `25 % -> 41 %`, `.50 -> .81`, `8.0 -> 5.2`; what it goes to does flip as printed."""
    return f"{now_text(change)} -> {value_text(change, change.rounded)}"


def now_text(change: Change) -> str:
    """Write what a number is now: `17.4 %` beside 17 %, which it is not."""
    for digits in range(change.digits, change.digits + MORE_DIGITS):
        finer = replace(change, digits=digits)
        if value_text(finer, change.from_) != value_text(finer, change.rounded):
            return value_text(finer, change.from_)
    return value_text(change, change.from_)


def then_first(flip: Flip, made: Provenance) -> str:
    """Name who then leads, with a mark where a gate decides that."""
    mark = f"{DECIDED} " * bool(flip.lifts or flip.bars)  # in front, where no cut takes it away
    return f"{mark}{made.names.theory(flip.new_leader)}"


def gates_note(flips: Sequence[Flip]) -> str:
    """Explain the mark of what a gate decides, where some of the flips have it."""
    parts = ["lets it through"] * any(flip.lifts for flip in flips)
    parts += ["excludes who is first now"] * any(flip.bars for flip in flips)
    return f"{DECIDED}: one then {' or '.join(parts)}." if parts else ""


def switch_text(switch: Switch) -> str:
    """Write `as judged -> left out`."""
    return " -> ".join(setting_word(switch.id, one) for one in (switch.from_, switch.to))


def value_text(change: Change, value: float) -> str:
    """Write a number of a change, with its decimals."""
    if change.what == "weight":
        return f"{in_digits(100 * value, change.digits)} %"
    text = in_digits(value, change.digits)
    if change.what == "judgement":
        return text
    return (
        text[1:] if text.startswith("0.") and value else f"{value:g}" if value in (0, 1) else text
    )


def no_other_first(found: Changing) -> str:
    """Say why no number is sought that puts another first.

    Where gates exclude all, a judgement may well let one through: nobody is first, as things are.
    """
    start = "Nobody is first" if found.leader is None else "Nothing would change who is first"
    return f"{start}: {found.reason}."


def leader_words(found: Changing, made: Provenance) -> str:
    """Name who is first now."""
    return made.names.theory(found.leader or "nobody")
