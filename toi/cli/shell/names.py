"""Names that help and completion list, where the code that knows them would be slow to import."""

PICTURES = (
    *("ranking", "explain", "ranks", "pairwise", "weights", "tornado", "cruxes", "sobol"),
    *("compare", "places", "opinions", "portfolio", "frontier", "map", "graph"),
)


def listed(names: tuple[str, ...]) -> str:
    """Return names as a sentence has them: a, b or c."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
