"""Run the command line with `python -m axtar.cli`."""

from axtar.cli import main

main()
