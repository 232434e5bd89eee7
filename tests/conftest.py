"""Fixtures for every room: real databases on both engines, a fixed clock, a ready guide."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, make_url, text

from guide.bootstrap import Guide, build
from guide.catalogue import migrations
from guide.catalogue.database import Database
from guide.config import Environment, Settings
from guide.domain.protection import ProtectionPolicy
from guide.usecases.index_companies import rebuild_index
from guide.usecases.load_seed import load_seed
from tests import postgres
from tests.requirements import lacking

hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@dataclass
class FixedClock:
    """A clock that stands until it is moved."""

    moment: datetime = field(default=NOW)

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self.moment

    def move(self, **step: float) -> None:
        """Move on by a ``timedelta``'s arguments."""
        self.moment += timedelta(**step)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon on 25 November 2026."""
    return FixedClock()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real PostgreSQL server, started once."""
    binaries = postgres.find_binaries()
    if binaries is None:
        lacking("postgres", "install Debian's postgresql package")
    assert binaries is not None
    with postgres.server(binaries) as url:
        yield url


@pytest.fixture(scope="session")
def new_postgres_url(postgres_url: str) -> Callable[[], str]:
    """Make a new empty database on the server and return its address."""

    def make() -> str:
        name = f"guide_{uuid4().hex[:12]}"
        engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return make_url(postgres_url).set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'guide.db'}"
    make: Callable[[], str] = request.getfixturevalue("new_postgres_url")
    return make()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with the present schema, on each engine in turn."""
    opened = Database(database_url)
    migrations.upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def seeded_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """The whole seed on each engine in turn, loaded once: read it, never change it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('database') / 'guide.db'}"
    else:
        url = request.getfixturevalue("new_postgres_url")()
    opened = Database(url)
    migrations.upgrade(opened)
    load_seed(opened, ROOT / "data", ProtectionPolicy(), NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the whole seed loaded and indexed on SQLite; copy it, never change it."""
    home = tmp_path_factory.mktemp("seeded")
    guide = build(demo_settings(home))
    migrations.upgrade(guide.database)
    load_seed(guide.database, guide.settings.data, ProtectionPolicy(), NOW)
    rebuild_index(guide.database, guide.open_writer(), guide.policy, NOW)
    guide.close()
    return home


@pytest.fixture
def guide(seeded_home: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A running guide over a copy of the whole seed."""
    home = tmp_path / "home"
    shutil.copytree(seeded_home, home, symlinks=True)
    running = build(demo_settings(home), clock)
    yield running
    running.close()


def demo_settings(home: Path) -> Settings:
    """Settings as the demo has them, with a home of their own."""
    return Settings(env=Environment.DEMO, home=home, data=ROOT / "data")
