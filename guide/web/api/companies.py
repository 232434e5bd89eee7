"""A company as the API tells it, short in lists and whole under its own address."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Response, redirect, url_for
from pydantic import Field as About

from guide.catalogue import companies, profiles
from guide.catalogue.cards import Card
from guide.catalogue.companies import Identity
from guide.catalogue.database import UnitOfWork
from guide.catalogue.profiles import Profile
from guide.domain.company import SizeBand
from guide.domain.cvr_number import parse_cvr
from guide.domain.facts import Field
from guide.domain.form_names import long_form, short_form
from guide.domain.protection import Channel, PageKind
from guide.domain.status import CompanyStatus
from guide.search.port import RevenueState
from guide.web.api.operations import Answer, NoQuery, Operation, PathParameter
from guide.web.context import the_guide
from guide.web.problems import ProblemError
from guide.web.shared import Shared, shared

KRONER = "DKK"
COMPANY = PathParameter(name="company", description="a CVR number of eight digits, or a slug")


class Named(Answer):
    """A code with its name."""

    code: str
    name: str


class Form(Answer):
    """A legal form by the register's code, as it stands behind a name and in full."""

    code: str
    short: str
    long: str


class Amount(Answer):
    """Whole units of a currency."""

    amount: int
    currency: str


class Company(Answer):
    """A company in a list; null is not told, and the newest figures are its own in kroner."""

    id: int = About(description="the guide's own number of the company, for ever")
    slug: str
    cvr: str | None
    name: str
    status: CompanyStatus
    status_note: str
    legal_form: Form | None
    town: str | None
    postcode: str | None
    municipality: Named | None
    region: Named | None
    website: str | None
    description: str
    categories: list[str] = About(description="slugs, the main one first")
    founded: date | None
    employees: int | None
    employees_as_of: str | None
    size: SizeBand
    revenue: Amount | None
    revenue_state: RevenueState
    revenue_year: str | None
    result: Amount | None
    growth: float | None = About(description="a fraction of revenue, else of gross profit")
    advertising_protected: bool | None = About(
        description="reklamebeskyttet: true must not be contacted with advertising"
    )
    revision: int
    changed_at: datetime
    url: str = About(description="the profile for readers")


class Contact(Answer):
    """Phone (E.164) and mail; only of those known not to be protected against advertising."""

    phone: str | None
    email: str | None


class Source(Answer):
    """Who says what is told of a field, and since when the guide knows."""

    layer: str
    source: str
    url: str
    recorded_at: datetime


class WholeCompany(Company):
    """A company with its other names, products, contact and the source of each field."""

    purpose: str
    products: list[str]
    aliases: list[str]
    former_names: list[str]
    claimed: bool
    contact: Contact | None
    sources: dict[str, Source]


def company_json(card: Card, words: Shared) -> dict[str, Any]:
    """Return the fields of ``Company``."""
    places = words.places
    place = places.municipalities.get(card.municipality or "")
    region = places.regions.get(places.region_of.get(card.municipality or "", ""))
    return {
        "id": card.id,
        "slug": card.slug,
        "cvr": card.cvr,
        "name": card.name,
        "status": card.status,
        "status_note": card.status_note,
        "legal_form": _form(card.legal_form, words),
        "town": card.town,
        "postcode": card.postcode,
        "municipality": Named(code=place.code, name=place.name) if place else None,
        "region": Named(code=region.code, name=region.name) if region else None,
        "website": card.website,
        "description": card.description,
        "categories": list(card.categories),
        "founded": card.founded,
        "employees": card.employees,
        "employees_as_of": card.employees_as_of,
        "size": card.size,
        "revenue": _kroner(card.revenue),
        "revenue_state": RevenueState(card.revenue_state),
        "revenue_year": card.revenue_year,
        "result": _kroner(card.result),
        "growth": card.growth,
        "advertising_protected": card.visibility.advertising_protected,
        "revision": card.revision,
        "changed_at": card.changed_at,
        "url": f"{the_guide().settings.site_url}/virksomhed/{card.slug}",
    }


def _form(code: str | None, words: Shared) -> Form | None:
    if code is None:
        return None
    said = words.places.legal_forms.get(code)
    own = said.long if said else ""
    return Form(code=code, short=short_form(code, own), long=long_form(code, own))


def _kroner(amount: int | None) -> Amount | None:
    return None if amount is None else Amount(amount=amount, currency=KRONER)


def find_shown(work: UnitOfWork, company: str) -> Identity:
    """Find what an address names; 404 for what may not be told, 410 for what was erased."""
    number = parse_cvr(company)
    found = companies.find_by_cvr(work, number) if number else None
    found = found or companies.find_by_slug(work, company)
    if found is not None and found.merged_into is not None:
        found = companies.find(work, found.merged_into)
    kind = the_guide().policy.page_kind(found.visibility) if found else PageKind.ABSENT
    if kind is PageKind.GONE:
        raise ProblemError(status=410, kind="gone", title="Gone")
    if found is None or not the_guide().policy.may_appear(found.visibility, Channel.API):
        detail = "The guide shows no such company. Find companies with /api/v1/search?q=NAME."
        raise ProblemError(status=404, kind="no-such-company", title="Not Found", detail=detail)
    return found


def read_profile(company: str, endpoint: str) -> Profile | Response:
    """Read a company's profile, or return where its address leads: 301 to the present slug."""
    with the_guide().database.reading() as work:
        found = find_shown(work, company)
        if company not in (found.slug, found.cvr):
            return _moved(endpoint, found)
        profile = profiles.find(work, found.id)
    assert profile is not None
    return profile


def _moved(endpoint: str, found: Identity) -> Response:
    response = redirect(url_for(endpoint, company=found.slug), 301)
    assert isinstance(response, Response)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def company(query: NoQuery, company: str) -> WholeCompany | Response:
    """Tell everything the guide publishes of one company."""
    profile = read_profile(company, "api.company")
    return profile if isinstance(profile, Response) else whole(profile)


def whole(profile: Profile) -> WholeCompany:
    """Return a profile as the API tells it."""
    card = profile.card
    fields = the_guide().policy.visible_fields(card.visibility, Channel.API, Field)
    return WholeCompany(
        **company_json(card, shared()),
        purpose=card.purpose,
        products=list(card.products),
        aliases=list(card.aliases),
        former_names=list(card.former_names),
        claimed=card.claimed,
        contact=_contact(profile, lambda field: field in fields),
        sources={
            field.value: Source(
                layer=fact.layer.value,
                source=fact.source,
                url=fact.source_url,
                recorded_at=fact.recorded_at,
            )
            for field, fact in sorted(profile.resolved.items())
            if field in fields
        },
    )


def _contact(profile: Profile, shown: Callable[[Field], bool]) -> Contact | None:
    if not the_guide().policy.may_export_contact(profile.card.visibility):
        return None
    told = {
        field: str(fact.value) if fact is not None and fact.value and shown(field) else None
        for field, fact in ((f, profile.resolved.get(f)) for f in (Field.PHONE, Field.EMAIL))
    }
    return Contact(phone=told[Field.PHONE], email=told[Field.EMAIL])


OPERATIONS = (
    Operation(
        name="company",
        path="/companies/<company>",
        summary="One company",
        description="All that the guide publishes of a company, with who says so for each field.",
        function=company,
        answer=WholeCompany,
        parts=(COMPANY,),
        errors=(301, 404, 410),
        tag="companies",
    ),
)
