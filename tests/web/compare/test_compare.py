"""Comparing: up to ten, extremes in words, one scale, and files in which texts stay texts."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import cards, listings
from guide.catalogue.listings import Criteria, Order
from guide.web import create_app
from tests.web.browser import find_barriers, open_browser, serve_app


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A client of the site."""
    return create_app(guide).test_client()


@pytest.fixture
def slugs(guide: Guide) -> list[str]:
    """Twelve companies, those of most revenue first."""
    with guide.database.reading() as work:
        day = guide.clock.now().date()
        page = listings.page(work, Criteria(), day, order=Order.REVENUE, per_page=12)
        return [card.slug for card in cards.by_ids(work, page.ids)]


def query(slugs: list[str]) -> str:
    """The parameters of a comparison."""
    return "&".join(f"slug={slug}" for slug in slugs)


def test_two_companies_stand_side_by_side_with_the_extremes_in_words(
    client: FlaskClient, slugs: list[str]
) -> None:
    """The one of most revenue is named first, and the charts share a scale."""
    html = client.get(f"/sammenlign?{query(slugs[:2])}").text
    assert html.count('scope="col"') == 3
    assert "Højest:" in html
    assert "samme skala" in html


def test_at_most_ten_are_compared_and_the_rest_is_told(
    client: FlaskClient, slugs: list[str]
) -> None:
    """Eleven asked, ten shown."""
    html = client.get(f"/sammenlign?{query(slugs[:11])}").text
    assert html.count('scope="col"') == 11
    assert "Kun de første 10" in html


def test_names_and_numbers_add_a_company_and_unknown_words_are_named(client: FlaskClient) -> None:
    """A reader types what is on the sign; the page's own links use slugs."""
    html = client.get("/sammenlign?slug=KMD+A/S&slug=13228345&slug=findes+ikke").text
    assert "/virksomhed/kmd" in html
    assert "/virksomhed/columbus" in html
    assert "findes ikke" in html


def test_an_empty_comparison_asks_for_a_company(client: FlaskClient) -> None:
    """No table, no files."""
    html = client.get("/sammenlign").text
    assert "Tilføj en virksomhed" in html
    assert "<table" not in html
    assert client.get("/sammenlign.csv").status_code == 404


def test_the_files_hold_what_the_page_shows(client: FlaskClient, slugs: list[str]) -> None:
    """A line for each company and measure in both, and no cell of Excel is a formula."""
    text = client.get(f"/sammenlign.csv?{query(slugs[:3])}").data.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text)))
    measures = {line[2] for line in lines[1:]}
    assert len(lines) == 1 + 3 * len(measures)
    book = client.get(f"/sammenlign.xlsx?{query(slugs[:3])}").data
    with ZipFile(BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(lines)
    assert "<f>" not in sheet


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_comparison_has_no_barriers(
    guide: Guide, slugs: list[str], scheme: str, width: int
) -> None:
    """Axe finds nothing with ten companies, and only the table scrolls sideways."""
    with open_browser() as browser, serve_app(create_app(guide)) as site:
        page = browser.new_page(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
        )
        page.goto(f"{site}/sammenlign?{query(slugs[:10])}")
        assert find_barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
