"""Benchmarks of speed and size, as ratios within one run: `python -m bench`.

docs/performance.md explains the figures.
"""
