"""JSON for programs and for the page's own scripts; docs/json.md describes it."""
