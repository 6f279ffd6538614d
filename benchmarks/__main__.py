"""`python -m benchmarks [NAME ...]`: one table of what matters, or the tables of those named."""

import sys
from importlib import import_module

NAMES = (
    *("overview", "cold_start", "montecarlo", "sensitivity", "cruxes", "sobol"),
    *("group", "portfolio", "workspace", "large", "memory", "growth", "plots", "fit"),
)


def main(wanted: list[str]) -> None:
    """Run benchmarks by name, in order."""
    unknown = sorted(set(wanted) - set(NAMES))
    if unknown:
        sys.exit(f"no benchmark is called {', '.join(unknown)} (there are: {', '.join(NAMES)})")
    for name in NAMES:
        if name in (wanted or [NAMES[0]]):
            import_module(f"benchmarks.{name}").run()
            print()


if __name__ == "__main__":
    main(sys.argv[1:])
