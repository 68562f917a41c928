"""A pool of worker processes, and a single process for isolated calls.

Knows no file format.
"""
