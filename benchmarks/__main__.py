"""`python -m benchmarks`: every benchmark, its table."""

from benchmarks import cold_start, cruxes, portfolio, sobol, workspace

if __name__ == "__main__":
    cold_start.run()
    print()
    cruxes.run()
    print()
    workspace.run()
    print()
    sobol.run()
    print()
    portfolio.run()
