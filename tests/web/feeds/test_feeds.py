"""Following: every difference once, in words, and silence when nothing changed."""

import json
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import companies, facts
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.usecases.refresh_company import refresh_company
from guide.web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A client of the site."""
    return create_app(guide).test_client()


def say(guide: Guide, slug: str, field: Field, value: FactValue) -> None:
    """The register says something of a company, a minute later."""
    guide.clock.move(minutes=1)  # type: ignore[attr-defined]
    now = guide.clock.now()
    with guide.database.writing() as work:
        known = companies.find_by_slug(work, slug)
        assert known is not None
        fact = Fact(field=field, layer=Layer.REGISTER, value=value, recorded_at=now, source="seed")
        facts.record(work, known.id, [fact])
        refresh_company(work, known.id, guide.policy, now)
        work.commit()


def items(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    """The feed's entries, the newest first."""
    answer = client.get(f"/foelg.json{query}")
    assert answer.content_type.startswith("application/feed+json")
    found: list[dict[str, str]] = json.loads(answer.data)["items"]
    return found


def test_each_difference_is_told_once_and_silence_stays_silent(
    guide: Guide, client: FlaskClient
) -> None:
    """A replay of changes, repetitions and of coming back, read after every step."""
    steps: list[tuple[Field, FactValue, str | None]] = [
        (Field.EMPLOYEES, 42, "ansatte ikke oplyst → 42"),
        (Field.EMPLOYEES, 42, None),
        (Field.EMPLOYEES, 51, "ansatte 42 → 51"),
        (Field.NAME, "KMD Nyt A/S", "nyt navn (før KMD A/S)"),
        (Field.EMPLOYEES, 42, "ansatte 51 → 42"),
        (Field.WEBSITE, "https://kmd.example", None),
        (Field.STATUS, "ceased", "Ophørt"),
    ]
    seen: list[str] = [item["id"] for item in items(client, "?virksomhed=kmd")]
    for field, value, words in steps:
        say(guide, "kmd", field, value)
        fresh = [one for one in items(client, "?virksomhed=kmd") if one["id"] not in seen]
        assert len(fresh) == (words is not None), (field, value)
        assert all(str(words) in one["title"] for one in fresh)
        seen += [one["id"] for one in fresh]
    assert len(seen) == len(set(seen))
    before = client.get("/foelg.atom?virksomhed=kmd").data
    say(guide, "columbus", Field.EMPLOYEES, 900)
    assert client.get("/foelg.atom?virksomhed=kmd").data == before


def test_a_search_is_followed_with_its_own_parameters(guide: Guide, client: FlaskClient) -> None:
    """Only whom the search finds; an unknown filter is not found rather than everything."""
    say(guide, "despec-denmark", Field.EMPLOYEES, 77)
    say(guide, "kmd", Field.EMPLOYEES, 88)
    inside = [one["title"] for one in items(client, "?kategori=forbrugsstoffer")]
    assert any("77" in title for title in inside)
    assert not any("KMD" in title for title in inside)
    assert client.get("/foelg.atom?kategori=findes-ikke").status_code == 404
    assert client.get("/foelg.atom?virksomhed=findes-ikke").status_code == 404


def test_atom_is_well_formed_and_says_the_same(guide: Guide, client: FlaskClient) -> None:
    """The same entries in both formats, and the feed is as old as its newest entry."""
    say(guide, "kmd", Field.NAME, "K & <D> A/S")
    answer = client.get("/foelg.atom?virksomhed=kmd")
    root = ElementTree.fromstring(answer.data)
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert ids == [one["id"] for one in items(client, "?virksomhed=kmd")]
    assert root.findtext(f"{ATOM}updated") == guide.clock.now().isoformat()


def test_a_protected_company_leaves_every_feed(guide: Guide, client: FlaskClient) -> None:
    """What was told of it before is no longer told."""
    say(guide, "kmd", Field.EMPLOYEES, 42)
    assert any("KMD" in one["title"] for one in items(client))
    say(guide, "kmd", Field.ADVERTISING_PROTECTED, True)
    assert not any("KMD" in one["title"] for one in items(client))
    assert client.get("/foelg.json?virksomhed=kmd").status_code == 404


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/kategori/erp", "kategori=erp"),
        ("/kommune/aarhus", "kommune=aarhus"),
        ("/region/region-nordjylland", "region=region-nordjylland"),
    ],
)
def test_a_category_and_a_place_lead_to_their_feed(
    client: FlaskClient, page: str, query: str
) -> None:
    """For feed readers in the head, for people on the page; and the feed answers."""
    text = client.get(page).text
    assert f'type="application/atom+xml" href="/foelg.atom?{query}"' in text
    assert f'<a href="/foelg.atom?{query}">' in text
    assert client.get(f"/foelg.atom?{query}").status_code == 200


def test_a_profile_leads_to_its_own_feed_and_letters(client: FlaskClient) -> None:
    """Both addresses that the profile shows are of this company, and open."""
    page = client.get("/virksomhed/columbus").text
    for address in ("/foelg.atom?virksomhed=columbus", "/foelg?virksomhed=columbus"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
