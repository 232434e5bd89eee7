"""A company's logo: sent as a file, seen by an editor, shown as a picture and as nothing else."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from guide.bootstrap import Guide
from guide.catalogue import accounts, revisions
from guide.domain.accounts import Role
from guide.domain.facts import Field
from guide.usecases.erase_company import erase_company
from guide.usecases.propose_edits import decide
from tests.conftest import FixedClock
from tests.small import SLUG, company_id_of, session_for
from tests.web.sending import hidden_fields

PAGE = f"/konto/virksomhed/{SLUG}/ret"
SEND = f"/konto/virksomhed/{SLUG}/logo"


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 100), (0, 80, 160)).save(out, format="PNG")
    return out.getvalue()


@pytest.fixture
def owner(client: FlaskClient, guide: Guide, clock: FixedClock) -> FlaskClient:
    """A browser of somebody who belongs to the company."""
    client.set_cookie("guide", session_for(guide, "a@b.example"))
    with guide.database.writing() as work:
        account = accounts.find_by_mail(work, "a@b.example")
        assert account is not None
        accounts.join(work, account.id, company_id_of(guide), clock.now())
        work.commit()
    return client


def _send(owner: FlaskClient, data: bytes, name: str, action: str = "send") -> TestResponse:
    token = hidden_fields(owner.get(PAGE).text)["form_token"]
    fields = {"form_token": token, "action": action, "logo": (io.BytesIO(data), name)}
    return owner.post(SEND, data=fields, content_type="multipart/form-data")


def _accept(guide: Guide) -> str:
    """Accept what waits as an editor would; return the picture's mark."""
    with guide.database.reading() as work:
        (waiting,) = revisions.pending(work)
    decide(
        guide.database,
        waiting.id,
        Field.LOGO,
        accept=True,
        actor="r",
        policy=guide.policy,
        site_url=guide.settings.site_url,
        now=guide.clock.now(),
    )
    return str(waiting.after[Field.LOGO] or "")


def test_a_logo_waits_for_an_editor_and_then_stands_everywhere(
    app: Flask, owner: FlaskClient, guide: Guide
) -> None:
    """Until then only editors can open it; then profile, linked data and Open Graph have it."""
    assert _send(owner, _png(), "../../vores logo.png").location.endswith("gemt=venter")
    with guide.database.reading() as work:
        (waiting,) = revisions.pending(work)
    path = f"/logo/{waiting.after[Field.LOGO]}.square.png"
    assert owner.get(path).status_code == 404
    editor = app.test_client()
    editor.set_cookie("guide", session_for(guide, "r@b.example", Role.EDITOR))
    seen = editor.get(path)
    assert (seen.status_code, seen.headers["Cache-Control"]) == (200, "no-store")
    assert "/logo/" not in owner.get(f"/virksomhed/{SLUG}").text
    mark = _accept(guide)
    profile = app.test_client().get(f"/virksomhed/{SLUG}").text
    assert f'<img src="/logo/{mark}.wide.webp"' in profile
    assert re.search(rf'og:image" content="http[^"]+/logo/{mark}\.square\.png"', profile)
    assert re.search(rf'"logo": ?"http[^"]+/logo/{mark}\.square\.png"', profile)
    assert app.test_client().get(path).status_code == 200


def test_a_logo_leaves_as_a_picture_and_nothing_else(
    app: Flask, owner: FlaskClient, guide: Guide
) -> None:
    """A fixed type that browsers may not guess at, in a sandbox, under our own name."""
    _send(owner, _png(), "x.html")
    mark = _accept(guide)
    answer = app.test_client().get(f"/logo/{mark}.wide.webp")
    assert answer.content_type == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"] == 'inline; filename="logo.wide.webp"'
    assert answer.headers["Cache-Control"] == "public, max-age=604800, s-maxage=3600"
    assert "Set-Cookie" not in answer.headers
    for wrong in (f"/logo/{mark}.wide.svg", "/logo/x.wide.webp", f"/logo/{'0' * 64}.wide.webp"):
        assert app.test_client().get(wrong).status_code == 404


def test_an_svg_is_refused_in_plain_words(owner: FlaskClient, guide: Guide) -> None:
    """Whatever it calls itself; nothing is kept."""
    answer = _send(owner, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png")
    assert answer.status_code == 422
    assert "SVG-filer kan indeholde programmer" in answer.text
    with guide.database.reading() as work:
        assert revisions.pending(work) == []
    assert not guide.settings.logos.exists()


def test_a_logo_can_be_taken_down_and_goes_with_an_erased_company(
    app: Flask, owner: FlaskClient, guide: Guide
) -> None:
    """A former logo is no longer served; an erased company's files are deleted and counted."""
    _send(owner, _png(), "logo.png")
    mark = _accept(guide)
    assert _send(owner, b"", "", action="remove").location.endswith("gemt=venter")
    _accept(guide)
    assert app.test_client().get(f"/logo/{mark}.wide.png").status_code == 404
    done = erase_company(guide.database, guide.logos, SLUG, "r", "grund", guide.clock.now())
    assert done.searched["logo_file"] == 4
    assert list(guide.settings.logos.iterdir()) == []
