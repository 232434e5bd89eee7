"""What every answer of the API carries, and every kind of error."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits import RateLimitItemPerMinute

from guide.bootstrap import Guide, build
from guide.web import create_app

ADDRESSES = ("search", "companies/columbus", "categories", "places", "events", "openapi.json")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient, address: str) -> None:
    """Asked with its tag, an answer is 304 without a body, and may be kept."""
    first = client.get(f"/api/v1/{address}")
    assert "max-age" in first.headers["Cache-Control"]
    again = client.get(f"/api/v1/{address}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_site_may_read_public_data(client: FlaskClient, address: str) -> None:
    """Answers are open to scripts of other sites, without credentials and without guessing."""
    headers = client.get(f"/api/v1/{address}").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


def test_a_script_may_send_a_tag(client: FlaskClient) -> None:
    """The browser's question beforehand is answered for GET alone."""
    headers = client.options("/api/v1/search").headers
    assert headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_pages_are_closed_to_scripts_of_other_sites(client: FlaskClient) -> None:
    """Outside the API nothing is said about other sites."""
    assert "Access-Control-Allow-Origin" not in client.get("/livez").headers


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v2/search", 404),
        ("PUT", "/api/v1/search", 405),
    ],
)
def test_errors_of_addresses_are_problems(
    client: FlaskClient, method: str, address: str, status: int
) -> None:
    """Even where no address is, a program gets problem+json with the request's id."""
    answer = client.open(address, method=method)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["request_id"]
    assert status != 405 or "GET" in answer.headers["Allow"]


def test_an_unexpected_error_is_a_problem_without_a_trace(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """500 tells nothing but the request's id."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("hemmelig")

    monkeypatch.setattr("guide.web.api.suggest.the_guide", broken)
    answer = site.test_client().get("/api/v1/suggest?q=a")
    assert answer.status_code == 500
    assert answer.content_type == "application/problem+json"
    assert "hemmelig" not in answer.text


def test_who_asks_too_often_is_told_when_to_come_back(site: Flask) -> None:
    """The limit counts down in headers, then answers 429 with Retry-After."""
    site.config["API_RATE"] = RateLimitItemPerMinute(2, namespace="api")
    client = site.test_client()
    left = [client.get("/api/v1/suggest").headers["RateLimit-Remaining"] for _ in range(2)]
    assert left == ["1", "0"]
    answer = client.get("/api/v1/suggest")
    assert answer.status_code == 429
    assert answer.content_type == "application/problem+json"
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    other = client.get("/api/v1/suggest", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 200


def test_one_household_of_ipv6_has_one_limit(site: Flask) -> None:
    """Addresses of one /64 are counted together."""
    site.config["API_RATE"] = RateLimitItemPerMinute(1, namespace="api")
    client = site.test_client()
    asked = [
        client.get("/api/v1/suggest", environ_base={"REMOTE_ADDR": address}).status_code
        for address in ("2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:3::1")
    ]
    assert asked == [200, 429, 200]


def test_search_goes_on_without_an_index(guide: Guide) -> None:
    """With the index away names are still found, and the answer says that it is limited."""
    guide.settings.index.rename(guide.settings.home / "away")
    without = build(guide.settings)
    answer = create_app(without).test_client().get("/api/v1/search?q=columbus").json
    without.close()
    assert answer["limited"]
    assert answer["hits"][0]["company"]["slug"] == "columbus"
