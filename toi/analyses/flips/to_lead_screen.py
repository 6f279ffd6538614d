"""Lines on what it takes for a theory to lead."""

from toi.analyses.flips.change_words import change_text
from toi.analyses.flips.result import Route, ToLead
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import count, glued, listed
from toi.analyses.shared.provenance import drawn_options, ranked_options
from toi.analyses.shared.result import Provenance

MOST_CHANGES = 8


def add_to_lead(screen: Screen, found: ToLead, made: Provenance, in_doubt: bool = True) -> None:
    """Add what it takes for a theory to lead, as sentences.

    Parameters
    ----------
    in_doubt : bool
        Whether some number may move its lead, where gates exclude the theory asked about: another
        leads, and not every draw excludes it.
    """
    called = made.names.theory(found.theory)
    if found.leads:
        command = glued(f"toi sensitivity flips{drawn_options(made)}")
        screen.say(f"{called} leads; what would put another first: {command}")
        return
    if found.reason:
        screen.say(f"What it takes for {called} to lead: {found.reason}.")
        if in_doubt:
            command = glued(f"toi sensitivity tornado {found.theory}{drawn_options(made)}")
            screen.say(f"What one number alone does: {command}")
        return
    screen.say(_by_weights(found, made))
    cheaper = found.together and not (
        found.weights and found.weights.cost <= found.together.cost + 1e-6
    )
    if found.together and cheaper:
        screen.say(
            f"With beliefs too, the least found: {_all_of(found, found.together, made)}"
            f"{_verified(found.together)}."
        )
    elif found.weights:
        screen.line("No way was found that is cheaper by changing beliefs too.")
    else:
        screen.line(f"Nothing within these limits puts it first; best rank {found.best_rank}.")
    free = listed([made.names.criterion(name) for name in found.free])
    screen.say(
        f"Limits: weights on {free}; beliefs from 0 to 1; judgements and forces as they are."
    )
    route = found.together if cheaper else found.weights
    if route:
        settings = "".join(f" --set {one}" for one in route.set)
        screen.next(f"score{ranked_options(made)}{settings}", label="Try: ", indent="     ")


def _by_weights(found: ToLead, made: Provenance) -> str:
    if found.weights:
        return (
            f"{_all_of(found, found.weights, made)}. No smaller change of the weights alone does"
            f"{_verified(found.weights)}."
        )
    called = made.names.theory(found.theory)
    on = f"the {count(len(found.free), 'criterion', 'criteria')} that count"
    text = f"No weights on {on} put {called} first: whatever they are, some rival is ahead"
    behind = -(found.margin or 0)
    text += f" by {behind:.1f} points or more." if behind >= 0.05 else "."
    shares = sorted(found.beaten_by.items(), key=lambda one: (-one[1], one[0]))
    if len(shares) == 1:
        other = made.names.theory(shares[0][0])
        return f"{text} {other} is at least as good on each of these criteria."
    mixture = listed([f"{100 * share:.0f} % {made.names.theory(name)}" for name, share in shares])
    return f"{text} Proof: the mixture of {mixture} is as good or better on each of these criteria."


def _all_of(found: ToLead, route: Route, made: Provenance) -> str:
    texts = [
        f"{made.names.number(one.what, one.id)} {glued(change_text(one))}" for one in route.changes
    ]
    some, left = texts[:MOST_CHANGES], len(texts) - MOST_CHANGES
    more = f"; and {left} more" if left > 0 else ""
    if_all = "all of: " if len(texts) > 1 else ""
    return f"{made.names.theory(found.theory)} leads if {if_all}{'; '.join(some)}{more}"


def _verified(route: Route) -> str:
    return " (verified by scoring)" if route.verified else ""
