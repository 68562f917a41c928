"""Raw text to text as one would type it: encoding, letters, words cut at line ends, paragraphs."""
