"""An editor decides a claim that its account cannot prove alone."""

from datetime import datetime

from guide.catalogue import accounts, claims, companies, desk, editing
from guide.catalogue.claims import Claim
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.editing import Edit, KeptEdit
from guide.domain.accounts import Account
from guide.domain.claims import ClaimId, ClaimState, Method
from guide.domain.desk import ItemKind
from guide.domain.editing import EditError, check_reason
from guide.domain.letter_texts import write
from guide.domain.submissions import IllegalMoveError
from guide.usecases.edit_company import Editor
from guide.usecases.post import post_after_undo, site_link
from guide.usecases.refresh_company import refresh_company
from guide.usecases.undoing import CHANGED_SINCE, keep_undo, take_letter_back

GRANTED, REFUSED = "claim.granted", "claim.refused"
_STATES = {True: ClaimState.PROVED, False: ClaimState.REFUSED}


def decide_claim(
    database: Database,
    claim_id: ClaimId,
    reason: str,
    site_url: str,
    editor: Editor,
    *,
    grant: bool,
) -> int:
    """Grant a claim by hand or refuse it, tell its account, and return the revision.

    Raises ``KeyError`` without such a claim or account, ``EditError`` without a reason and
    ``IllegalMoveError`` when it waits no more.
    """
    text = check_reason(reason)
    with database.writing() as work:
        claim = claims.find(work, claim_id)
        account = accounts.find(work, claim.account_id) if claim and claim.account_id else None
        if claim is None or account is None:
            raise KeyError(claim_id)
        if claims.decide(work, claim_id, _STATES[grant], editor.now) is None:
            raise IllegalMoveError(claim.state.value, _STATES[grant].value)
        desk.give_back(work, ItemKind.CLAIM, str(claim_id))
        joins = grant and not accounts.is_member(work, account.id, claim.company_id)
        if joins:
            accounts.join(work, account.id, claim.company_id, editor.now)
        _refresh(work, claim, editor)
        edit = Edit(
            kind=GRANTED if grant else REFUSED,
            actor=editor.actor,
            reason=text,
            object_kind="claim",
            object_id=str(claim_id),
            company_id=claim.company_id,
            before={
                "method": claim.method.value,
                "expires_at": claim.expires_at.isoformat() if claim.expires_at else None,
            },
            after={
                "claim": int(claim_id),
                "state": _STATES[grant].value,
                "joined": joins,
                "letter": _tell(work, claim, account, text, site_url, editor, grant=grant),
            },
        )
        revision = editing.keep(work, edit, editor.now)
        work.commit()
    return revision


def take_back(work: UnitOfWork, kept: KeptEdit, editor: Editor) -> None:
    """Let the claim wait again, in the caller's transaction; raises ``EditError``."""
    claim = claims.find(work, ClaimId(int(kept.after["claim"])))
    if claim is None or claim.state.value != kept.after["state"]:
        raise EditError(CHANGED_SINCE)
    take_letter_back(work, kept)
    expires = kept.before["expires_at"]
    claims.wait_again(
        work,
        claim.id,
        Method(kept.before["method"]),
        datetime.fromisoformat(expires) if expires else None,
    )
    if kept.after["joined"] and claim.account_id is not None:
        accounts.leave(work, claim.account_id, claim.company_id)
    _refresh(work, claim, editor)
    keep_undo(work, kept, "claim", str(claim.id), editor)


def _refresh(work: UnitOfWork, claim: Claim, editor: Editor) -> None:
    claims.mark_claimed(work, claim.company_id)
    refresh_company(work, claim.company_id, editor.policy, editor.now)


def _tell(
    work: UnitOfWork,
    claim: Claim,
    account: Account,
    reason: str,
    site_url: str,
    editor: Editor,
    *,
    grant: bool,
) -> int:
    company = companies.get(work, claim.company_id)
    page = f"/konto/virksomhed/{company.slug}/{'ret' if grant else 'overtag'}"
    letter = write(
        "claim_granted" if grant else "claim_refused",
        account.locale,
        account.mail,
        name=company.name,
        reason=reason,
        link=site_link(site_url, account.locale, page),
    )
    return post_after_undo(work, letter, editor.now)
