"""Write docs/cli.md and docs/configuration.md anew: ``python -m guide.cli``."""

from guide.cli import cli
from guide.cli.pages import write_pages

write_pages(cli)
