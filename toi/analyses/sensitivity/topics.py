"""Topics of `toi sensitivity`, and what each needs, for those who only want their names."""

TOPICS = (
    *("ranks", "pairwise", "weights", "flips", "cruxes", "tornado", "sobol", "regret"),
    *("overlap", "critical"),
)
TORNADO, OVERLAP, CRITICAL = "tornado", "overlap", "critical"
COUNTED, TO_LEAD = ("ranks", "pairwise"), ("weights", "flips")
TURNED = (*TO_LEAD, TORNADO)
UNDRAWN = (*TURNED, OVERLAP, CRITICAL)  # of the deterministic score alone
