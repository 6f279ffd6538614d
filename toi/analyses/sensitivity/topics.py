"""Topics of `toi sensitivity`, and what each needs, for those who only want their names."""

TOPICS = (
    *("ranks", "pairwise", "weights", "flips", "cruxes", "tornado", "sobol", "regret"),
    *("overlap", "critical"),
)
COUNTED, TURNED = ("ranks", "pairwise"), ("weights", "flips", "tornado")
OVERLAP, CRITICAL = "overlap", "critical"
UNDRAWN = (*TURNED, OVERLAP, CRITICAL)  # of the deterministic score alone
