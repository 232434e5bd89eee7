"""POST /api/v1/match: the promised shape, and errors that name the next step."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.web import create_app


@pytest.fixture
def client(guide: Guide) -> Iterator[FlaskClient]:
    """A client of the site over the whole seed."""
    with create_app(guide).test_client() as client:
        yield client


def test_an_article_is_answered_in_the_promised_shape(client: FlaskClient) -> None:
    """Offsets count Unicode characters, and the surface is what stands there."""
    text = "🖨 Grossisten Despec leverer toner."
    answer = client.post("/api/v1/match", json={"text": text})
    assert answer.status_code == 200
    (mention,) = answer.get_json()["mentions"]
    promised = {"name", "slug", "cvr", "surface", "start", "end", "confidence", "sure"}
    assert promised <= mention.keys()
    assert (mention["slug"], mention["sure"]) == ("despec-denmark", True)
    assert text[mention["start"] : mention["end"]] == mention["surface"] == "Despec"
    assert "fitting" in answer.get_json()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b'{"text": 1}', "application/json", 422),
        (b'{"text": "", "lang": "da"}', "application/json", 422),
        (b'{"text": ""}', "text/plain", 415),
        (b'{"text": "' + b"a" * 100_001 + b'"}', "application/json", 413),
        (b'{"text": "' + b"a" * 1_100_000 + b'"}', "application/json", 413),
    ],
)
def test_a_bad_request_is_a_problem_that_says_what_to_send(
    client: FlaskClient, body: bytes, kind: str, status: int
) -> None:
    """Each fault has its status and a sentence."""
    answer = client.post("/api/v1/match", data=body, content_type=kind)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.get_json(force=True)["detail"]


def test_an_empty_text_names_nobody(client: FlaskClient) -> None:
    """No text is no error."""
    answer = client.post("/api/v1/match", json={"text": ""})
    assert answer.get_json() == {"mentions": [], "fitting": []}
