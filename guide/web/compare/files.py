"""The comparison as CSV and Excel: a line for each company and measure, texts that stay texts."""

from collections.abc import Iterator
from decimal import Decimal

from flask import Blueprint, Response, abort
from flask_babel import gettext as _

from guide.domain.protection import Channel
from guide.usecases.compare_companies import Comparison
from guide.web.compare.measures import measures
from guide.web.compare.pages import read_comparison
from guide.web.context import the_guide
from guide.web.presenters.spreadsheets import Cell, csv_lines, workbook

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def compare_csv() -> Response:
    """Give the comparison as CSV."""
    body = "".join(csv_lines(table(read_comparison())))
    return _file(body, "text/csv; charset=utf-8", "csv")


def compare_xlsx() -> Response:
    """Give the comparison as an Excel workbook."""
    return _file(workbook(str(_("Sammenligning")), table(read_comparison())), _EXCEL, "xlsx")


def table(found: Comparison) -> Iterator[tuple[Cell, ...]]:
    """Yield the head and a line for each figure; an empty value is not told."""
    policy = the_guide().policy
    companies = [
        one for one in found.companies if policy.may_appear(one.card.visibility, Channel.EXPORT)
    ]
    if not companies:
        abort(404)
    yield ("navn", "cvr", "mål", "værdi", "valuta", "periode", "tekst")
    for measure in measures(companies):
        for company, told in zip(companies, measure.told, strict=True):
            value = float(told.value) if isinstance(told.value, Decimal) else told.value
            yield (
                company.card.name,
                company.card.cvr,
                measure.label,
                value,
                told.currency or None,
                told.period or None,
                told.text,
            )


def _file(body: str | bytes, kind: str, ending: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="sammenligning.{ending}"'
    return response


def add_to(bp: Blueprint) -> None:
    """Put the files on the blueprint."""
    bp.add_url_rule("/sammenlign.csv", view_func=compare_csv)
    bp.add_url_rule("/sammenlign.xlsx", view_func=compare_xlsx)
