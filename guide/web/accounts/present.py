"""Who is signed in, and what that lets them do; fails closed."""

from urllib.parse import urlsplit

from flask import Response, abort, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException

from guide.catalogue import accounts, companies
from guide.catalogue.accounts import Session
from guide.catalogue.companies import Identity
from guide.domain.accounts import Account, Role
from guide.usecases import sign_in
from guide.web.context import the_guide
from guide.web.forms import cookie_name, set_cookie

COOKIE = "guide"
COOKIE_SECONDS = 30 * 24 * 3600


class SignInFirst(HTTPException):
    """Leads to the sign-in page and back."""

    code = 303

    def __init__(self) -> None:
        here = request.full_path.rstrip("?") if request.method == "GET" else "/konto"
        super().__init__(response=redirect(url_for("accounts.sign_in_page", next=here), 303))


def present() -> tuple[Account, Session] | None:
    """Return who is signed in; looked up once a request, and only when somebody asks."""
    if not hasattr(g, "present"):
        token = request.cookies.get(cookie_name(COOKIE), "")
        guide = the_guide()
        g.present = (
            sign_in.find_session(guide.database, token, guide.clock.now()) if token else None
        )
    found: tuple[Account, Session] | None = g.present
    return found


class PasskeyFirst(HTTPException):
    """Leads to the page that asks for a passkey, or for the first one, and back."""

    code = 303

    def __init__(self) -> None:
        here = request.full_path.rstrip("?") if request.method == "GET" else "/redaktion"
        super().__init__(response=redirect(url_for("accounts.passkey_page", next=here), 303))


def require_session() -> tuple[Account, Session]:
    """Return who is signed in and since when, or lead to the sign-in page."""
    found = present()
    if found is None:
        raise SignInFirst
    return found


def require_account() -> Account:
    """Return who is signed in, or lead to the sign-in page."""
    return require_session()[0]


def require_editor(role: Role = Role.EDITOR) -> Account:
    """Return the editor (or admin) who is signed in; anybody else is refused."""
    account = require_account()
    if not account.role.edits or (role is Role.ADMIN and account.role is not Role.ADMIN):
        abort(403)
    return account


def require_passkey() -> None:
    """Lead an editor whose session has used no passkey to where one is used or made."""
    found = present()
    if the_guide().settings.require_passkey and (found is None or found[1].passkey_at is None):
        raise PasskeyFirst


def require_member(slug: str) -> tuple[Account, Identity]:
    """Return who is signed in and the company they act for; editors act for none."""
    account = require_account()
    with the_guide().database.reading() as work:
        company = companies.find_by_slug(work, slug)
        if company is None or not accounts.is_member(work, account.id, company.id):
            abort(403)
    return account, company


def begin(response: Response, token: str) -> Response:
    """Hand a session's token to the browser."""
    set_cookie(response, COOKIE, token, COOKIE_SECONDS)
    return response


def forget(response: Response) -> Response:
    """Take the cookie back and let the browser drop what it kept."""
    set_cookie(response, COOKIE, "", 0)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def safe_next(target: str) -> str:
    """Return a path of this site, or the account page for anything else."""
    parts = urlsplit(target)
    good = (
        target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and "\\" not in target
        and not any(ord(sign) < 32 for sign in target)
        and not parts.scheme
        and not parts.netloc
    )
    return target if good else url_for("accounts.home")
