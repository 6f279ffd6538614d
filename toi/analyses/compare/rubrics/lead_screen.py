"""Leaders by two rubrics, and what one would have to take over to rank as the other."""

from collections.abc import Iterator
from math import ceil, floor

from toi.analyses.compare.rubrics.naming import names_of
from toi.analyses.compare.rubrics.result import HybridStep, RubricsCompared, TurnedRound
from toi.analyses.shared.format import (
    correlation,
    listed,
    per_cent,
    short_per_cent,
    whole_per_cent,
)
from toi.analyses.shared.moves import pairs_text
from toi.analyses.shared.names import Names
from toi.analyses.shared.rubrics.conventions import TITLES, setting_word
from toi.analyses.shared.verdict import less_than_nothing, nobody_leads

MOST_WEIGHTS = 3  # that are named
CLOSER = 0.05  # in agreement, from which a fit tells more than the other's weights do
LEAST_TOLD = 0.1  # of the pairs, from which a way of counting is told


def shared_leader(result: RubricsCompared) -> str:
    """Say who comes first for either side, and what one would have to take over to agree."""
    lead, names = result.lead, result.provenance.names
    a, b = names_of(result)
    ours, theirs = (listed([names.theory(name) for name in side]) for side in (lead.a, lead.b))
    if any(all_excluded(result)):
        return _excluded(result, ours, theirs)
    below = "".join(_below_nothing(result))
    if lead.a == lead.b:
        return f"Under both, {theirs} {'leads' if len(lead.b) == 1 else 'lead'}.{below}"
    start = f"{a} has {ours} first, {b} {theirs}.{below}{_by_counting(result)}{_by_gates(result)}"
    if lead.steps is None:
        return f"{start} Not even all weights and credences of {b} would give {a} that leader."
    words = [step_word(step, names) for step in lead.steps]
    if len(words) > 4:
        some = "; ".join(_of_step(step, names) for step in lead.steps[:3])
        return (
            f"{start} {a} would share that leader after taking over {len(words)} weights and "
            f"credences of {b} together: {some} and others; no one or two of them do."
        )
    alone = (
        ""
        if len(words) == 1
        else f" No single weight or credence in which they differ does, as far as {b} has it: "
        "it takes these together."
    )
    return f"{start} {a} would share the leader of {b} if {listed(words)} (verified).{alone}"


def all_excluded(result: RubricsCompared) -> tuple[bool, bool]:
    """Tell of either side whether gates exclude all, so that none comes first."""
    moves = result.moves
    return all(move.before.gated for move in moves), all(move.after.gated for move in moves)


def _excluded(result: RubricsCompared, ours: str, theirs: str) -> str:
    """Say who comes first for the one side by which gates do not exclude all."""
    (a, b), (first, second) = names_of(result), all_excluded(result)
    every = nobody_leads(result.provenance.words)
    if first and second:
        return f"Under both, {every}."
    who, its, other = (b, theirs, a) if first else (a, ours, b)
    return f"{who} has {its} first; by {other}, {every}."


def _below_nothing(result: RubricsCompared) -> Iterator[str]:
    """Say, with a space before it, by which side even the first costs more than it gives."""
    names, words = result.provenance.names, result.provenance.words
    for side, (label, leaders) in enumerate(
        zip(result.rubrics, (result.lead.a, result.lead.b), strict=True)
    ):
        of = {move.id: (move.before, move.after)[side].score for move in result.moves}
        who = f"By {label.name}, {listed([names.theory(name) for name in leaders])}"
        below = less_than_nothing(
            of[leaders[0]], result.nothing[side], words, who, len(leaders) > 1
        )
        yield f" {below}" if below else ""


def _by_counting(result: RubricsCompared) -> str:
    """Say, with a space before it, if counting one thing alike alone makes the leaders one."""
    a, b = names_of(result)
    enough = [TITLES[one.group] for one in result.counted_alike if one.leaders == result.lead.b]
    if not enough:
        return ""
    return f" Counting {enough[0]} as {b} does would alone give {a} that leader."


