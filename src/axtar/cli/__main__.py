"""`python -m axtar.cli` is `axtar`."""

from axtar.cli import main

main()
