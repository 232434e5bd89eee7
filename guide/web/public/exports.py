"""/soeg.csv, /soeg.xlsx and /soeg.jsonl: any search as a file, with the parameters of /soeg."""

import json
from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, request, stream_with_context, url_for
from flask_babel import gettext as _

from guide.domain.form_names import short_form
from guide.search.port import SearchRequest
from guide.usecases.export_search import ExportRow, export_search
from guide.web.api.companies import Company, company_json
from guide.web.context import the_guide, today
from guide.web.limits import limited
from guide.web.presenters.frame import Link
from guide.web.presenters.spreadsheets import Cell, csv_lines, workbook
from guide.web.public.parameters import Asked, filters, pairs, read
from guide.web.shared import Shared, shared

LIMIT = "6/hour"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@limited("export", LIMIT)
def search_csv() -> Response:
    """Give the search as CSV."""
    rows = _rows()
    return _file(csv_lines(_table(rows, shared())), "text/csv; charset=utf-8", "csv")


@limited("export", LIMIT)
def search_xlsx() -> Response:
    """Give the search as an Excel workbook."""
    content = workbook(str(_("Virksomheder")), _table(_rows(), shared()))
    return _file(iter([content]), _EXCEL, "xlsx")


@limited("export", LIMIT)
def search_jsonl() -> Response:
    """Give the search as JSON lines, each a company as the API tells it."""
    known = shared()
    lines = (_line(row, known) for row in _rows())
    return _file(lines, "application/x-ndjson; charset=utf-8", "jsonl")


def request_of(asked: Asked, known: Shared) -> SearchRequest:
    """Return the request that an address of /soeg stands for, whole."""
    return SearchRequest(
        text=asked.text,
        filters=filters(asked, known),
        sort=asked.sort,
        understand=not asked.literal,
        facets=(),
    )


def file_links(asked: Asked) -> tuple[Link, ...]:
    """Link to the files of a search and to what is told about it as a list."""
    kept = {name: value for name, value in pairs(asked).items() if name != "side"}
    names = (
        (str(_("Tal om listen")), "list_page"),
        ("CSV", "search_csv"),
        ("Excel", "search_xlsx"),
        ("JSON lines", "search_jsonl"),
    )
    files = tuple(Link(label=label, url=url_for(f"public.{name}", **kept)) for label, name in names)
    more = (
        (_("Vis på kort"), "maps.map_page"),
        (_("Følg (Atom)"), "feeds.atom"),
        (_("Følg på mail"), "follow.by_mail"),
    )
    links = (Link(label=str(label), url=url_for(name, **kept)) for label, name in more)
    return (*files, *links)


def _rows() -> Iterator[ExportRow]:
    guide, known = the_guide(), shared()
    question = request_of(read(request.args, known), known)
    return export_search(guide.database, guide.reader, guide.policy, question, today())


def _line(row: ExportRow, known: Shared) -> str:
    company = Company(**company_json(row.card, known)).model_dump(mode="json")
    contact = {"phone": row.phone, "email": row.email}
    return json.dumps(company | contact, ensure_ascii=False) + "\n"


def _table(rows: Iterable[ExportRow], known: Shared) -> Iterator[tuple[Cell, ...]]:
    """Yield the head and a line for each company; an empty cell is not told."""
    site, places = the_guide().settings.site_url, known.places
    yield _head()
    for row in rows:
        card = row.card
        place = places.municipalities.get(card.municipality or "")
        region = places.regions.get(places.region_of.get(card.municipality or "", ""))
        form = places.legal_forms.get(card.legal_form or "")
        protected = card.visibility.advertising_protected
        yield (
            card.name,
            card.cvr,
            card.status.value,
            short_form(card.legal_form, form.long if form else "") if card.legal_form else None,
            card.town,
            card.postcode,
            place.name if place else None,
            region.name if region else None,
            card.website,
            "; ".join(card.categories),
            card.founded.isoformat() if card.founded else None,
            card.employees,
            card.employees_as_of,
            card.revenue,
            card.revenue_year,
            card.revenue_state,
            card.result,
            card.growth,
            None if protected is None else ("1" if protected else "0"),
            row.phone,
            row.email,
            f"{site}/virksomhed/{card.slug}",
        )


def _head() -> tuple[str, ...]:
    return (
        str(_("navn")),
        "cvr",
        str(_("status")),
        str(_("form")),
        str(_("by")),
        str(_("postnummer")),
        str(_("kommune")),
        str(_("region")),
        str(_("hjemmeside")),
        str(_("kategorier")),
        str(_("stiftet")),
        str(_("ansatte")),
        str(_("ansatte pr.")),
        str(_("omsætning i kr.")),
        str(_("regnskabsår")),
        str(_("omsætningens tilstand")),
        str(_("resultat i kr.")),
        str(_("vækst")),
        str(_("reklamebeskyttet")),
        str(_("telefon")),
        str(_("mail")),
        str(_("profil")),
    )


def _file(parts: Iterator[str] | Iterator[bytes], kind: str, ending: str) -> Response:
    response = Response(stream_with_context(parts), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="brancheguide.{ending}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def add_to(bp: Blueprint) -> None:
    """Put the files on the blueprint."""
    bp.add_url_rule("/soeg.csv", view_func=search_csv)
    bp.add_url_rule("/soeg.xlsx", view_func=search_xlsx)
    bp.add_url_rule("/soeg.jsonl", view_func=search_jsonl)
