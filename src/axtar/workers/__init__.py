"""A pool of worker processes, and a single process for isolated calls.

This package knows no file formats.
"""
