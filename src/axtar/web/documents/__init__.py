"""A document: its record, its pages as printed, its citation, and editing."""
