"""/redaktion/krav: a company claimed by somebody who cannot prove it alone, or whom two claim."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from guide.catalogue import accounts, cards, claims
from guide.domain.claims import ClaimId, ClaimState, worry_about
from guide.domain.editing import EditError
from guide.usecases.decide_claims import decide_claim
from guide.web.context import the_guide
from guide.web.desk.access import current_editor
from guide.web.desk.blueprint import bp
from guide.web.desk.undoing import on_to
from guide.web.desk.words import given_reason, method_word, reasons, worry_word
from guide.web.public.facts import web_address


@bp.get("/krav/<int:number>")
def claim(number: int) -> ResponseReturnValue:
    """Show a claim."""
    return _page(number)


@bp.post("/krav/<int:number>")
def decide_a_claim(number: int) -> ResponseReturnValue:
    """Grant it by hand, or refuse it with a reason."""
    action, guide = request.form.get("action"), the_guide()
    if action not in ("grant", "refuse"):
        abort(400)
    try:
        revision = decide_claim(
            guide.database,
            ClaimId(number),
            given_reason(),
            guide.settings.site_url,
            current_editor(),
            grant=action == "grant",
        )
    except KeyError:
        abort(404)
    except EditError as error:
        return _page(number, str(error), 422)
    return on_to("desk.queue", revision)


def _page(number: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    guide = the_guide()
    with guide.database.reading() as work:
        found = claims.find(work, ClaimId(number))
        account = accounts.find(work, found.account_id) if found and found.account_id else None
        card = cards.find(work, found.company_id) if found else None
        if found is None or account is None or card is None:
            abort(404)
        proofs = [
            (accounts.find(work, one.account_id) if one.account_id else None, one)
            for one in claims.proofs(work, found.company_id)
        ]
    others = [(who, one) for who, one in proofs if who is None or who.id != account.id]
    worry = worry_about(
        found.method, found.created_at, guide.clock.now(), held_by_another=bool(others)
    )
    page = render_template(
        "desk/claim.html",
        claim=found,
        account=account,
        company=card,
        site=web_address(card.website),
        worry=worry_word(worry) if worry else "",
        method=method_word(found.method),
        others=[(who, method_word(one.method), one) for who, one in others],
        reasons=reasons(),
        reason=request.form.get("reason", ""),
        error=error,
        open=found.state is ClaimState.WAITING,
    )
    return page, status
