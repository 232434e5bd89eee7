"""/konto/virksomhed/<slug>/besoeg: how often the profile was read, and what finds the company."""

from flask import render_template
from flask.typing import ResponseReturnValue

from guide.catalogue import visits
from guide.domain.company import CompanyId
from guide.domain.visits import KEPT, LEAST_SHOWN, Visits
from guide.web.accounts.blueprint import bp
from guide.web.accounts.present import require_member
from guide.web.context import the_guide, today


@bp.get("/konto/virksomhed/<slug>/besoeg")
def visits_page(slug: str) -> ResponseReturnValue:
    """Show the last twelve weeks to the company's own people."""
    _account, company = require_member(slug)
    return render_template("accounts/visits.html", company=company)


@bp.app_template_global()
def visits_of(company_id: int) -> Visits:
    """Return what was counted of a company in the weeks that are shown."""
    with the_guide().database.reading() as work:
        return visits.of_company(work, CompanyId(company_id), today())


@bp.app_template_global()
def visits_terms() -> tuple[int, int]:
    """Return how often a search must have found a company, and how many days counts are kept."""
    return LEAST_SHOWN, KEPT.days
