"""Readers tell of errors: without an account, without JavaScript, losing no word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import error_reports
from guide.domain.error_reports import ErrorReport, Subject
from guide.domain.facts import Field
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import SAID, SLUG, add_company, small_guide
from tests.web.sending import hidden_fields, send

PATH = f"/virksomhed/{SLUG}/fejl"
WRONG = {"subject": "place", "text": "De bor i Hemmelighavn.", "mail": "laeser@nogen.example"}


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


@pytest.fixture
def app(guide: Guide) -> Flask:
    """Its site."""
    return create_app(guide)


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    """A browser."""
    return app.test_client()


def kept(guide: Guide) -> list[ErrorReport]:
    """Return the reports that wait."""
    with guide.database.reading() as work:
        return error_reports.waiting(work)


def test_a_report_is_taken_and_thanked_for(
    reader: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """The profile leads to the form; sending again is answered the same way."""
    assert PATH in reader.get(f"/virksomhed/{SLUG}").text
    first, again = send(reader, clock, PATH, WRONG), send(reader, clock, PATH, WRONG)
    assert (first.status_code, first.location) == (303, f"{PATH}?sendt=1")
    assert (again.status_code, again.location) == (first.status_code, first.location)
    assert "Tak for hjælpen" in reader.get(first.location).text
    (report,) = kept(guide)
    assert (report.subject, report.text) == (Subject.PLACE, WRONG["text"])
    assert report.mail == "laeser@nogen.example"


def test_an_address_may_be_left_out(reader: FlaskClient, clock: FixedClock, guide: Guide) -> None:
    """Then no answer is wanted."""
    assert send(reader, clock, PATH, {**WRONG, "mail": ""}).status_code == 303
    assert [one.mail for one in kept(guide)] == [""]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subject", ""),
        ("subject", "advertising"),
        ("text", "  "),
        ("text", "x" * 1001),
        ("mail", "ikke en adresse"),
    ],
)
def test_an_error_names_its_field_and_loses_nothing(
    reader: FlaskClient, clock: FixedClock, guide: Guide, name: str, value: str
) -> None:
    """What was typed stands in the form again."""
    typed = {**WRONG, name: value}
    answer = send(reader, clock, PATH, typed)
    assert answer.status_code == 422
    assert f'href="#{name}"' in answer.text
    assert typed["text"] in answer.text
    assert typed["mail"] in answer.text
    assert kept(guide) == []


def test_robots_and_the_too_fast_are_asked_again(
    reader: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """Their text is not lost either."""
    fast = send(reader, clock, PATH, WRONG, seconds=1)
    robot = send(reader, clock, PATH, {**WRONG, "website_url": "http://x.example"})
    old = send(reader, clock, PATH, WRONG, seconds=25 * 3600)
    for answer in (fast, robot, old):
        assert answer.status_code == 422
        assert "Hemmelighavn" in answer.text
    assert kept(guide) == []


def test_the_eleventh_report_in_a_day_is_refused(
    reader: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """Counted in the database by address."""
    fields = hidden_fields(reader.get(PATH).text)
    clock.move(seconds=5)
    sent = [reader.post(PATH, data={**fields, **WRONG, "text": str(n)}) for n in range(11)]
    assert [answer.status_code for answer in sent] == [303] * 10 + [429]
    assert len(kept(guide)) == 10


def test_a_company_without_a_profile_has_no_form(
    reader: FlaskClient, clock: FixedClock, guide: Guide
) -> None:
    """Neither a protected one nor one that is not there."""
    said = {**SAID, Field.NAME: "Skjult ApS", Field.ADVERTISING_PROTECTED: True}
    add_company(guide, "98000011", said)
    for slug in ("skjult", "findes-ikke"):
        assert reader.get(f"/virksomhed/{slug}/fejl").status_code == 404


def test_markup_is_shown_as_text(reader: FlaskClient, clock: FixedClock) -> None:
    """In the form that comes back."""
    answer = send(reader, clock, PATH, {**WRONG, "subject": "", "text": "<b>Hej</b>"})
    assert "&lt;b&gt;Hej&lt;/b&gt;" in answer.text
