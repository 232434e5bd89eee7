"""/konto/noegle: an editor's passkeys; the answers come in ordinary forms."""

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.catalogue import passkeys
from guide.outside.passkeys import PasskeyError
from guide.usecases import use_passkeys
from guide.usecases.note_refusal import note_refusal
from guide.usecases.use_passkeys import LastPasskeyError, PasskeyNeededError, Person
from guide.web.accounts.account import by_account
from guide.web.accounts.blueprint import bp
from guide.web.accounts.present import begin, present, require_editor, safe_next
from guide.web.context import the_guide
from guide.web.limits import limited


def _person() -> Person:
    account = require_editor()
    found, guide = present(), the_guide()
    if found is None:
        abort(403)
    return Person(
        account=account,
        session=found[1],
        site_url=guide.settings.site_url,
        site_name=guide.settings.site_name,
        now=guide.clock.now(),
    )


def _refused(person: Person, error: PasskeyError) -> str:
    note_refusal(
        the_guide().database,
        actor=f"account:{person.account.id}",
        action="passkey_refused",
        where=request.endpoint or "",
        reason=str(error)[:200],
        now=person.now,
    )
    return str(_("Nøglen blev ikke godtaget. Prøv igen; siden må være åben i højst fem minutter."))


def _keys_page(person: Person, error: str = "", status: int = 200) -> ResponseReturnValue:
    guide = the_guide()
    with guide.database.reading() as work:
        known = passkeys.of_account(work, person.account.id)
    try:
        options = use_passkeys.ask_new(guide.database, person)
    except PasskeyNeededError:
        options = ""
    page = render_template("accounts/passkeys.html", keys=known, options=options, error=error)
    return page, status


def _use_page(person: Person, error: str = "", status: int = 200) -> ResponseReturnValue:
    options = use_passkeys.ask_known(the_guide().database, person)
    if options is None:
        return redirect(url_for("accounts.passkeys_page"), 303)
    following = safe_next(request.values.get("next", ""))
    page = render_template(
        "accounts/passkey_use.html", options=options, following=following, error=error
    )
    return page, status


@bp.get("/konto/noegle")
def passkeys_page() -> ResponseReturnValue:
    """Show the account's passkeys and how to add one."""
    return _keys_page(_person())


@bp.post("/konto/noegle")
@limited("passkey", "30/hour", by_account)
def add_passkey() -> ResponseReturnValue:
    """Keep a new passkey; the desk is open from here."""
    person = _person()
    name, answer = request.form.get("name", ""), request.form.get("answer", "")
    try:
        token = use_passkeys.register(the_guide().database, person, name, answer)
    except PasskeyNeededError:
        return redirect(
            url_for("accounts.passkey_page", next=url_for("accounts.passkeys_page")), 303
        )
    except PasskeyError as error:
        return _keys_page(person, _refused(person, error), 422)
    return begin(make_response(redirect(url_for("desk.queue"), 303)), token)


@bp.post("/konto/noegle/<int:number>/slet")
def remove_passkey(number: int) -> ResponseReturnValue:
    """Forget a passkey, when one was used short ago and another is left."""
    person = _person()
    try:
        removed = use_passkeys.remove(the_guide().database, person, number)
    except PasskeyNeededError:
        return redirect(
            url_for("accounts.passkey_page", next=url_for("accounts.passkeys_page")), 303
        )
    except LastPasskeyError:
        return _keys_page(person, _("Tilføj en ny nøgle, før den eneste slettes."), 409)
    if not removed:
        abort(404)
    return redirect(url_for("accounts.passkeys_page"), 303)


@bp.get("/konto/noegle/brug")
def passkey_page() -> ResponseReturnValue:
    """Ask for a passkey."""
    return _use_page(_person())


@bp.post("/konto/noegle/brug")
@limited("passkey", "30/hour", by_account)
def use_passkey() -> ResponseReturnValue:
    """Raise the session and go where the person was going."""
    person = _person()
    try:
        token = use_passkeys.use(the_guide().database, person, request.form.get("answer", ""))
    except PasskeyError as error:
        return _use_page(person, _refused(person, error), 422)
    return begin(make_response(redirect(safe_next(request.form.get("next", "")), 303)), token)
