"""PDF: text and page labels, page images, and the position of text on them."""
