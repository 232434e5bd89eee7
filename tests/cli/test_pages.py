"""The pages about commands and settings hold what the code holds."""

import click
import pytest

from guide.cli import cli
from guide.cli.pages import DOCS, command_page, every_command, settings_page
from guide.config import Settings

NEXT_STEP = "run python -m guide.cli"
COMMANDS = list(every_command(cli))


def test_the_command_page_is_up_to_date() -> None:
    """docs/cli.md equals the commands' own help."""
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == command_page(cli), NEXT_STEP


def test_the_settings_page_is_up_to_date() -> None:
    """docs/configuration.md equals the settings."""
    assert (DOCS / "configuration.md").read_text(encoding="utf-8") == settings_page(), NEXT_STEP


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=str)
def test_every_command_and_option_has_help(path: tuple[str, ...], command: click.Command) -> None:
    """Nobody has to read the code to know what a command does."""
    assert command.help, path
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, (path, option.name)


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_described(name: str) -> None:
    """A setting without a description is not documented."""
    assert Settings.model_fields[name].description
