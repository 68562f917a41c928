"""Export formats for reference managers, one module per format.

`formats.py` is their registry.
"""
