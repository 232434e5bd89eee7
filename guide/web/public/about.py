"""/om and /tilgaengelighed: where data are from, what decides the order, who can use the guide."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from guide.catalogue import sources
from guide.web.context import the_guide
from guide.web.shared import shared


def about() -> ResponseReturnValue:
    """Tell where data are from, how old they are, and every rule that decides an order."""
    with the_guide().database.reading() as work:
        listed = sources.every(work)
    return render_template(
        "public/about.html",
        known=shared(),
        sources=listed,
        settings=the_guide().settings,
        untold_places=shared().municipality_counts.get(None, 0),
    )


def accessibility() -> ResponseReturnValue:
    """State how accessible the guide is and whom to tell of barriers."""
    return render_template("public/accessibility.html", settings=the_guide().settings)


def add_to(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/om", view_func=about)
    bp.add_url_rule("/tilgaengelighed", view_func=accessibility)
