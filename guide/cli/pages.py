"""The page of all commands and the page of all settings, made from the code itself."""

from collections.abc import Iterator
from pathlib import Path

import click

from guide.config import Settings

DOCS = Path(__file__).parents[2] / "docs"


def command_page(root: click.Command) -> str:
    """Return docs/cli.md: every command with its help."""
    parts = [
        "# The command line",
        "",
        "Made by `python -m guide.cli` from the commands' own help.",
        "",
    ]
    for path, command in every_command(root):
        context = click.Context(
            command, info_name=" ".join(path), terminal_width=96, max_content_width=96
        )
        text = command.get_help(context).rstrip()
        parts += [f"## {' '.join(path)}", "", "```", text, "```", ""]
    return "\n".join(parts)


def settings_page() -> str:
    """Return docs/configuration.md: every setting with its default and its meaning."""
    lines = [
        "# Configuration",
        "",
        "Settings come from the environment; all faults are listed at once at the start.",
        "Made by `python -m guide.cli` from the settings themselves.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, setting in Settings.model_fields.items():
        default = setting.default
        shown = ", ".join(default) if isinstance(default, tuple) else str(default)
        hidden = "" if "**" in shown or not shown else f"`{shown}`"
        lines.append(f"| `GUIDE_{name.upper()}` | {hidden} | {setting.description} |")
    return "\n".join([*lines, ""])


def every_command(root: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that call it, groups before their commands."""
    return _walk(root, ("guide",))


def _walk(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _walk(command.commands[name], (*path, name))


def write_pages(root: click.Command) -> None:
    """Write both pages into docs/."""
    (DOCS / "cli.md").write_text(command_page(root), encoding="utf-8")
    (DOCS / "configuration.md").write_text(settings_page(), encoding="utf-8")
