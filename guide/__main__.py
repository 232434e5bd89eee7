"""Run the guide command with ``python -m guide``."""

from guide.cli import main

main()
