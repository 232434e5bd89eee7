"""Headers of every answer, hosts that are served, and what the source may not hold."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import session
from flask.testing import FlaskClient

from guide.bootstrap import Guide, build
from guide.config import Environment, Settings
from guide.web import create_app
from tests.conftest import ROOT, FixedClock
from tests.small import SLUG, small_guide
from tests.web.sending import send

SOURCES = sorted((ROOT / "guide").rglob("*.py"))
TEMPLATES = sorted((ROOT / "guide" / "web" / "templates").rglob("*.html"))


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A browser before its site."""
    return create_app(guide).test_client()


@pytest.mark.parametrize("path", ["/", f"/virksomhed/{SLUG}", "/tilmeld", "/log-ind", "/nix"])
def test_every_page_carries_the_strict_headers(client: FlaskClient, path: str) -> None:
    """Nothing foreign, nothing inline without the nonce, no frame, no guessing of types."""
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "charset=utf-8" in headers["Content-Type"]
    assert "Access-Control-Allow-Origin" not in headers


def test_a_host_that_is_not_ours_is_refused(client: FlaskClient) -> None:
    """No link is ever made for a name that somebody else sent."""
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_forwarded_headers_do_not_count_without_a_proxy(client: FlaskClient) -> None:
    """By default nobody in front is trusted."""
    answer = client.get("/", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 200
    assert "evil.example" not in answer.text


def test_behind_tls_cookies_are_bound_to_the_host(tmp_path: Path, clock: FixedClock) -> None:
    """__Host-, Secure, and HSTS when it is switched on."""
    settings = Settings(
        env=Environment.DEMO,
        home=tmp_path,
        data=ROOT / "data",
        site_url="https://guide.example",
        hsts=True,
    )
    with small_guide(tmp_path, clock):
        running = build(settings, clock)
        answer = create_app(running).test_client().get("/log-ind", base_url="https://guide.example")
        running.close()
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-guide-form=")
    assert "Secure" in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_form_that_is_too_large_is_refused(client: FlaskClient, clock: FixedClock) -> None:
    """With a friendly page and no trace."""
    answer = send(client, clock, "/log-ind", {"mail": "x" * 6_500_000})
    assert answer.status_code == 413
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_source_builds_sql_from_text_or_skips_certificates(path: Path) -> None:
    """Neither text(f"…") nor verify=False nor an unverified context."""
    source = path.read_text(encoding="utf-8")
    for pattern in (r"\btext\(f[\"']", r"verify=False", r"_create_unverified", r"CERT_NONE"):
        assert re.search(pattern, source) is None, pattern


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sending_form_has_a_token_and_foreign_links_give_no_credit(path: Path) -> None:
    """A POST form without its token would be refused; a company's link is marked as its own."""
    page = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL)
    assert all('name="form_token"' in form for form in forms)
    assert "autoescape false" not in page


def test_flask_keeps_no_session_of_its_own(guide: Guide) -> None:
    """Nobody can put something into a signed cookie by mistake."""
    app = create_app(guide)
    with app.test_request_context("/"), pytest.raises(RuntimeError):
        session["key"] = "value"
