"""Searching by program: filters, counts, strictness and reading to the end."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.usecases.index_companies import rebuild_index
from guide.web import create_app
from tests.conftest import NOW


def slugs(client: FlaskClient, **query: object) -> list[str]:
    """Search and return the slugs found."""
    answer = client.get("/api/v1/search", query_string=query)
    assert answer.status_code == 200, answer.text
    return [hit["company"]["slug"] for hit in answer.json["hits"]]


def every_slug(client: FlaskClient, **query: object) -> list[str]:
    """Follow the cursors of a search to its end."""
    found, following = [], {}
    while True:
        answer = client.get("/api/v1/search", query_string={**query, **following}).json
        found += [hit["company"]["slug"] for hit in answer["hits"]]
        if answer["next"] is None:
            return found
        following = {"cursor": answer["next"]}


def test_words_find_a_company(client: FlaskClient) -> None:
    """A name typed as on the site finds its company first."""
    assert slugs(client, q="columbus")[0] == "columbus"


def test_danish_letters_are_sent_as_they_are(client: FlaskClient) -> None:
    """No letter of a Danish text is escaped."""
    text = client.get("/api/v1/companies/columbus").text
    assert "Børsnoteret" in text


@pytest.mark.parametrize(
    ("query", "field", "wanted"),
    [
        ({"category": "erp"}, "categories", "erp"),
        ({"municipality": "0151"}, "municipality", {"code": "0151", "name": "Ballerup"}),
        ({"municipality": "ballerup"}, "municipality", {"code": "0151", "name": "Ballerup"}),
        ({"form": "60"}, "legal_form", {"code": "60", "short": "A/S", "long": "Aktieselskab"}),
        ({"status": "ceased"}, "status", "ceased"),
        ({"revenue_state": "not_published"}, "revenue_state", "not_published"),
        ({"size": "unknown"}, "size", "unknown"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_a_facet_holds_for_every_hit(
    client: FlaskClient, query: dict[str, str], field: str, wanted: object
) -> None:
    """Each company found has the value that was asked for."""
    hits = client.get("/api/v1/search", query_string=query).json["hits"]
    assert hits
    for hit in hits:
        told = hit["company"][field]
        assert told == wanted or (isinstance(told, list) and wanted in told)


def test_repeated_facet_values_are_alternatives(client: FlaskClient) -> None:
    """Two categories find at least what each of them finds."""
    both = client.get("/api/v1/search?category=erp&category=webshops").json["total"]
    one = client.get("/api/v1/search?category=erp").json["total"]
    assert both > one


def test_of_a_repeated_single_parameter_the_first_counts(client: FlaskClient) -> None:
    """The second of two limits is passed over."""
    assert len(slugs(client, limit=["2", "5"])) == 2


def test_a_range_drops_what_is_not_told(client: FlaskClient) -> None:
    """Only companies with a known revenue of the size are found."""
    hits = client.get("/api/v1/search?revenue_min=100000000&limit=100").json["hits"]
    assert hits
    assert all(hit["company"]["revenue"]["amount"] >= 100_000_000 for hit in hits)


def test_near_finds_the_municipality_itself(client: FlaskClient) -> None:
    """Within 0 km of a town lies its own municipality alone."""
    hits = client.get("/api/v1/search?near=Ballerup&km=0&limit=100").json["hits"]
    assert hits
    assert {hit["company"]["municipality"]["name"] for hit in hits} == {"Ballerup"}


def test_counts_are_given_when_asked_for(client: FlaskClient) -> None:
    """A facet adds up over all companies that have one value each."""
    answer = client.get("/api/v1/search?facets=status&limit=1").json
    assert sum(answer["facets"]["status"].values()) == answer["total"]


def test_an_unknown_parameter_is_named_with_its_neighbours(client: FlaskClient) -> None:
    """A misspelt name is an error that tells the right one."""
    answer = client.get("/api/v1/search?categry=erp")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json["type"].endswith("#unknown-parameter")
    assert answer.json["parameters"][0]["name"] == "categry"
    assert answer.json["parameters"][0]["allowed"][0] == "category"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("category=er", "category"),
        ("region=mars", "region"),
        ("near=atlantis", "near"),
        ("limit=0", "limit"),
        ("sort=best", "sort"),
        ("employees_min=5&employees_max=1", "employees_min"),
        ("q=%00", "q"),
        ("cursor=abc", "cursor"),
        ("growth_min=nan", "growth_min"),
    ],
)
def test_an_impossible_value_is_named(client: FlaskClient, query: str, name: str) -> None:
    """A value that the guide does not have is an error, never an empty result."""
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 422
    assert [fault["name"] for fault in answer.json["parameters"]] == [name]


@pytest.mark.parametrize("sort", ["name", "employees", "revenue", "growth", "founded", "relevance"])
def test_cursors_tell_every_company_once(client: FlaskClient, sort: str) -> None:
    """Followed to the end, a search tells as many companies as it counted."""
    total = client.get("/api/v1/search?category=erp").json["total"]
    found = every_slug(client, category="erp", sort=sort, limit=7)
    assert len(found) == len(set(found)) == total


def test_cursors_go_deeper_than_pages(client: FlaskClient) -> None:
    """The whole guide can be read, whatever its size."""
    total = client.get("/api/v1/search").json["total"]
    assert len(set(every_slug(client, sort="name", limit=100))) == total > 100


def test_a_cursor_belongs_to_its_question(client: FlaskClient) -> None:
    """A cursor used with other filters is refused."""
    cursor = client.get("/api/v1/search?category=erp&limit=1").json["next"]
    answer = client.get("/api/v1/search", query_string={"cursor": cursor, "limit": 1})
    assert answer.status_code == 422
    assert "other parameters" in answer.json["parameters"][0]["problem"]


@pytest.mark.parametrize("sort", ["name", "revenue", "employees"])
def test_a_cursor_survives_a_rebuild_without_the_company_it_stopped_at(
    guide: Guide, sort: str
) -> None:
    """What follows is the same when the last company has left and the index was built anew."""
    client = create_app(guide).test_client()
    query = {"category": "erp", "sort": sort, "limit": 5}
    whole = every_slug(client, **query)
    first = client.get("/api/v1/search", query_string=query).json
    last = first["hits"][-1]["company"]["id"]
    guide.open_writer().apply([], [last, first["hits"][0]["company"]["id"]])
    guide.reader.open_newest()
    query["cursor"] = first["next"]
    assert slugs(client, **query) == whole[5:10]
    rebuild_index(guide.database, guide.open_writer(), guide.policy, NOW)
    guide.reader.open_newest()
    assert slugs(client, **query) == whole[5:10]
