"""/passer-det: a company's own people see what is said of it, and say that it is right."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from guide.catalogue import categories, companies
from guide.domain.facts import Field
from guide.domain.protection import PageKind
from guide.usecases.check_listings import confirm_listing, find_asked
from guide.usecases.propose_edits import current_values
from guide.web.accounts.blueprint import bp
from guide.web.accounts.editing import field_labels, value_words
from guide.web.context import the_guide
from guide.web.limits import limited


@bp.get("/passer-det/<token>")
def check_page(token: str) -> ResponseReturnValue:
    """Show what is said, and the button; opening the link alone confirms nothing."""
    guide = the_guide()
    company_id = find_asked(guide.database, token, guide.clock.now())
    if company_id is None:
        return render_template("accounts/check.html", company=None, done=False), 410
    with guide.database.reading() as work:
        company = companies.get(work, company_id)
        said = current_values(work, company_id)
        tree = categories.tree(work)
    if guide.policy.page_kind(company.visibility) is not PageKind.FULL:
        abort(404)
    rows = [
        (label, value_words(field, said.get(field), tree))
        for field, label in field_labels().items()
        if field is not Field.LOGO
    ]
    return render_template("accounts/check.html", company=company, rows=rows, done=False)


@bp.post("/passer-det/<token>")
@limited("listing.confirm", "20/hour")
def confirm_check(token: str) -> ResponseReturnValue:
    """Use the link up."""
    guide = the_guide()
    company_id = confirm_listing(guide.database, token, guide.clock.now())
    if company_id is None:
        return render_template("accounts/check.html", company=None, done=False), 410
    with guide.database.reading() as work:
        company = companies.get(work, company_id)
    return render_template("accounts/check.html", company=company, done=True)
