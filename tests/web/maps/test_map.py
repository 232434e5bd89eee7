"""The map: its table says the same, the untold are counted, and every place leads to its list."""

import re

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.search.port import SearchRequest
from guide.usecases.export_search import every_id
from guide.usecases.map_companies import MapMeasure, map_companies
from guide.web import create_app
from tests.web.browser import find_barriers, open_browser, serve_app

MEASURES = ["antal", "ansatte", "vaekst"]


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A client of the site."""
    return create_app(guide).test_client()


@pytest.mark.parametrize("measure", list(MapMeasure))
def test_the_places_add_up_to_those_who_told(guide: Guide, measure: MapMeasure) -> None:
    """No company is lost or doubled, and nobody who is over is counted."""
    today = guide.clock.now().date()
    question = SearchRequest()
    found = map_companies(guide.database, guide.reader, guide.policy, question, measure, today)
    everyone = every_id(guide.database, guide.reader, guide.policy, question, today)
    assert sum(place.companies for place in found.places) == found.placed
    assert found.placed < found.total < len(everyone)
    assert all(place.told <= place.companies for place in found.places)
    if measure is MapMeasure.GROWTH:
        assert all(place.value is None for place in found.places if place.told < 5)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_table_says_what_the_map_shows(client: FlaskClient, measure: str) -> None:
    """Each row's words stand in the drawing too, and the drawing has all areas."""
    html = client.get(f"/kort?vis={measure}").text
    begin = html.index('<svg class="map"')
    svg = html[begin : html.index("</svg>", begin)]
    assert svg.count("<path") == 99
    rows = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a></th><td>([^<]+)</td>', html)
    assert rows
    for name, text in rows:
        assert f"<title>{name}: {text}</title>" in svg


def test_a_search_keeps_its_words_and_filters_on_the_map(client: FlaskClient) -> None:
    """And a place on it narrows that very search."""
    html = client.get("/kort?q=software&kategori=erp").text
    assert "software" in html
    link = re.search(r'<th scope="row"><a href="([^"]+)"', html)
    assert link is None or ("kategori=erp" in link[1] and "kommune=" in link[1])
    assert client.get("/kort?q=xyzzyqq").status_code == 200


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_map_has_no_barriers(guide: Guide, scheme: str, width: int) -> None:
    """Axe finds nothing, nothing scrolls sideways, and the zoom buttons are there."""
    with open_browser() as browser, serve_app(create_app(guide)) as site:
        page = browser.new_page(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
        )
        page.goto(f"{site}/kort?vis=ansatte", wait_until="networkidle")
        assert find_barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.get_by_role("button", name="Zoom ind").is_visible()
        page.close()
