"""Readers and proxies may keep pages, and get 304 for as long as nothing changed."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import companies, marks
from guide.usecases.refresh_company import refresh_company
from guide.web import create_app
from tests.conftest import FixedClock

PATHS = ("/", "/soeg?q=erp", "/virksomhed/despec-denmark", "/kategorier", "/om", "/sitemap.xml")


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_page_is_not_sent_again(client: FlaskClient, path: str) -> None:
    """The tag that came with a page brings 304, without a body and without a cookie."""
    first = client.get(path)
    assert first.headers["Cache-Control"].startswith("public")
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Set-Cookie" not in first.headers
    assert "Set-Cookie" not in again.headers


def test_each_language_has_its_own_tag(client: FlaskClient) -> None:
    """A Danish page kept is never taken for the English one."""
    assert client.get("/").headers["ETag"] != client.get("/en/").headers["ETag"]


def test_a_change_of_a_company_changes_every_tag(guide: Guide, client: FlaskClient) -> None:
    """After a write the old tag brings the whole page again."""
    tag = client.get("/kategorier").headers["ETag"]
    with guide.database.writing() as work:
        known = companies.find_by_slug(work, "despec-denmark")
        assert known is not None
        refresh_company(work, known.id, guide.policy, guide.clock.now())
        work.commit()
    assert client.get("/kategorier", headers={"If-None-Match": tag}).status_code == 200


def test_a_new_import_changes_the_age_on_the_page(
    guide: Guide, client: FlaskClient, clock: FixedClock
) -> None:
    """What is kept in memory is never older than the database."""
    assert "Opdateret 25. november 2026 kl. 13.00" in client.get("/om").text
    clock.move(hours=3)
    with guide.database.writing() as work:
        marks.put(work, marks.PUBLISHED, "seed", guide.clock.now())
        work.commit()
    assert "Opdateret 25. november 2026 kl. 16.00" in client.get("/om").text


def test_the_next_day_is_another_page(guide: Guide, clock: FixedClock) -> None:
    """Regions, events and the company of the day follow the calendar."""
    client = create_app(guide).test_client()
    tag = client.get("/").headers["ETag"]
    clock.move(days=1)
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_regions_follow_the_reform(guide: Guide, clock: FixedClock) -> None:
    """From 1 January 2027 Hovedstaden and Sjælland are one region."""
    client = create_app(guide).test_client()
    assert client.get("/region/region-hovedstaden").status_code == 200
    clock.move(days=60)
    text = client.get("/steder").text
    assert "Region Østdanmark" in text
    assert "Region Hovedstaden" not in text
    assert client.get("/region/region-oestdanmark").status_code == 200


def test_errors_are_not_kept(client: FlaskClient) -> None:
    """A page that is missing today may be there tomorrow."""
    answer = client.get("/kategori/findes-ikke")
    assert "ETag" not in answer.headers
    assert "Cache-Control" not in answer.headers
