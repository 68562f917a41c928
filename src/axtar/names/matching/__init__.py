"""What a word may name: inflection, cross-script keys, candidates."""
