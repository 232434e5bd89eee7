"""/konto/virksomhed/<slug>/logo: send a logo, or ask to have it taken down."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from guide.domain.revisions import StaleFieldError
from guide.outside.pictures import MAX_BYTES, PictureError, PictureFault
from guide.usecases.show_logo import send_logo
from guide.web.accounts.account import by_account
from guide.web.accounts.blueprint import bp
from guide.web.accounts.editing import page, saved
from guide.web.accounts.present import require_member
from guide.web.context import the_guide
from guide.web.limits import limited


def fault_words(fault: PictureFault) -> str:
    """Say what is wrong with the file, and what to do."""
    words: dict[PictureFault, str] = {
        PictureFault.EMPTY: _("Vælg en fil med jeres logo."),
        PictureFault.BYTES: _("Filen er større end 512 KB. Gem den mindre."),
        PictureFault.TYPE: _("Filen er ikke et billede, vi kan bruge. Gem logoet som PNG."),
        PictureFault.SVG: _(
            "SVG-filer kan indeholde programmer, så dem tager vi ikke. Gem logoet som PNG."
        ),
        PictureFault.PIXELS: _("Billedet har flere end 4 millioner punkter. Gem det mindre."),
        PictureFault.BROKEN: _("Billedet er ikke helt. Gem det igen som PNG, og prøv en gang til."),
        PictureFault.SLOW: _("Billedet tog for lang tid at læse. Gem det igen som PNG."),
    }
    return words[fault]


@bp.post("/konto/virksomhed/<slug>/logo")
@limited("logo", "20/hour", by_account)
def logo(slug: str) -> ResponseReturnValue:
    """Take a picture by its content alone; its name is never looked at."""
    account, company = require_member(slug)
    guide = the_guide()
    picture: bytes | None = None
    if request.form.get("action") != "remove":
        sent = request.files.get("logo")
        picture = sent.stream.read(MAX_BYTES + 1) if sent else b""
    try:
        revision = send_logo(
            guide.database,
            guide.logos,
            account,
            company.id,
            picture,
            guide.policy,
            guide.clock.now(),
        )
    except PictureError as error:
        return page(company, logo_error=fault_words(error.fault), status=422)
    except StaleFieldError:
        return page(company, logo_error=_("Nogen har ændret logoet imens. Prøv igen."), status=409)
    if revision is None:
        return redirect(url_for("accounts.edit_page", slug=slug), 303)
    return saved(slug, revision)
