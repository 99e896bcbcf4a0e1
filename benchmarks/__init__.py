"""Measurements: ratios, side by side in one run. ``python -m benchmarks`` runs them all; RESULTS.md keeps the tables."""
