"""What is asked of `toi sensitivity`: all, a topic, a theory, or numbers by name."""

from collections.abc import Sequence

from toi.analyses.cruxes.asked_compute import find_inputs
from toi.analyses.sensitivity.topics import TOPICS
from toi.analyses.shared.rubrics.words import theory_not_rubric
from toi.analyses.shared.session import Model
from toi.errors import InputErrors, usage
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass

DRAWS = 8192  # as many as `toi score`, so that the two say the same of a ranking


@dataclass(frozen=True)
class SensitivityRequest:
    """A request: for all sections, for one topic, or about one theory."""

    topic: str | None = None
    theory: str | None = None
    groups: tuple[str, ...] = ()  # finer groups of inputs, for Sobol indices and cruxes
    full: bool = True  # whether what takes long and no screen of all shows is wanted too

    def wants(self, *topics: str) -> bool:
        """Tell whether a section that belongs to some topics is wanted."""
        return self.topic in (None, *topics)


EVERYTHING = SensitivityRequest()


def parsed_words(words: Sequence[str]) -> tuple[str | None, str | None]:
    """Tell a topic and a theory apart, in either order.

    Raises
    ------
    toi.InputErrors
        If there is more than one of a kind.
    """
    topics = [word for word in words if word in TOPICS]
    others = [word for word in words if word not in TOPICS]
    if len(topics) > 1 or len(others) > 1:
        asked = topics if len(topics) > 1 else others
        hints = "".join(filter(None, (_meant(word) for word in others)))
        text = f"one topic and one name at a time, not {' and '.join(asked)}{hints}"
        raise usage(text, "one-at-a-time")
    return next(iter(topics), None), next(iter(others), None)


def find_asked(
    model: Model,
    topic: str | None,
    theory: str | None,
    groups: Sequence[str] = (),
    full: bool = True,
) -> SensitivityRequest:
    """Check what is asked for.

    Raises
    ------
    toi.InputErrors
        If there is no such topic or theory, or if groups are asked of anything but Sobol
        indices or the worth of knowing them.
    """
    if topic not in (None, *TOPICS):
        hint = _meant(topic) or f" (topics: {', '.join(TOPICS)})"
        raise usage(f"no topic {topic!r}{hint}", "unknown-topic")
    if groups and topic not in ("sobol", "cruxes"):
        text = "--group is for `toi sensitivity sobol` and `toi sensitivity cruxes`"
        raise usage(text, "group-without-sobol")
    named = None if theory is None else _theory(model, theory, topic)
    if groups and topic == "cruxes":
        find_inputs(model, groups)  # so that a misspelt one is told before long work
        if named is not None:
            text = f"--group asks about a choice among all; leave {named} out, or --group"
            raise usage(text, "group-with-theory")
    return SensitivityRequest(topic, named, tuple(groups), full)


def _theory(model: Model, word: str, topic: str | None) -> str:
    """Return the theory that a word names; what looks like a topic is a misspelt one."""
    try:
        return theory_not_rubric(model.opened, word, "sensitivity")
    except InputErrors:
        hint = _meant(word)
        if topic or not hint:
            raise
        text = f"no topic or theory {word!r}{hint}"
        raise usage(text, "unknown-topic") from None


def _meant(word: str) -> str:
    """Write `; did you mean 'ranks'? (topics: ...)` for a misspelt topic, else nothing."""
    hint = did_you_mean(word, TOPICS)
    return f"{hint} (topics: {', '.join(TOPICS)})" if hint else ""
