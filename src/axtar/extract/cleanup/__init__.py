"""Clean-up of raw text: encoding, characters, words divided at line ends, paragraphs."""
