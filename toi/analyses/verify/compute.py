"""`toi data verify`: every claim's place words and lines against a copy of the published text."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from toi.analyses.shared.format import listed, span
from toi.analyses.shared.session import LoadedDebate
from toi.analyses.verify.result import FailedClaim, VerifyResult
from toi.errors import usage
from toi.io.debate.entry import Entry
from toi.io.debate.folders import find_folders
from toi.io.debate.load import load
from toi.io.text_copy import read_text_copy
from toi.records.theory import Claim

SAME = 0.5  # of the claims that are found: from so many in their lines, the lines are the same
Places = Mapping[str, Sequence[tuple[int, int]]]  # of each claim's words: place and line


def run_verify(folder: str | None, file: str) -> VerifyResult:
    """Hold the claims of a data folder against a copy of the text.

    Raises
    ------
    toi.InputErrors
        If records or copy cannot be read, or there are no claims.
    """
    places = find_folders(folder)
    loaded = load(places.data.path, places.data.shown_as, True, places.data.origin)
    claims: list[Entry[Claim]] = loaded.entries.get("claims", [])
    named = [entry for entry in claims if entry.record.find]
    if not named:
        what = "no claim that names words to find" if claims else "no claims"
        raise usage(f"{places.data.shown_as} has {what}", "no-claims")
    copy = read_text_copy(file)
    found = {e.record.id: list(copy.places(e.record.find or "")) for e in named}
    records = [entry.record for entry in named]
    same = _same_lines(records, found)
    wrong = dict(_off_lines(records, found) if same else _out_of_order(records, found))
    return VerifyResult(
        provenance=LoadedDebate(loaded.debate, places).provenance(),
        file=file,
        claims=len(named),
        silent=len(claims) - len(named),
        same_lines=same,
        failed=tuple(
            _failed(entry, found[entry.record.id], wrong[entry.record.id])
            for entry in named
            if entry.record.id in wrong
        ),
        notes=places.notes,
    )


def _same_lines(claims: Sequence[Claim], found: Places) -> bool:
    known = [claim for claim in claims if found[claim.id]]
    there = sum(1 for claim in known if _within(claim, found))
    return there >= SAME * len(known) and bool(known)


def _within(claim: Claim, found: Places) -> bool:
    first, last = claim.lines
    return any(first <= line <= last for _, line in found[claim.id])


def _off_lines(claims: Sequence[Claim], found: Places) -> Iterator[tuple[str, str]]:
    """Say of claims where their words stand, if not in their lines."""
    for claim in claims:
        if not found[claim.id]:
            yield claim.id, "missing"
        elif not _within(claim, found):
            lines = [str(line) for _, line in found[claim.id]]
            yield claim.id, f"on line {listed(lines)}, not {span(*claim.lines)}"


def _out_of_order(claims: Sequence[Claim], found: Places) -> Iterator[tuple[str, str]]:
    """Say of claims where their words stand, if not between claims of earlier and later lines.

    Those held against are claims of one line whose words occur once, as many of them as stand in
    the order of their lines.
    """
    anchors = sorted(
        (claim.lines[0], found[claim.id][0][0])
        for claim in claims
        if len(found[claim.id]) == 1 and claim.lines[0] == claim.lines[1]
    )
    kept = _in_order(anchors)
    lines = [line for line, _ in kept]
    ends = [-1, *accumulate((at for _, at in kept), max)]
    begins = [*(at for _, at in kept), math.inf]
    for claim in claims:
        first, last = claim.lines
        after, before = ends[bisect_left(lines, first)], begins[bisect_right(lines, last)]
        if not found[claim.id]:
            yield claim.id, "missing"
        elif not any(after <= at <= before for at, _ in found[claim.id]):
            line = found[claim.id][0][1]
            yield claim.id, f"on line {line} of the copy, out of the order that the lines give"


def _in_order(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of (line, place), sorted, whose places grow (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []  # the anchor on top of each pile
    below: list[int | None] = []
    for number, (_, at) in enumerate(anchors):
        pile = bisect_right(tops, at)
        tops[pile : pile + 1] = [at]
        below.append(ends[pile - 1] if pile else None)
        ends[pile : pile + 1] = [number]
    found: list[tuple[int, int]] = []
    here = ends[-1] if ends else None
    while here is not None:
        found.append(anchors[here])
        here = below[here]
    return found[::-1]


def _failed(entry: Entry[Claim], places: Sequence[tuple[int, int]], wrong: str) -> FailedClaim:
    claim = entry.record
    code = "claim-missing" if wrong == "missing" else "claim-elsewhere"
    said = "is not in the text" if wrong == "missing" else f"stands {wrong}"
    message = f"{claim.id}: {claim.find!r} {said}"
    at = entry.problem(code, message, "find")
    return FailedClaim(
        claim=claim.id,
        place=f"{at.file}:{at.line}:{at.column}",
        find=claim.find or "",
        lines=claim.lines,
        found=tuple(line for _, line in places),
        message=message,
        code=code,
    )
