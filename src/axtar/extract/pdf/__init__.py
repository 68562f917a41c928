"""PDF files: their text layers, page images, and where text stands on a page."""
