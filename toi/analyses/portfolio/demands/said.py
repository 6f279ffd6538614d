"""Demands in the unit in which they were asked for: money where somebody wrote money."""

from collections.abc import Mapping

from toi.analyses.shared.format import ids_tell
from toi.analyses.shared.names import name_of
from toi.records.debate import Debate

# What was written in this run for a floor, a cap or a grant of a line or kind; of None for all.
Said = Mapping[tuple[str, str | None], str]
NOTHING_SAID: Said = {}
NAMES = {"grant": "smallest grant"}


def in_words(said: Said, kind: str, name: str | None, share: float) -> str:
    """Write a floor, a cap or a grant: as this run says it, else in per cent of the budget."""
    return said.get((kind, name)) or f"{100 * share:.4g} %"


def demand_in_words(
    said: Said, kind: str, name: str | None, share: float, whose: str | None = None
) -> str:
    """Name a demand: `cap of 200,000 EUR for Model organisms`.

    Parameters
    ----------
    name : str or None
        The line or kind that it is asked of; None for every line.
    whose : str, optional
        What that is called.
    """
    if kind == "cap" and share == 0:
        return f"nothing for {whose}"
    amount = in_words(said, kind, name, share)
    return f"{NAMES.get(kind, kind)} of {amount} for {whose or 'every line'}"


def called_with_id(debate: Debate, name: str) -> str:
    """Name a line by its title and its id, if that says more; a kind or group by its name."""
    theory = debate.theories.get(name)
    if theory is None:
        return name
    title = name_of(theory)
    return f"{title} ({name})" if ids_tell([(name, title)]) else title
