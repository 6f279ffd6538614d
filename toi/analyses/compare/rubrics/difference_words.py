"""Differences of two rubrics in words: what each is called, and how either side has it."""

from toi.analyses.compare.rubrics.result import HeaviestArgument, Held, RubricCrux
from toi.analyses.shared.format import believed, glued, probability, told_apart, whole_per_cent
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.rubrics.conventions import TITLES, setting_word

GROUP_WORDS = {
    "weights": "weights",
    "value_functions": "value functions",
    "gates": "gates",
    "method": "method",
    **TITLES,
    "credences": "credences",
    "overlap": "overlap of lines",
    "overrides": "overrides",
    "arguments": "own arguments",
}


def crux_name(crux: RubricCrux, made: Provenance) -> str:
    """Name a difference in words."""
    match crux.group:
        case "weights":
            return f"weight of {crux.title}"
        case "value_functions":
            return f"value function of {crux.title}"
        case "credences":
            return crux.title
        case "arguments":
            return f"own: {crux.title}"
        case "overlap":
            return f"overlap of {crux.title}"
        case "overrides" if crux.id.partition(".")[0] in made.names.theories:
            return made.names.cell(crux.id)
        case "overrides":
            return f"force of {crux.title}"
        case "gates":
            return f"gate {crux.id}"
        case _:
            return crux.title


def heaviest_words(found: HeaviestArgument) -> str:
    """Say which argument matters most between two rubrics."""
    share = glued(whole_per_cent(found.share))
    return f'The argument that matters most between them: "{found.title}" ({share}).'


def held(crux: RubricCrux, side: Held, scale: float = 1.0) -> str:
    """Write how one side has it; a weight with what it is on the other's scale."""
    if crux.group == "weights":
        assert isinstance(side.value, float)
        share = whole_per_cent(side.value)
        scaled = f"{100 * scale * side.value:.0f}"
        return share if f"{scaled} %" == share else f"{share} ({scaled})"
    if crux.group in ("credences", "arguments"):
        if not isinstance(side.value, float):
            return "lacks it"
        shown = believed(side.value, side.settled, side.ends)
        after = after_replies(crux, side)
        return shown if after is None else f"{shown} (={probability(after)})"
    if crux.group == "gates":
        return "excludes" if side.value else "no"
    if crux.group == "value_functions":
        return "straight" if side.value is None else "its own"
    if isinstance(side.value, float):
        return f"{side.value:.2g}"
    return setting_word(crux.group, side.value)


def held_by_both(crux: RubricCrux, scale: float = 1.0) -> tuple[str, str]:
    """Write how either side has it, numbers with the digits by which they are told apart."""
    shown = held(crux, crux.a), held(crux, crux.b, scale)
    one, other = crux.a.value, crux.b.value
    if shown[0] != shown[1] or crux.group not in ("overrides", "overlap"):
        return shown
    if not isinstance(one, float) or not isinstance(other, float):
        return shown
    return told_apart(one, other, 3)


def after_replies(crux: RubricCrux, side: Held) -> float | None:
    """Return a belief after replies, where the other side's is that alone; else None."""
    counted = crux.a.settled or crux.b.settled
    return side.after if counted and not side.settled else None
