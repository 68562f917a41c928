"""The printed label of each page: candidates, the sequences that they form, and the labels embedded in the file."""