def _by_gates(result: RubricsCompared) -> str:
    """Say, with a space before it, which gates alone, held as b does, make the leaders one."""
    (a, b), gates = names_of(result), [f"the gate {rule}" for rule in result.lead.gates]
    if not gates:
        return ""
    either = "either of these alone: " if len(gates) == 2 else "any of these alone: "
    which = gates[0] if len(gates) == 1 else f"{either}{listed(gates)}"
    alone = " alone" if len(gates) == 1 else ""
    return f" Holding {which} as {b} does would{alone} give {a} that leader."


def counted_alike(result: RubricsCompared) -> Iterator[str]:
    """Say what is left of a difference that lies in how the two count; nothing if it is small."""
    found, names = result.agreement, result.provenance.names
    a, b = names_of(result)
    for one in result.counted_alike:
        if not one.share or one.share < LEAST_TOLD:
            continue
        first = listed([names.theory(name) for name in one.leaders])
        also = " under both" if one.leaders == result.lead.b else f" for {a}"
        lead = "" if any(all_excluded(result)) else f", and {first} would lead{also}"
        turned = (
            f"{pairs_text(one.pairs)} pairs in place of {pairs_text(found.pairs)}"
            if pairs_text(one.pairs) != pairs_text(found.pairs)
            else f"as many pairs ({pairs_text(one.pairs)})"
        )
        yield (
            f"{whole_per_cent(one.share)} of this difference is neither values nor beliefs but "
            f"how to count {TITLES[one.group]}: {setting_word(one.group, one.a)} ({a}) or "
            f"{setting_word(one.group, one.b)} ({b}). If {a} counted them as {b} does, "
            f"{turned} would stand the "
            f"other way{lead}."
        )


def turned_round(result: RubricsCompared) -> Iterator[str]:
    """Say how near the first would come to ranking as the second by its values, by its beliefs."""
    found, names = result.turned, result.provenance.names
    a, b = names_of(result)
    if found is None:
        return
    now, values, beliefs, fitted = map(
        correlation,
        (
            result.agreement.kendall_tau_b,
            found.by_their_weights,
            found.by_beliefs,
            found.by_values,
        ),
    )
    told = (
        f"How near {a} would come to ranking as {b} (agreement now {now}): {values} with the "
        f"weights of {b}, {beliefs} with the beliefs of {b}, all else as {a} has it."
    )
    if (found.by_values or 0.0) < (found.by_their_weights or 0.0) + CLOSER:
        yield told
        return
    moved = sorted(found.weights, key=lambda name: -abs(found.weights[name] - _now(found, name)))
    weights = ", ".join(
        f"{names.criterion(name)} {short_per_cent(_now(found, name))} -> "
        f"{per_cent(found.weights[name])}"
        for name in moved[:MOST_WEIGHTS]
    )
    more = " and others" if len(moved) > MOST_WEIGHTS else ""
    yield (
        f"{told} Nearest by any weights, which a fit finds and nobody holds: {fitted} ({weights}"
        f"{more})."
    )


def _now(found: TurnedRound, name: str) -> float:
    return found.weights_now.get(name, 0.0)


def _of_step(step: HybridStep, names: Names) -> str:
    if step.group == "weights":
        return f"the weight of {names.criterion(step.id)}"
    return f'"{names.argument(step.id)}"'


def step_word(step: HybridStep, names: Names) -> str:
    """Write one change towards the other side, rounded to beyond where it takes effect."""
    verb = "rose" if step.at > step.now else "fell"
    if step.group == "weights":
        text = f"{_of_step(step, names)} {verb} from {100 * step.now:.0f} % to "
        return text + f"{_outward(100 * step.at, step.at > step.now)} %"
    counted = " (replies counted)" if step.settled else ""
    at = _outward(100 * step.at, step.at > step.now) / 100
    moved = f"{whole_per_cent(step.now)} to {whole_per_cent(at)}"
    return f"{_of_step(step, names)} {verb} from {moved}{counted}"


def _outward(value: float, up: bool) -> int:
    """Return the next whole number that is surely past a threshold."""
    return ceil(value - 1e-9) if up else floor(value + 1e-9)
