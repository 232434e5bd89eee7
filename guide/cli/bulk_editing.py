"""guide editor override-many: one field of many companies, after having seen what changes."""

from typing import TextIO

import click

from guide.cli.company_editing import deciding_as
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.editing import EDITABLE, EditError, write_value
from guide.domain.facts import Field
from guide.usecases.edit_many import override_many, preview_many


@click.command("override-many")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.argument("field", type=click.Choice([name.value for name in EDITABLE]))
@click.argument("value")
@click.option("--reason", default="", help="Grunden; den står i historikken.")
@click.option("--confirm", default="", help="Mærket fra visningen; uden det bliver intet gjort.")
@json_option
def many(file: TextIO, field: str, value: str, reason: str, confirm: str, as_json: bool) -> None:
    """Beslut, hvad FIELD viser for virksomhederne i FILE, en slug på hver linje."""
    slugs = [line.strip() for line in file if line.strip()]
    name, revisions = Field(field), []
    with running_guide() as guide:
        editor = deciding_as(guide)
        try:
            preview = preview_many(guide.database, slugs, name, value, editor)
            if confirm:
                revisions = override_many(
                    guide.database, slugs, name, value, confirm, reason, editor
                )
        except EditError as error:
            raise click.ClickException(str(error)) from error
    changes = [
        {"slug": one.slug, "before": one.before, "after": one.after} for one in preview.changes
    ]
    if as_json:
        print_json({"changes": changes, "mark": preview.mark, "revisions": revisions})
        return
    for one in preview.changes:
        click.echo(f"{one.slug}: {write_value(one.before)!r} → {write_value(one.after)!r}")
    if confirm:
        numbers = " ".join(map(str, revisions))
        click.echo(f"Gjort. Fortryd inden 30 sekunder med: guide editor undo {numbers}")
    else:
        click.echo(f"{len(changes)} ændres. Gør det med: --confirm {preview.mark}")
