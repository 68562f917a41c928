"""Citation styles: their table, and the CSL processor that formats citations in them."""
