"""A reader's way through the guide in a real browser: by keyboard, on any screen, for everyone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from guide.bootstrap import Guide, build
from guide.web import create_app
from tests.conftest import demo_settings
from tests.web.browser import find_barriers, open_browser, serve_app

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/soeg?q=sikkerhed&kategori=it-sikkerhed",
    "/soeg?q=zzqq+erp&region=region-nordjylland",
    "/virksomhed/columbus",
    "/virksomhed/despec-denmark",
    "/kategorier",
    "/kategori/erp",
    "/steder",
    "/region/region-midtjylland",
    "/stoerrelser",
    "/a-aa/c",
    "/om",
    "/tilgaengelighed",
    "/en/virksomhed/cbrain",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def guide(seeded_home: object) -> Iterator[Guide]:
    """The seeded guide; these tests only read."""
    running = build(demo_settings(seeded_home))  # type: ignore[arg-type]
    yield running
    running.close()


@pytest.fixture(scope="module")
def site(guide: Guide) -> Iterator[str]:
    """The real site on a free port."""
    with serve_app(create_app(guide)) as address:
        yield address


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(
    browser: Browser, site: str, scheme: str, width: int, scripts: bool
) -> None:
    """Axe finds nothing on any kind of page, nothing sticks out, the console is silent."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    if not scripts:
        context.route("**/*.js*", lambda route: route.abort())
    page = context.new_page()
    found: dict[str, object] = {}
    for path in PAGES:
        page.goto(site + path)
        barriers = find_barriers(page)
        wide = page.evaluate("document.documentElement.scrollWidth") - width
        if barriers or wide > 0:
            found[path] = (barriers, wide)
    context.close()
    assert found == {}


def test_nothing_sticks_out_at_320_pixels(browser: Browser, site: str) -> None:
    """At 320 px, which is 1280 px at 400 %, no page scrolls sideways."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for path in PAGES:
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    context.close()
    assert wide == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page in a desktop window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, and see that the focus shows."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_search_and_filter_by_keyboard_alone(page: Page, site: str) -> None:
    """Search, choose a category, apply, take the filter away again: never a mouse."""
    page.goto(site + "/")
    _tab_to(page, "#q")
    page.keyboard.type("sikkerhed")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("virksomheder for “sikkerhed”")
    expect(page.locator("#q")).to_have_value("sikkerhed")
    _tab_to(page, "input[name=kategori][value=it-sikkerhed]")
    counted = page.locator("input[value=it-sikkerhed] ~ .number").inner_text()
    page.keyboard.press("Space")
    expect(page.locator(".facets button")).to_have_text(f"Vis {counted} virksomheder")
    _tab_to(page, ".facets button")
    page.keyboard.press("Enter")
    page.wait_for_url("**kategori=it-sikkerhed**")
    expect(page.locator("h1")).to_have_text(f"{counted} virksomheder for “sikkerhed”")
    _tab_to(page, ".chip")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=sikkerhed")


def test_a_suggestion_is_chosen_by_keyboard(page: Page, site: str) -> None:
    """Typing shows companies; an arrow and Enter lead to the profile."""
    page.goto(site + "/")
    page.focus("#q")
    page.keyboard.type("desp")
    expect(page.locator("[role=option]").first).to_contain_text("Despec Denmark A/S")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/virksomhed/despec-denmark")


def test_the_first_tab_leads_past_the_navigation(page: Page, site: str) -> None:
    """The skip link comes first and moves the focus to the content."""
    page.goto(site + "/kategori/erp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_back_brings_the_search_again(page: Page, site: str) -> None:
    """Every state is an address, so the browser's own button works."""
    page.goto(site + "/soeg?q=erp")
    page.click(".entry-name a >> nth=0")
    page.go_back()
    expect(page.locator("#q")).to_have_value("erp")


def test_a_profile_prints_on_white_without_navigation(page: Page, site: str) -> None:
    """On paper there is the company, and nothing to press."""
    page.goto(site + "/virksomhed/columbus")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for selector in (".nav", ".search", ".languages"):
        expect(page.locator(selector).first).to_be_hidden()
