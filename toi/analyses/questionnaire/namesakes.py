"""People of one name among those who answered: two people, or one who answered twice.

Nobody but the one who collects can tell, and it changes what a group says; so it is asked.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from toi.analyses.shared.format import count, listed
from toi.errors import Problem
from toi.io.questionnaire.response import Response

LATEST, SEVERAL = "--latest", "--namesakes"


def namesakes(people: Sequence[Response]) -> list[list[Response]]:
    """Return those who have a name with somebody else, by name, as they were read."""
    by_name: dict[str, list[Response]] = {}
    for one in people:
        if one.name:
            by_name.setdefault(one.name.casefold(), []).append(one)
    return [several for several in by_name.values() if len(several) > 1]


def asked_about(people: Sequence[Response]) -> Iterator[Problem]:
    """Ask of each later one of a name whether it is the same person, where it stands."""
    for first, *others in namesakes(people):
        for one in others:
            message = (
                f"{first.name} has answered at {_place(first)} too{_alike(first, one)}: for one "
                f"person {LATEST} keeps the later answers, for two {SEVERAL} keeps both"
            )
            yield one.problem("same-name", message)


def _alike(first: Response, other: Response) -> str:
    return ", all alike" if first.answers == other.answers else ""


def latest(people: Sequence[Response]) -> tuple[list[Response], list[Response]]:
    """Keep the latest answers of everybody of one name.

    Later is what stands further down in a file, or in a file that was changed later.

    Returns
    -------
    (list of Response, list of Response)
        Those who stay, in their order, and those who are left out.
    """
    out: set[int] = set()
    for several in namesakes(people):
        kept = max(several, key=lambda one: (_changed(one), several.index(one)))
        out |= {id(one) for one in several if one is not kept}
    return [p for p in people if id(p) not in out], [p for p in people if id(p) in out]


def _changed(one: Response) -> int:
    return Path(one.file).stat().st_mtime_ns


def told_kept(kept: Sequence[Response], out: Sequence[Response], anonymous: bool) -> Iterator[str]:
    """Say whose earlier answers are left out, and which are kept."""
    if anonymous and out:
        yield f"{count(len(out), 'earlier answer')} of a name that answered later too, left out"
        return
    by_name = {one.name.casefold(): one for one in kept}
    for one in out:
        later = by_name[one.name.casefold()]
        yield f"{one.name}: {_place(later)} is kept, the earlier {_place(one)} is left out"


def told_several(named: Sequence[tuple[str, str, Response]], anonymous: bool) -> Iterator[str]:
    """Say which files are of people of one name."""
    files = {id(person): name for name, _, person in named}
    for several in namesakes([person for _, _, person in named]):
        places = [f"{files[id(one)]} ({_place(one)})" for one in several]
        who = several[0].name
        called = "of one name" if anonymous else f"called {who}: {listed(places, len(places))}"
        yield f"{len(several)} are {called}"


def _place(one: Response) -> str:
    return f"{one.file}:{one.line}"
