"""/redaktion/dagens: the calendar of the company of the day."""

from datetime import date, timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import cards, companies, featured
from guide.usecases.choose_company_of_the_day import DayRefusedError, clear_day, plan_day
from guide.web.context import the_guide, today
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp

BACK, AHEAD = timedelta(days=7), timedelta(days=42)


@bp.get("/dagens")
def calendar() -> ResponseReturnValue:
    """Show a week back and six ahead; a day without a choice goes by turn."""
    return _page()


@bp.post("/dagens")
def plan() -> ResponseReturnValue:
    """Choose a day's company, or leave the day to its turn again."""
    guide, editor, form = the_guide(), current_editor(), request.form
    day = _day(form.get("day", ""))
    if day is None or day < today():
        return _page(_("Vælg en dag, der ikke er gået."), 422)
    if form.get("action") == "clear":
        clear_day(guide.database, day, editor.actor, editor.now)
        return redirect(url_for("desk.calendar", gjort=1), 303)
    slug = form.get("company", "").strip().rpartition("/")[2]
    with guide.database.reading() as work:
        known = companies.find_by_slug(work, slug)
    if known is None:
        return _page(_("Virksomheden findes ikke. Skriv adressen på dens profil."), 422)
    note = form.get("note", "").strip()[:300]
    try:
        plan_day(guide.database, guide.policy, day, known.id, editor.actor, note, editor.now)
    except DayRefusedError as error:
        return _page(str(error), 422)
    return redirect(url_for("desk.calendar", gjort=1), 303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(error: str = "", status: int = 200) -> ResponseReturnValue:
    first = today() - BACK
    with the_guide().database.reading() as work:
        chosen = {one.day: one for one in featured.days(work, first, today() + AHEAD)}
        found = {c.id: c for c in cards.by_ids(work, [one.company_id for one in chosen.values()])}
    days = [first + timedelta(days=number) for number in range((BACK + AHEAD).days + 1)]
    page = render_template(
        "desk/calendar.html",
        days=[
            (day, chosen.get(day), found.get(chosen[day].company_id) if day in chosen else None)
            for day in days
        ],
        today=today(),
        form=request.form,
        error=error,
        done=bool(request.args.get("gjort")),
    )
    return page, status
