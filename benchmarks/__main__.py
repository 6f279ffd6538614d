"""`python -m benchmarks [NAME ...]`: every benchmark, or those named, each a table."""

import sys
from importlib import import_module

NAMES = (
    *("cold_start", "montecarlo", "sensitivity", "cruxes", "sobol"),
    *("group", "portfolio", "workspace", "plots", "fit"),
)


def main(wanted: list[str]) -> None:
    """Run benchmarks by name, in order."""
    unknown = sorted(set(wanted) - set(NAMES))
    if unknown:
        sys.exit(f"no benchmark is called {', '.join(unknown)} (there are: {', '.join(NAMES)})")
    for name in NAMES:
        if not wanted or name in wanted:
            import_module(f"benchmarks.{name}").run()
            print()


if __name__ == "__main__":
    main(sys.argv[1:])
