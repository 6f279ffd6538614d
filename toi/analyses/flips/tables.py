"""What would change a ranking, as tables for other programs."""

from toi.analyses.flips.result import Changing
from toi.analyses.shared.tables import Table, joined


def flips_table(found: Changing) -> Table:
    """Every single number that puts another theory first."""
    headers = ["what", "id", "from", "to", "rounded", "distance", "new_leader", "verified", "set"]
    rows = [
        [
            *(flip.what, flip.id, flip.from_, flip.to, flip.rounded, flip.distance),
            *(flip.new_leader, flip.verified, joined(flip.set)),
        ]
        for flip in found.flips
    ]
    return Table(headers, rows)


def weights_table(found: Changing) -> Table:
    """The weights at which the leader stays first."""
    rows = [
        [name, found.weights[name], low, high, *found.successors[name]]
        for name, (low, high) in (found.weight_stability or {}).items()
    ]
    return Table(["criterion", "now", "low", "high", "leads_below", "leads_above"], rows)


def tornado_table(found: Changing) -> Table:
    """The leader's lead with each number at its ends."""
    headers = ["what", "id", "low", "high", "lead_low", "lead_high", "swing"]
    rows = [[r.what, r.id, r.low, r.high, r.lead_low, r.lead_high, r.swing] for r in found.tornado]
    return Table(headers, rows)
