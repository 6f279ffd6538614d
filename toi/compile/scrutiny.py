"""Scrutiny as arrays: how closely theories were examined, and who their peers are."""

import numpy as np

from toi.compile.derivations import leaf_shares
from toi.engine.problem import PeerScrutiny
from toi.records.debate import Debate
from toi.records.fields.numbers import middle


def compile_scrutiny(debate: Debate, row: dict[str, int], number: dict[str, int]) -> PeerScrutiny:
    """Find how closely each theory was examined, and its peers, wholes among them by parts.

    A theory whose peers were not examined at all borrows nothing: it counts as examined.
    """
    examined = np.ones(len(row))
    peers, shares = [], []
    for name, t in row.items():
        weights = _peers_of(debate, name)
        total = sum(weights.values())
        peers.append(np.array([row[peer] for peer in weights], dtype=np.int64))
        shares.append(np.array(list(weights.values())) / (total or 1.0))
        if weights:
            examined[t] = _examined(debate, name)
    spared = np.zeros((len(row), len(number)), dtype=bool)
    for name, a in number.items():
        argument = debate.arguments[name]
        passed = {*argument.spares, *(other for e in argument.effects for other in e.except_)}
        spared[[row[theory] for theory in debate.leaves(sorted(passed))], a] = True
    return PeerScrutiny(examined, tuple(peers), tuple(shares), spared)


def _peers_of(debate: Debate, theory: str) -> dict[str, float]:
    """Weigh each peer by how closely it was examined, a part by its share too."""
    found: dict[str, float] = {}
    for name in debate.members(debate.theories[theory].peers):
        for leaf, share in leaf_shares(debate, name).items():
            if leaf != theory:
                found[leaf] = max(found.get(leaf, 0.0), share * _examined(debate, leaf))
    return {name: weight for name, weight in sorted(found.items()) if weight > 0}


def _examined(debate: Debate, theory: str) -> float:
    """Return how closely a theory was examined, 0 to 1; wholly, where nothing is said."""
    said = debate.theories[theory].scrutiny
    return 1.0 if said is None else middle(said.value)
