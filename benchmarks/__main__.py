"""`python -m benchmarks`: every benchmark, its table."""

from benchmarks import cold_start, portfolio, workspace

if __name__ == "__main__":
    cold_start.run()
    print()
    workspace.run()
    print()
    portfolio.run()
