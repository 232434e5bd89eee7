"""Who may sit at the desk; everybody else is refused, and the refusal is logged."""

from flask import abort, g, request

from guide.domain.accounts import Account, Role
from guide.usecases.edit_company import Editor
from guide.usecases.note_refusal import note_refusal
from guide.web.accounts.present import require_account, require_passkey
from guide.web.context import the_guide


def require_desk() -> Account:
    """Return the signed-in editor; a stranger is led to the sign-in, a company gets 403."""
    account = require_account()
    if not account.role.edits:
        guide = the_guide()
        note_refusal(
            guide.database,
            actor=f"account:{account.id}",
            action="denied",
            where=request.endpoint or "",
            reason=account.role.value,
            now=guide.clock.now(),
            request_id=g.get("request_id"),
        )
        abort(403)
    require_passkey()
    return account


def current_editor() -> Editor:
    """Return the signed-in editor as use cases want one."""
    guide = the_guide()
    account = require_desk()
    return Editor(actor=f"account:{account.id}", policy=guide.policy, now=guide.clock.now())


def require_admin() -> Account:
    """Return the signed-in admin; an editor gets 403."""
    account = require_desk()
    if account.role is not Role.ADMIN:
        abort(403)
    return account
