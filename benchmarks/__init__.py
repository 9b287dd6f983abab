"""What we measure: `python -m benchmarks` prints a table and writes results.json."""
