"""Citations to read, in CSL styles."""
