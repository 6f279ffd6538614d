"""What a panel would choose, and discuss first, were all its readers as severe."""

from collections.abc import Sequence

from toi.analyses.discuss.choice import choose_few
from toi.analyses.discuss.result import Evened
from toi.analyses.readings.panel import Panel
from toi.analyses.readings.pool import run_pool
from toi.analyses.readings.severity import clearly_severe, without_severity
from toi.analyses.shared.session import LoadedDebate, prepare
from toi.errors import InputErrors

LEAST = 0.005  # points; less is worth no talk


def run_evened(
    opened: LoadedDebate,
    panel: Panel,
    files: Sequence[str],
    rubric: str | None,
    settings: Sequence[str],
    choose: int,
    kinds: Sequence[str],
) -> Evened | None:
    """Choose once more with the severity of readers taken off; None where nobody is clearly severe.

    Parameters
    ----------
    panel : Panel
        As it was read.
    """
    severe = {} if panel.severity_off else clearly_severe(panel, opened.debate)
    names = opened.debate.shown(kinds)
    if not severe or not 1 <= choose < len(names):
        return None
    try:
        even = without_severity(panel, opened.debate)
    except InputErrors:  # it cannot be taken off, as whoever asks for that is told
        return None
    model = prepare(opened, run_pool(opened, even, files, rubric).rubric, settings)
    choice = choose_few(model, even, names, choose)
    first = next((one for one in choice.knowing() if one.points >= LEAST), None)
    theory, criterion = (None, None) if first is None else choice.cell(first.judgement)
    return Evened(severe, choice.chosen, theory, criterion)
