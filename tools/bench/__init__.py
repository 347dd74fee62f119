"""make bench: the measurements P1–P8, each beside its floor in one run; the results go to docs/benchmarks.md."""
