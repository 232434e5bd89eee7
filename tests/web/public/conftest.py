"""A reader of the site."""

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.web import create_app


@pytest.fixture
def client(guide: Guide) -> FlaskClient:
    """A client of the whole site over the seed."""
    return create_app(guide).test_client()
