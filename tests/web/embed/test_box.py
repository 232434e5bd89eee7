"""The box on the paper's pages: whom it shows, who may frame it, and how little it weighs."""

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from guide.bootstrap import Guide, build
from guide.web import create_app
from guide.web.assets import STATIC
from tests.conftest import demo_settings
from tests.web.browser import find_barriers, open_browser, serve_app

SITE = "https://avisen.example"


@pytest.fixture
def paper(guide: Guide) -> Iterator[Guide]:
    """A guide whose box may stand on one foreign site."""
    settings = demo_settings(guide.settings.home).model_copy(update={"embed_sites": (SITE,)})
    running = build(settings, guide.clock)
    yield running
    running.close()


@pytest.fixture
def client(paper: Guide) -> Iterator[FlaskClient]:
    """A client of that site."""
    with create_app(paper).test_client() as client:
        yield client


def shown(client: FlaskClient, **wish: str) -> str:
    """The slug of the company in the box."""
    html = client.get(f"/embed/box?{urlencode(wish)}").text
    found = re.search(r'class="box-name"><a href="[^"]*/virksomhed/([^"#]+)"', html)
    assert found is not None
    return found[1]


def test_the_box_has_all_its_parts_and_claims_only_what_is_counted(client: FlaskClient) -> None:
    """Heading, count, day, three ways in, a company, figures, events and the way to be listed."""
    html = client.get("/embed/box?company=kmd").text
    for part in ("491 virksomheder", "opdateret", "Hvad de kan", "Hvor store de er", "Hvor de er",
                 "KMD A/S", "Virksomhedsprofil", "ingen kommende arrangementer",
                 "Bliv optaget"):  # fmt: skip
        assert part in html, part
    assert "Nøgletal" in client.get("/embed/box?company=pro-computer-danmark").text


def test_named_fitting_and_the_days_company_come_in_that_order(client: FlaskClient) -> None:
    """The first that may be shown; a ceased one never, an unknown one is passed over."""
    assert shown(client, company="kmd") == "kmd"
    assert shown(client, mentions="findes-ikke,it-factory,despec-denmark,kmd") == "despec-denmark"
    day = shown(client)
    assert shown(client, mentions="it-factory") == day
    assert shown(client, category="findes-ikke", theme="pink", place="x", more="1") == day


def test_a_category_shows_one_of_its_own(client: FlaskClient) -> None:
    """Whoever's turn it is today inside the category."""
    slug = shown(client, category="erp")
    categories = client.get(f"/virksomhed/{slug}").text
    assert "/kategori/erp" in categories


def test_only_configured_sites_may_frame_it_and_only_it(client: FlaskClient) -> None:
    """Every other page stays out of frames."""
    box = client.get("/embed/box").headers["Content-Security-Policy"]
    assert box.endswith(f"frame-ancestors 'self' {SITE}")
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]


def test_it_sets_no_cookie_and_may_be_kept(client: FlaskClient) -> None:
    """The same tag is answered with 304."""
    first = client.get("/embed/box")
    assert "Set-Cookie" not in first.headers
    assert "public" in first.headers["Cache-Control"]
    again = client.get("/embed/box", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/embed/box?lang=en").headers["ETag"] != first.headers["ETag"]


def test_the_whole_box_weighs_less_than_fifteen_kilobytes(client: FlaskClient) -> None:
    """Page, stylesheets and both scripts together, as they are sent without compression."""
    html = client.get("/embed/box").text
    files = re.findall(r'(?:href|src)="/static/([^"?]+)', html)
    assert len(files) == 4
    parts = [(STATIC / name).read_bytes() for name in files]
    parts += [html.encode(), client.get("/embed/box.js").data]
    assert sum(len(part) for part in parts) < 15_000
    assert sum(len(gzip.compress(part)) for part in parts) < 8_000


def test_the_fragment_stands_alone_with_whole_addresses(client: FlaskClient) -> None:
    """For a server-side include: no page around it, no address without a host."""
    html = client.get("/embed/box?format=fragment").text
    assert "<html" not in html
    assert "<script" not in html
    assert set(re.findall(r'href="(\w+):', html)) == {"http"}
    assert 'href="/' not in html


def test_it_speaks_english_and_links_to_english_pages(client: FlaskClient) -> None:
    """By its own parameter, whatever the address."""
    html = client.get("/embed/box?lang=en&company=kmd").text
    assert '<html lang="en"' in html
    assert "/en/virksomhed/kmd" in html


def test_oembed_answers_for_pages_of_this_guide_only(client: FlaskClient) -> None:
    """A profile's address gives a frame with a title and a link for where frames are off."""
    site = "http://localhost:8000"
    answer = client.get("/oembed", query_string={"url": f"{site}/en/virksomhed/kmd"})
    html = answer.get_json()["html"]
    assert "company=kmd" in html
    assert "lang=en" in html
    assert re.search(r'<iframe [^>]*title="[^"]+"[^>]*><a href="', html)
    for wrong in ("https://other.example/virksomhed/kmd", f"{site}.evil.example/", f"{site}/soeg"):
        assert client.get("/oembed", query_string={"url": wrong}).status_code == 404
    xml = client.get("/oembed", query_string={"url": site, "format": "xml"})
    assert xml.status_code == 501


def test_the_builder_gives_the_lines_for_what_was_chosen(client: FlaskClient) -> None:
    """Nothing typed gets out of its attribute."""
    page = client.get("/for-medier", query_string={"company": '"><script>', "theme": "dark"})
    assert page.status_code == 200
    assert "%22%3E%3Cscript%3E" in page.text
    assert '"><script>' not in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_box_and_builder_have_no_barriers(
    paper: Guide, browser: Browser, scheme: str, width: int
) -> None:
    """Axe finds nothing, no page scrolls sideways, and the frame gets the height of its box."""
    with serve_app(create_app(paper)) as site:
        page = browser.new_page(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
        )
        for path in (f"/embed/box?theme={scheme}", "/for-medier"):
            page.goto(site + path, wait_until="networkidle")
            assert find_barriers(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.browser
def test_the_frame_is_as_tall_as_its_box(paper: Guide, browser: Browser) -> None:
    """The script takes the guide's own message, and no other."""
    with serve_app(create_app(paper)) as site:
        page = browser.new_page()
        page.goto(f"{site}/for-medier", wait_until="networkidle")
        page.wait_for_function("document.querySelector('#preview').height !== '480'")
        inside = page.frames[1].evaluate("document.body.getBoundingClientRect().height")
        told = int(page.get_attribute("#preview", "height") or "0")
        assert abs(told - inside) <= 2
        page.evaluate("postMessage({kind: 'brancheguide-height', height: 99}, '*')")
        page.evaluate("postMessage({kind: 'other', height: 50}, '*')")
        page.wait_for_timeout(200)
        assert page.get_attribute("#preview", "height") == str(told)
        page.close()
