"""Records as files for reference managers, one module per format."""
