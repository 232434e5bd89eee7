"""The form an event is written in: as it is typed, as it is kept, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Form, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput

from guide.domain.categories import Category
from guide.domain.company import CompanyId
from guide.domain.danish_time import COPENHAGEN
from guide.domain.event_editing import EventContent
from guide.domain.events import Event
from guide.domain.slugs import slugify
from guide.usecases.edit_events import find_companies
from guide.web.company_form import line, text, whole_address
from guide.web.context import the_guide

MAX_NAMED = 100


def at_most(most: int) -> Length:
    """Return the check of a text's length."""
    return Length(max=most, message=lazy_gettext("Teksten er for lang."))


class EventForm(Form):
    """What is told of an event; days as 2027-01-31, hours as 09.30."""

    title = StringField(
        lazy_gettext("Hvad hedder det?"),
        [DataRequired(lazy_gettext("Skriv, hvad arrangementet hedder.")), at_most(200)],
        [line],
    )
    starts_on = StringField(lazy_gettext("Første dag"), filters=[line])
    starts_at = StringField(lazy_gettext("Begynder klokken"), filters=[line])
    ends_on = StringField(lazy_gettext("Sidste dag"), filters=[line])
    ends_at = StringField(lazy_gettext("Slutter klokken"), filters=[line])
    place = StringField(lazy_gettext("Sted"), [at_most(200)], [line])
    description = TextAreaField(lazy_gettext("Hvad sker der?"), [at_most(4000)], [text])
    theme = StringField(lazy_gettext("Tema"), [at_most(200)], [line])
    price = StringField(lazy_gettext("Pris"), [at_most(200)], [line])
    url = StringField(lazy_gettext("Arrangørens side"), [at_most(500)], [line])
    companies = TextAreaField(lazy_gettext("Virksomheder, det handler om"), [at_most(8000)], [text])
    categories = SelectMultipleField(
        lazy_gettext("Kategorier"), option_widget=CheckboxInput(), validate_choice=False
    )

    def offer(self, tree: Mapping[str, Category]) -> None:
        """Fill the categories, grouped by their parents."""
        self.tops = [one for one in tree.values() if one.parent is None]
        self.tree = tree
        self.categories.choices = [(one.slug, one.name_da) for one in tree.values()]
        self.named: tuple[CompanyId, ...] = ()

    def below(self, top: Category) -> Sequence[Category]:
        """Return a top category and those below it."""
        return [top, *(one for one in self.tree.values() if one.parent == top.slug)]

    def chosen_below(self, top: Category) -> bool:
        """Tell whether any of them is chosen."""
        return bool({one.slug for one in self.below(top)} & set(self.categories.data or ()))

    def validate_starts_on(self, field: StringField) -> None:
        """Check the first day; hours and a last day need it."""
        others = (self.starts_at.data, self.ends_on.data, self.ends_at.data)
        if not field.data and any(others):
            raise ValidationError(_("Skriv den dag, det begynder."))
        _day(field.data)

    def validate_ends_on(self, field: StringField) -> None:
        """Check the last day."""
        last, first = _day(field.data), _parsed(self.starts_on.data)
        if last and first and last < first:
            raise ValidationError(_("Det slutter, før det begynder."))

    def validate_starts_at(self, field: StringField) -> None:
        """Check the hour."""
        _hour(field.data)

    def validate_ends_at(self, field: StringField) -> None:
        """Check the hour; it needs the one at which it begins."""
        ends = _hour(field.data)
        if ends and not self.starts_at.data:
            raise ValidationError(_("Skriv også, hvornår det begynder."))
        starts = _clocked(self.starts_at.data)
        one_day = not self.ends_on.data or self.ends_on.data == self.starts_on.data
        if ends and starts and one_day and ends < starts:
            raise ValidationError(_("Det slutter, før det begynder."))

    def validate_url(self, field: StringField) -> None:
        """Bring the address to one form."""
        if field.data and not field.data.startswith(("http://", "https://")):
            field.data = whole_address(field.data)

    def validate_companies(self, field: TextAreaField) -> None:
        """Find the companies, and name the lines that are none."""
        lines = (field.data or "").splitlines()[:MAX_NAMED]
        guide = the_guide()
        self.named, unknown = find_companies(guide.database, guide.policy, lines)
        if unknown:
            raise ValidationError(
                _("Guiden kender ikke %(names)s.", names=", ".join(unknown)[:300])
            )

    def validate_categories(self, field: SelectMultipleField) -> None:
        """Check that the categories are there."""
        if set(field.data or ()) - set(self.tree):
            raise ValidationError(_("Kategorien findes ikke længere. Vælg en anden."))

    def content(self) -> EventContent:
        """Return what was typed; call it after ``validate``, faulty days are left out."""
        first, last = _parsed(self.starts_on.data), _parsed(self.ends_on.data)
        event = Event(
            slug=slugify(f"{self.title.data} {first or ''}"),
            title=self.title.data or "",
            starts_on=first,
            ends_on=None if last == first else last,
            starts_at=_moment(first, self.starts_at.data),
            ends_at=_moment(last or first, self.ends_at.data),
            place=self.place.data or "",
            description=self.description.data or "",
            theme=self.theme.data or "",
            price=self.price.data or "",
            url=self.url.data or "",
        )
        return EventContent(
            event=event,
            companies=tuple(sorted(self.named)),
            categories=tuple(sorted(set(self.categories.data or ()) & set(self.tree))),
        )


def form_values(content: EventContent, slugs: Sequence[str]) -> dict[str, Any]:
    """Return an event as the form's fields; ``slugs`` are those of its companies."""
    event = content.event
    told = ("title", "place", "description", "theme", "price", "url")
    return {
        **{name: getattr(event, name) for name in told},
        "starts_on": event.starts_on.isoformat() if event.starts_on else "",
        "ends_on": event.ends_on.isoformat() if event.ends_on else "",
        "starts_at": _clock(event.starts_at),
        "ends_at": _clock(event.ends_at),
        "companies": "\n".join(slugs),
        "categories": list(content.categories),
    }


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone(COPENHAGEN):%H:%M}" if moment else ""


def _day(typed: str | None) -> date | None:
    found = _parsed(typed)
    if typed and found is None:
        raise ValidationError(_("Skriv dagen som 2027-01-31."))
    return found


def _hour(typed: str | None) -> time | None:
    found = _clocked(typed)
    if typed and found is None:
        raise ValidationError(_("Skriv klokken som 09.30."))
    return found


def _parsed(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None


def _clocked(typed: str | None) -> time | None:
    try:
        found = time.fromisoformat(typed.replace(".", ":")) if typed else None
    except ValueError:
        return None
    return found and found.replace(tzinfo=None)


def _moment(day: date | None, typed: str | None) -> datetime | None:
    hour = _clocked(typed)
    if day is None or hour is None:
        return None
    return datetime.combine(day, hour, COPENHAGEN)
