"""Adding files, indexing their text, and keeping catalogue, index and originals in step."""
