"""Reading a profile and finding it are counted, and only the company's own people are told."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import accounts, visits
from guide.domain.accounts import Role
from guide.domain.company import CompanyId
from guide.domain.visits import Visits
from guide.web.context import today
from tests.small import SLUG, company_id_of, session_for

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"}
ROBOT = {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}
PROFILE = f"/virksomhed/{SLUG}"


def _told(app: Flask, guide: Guide, company_id: CompanyId | None = None) -> Visits:
    guide.visits.flush()
    with app.app_context(), guide.database.reading() as work:
        return visits.of_company(work, company_id or company_id_of(guide), today())


def _member(app: Flask, guide: Guide) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("guide", session_for(guide, "ejer@b.example"))
    with guide.database.writing() as work:
        account = accounts.find_by_mail(work, "ejer@b.example")
        assert account is not None
        accounts.join(work, account.id, company_id_of(guide), guide.clock.now())
        work.commit()
    return client


def test_each_reading_counts_and_a_kept_page_that_is_asked_about_too(
    app: Flask, guide: Guide, client: FlaskClient
) -> None:
    """In both languages; the 304 is a reader who looks again."""
    first = client.get(PROFILE, headers=BROWSER)
    again = client.get(PROFILE, headers={**BROWSER, "If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert client.get(f"/en{PROFILE}", headers=BROWSER).status_code == 200
    assert _told(app, guide).weeks[0].views == 3


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", ROBOT),
        ("HEAD", BROWSER),
        ("GET", {**BROWSER, "Sec-Purpose": "prefetch"}),
        ("GET", {"User-Agent": ""}),
    ],
)
def test_robots_and_looks_ahead_do_not_count(
    app: Flask, guide: Guide, client: FlaskClient, method: str, headers: dict[str, str]
) -> None:
    """Nor a request for the head alone."""
    client.get(PROFILE, headers=BROWSER)
    assert client.open(PROFILE, method=method, headers=headers).status_code == 200
    assert _told(app, guide).weeks[0].views == 1


def test_a_search_counts_whom_its_first_page_shows(
    app: Flask, guide: Guide, client: FlaskClient
) -> None:
    """Without words, for a robot and for a count alone nothing is noted."""
    for path in ("/soeg?q=Opdigtet", "/soeg?q=opdigtet", "/soeg", "/soeg/antal?q=opdigtet"):
        assert client.get(path, headers=BROWSER).status_code == 200
    client.get("/soeg?q=opdigtet", headers=ROBOT)
    assert client.get("/soeg?q=opdigtet&side=2", headers=BROWSER).status_code == 404
    assert _told(app, guide).searches == ()
    client.get("/soeg?q=OPDIGTET", headers=BROWSER)
    (search,) = _told(app, guide).searches
    assert (search.query, search.count) == ("opdigtet", 3)


def test_counting_needs_no_cookie_and_writes_nothing_while_a_page_is_read(
    app: Flask, guide: Guide, client: FlaskClient
) -> None:
    """The answer carries none, and the database learns of it when the sums are written."""
    answer = client.get(PROFILE, headers=BROWSER)
    assert "Set-Cookie" not in answer.headers
    with app.app_context(), guide.database.reading() as work:
        assert visits.of_company(work, company_id_of(guide), today()).since is None


def test_the_company_sees_weeks_searches_and_what_is_counted(app: Flask, guide: Guide) -> None:
    """The words of a search are text, whatever they hold."""
    client = _member(app, guide)
    page = client.get(f"/konto{PROFILE}/besoeg").text
    assert "Der er ikke talt noget endnu" in page
    assert "ikke talt" in page
    for _time in range(3):
        client.get(PROFILE, headers=BROWSER)
        guide.visits.appear([company_id_of(guide)], "<b>erp", guide.clock.now().date())
    guide.visits.flush()
    page = client.get(f"/konto{PROFILE}/besoeg").text
    assert "Talt siden 25." in page
    assert "&lt;b&gt;erp" in page
    assert "Kendte robotter tælles ikke" in page
    assert f"/konto{PROFILE}/besoeg" in client.get("/konto").text


def test_editors_see_it_at_the_desk(app: Flask, guide: Guide) -> None:
    """On the company's page there."""
    client = app.test_client()
    client.set_cookie("guide", session_for(guide, "r@b.example", Role.EDITOR))
    assert "De sidste 12 uger" in client.get(f"/redaktion{PROFILE}").text
