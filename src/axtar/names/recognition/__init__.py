"""What a word does name in a text or a query: ordered rules over candidates."""
