"""What is known of a company beside its figures, each group with its source and age."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from guide.catalogue.companies import NameKind
from guide.catalogue.profiles import Profile
from guide.domain.danish_time import danish_day
from guide.domain.facts import Fact, Field, Layer
from guide.web.context import the_guide
from guide.web.languages import current_language
from guide.web.presenters.numbers import long_date, number, phone
from guide.web.public.words import form_long, told_status
from guide.web.shared import Shared


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceLine:
    """Who says so, where, and since when the guide knows it."""

    name: str
    url: str = ""
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FactLine:
    """A fact as shown; `text` None is told as `missing`."""

    label: str
    text: str | None
    url: str = ""
    outside: bool = False
    missing: str = ""
    source: SourceLine | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FactGroup:
    """Facts that belong together; a source that most of them share stands once, below."""

    heading: str
    facts: tuple[FactLine, ...]
    source: SourceLine | None


def fact_groups(profile: Profile, known: Shared) -> tuple[FactGroup, ...]:
    """Lay out identity, place and contact."""
    groups = (
        (str(_("Virksomheden")), _identity(profile, known)),
        (str(_("Hvor de er")), _place(profile, known)),
        (str(_("Kontakt")), _contact(profile)),
    )
    return tuple(_group(heading, facts) for heading, facts in groups if facts)


def description_source(profile: Profile) -> SourceLine | None:
    """Tell who wrote what the company does."""
    return _source(profile, Field.DESCRIPTION)


def web_address(text: str | None) -> str:
    """Give a web address that is safe to link to, or nothing."""
    if not text:
        return ""
    whole = text if "://" in text else f"https://{text}"
    parts = urlsplit(whole)
    return whole if parts.scheme in ("http", "https") and parts.hostname else ""


def _identity(profile: Profile, known: Shared) -> list[FactLine]:
    card = profile.card
    founded = long_date(card.founded, locale=current_language()) if card.founded else None
    lines = [
        FactLine(label=str(_("CVR-nummer")), text=card.cvr, source=_source(profile, Field.NAME)),
        FactLine(
            label=str(_("Selskabsform")),
            text=form_long(card.legal_form, known) or None,
            source=_source(profile, Field.LEGAL_FORM),
        ),
        FactLine(
            label=str(_("Status")),
            text=told_status(card.status, card.status_note),
            source=_source(profile, Field.STATUS),
        ),
        FactLine(label=str(_("Stiftet")), text=founded, source=_source(profile, Field.FOUNDED)),
        _employees(profile),
    ]
    if former := _former_names(profile):
        lines.append(FactLine(label=str(_("Tidligere navne")), text=former))
    if card.aliases:
        lines.append(
            FactLine(
                label=str(_("Også kendt som")),
                text=", ".join(card.aliases),
                source=_source(profile, Field.ALIASES),
            )
        )
    if profile.industries:
        main = profile.industries[0]
        lines.append(FactLine(label=str(_("Branche")), text=f"{main.text} ({main.code})"))
    if card.purpose:
        lines.append(
            FactLine(
                label=str(_("Formål")), text=card.purpose, source=_source(profile, Field.PURPOSE)
            )
        )
    return lines


def _employees(profile: Profile) -> FactLine:
    card = profile.card
    text = None
    if card.employees is not None:
        count = number(card.employees, locale=current_language())
        text = str(ngettext("%(count)s ansat", "%(count)s ansatte", card.employees, count=count))
        if card.employees_as_of:
            text += f" ({card.employees_as_of[:7]})"
    source = _source(profile, Field.EMPLOYEES)
    if source is None and card.employees is not None:
        source = SourceLine(name=str(_("årsregnskabet")))
    return FactLine(label=str(_("Ansatte")), text=text, source=source)


def _former_names(profile: Profile) -> str:
    told = []
    for name in profile.names:
        if name.kind is NameKind.FORMER and name.name != profile.card.name:
            until = f" ({_('til %(year)s', year=name.valid_to.year)})" if name.valid_to else ""
            told.append(name.name + until)
    return ", ".join(dict.fromkeys(told))


def _place(profile: Profile, known: Shared) -> list[FactLine]:
    card = profile.card
    place = known.places.municipalities.get(card.municipality or "")
    region = known.places.regions.get(known.places.region_of.get(card.municipality or "", ""))
    lines = []
    if profile.addresses:
        lines.append(
            FactLine(
                label=str(_("Adresse")),
                text=", ".join(profile.addresses[0].lines),
                source=_source(profile, Field.ADDRESS),
            )
        )
    postal = " ".join(part for part in (card.postcode, card.town) if part) or None
    lines.append(FactLine(label=str(_("By")), text=postal, source=_source(profile, Field.TOWN)))
    lines.append(
        FactLine(
            label=str(_("Kommune")),
            text=place.name if place else None,
            url=url_for("public.municipality", slug=place.slug) if place else "",
            source=_source(profile, Field.MUNICIPALITY),
        )
    )
    if region:
        lines.append(
            FactLine(
                label=str(_("Region")),
                text=region.name,
                url=url_for("public.region", slug=region.slug),
            )
        )
    return lines


def _contact(profile: Profile) -> list[FactLine]:
    address = web_address(profile.card.website)
    lines = [
        FactLine(
            label=str(_("Websted")),
            text=urlsplit(address).netloc.removeprefix("www.") if address else None,
            url=address,
            outside=True,
            source=_source(profile, Field.WEBSITE),
        )
    ]
    if not the_guide().policy.may_show_contact(profile.card.visibility):
        hidden = str(_("vises ikke, før det er afklaret, om virksomheden er reklamebeskyttet"))
        if profile.card.visibility.advertising_protected:
            hidden = str(_("vises ikke, fordi virksomheden er reklamebeskyttet"))
        return [
            *lines,
            FactLine(label=str(_("Telefon og mail")), text=None, missing=hidden),
        ]
    number_text, mail = contact(profile)
    lines.append(
        FactLine(
            label=str(_("Telefon")),
            text=phone(number_text) if number_text else None,
            url=f"tel:{number_text}" if number_text else "",
            source=_source(profile, Field.PHONE),
        )
    )
    lines.append(
        FactLine(
            label=str(_("Mail")),
            text=mail or None,
            url=f"mailto:{mail}" if mail else "",
            source=_source(profile, Field.EMAIL),
        )
    )
    return lines


def contact(profile: Profile) -> tuple[str, str]:
    """Give phone (E.164) and mail as far as the policy shows them to anyone."""
    policy, seen = the_guide().policy, profile.card.visibility
    found = []
    for key in (Field.PHONE, Field.EMAIL):
        fact = profile.resolved.get(key)
        from_register = fact is not None and fact.layer is Layer.REGISTER
        allowed = policy.may_show_contact(seen) and (
            not from_register or policy.may_use_register_contact(seen)
        )
        found.append(str(fact.value) if fact is not None and fact.value and allowed else "")
    return found[0], found[1]


def _source(profile: Profile, field: Field) -> SourceLine | None:
    fact = profile.resolved.get(field)
    return None if fact is None else _said(fact, profile)


def _said(fact: Fact, profile: Profile) -> SourceLine:
    names: Mapping[Layer, str] = {
        Layer.COMPANY: str(_("virksomheden selv")),
        Layer.EDITOR: str(_("redaktionen")),
    }
    title = profile.sources[fact.source].title if fact.source in profile.sources else fact.source
    return SourceLine(
        name=names.get(fact.layer, title),
        url=web_address(fact.source_url) if "://" in fact.source_url else "",
        day=danish_day(fact.recorded_at),
        note=str(_("afledt")) if fact.derived else "",
    )


def _group(heading: str, facts: list[FactLine]) -> FactGroup:
    """Let the group carry the source of its first sourced fact, and others their own."""
    sources = [fact.source for fact in facts if fact.source]
    common = max(sources, key=sources.count, default=None)
    own = tuple(
        replace(fact, source=None if fact.source == common or fact.text is None else fact.source)
        for fact in facts
    )
    return FactGroup(heading=heading, facts=own, source=common)
