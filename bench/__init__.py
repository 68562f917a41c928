"""Speed and size, as ratios in one run: `python -m bench`. docs/performance.md says what the figures mean."""
