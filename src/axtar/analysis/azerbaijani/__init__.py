"""The Azerbaijani analyser: suffix grammar, lexicon, derivation and transliteration."""
