"""Topics of `toi sensitivity`, for those who only want their names."""

TOPICS = (
    *("ranks", "pairwise", "weights", "flips", "cruxes", "tornado", "sobol", "regret"),
    *("overlap", "critical"),
)
