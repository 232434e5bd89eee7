"""A small guide and a browser before its site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.domain.accounts import Role
from guide.web import create_app
from tests.conftest import FixedClock
from tests.small import session_for, small_guide


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
def client(app: Flask) -> FlaskClient:
    """A browser."""
    return app.test_client()


@pytest.fixture
def editor(client: FlaskClient, guide: Guide) -> FlaskClient:
    """A browser of an editor."""
    client.set_cookie("guide", session_for(guide, "redaktion@guide.example", Role.EDITOR))
    return client
