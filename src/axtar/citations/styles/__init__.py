"""Citation styles: the table of styles, and the CSL processor that formats citations in them."""
