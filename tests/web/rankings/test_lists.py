"""The pages of the rankings."""

import json

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.domain.danish_time import danish_day
from guide.domain.ranking_card import rerun
from guide.web import create_app, shared
from guide.web.rankings import kept
from tests.conftest import NOW


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A reader of the whole seed."""
    return create_app(guide).test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/top100",
        "/top100/2023",
        "/top100/2023/drift-hosting",
        "/top100?metode=2017",
        "/vaekst",
        "/vaekst/2022",
        "/en/top100/2022",
        "/top100?q=hosting",
    ],
)
def test_every_list_has_a_page_with_its_rules(client: FlaskClient, path: str) -> None:
    """Placed or not, the method stands below."""
    page = client.get(path)
    assert page.status_code == 200
    assert "500.000" in page.text or "20.000.000" in page.text


@pytest.mark.parametrize(
    "path",
    ["/top100/1066", "/top100/2023/findes-ikke", "/top100?metode=hemmelig", "/vaekst/x"],
)
def test_an_unknown_list_is_a_friendly_404(client: FlaskClient, path: str) -> None:
    """Not a trace, not an empty list."""
    assert client.get(path).status_code == 404


def test_the_list_as_json_can_be_made_again(client: FlaskClient) -> None:
    """The file that a reader downloads is the whole document."""
    document = client.get("/vaekst/2023?format=json").text
    assert rerun(document) == document
    assert json.loads(document)["card"]["method"] == "komet2014"


def test_a_profile_shows_its_placing_and_what_would_move_it(client: FlaskClient) -> None:
    """KMD stands in the newest list."""
    page = client.get("/virksomhed/kmd").text
    assert "Placering" in page
    assert "ville give nr." in page


def test_kept_rankings_take_no_more_memory_than_is_allowed(
    guide: Guide, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest is let go of when a reader asks for another; a placing stays in any case."""
    monkeypatch.setattr(kept, "MOST_KEPT", 500)
    for path in ("/top100/2021", "/top100/2022", "/virksomhed/columbus"):
        assert client.get(path).status_code == 200
    known = client.application.extensions[shared.EXTENSION].current(guide, danish_day(NOW)).kept
    assert [key[2] for key in known if key[0] == "ranking"] == [None]
    assert known[("placings",)].ranking.exclusions == ()
    monkeypatch.setattr(kept, "MOST_KEPT", 10)
    assert client.get("/top100/2022").status_code == 200
    assert not [key for key in known if key[0] == "ranking"]
