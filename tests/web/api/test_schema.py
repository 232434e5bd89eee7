"""The OpenAPI document holds for everything that can be asked: schemathesis tries to refute it."""

import json

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from limits import RateLimitItemPerSecond
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from guide.web.api import OPERATIONS
from guide.web.api.openapi import openapi_path
from guide.web.api.operations import NoQuery, Operation

EXAMPLES = 12
ASKED = [
    pytest.param(one, mode, id=f"{one.name}-{mode.value}")
    for one in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or one.query is not NoQuery  # else nothing can be wrong
]

CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # a category, place or cursor that does not exist is refused, never passed over
            "positive_data_acceptance": {"expected-statuses": ["2xx", "301", "404", "422"]},
        }
    }
)


@pytest.fixture(scope="session")
def api_schema(request: pytest.FixtureRequest) -> schemathesis.BaseSchema:
    """The document as the site serves it, without a limit for so many questions."""
    guide = request.getfixturevalue("read_only_guide")
    site = request.getfixturevalue("new_site")(guide)
    site.config["API_RATE"] = RateLimitItemPerSecond(1_000_000, namespace="api")
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site, config=CONFIG)


@pytest.mark.parametrize(("operation", "mode"), ASKED)
def test_every_answer_is_as_the_schema_says(
    api_schema: schemathesis.BaseSchema, operation: Operation, mode: GenerationMode
) -> None:
    """No request, right or wrong, gets an answer that the document does not describe."""
    described = api_schema[openapi_path(operation)][operation.method]

    @given(case=described.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()


def test_the_document_is_openapi_3_1(client: FlaskClient) -> None:
    """It names its version, and every model in it is a valid JSON Schema 2020-12."""
    document = client.get("/api/v1/openapi.json").json
    assert document["openapi"] == "3.1.0"
    for model in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(model)
    text = json.dumps(document)
    for part in text.split('"#/components/schemas/')[1:]:
        assert part.partition('"')[0] in document["components"]["schemas"]


def test_every_address_of_the_api_is_described(site: Flask) -> None:
    """No rule below /api/v1 is missing from the document, and names are never used twice."""
    rules = {rule.endpoint for rule in site.url_map.iter_rules() if rule.endpoint[:4] == "api."}
    assert rules == {f"api.{one.name}" for one in OPERATIONS} | {"api.openapi"}
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)
