"""The small modules do their work in a real browser under the site's own content policy."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from guide.web.presenters.choropleth import AreaValue, Shading, choropleth
from guide.web.presenters.results import FacetGroup, FacetOption
from tests.web.browser import find_barriers, open_browser, serve
from tests.web.rendering import WEB, make_environment, make_frame

pytestmark = pytest.mark.browser

PAGE = """
{% extends "base.html" %}
{% from "_facets.html" import facet_form %}
{% from "_form.html" import copy_button %}
{% from "_map.html" import map_figure %}
{% block title %}Prøve{% endblock %}
{% block main %}
<h1>Prøve</h1>
{{ facet_form(groups, "/soeg", (), "/antal") }}
{{ map_figure(map) }}
<label for="code">Kode</label> <textarea id="code">&lt;iframe&gt;</textarea>
{{ copy_button("#code") }}
<form data-draft="tilmeld" action="/tak.html">
  <label for="name">Navn</label> <input id="name" name="name">
  <input type="hidden" name="csrf" value="secret">
</form>
{% endblock %}
"""
DONE = """{% extends "base.html" %}{% block title %}Tak{% endblock %}
{% block main %}<h1 data-draft-done="tilmeld">Tak</h1>{% endblock %}"""
ANSWERS: dict[str, object] = {
    "/forslag": {
        "suggestions": [
            {"label": "Nordlys <b>ApS", "hint": "Aalborg", "url": "/tak.html"},
            {"label": "Nordsø Data", "hint": "", "url": "/tak.html?2"},
        ]
    },
    "/antal": {"text": "Vis 41 virksomheder"},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with every enhancement on it, and the address it is served at."""
    folder: Path = tmp_path_factory.mktemp("site")
    shutil.copytree(WEB / "static", folder / "static")
    environment = make_environment()
    options = (FacetOption(value="erp", label="ERP", count=41),)
    page = environment.from_string(PAGE).render(
        frame=make_frame(suggest_url="/forslag"),
        groups=(FacetGroup(name="kategori", label="Kategori", options=options, open=True),),
        map=choropleth(
            {"0751": AreaValue(value=3, text="Aarhus: 3", url="/sted/aarhus")},
            title="Virksomheder",
            shading=Shading(bounds=(3,)),
        ),
    )
    (folder / "side.html").write_text(page, encoding="utf-8")
    done = environment.from_string(DONE).render(frame=make_frame())
    (folder / "tak.html").write_text(done, encoding="utf-8")
    with serve(folder, ANSWERS) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The page, opened anew; any message of the browser's console fails the test."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/side.html")
    yield page
    context.close()
    assert said == []


def test_suggestions_appear_and_are_chosen_by_keyboard(page: Page) -> None:
    """The first letter opens the list, arrows move in it, Enter goes to the suggestion."""
    box = page.get_by_role("combobox")
    box.press_sequentially("n")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(options.first).to_have_text("Nordlys <b>ApS Aalborg")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/tak.html?2")


def test_escape_closes_the_suggestions_and_keeps_the_words(page: Page) -> None:
    """Escape takes the list away and leaves what was typed."""
    box = page.get_by_role("combobox")
    box.press_sequentially("nor")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("nor")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_filter_tells_its_count_before_it_is_applied(page: Page) -> None:
    """The button says how many there will be, and the page stays where it is."""
    page.get_by_role("checkbox", name="ERP").check()
    expect(page.get_by_role("button", name="Vis 41 virksomheder")).to_be_visible()
    assert page.url.endswith("/side.html")


def test_the_map_is_moved_by_buttons_and_stays_within_its_frame(page: Page) -> None:
    """Zoom, pan and the way back work without a drag."""
    drawing = page.locator("svg.map")
    whole = drawing.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom ind").click()
    assert float((drawing.get_attribute("viewBox") or "").split()[2]) == pytest.approx(4040 * 0.6)
    for _ in range(8):
        page.get_by_role("button", name="Flyt mod øst").click()
    x, _y, width, _height = map(float, (drawing.get_attribute("viewBox") or "").split())
    assert x + width == pytest.approx(4040)
    page.get_by_role("button", name="Hele landet").click()
    assert [float(part) for part in (drawing.get_attribute("viewBox") or "").split()] == [
        float(part) for part in (whole or "").split()
    ]


def test_the_copy_button_copies_and_says_so(page: Page) -> None:
    """The text of the field lands on the clipboard and the button confirms it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiér").click()
    expect(page.get_by_role("button", name="Kopieret")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "<iframe>"


def test_a_draft_survives_a_reload_and_ends_when_it_is_sent(page: Page) -> None:
    """What was typed comes back, hidden fields are never kept, the receipt clears it."""
    page.get_by_label("Navn").fill("Nordlys ApS")
    page.wait_for_function("sessionStorage.length === 1")
    page.reload()
    expect(page.get_by_label("Navn")).to_have_value("Nordlys ApS")
    assert "secret" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.goto("/tak.html")
    page.wait_for_function("sessionStorage.length === 0")


def test_typing_may_begin_before_the_modules_are_there(browser: Browser, site: str) -> None:
    """On a slow line the draft is kept and suggestions come when their modules do."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    held: list[Route] = []
    released: list[bool] = []

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile(r"/js/(?!main)"), hold)
    page.goto("/side.html", wait_until="domcontentloaded")
    page.get_by_label("Navn").fill("Nordlys ApS")
    page.locator("input[name=q]").press_sequentially("n")
    while not any("draft.js" in route.request.url for route in held):
        page.wait_for_timeout(20)
    released.append(True)
    for route in held:
        route.continue_()
    expect(page.get_by_role("option")).to_have_count(2)
    page.wait_for_function("sessionStorage.length === 1")
    assert "Nordlys" in page.evaluate("JSON.stringify(sessionStorage)")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_enhanced_page_has_no_barrier(
    browser: Browser, site: str, scheme: str, width: int
) -> None:
    """Axe finds nothing with the suggestions open, and nothing sticks out sideways."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto("/side.html")
    page.get_by_role("combobox").press_sequentially("n")
    expect(page.get_by_role("option")).to_have_count(2)
    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()
