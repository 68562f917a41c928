"""Azerbaijani morphology: lexicon, suffix grammar, derivation, transliteration of Cyrillic.

See docs/azerbaijani.md.
"""
