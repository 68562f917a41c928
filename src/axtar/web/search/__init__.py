"""The search page, and suggestions while a query is typed."""
