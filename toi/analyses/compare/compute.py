"""`toi compare`: what is named decides what is compared: theories, two rubrics, or a group."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote

from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.result import Compared
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.shared.lookup import find_kinds, find_theory, theories_called
from toi.analyses.shared.rubrics.labels import Entrant, entrants
from toi.analyses.shared.rubrics.words import left_out, one_by_one, rubrics_called
from toi.analyses.shared.session import AnyRubric, LoadedDebate, resolve_rubric
from toi.errors import InputErrors, Problem, usage
from toi.io.debate.called import record_of_id
from toi.io.rubric.choose import SeveralRubrics
from toi.io.rubric.find import available, rubric_folders
from toi.io.rubric.resolve import ResolvedRubric
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.progress import stage
from toi.records.debate import Debate
from toi.records.fields.numbers import LARGEST


@dataclass(frozen=True)
class _Asked:
    """A comparison as it was asked for: theories under rubrics, or rubrics alone."""

    theories: tuple[str, ...]
    rubrics: tuple[str, ...]


def run_compare(
    opened: LoadedDebate,
    words: Sequence[str],
    rubrics: Sequence[AnyRubric | None] = (),
    settings: Sequence[str] = (),
    kinds: str | None = None,
    seed: int = 0,
    trust: Sequence[str] = (),
) -> Compared:
    """Compare what `words` and `rubrics` name.

    Theories are compared under each rubric; without theories it is the rubrics that are
    compared, one alone with the default one. Settings are made in every rubric that is named; one
    rubric alone is then compared with itself as it is without them.

    Raises
    ------
    InputErrors
        Where words name nothing, or theories and rubrics mixed.
    """
    asked = _told_apart(opened, words)
    rubrics, untaken = one_by_one(opened, rubrics)
    notes = (*left_out(words), *untaken)
    if asked.theories:
        _no_trust(trust)
        theories = _two_or_more(opened.debate, asked.theories)
        known = entrants(resolved_rubrics(opened, rubrics or [None], settings))
        wanted = find_kinds(opened.debate, kinds)
        from toi.analyses.compare.theories.compute import run_theories

        with stage(f"comparing {opened.debate.words.many}"):
            compared = run_theories(opened, theories, known, wanted, seed)
        return replace(compared, notes=(*notes, *compared.notes))
    both = _one_and_another(opened, [*asked.rubrics, *rubrics], settings)
    found = _rubrics(opened, entrants(both), find_kinds(opened.debate, kinds), seed, trust)
    return replace(found, notes=(*notes, *found.notes))


def nothing_to_compare(debate: Debate, command: str = "compare") -> InputErrors:
    """Return the error of a command that compares, where nothing is named; to be raised."""
    some = " ".join(map(quote, [*debate.theories][:2]))
    return usage(
        f"name what to compare: toi {command} {some} ({debate.words.many}), or toi {command} mine "
        "theirs (rubrics)",
        "nothing-to-compare",
    )


def _one_and_another(
    opened: LoadedDebate, names: Sequence[AnyRubric | None], settings: Sequence[str]
) -> list[ResolvedRubric]:
    """Return the rubrics to compare: one alone with itself unchanged, or with the default one."""
    if not names:
        raise nothing_to_compare(opened.debate)
    if len(names) == 1 and settings:
        return [resolve_rubric(opened, names[0], changes) for changes in (settings, ())]
    named = [*names, None] if len(names) == 1 else names
    try:
        return resolved_rubrics(opened, named, settings)
    except SeveralRubrics as error:
        raise _with_which(str(names[0]), error.names) from None


def _with_which(name: str, known: Sequence[str]) -> InputErrors:
    """Return the error for one rubric alone, where several may be meant as the other."""
    pairs = [f"toi compare {quote(name)} {quote(other)}" for other in known if other != name]
    return usage(f"with which is {name} to be compared? {' or '.join(pairs)}", "several-rubrics")


def _rubrics(
    opened: LoadedDebate,
    known: Sequence[Entrant],
    kinds: Sequence[str],
    seed: int,
    trust: Sequence[str],
) -> RubricsCompared | GroupCompared:
    if len(known) == 2:
        from toi.analyses.compare.rubrics.compute import run_rubrics
        from toi.analyses.compare.rubrics.turned_compute import turned_round

        _no_trust(trust)
        with stage("comparing rubrics"):
            found = run_rubrics(opened, known[0], known[1], kinds, seed)
            return turned_round(opened, found, known[0], known[1], kinds, seed)
    from toi.analyses.compare.group.compute import run_group

    with stage(f"comparing {len(known)} rubrics"):
        return run_group(opened, known, kinds, _trusted(trust, known))


def _told_apart(opened: LoadedDebate, words: Sequence[str]) -> _Asked:
    """Split words in theories and rubrics; a folder stands for the rubrics in it."""
    known, one = available(opened.places), opened.debate.words.an_one
    theories: list[str] = []
    rubrics: list[str] = []
    for word in words:
        found = list(rubrics_called(word, known))
        matches = theories_called(opened.debate, word)
        if found and word in opened.debate.theories:
            raise usage(
                f"{word!r} is {one} and a rubric; for the rubric write its path", "ambiguous-id"
            )
        if found:
            rubrics += found
        elif matches:
            theories.append(word)
        else:
            raise _nothing_called(word, opened.debate, known)
    if theories and rubrics:
        raise usage(
            f"{theories[0]} is {one}, {rubrics[0]} a rubric; compare two of one kind, or: "
            f"toi compare {' '.join(map(quote, theories))}{' ID' * (len(theories) < 2)} "
            f"--rubric {quote(rubrics[0])}",
            "mixed-compare",
        )
    return _Asked(tuple(theories), tuple(rubrics))


def _two_or_more(debate: Debate, words: Sequence[str]) -> list[str]:
    """Return the ids of the theories that words name, each once."""
    names = list(dict.fromkeys(find_theory(debate, word) for word in words))
    if len(names) == 1:
        other = next((name for name in debate.theories if name != names[0]), "ID")
        raise usage(
            f"{names[0]} is one {debate.words.one}; name another with it: "
            f"toi compare {names[0]} {other}",
            "one-to-compare",
        )
    return names


def _nothing_called(word: str, debate: Debate, known: Mapping[str, object]) -> InputErrors:
    record = record_of_id(word, debate)
    if record:
        what, name = record
        both = f"{debate.words.many} or rubrics"
        return usage(f"{name} is {what}; compare {both} (toi show {name})", "not-compared")
    hint = did_you_mean(word, [*debate.theories, *known, *rubric_folders(Path())])
    return usage(
        f"nothing is called {word!r}{hint or '; see toi list theories and toi rubric list'}",
        "unknown-id",
    )


def resolved_rubrics(
    opened: LoadedDebate,
    names: Sequence[AnyRubric | None],
    settings: Sequence[str] = (),
) -> list[ResolvedRubric]:
    """Resolve every rubric with the same settings, and tell all problems at once."""
    found: list[ResolvedRubric] = []
    problems: list[Problem] = []
    for name in names:
        try:
            found.append(resolve_rubric(opened, name, settings))
        except SeveralRubrics as error:
            if not problems:
                raise
            problems += error.problems
        except InputErrors as error:
            problems += error.problems
    if problems:
        fine = len(found)
        if fine > 1:
            message = (
                f"{fine} of {len(names)} rubrics are fine; to go on without the others, name these "
                f"alone: {' '.join(quote(one.name) for one in found)}"
            )
            problems.append(Problem("toi", None, None, message, "some-rubrics"))
        raise InputErrors(problems)
    return found


def _no_trust(trust: Sequence[str]) -> None:
    if trust:
        raise usage("--trust is for three rubrics or more", "trust-of-group")


def _trusted(trust: Sequence[str], rubrics: Sequence[Entrant]) -> list[float]:
    """Return how much each rubric counts: 1, or what `NAME=NUMBER` says."""
    names = [rubric.name for rubric in rubrics]
    given: dict[str, float] = {}
    for setting in trust:
        name, _, text = setting.partition("=")
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if name not in names:
            hint = did_you_mean(name, names)
            raise usage(f"--trust {setting}: no rubric here is called {name!r}{hint}", "bad-trust")
        if not 0.0 <= value <= LARGEST:
            message = f"--trust {setting}: write NAME=NUMBER, from 0 to {LARGEST:g}"
            raise usage(message, "bad-trust")
        if given.setdefault(name, value) != value:
            message = f"--trust {name}={given[name]:g} and --trust {setting}: write one of them"
            raise usage(message, "repeated-option")
    found = dict.fromkeys(names, 1.0) | given
    if not sum(found.values()) > 0:
        raise usage("--trust leaves no rubric that counts", "bad-trust")
    return [found[name] for name in names]
