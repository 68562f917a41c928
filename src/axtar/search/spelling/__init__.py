"""Corrections of misspelled words: candidates, and the costs of slips."""
