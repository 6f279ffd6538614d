"""`python -m toi`."""

from toi.cli.app import main

main()
