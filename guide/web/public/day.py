"""The company of the day in the guide's box."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from guide.usecases.choose_company_of_the_day import DayChoice, company_of_the_day
from guide.web.context import COPENHAGEN, the_guide
from guide.web.presenters.frame import Link
from guide.web.presenters.results import Entry
from guide.web.public.entries import entry
from guide.web.shared import Shared


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """The guide's box as it stands beside an article."""

    heading: str
    url: str
    updated: date | None
    count: int
    ways: tuple[Link, ...]
    company: Entry | None
    kicker: str
    figures_url: str
    sign_up_url: str


def box(known: Shared, sign_up_url: str) -> Box:
    """Fill the box for today."""
    guide = the_guide()
    if "day" not in known.kept:
        known.kept["day"] = company_of_the_day(guide.database, guide.policy, known.day)
    choice: DayChoice | None = known.kept["day"]
    shown = entry(choice.card, known) if choice else None
    has_figures = choice is not None and choice.card.has_figures
    published = known.published
    return Box(
        heading=guide.settings.site_name,
        url=url_for("public.front"),
        updated=published.astimezone(COPENHAGEN).date() if published else None,
        count=known.total,
        ways=(
            Link(label=str(_("Hvad kan de?")), url=url_for("public.categories")),
            Link(label=str(_("Hvor store er de?")), url=url_for("public.sizes")),
            Link(label=str(_("Hvor er de?")), url=url_for("public.places")),
        ),
        company=shown,
        kicker=str(_("Dagens virksomhed")),
        figures_url=f"{shown.url}#tal" if shown and has_figures else "",
        sign_up_url=sign_up_url,
    )
