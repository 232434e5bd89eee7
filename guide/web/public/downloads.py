"""Files about one company: its figures as CSV, and a vCard of those who may be contacted."""

import csv
from io import StringIO

from flask import Blueprint, Response, abort, url_for
from flask.typing import ResponseReturnValue

from guide.catalogue.profiles import Profile
from guide.domain.key_figures import KeyFigure
from guide.domain.protection import Channel
from guide.domain.report_terms import Absence
from guide.web.context import the_guide
from guide.web.public.facts import contact, web_address
from guide.web.public.profile import find_profile

_HEAD = ("navn", "cvr", "år", "periode_start", "periode_slut", "omfang", "valuta")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures_file(slug: str) -> ResponseReturnValue:
    """Give every figure set as a row; an empty field is unknown, "ikke offentliggjort" is said."""
    found = find_profile(slug)
    if not the_guide().policy.may_appear(found.card.visibility, Channel.EXPORT):
        abort(404)
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([*_HEAD, *(figure.value for figure in KeyFigure), "kilde"])
    for figures in sorted(found.figures, key=lambda one: (one.scope, one.year or 0)):
        exact = figures.exact
        row = (
            found.card.name,
            found.card.cvr or "",
            figures.label,
            exact.start.isoformat() if exact else "",
            exact.end.isoformat() if exact else "",
            figures.scope.value,
            figures.currency,
            *(_number(figures.value(figure)) for figure in KeyFigure),
            figures.source,
        )
        writer.writerow([_safe(field) for field in row])
    return _file("\ufeff" + out.getvalue(), "text/csv", f"{found.card.slug}-noegletal.csv")


def business_card(slug: str) -> ResponseReturnValue:
    """Give name, phone and mail as a vCard where the policy lets anyone make contact."""
    found = find_profile(slug)
    phone, mail = contact(found)
    if not phone and not mail:
        abort(404)
    return _file(_vcard(found, phone, mail), "text/vcard", f"{found.card.slug}.vcf")


def _vcard(found: Profile, phone: str, mail: str) -> str:
    card = found.card
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"FN:{_escaped(card.name)}",
        f"ORG:{_escaped(card.name)}",
        f"TEL;VALUE=uri:tel:{phone}" if phone else "",
        f"EMAIL:{_escaped(mail)}" if mail else "",
        f"URL:{web_address(card.website)}" if card.website else "",
        f"ADR:;;;{_escaped(card.town)};;{card.postcode or ''};Danmark" if card.town else "",
        f"SOURCE:{the_guide().settings.site_url}{url_for('public.profile', slug=card.slug)}",
        "END:VCARD",
    ]
    return "".join(f"{line}\r\n" for line in lines if line)


def _escaped(text: str) -> str:
    """Escape by RFC 6350 section 3.4."""
    for plain in ("\\", ",", ";"):
        text = text.replace(plain, f"\\{plain}")
    return " ".join(text.split())


def _number(value: object) -> str:
    if value is Absence.NOT_PUBLISHED:
        return "ikke offentliggjort"
    return "" if value is Absence.UNKNOWN else str(value)


def _safe(field: str) -> str:
    """Keep a text from being read as a formula; a negative number stays a number (ASVS 1.2.10)."""
    is_number = field.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{field}" if field.startswith(_FORMULA) and not is_number else field


def _file(text: str, kind: str, name: str) -> Response:
    response = Response(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def add_to(bp: Blueprint) -> None:
    """Put the files on the blueprint."""
    bp.add_url_rule("/virksomhed/<slug>/noegletal.csv", view_func=figures_file)
    bp.add_url_rule("/virksomhed/<slug>/kort.vcf", view_func=business_card)
