"""`python -m benchmarks`: every benchmark, one table."""

from benchmarks.cold_start import run

if __name__ == "__main__":
    run()
