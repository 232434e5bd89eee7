"""The page for an unknown address is as usable as any other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from guide.bootstrap import Guide
from guide.web import create_app
from tests.web.browser import find_barriers, open_browser, serve_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with open_browser() as browser:
        yield browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_an_unknown_address_has_no_barrier(
    browser: Browser, guide: Guide, scheme: str, width: int
) -> None:
    """Axe finds nothing, nothing sticks out sideways, the browser has nothing to complain of."""
    with serve_app(create_app(guide)) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        answer = page.goto(f"{address}/findes-ikke")
        assert answer is not None
        assert answer.status == 404
        assert find_barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert [text for text in refused if "404" not in text] == []
        context.close()


def test_every_module_is_asked_for_in_its_present_version(browser: Browser, guide: Guide) -> None:
    """Files are kept for a year, so each module's address carries the version of the folder."""
    with serve_app(create_app(guide)) as address:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/findes-ikke")
        page.wait_for_selector("[role=combobox]")
        modules = [url for url in asked if "/static/js/" in url]
        assert len(modules) >= 2
        assert all("?v=" in url for url in modules)
        page.close()
