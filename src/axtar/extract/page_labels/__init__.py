"""The printed label of each page: candidates, the sequences they form, and what the file itself claims."""
