"""guide editor category: rename, move or merge a category, after having seen what it touches."""

import click

from guide.cli.company_editing import deciding_as
from guide.cli.running import json_option, print_json, running_guide
from guide.domain.category_changes import TreeAct, TreeChange
from guide.domain.editing import EditError
from guide.usecases.change_categories import change_category, preview_change


@click.command()
@click.argument("act", type=click.Choice([act.value for act in TreeAct]))
@click.argument("category")
@click.argument("target")
@click.option("--name-en", default="", help="Det engelske navn, når kategorien får nyt navn.")
@click.option("--reason", default="", help="Grunden; den står i historikken.")
@click.option("--confirm", default="", help="Mærket fra visningen; uden det bliver intet gjort.")
@json_option
def category(
    act: str, category: str, target: str, name_en: str, reason: str, confirm: str, as_json: bool
) -> None:
    """Giv CATEGORY navnet TARGET (rename), flyt den under TARGET, eller læg den sammen med den."""
    change = TreeChange(act=TreeAct(act), category=category, target=target, name_en=name_en)
    with running_guide() as guide:
        try:
            if confirm:
                preview = change_category(
                    guide.database, change, confirm, reason, deciding_as(guide)
                )
            else:
                preview = preview_change(guide.database, change)
        except EditError as error:
            raise click.ClickException(str(error)) from error
    if as_json:
        print_json(
            {
                "before": preview.before.slug,
                "after": preview.after.slug,
                "companies": preview.companies,
                "mark": preview.mark,
                "done": bool(confirm),
            }
        )
    elif confirm:
        click.echo(f"Gjort: {preview.companies} virksomheder er berørt.")
    else:
        click.echo(
            f"{preview.companies} virksomheder berøres. Gør det med: --confirm {preview.mark}"
        )
