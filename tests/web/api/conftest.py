"""A client of the API over the whole seed, opened once: these tests only read."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.bootstrap import Guide, build
from guide.web import create_app
from tests.conftest import FixedClock, demo_settings


@pytest.fixture(scope="session")
def read_only_guide(seeded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    """A guide that no test writes to."""
    home = tmp_path_factory.mktemp("api") / "home"
    shutil.copytree(seeded_home, home, symlinks=True)
    running = build(demo_settings(home), FixedClock())
    yield running
    running.close()


@pytest.fixture(scope="session")
def new_site() -> Callable[[Guide], Flask]:
    """Makes a site of a guide, for fixtures that live longer than one test."""
    return create_app


@pytest.fixture
def site(read_only_guide: Guide) -> Flask:
    """The site with limits of its own."""
    return create_app(read_only_guide)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A program that asks."""
    return site.test_client()
