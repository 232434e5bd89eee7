"""A small guide that opens fast: the schema, two categories and one company, no index."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.bootstrap import Guide, build
from guide.catalogue import categories, companies, facts, links, migrations, outbox, sources
from guide.catalogue.sources import Source
from guide.domain.accounts import Role
from guide.domain.categories import Category
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.usecases import sign_in
from guide.usecases.refresh_company import refresh_company
from tests.conftest import FixedClock, demo_settings

CVR, SLUG = "98000003", "opdigtet-data"
TREE = (
    Category(slug="forretning", parent=None, name_da="Forretning", name_en="Business"),
    Category(slug="erp", parent="forretning", name_da="ERP", name_en="ERP"),
    Category(slug="crm", parent="forretning", name_da="CRM", name_en="CRM"),
)
SAID: dict[Field, FactValue] = {
    Field.NAME: "Opdigtet Data ApS",
    Field.DESCRIPTION: "Vi bygger regnemaskiner.",
    Field.CATEGORIES: ["erp"],
    Field.WEBSITE: "https://www.opdigtet.example",
    Field.INCLUDED: True,
    Field.ADVERTISING_PROTECTED: False,
}


@contextmanager
def small_guide(home: Path, clock: FixedClock) -> Iterator[Guide]:
    """Open the guide and close it again."""
    guide = build(demo_settings(home), clock)
    migrations.upgrade(guide.database)
    with guide.database.writing() as work:
        for position, category in enumerate(TREE):
            categories.save(work, category, position)
        work.commit()
    add_company(guide, CVR, SAID)
    yield guide
    guide.close()


def add_company(guide: Guide, cvr: str | None, said: dict[Field, FactValue]) -> CompanyId:
    """Add a company of which the seed says something."""
    now = guide.clock.now()
    with guide.database.writing() as work:
        sources.save(work, Source(key="seed", title="Prøve"))
        company_id = companies.create(work, name=str(said[Field.NAME]), now=now, cvr=cvr)
        statements = [
            Fact(field=field, layer=Layer.SEED, value=value, recorded_at=now, source="seed")
            for field, value in said.items()
        ]
        facts.record(work, company_id, statements)
        refresh_company(work, company_id, guide.policy, now)
        work.commit()
    return company_id


def company_id_of(guide: Guide, slug: str = SLUG) -> CompanyId:
    """Return the id of a company."""
    with guide.database.reading() as work:
        found = companies.find_by_slug(work, slug)
    assert found is not None
    return found.id


def letters(guide: Guide) -> list[dict[str, str]]:
    """Return the letters that wait, oldest first."""
    with guide.database.reading() as work:
        return [job.payload for job in outbox.open_jobs(work, outbox.MAIL, guide.clock.now())]


def link_in(letter: dict[str, str]) -> str:
    """Return the path of the first link in a letter."""
    start = letter["text"].index("http://localhost:8000") + len("http://localhost:8000")
    return letter["text"][start:].split()[0]


def session_for(guide: Guide, mail: str, role: Role = Role.COMPANY) -> str:
    """Sign somebody in and return the session's token."""
    now = guide.clock.now()
    if role.edits:
        link = sign_in.invite_editor(guide.database, mail, role, "prøve", "", now)
        token = link.rpartition("/")[2]
        found = sign_in.accept_editor_invitation(guide.database, token, "Prøve", now)
    else:
        with guide.database.writing() as work:
            token = links.make(work, links.Purpose.SIGN_IN, "", now, mail=mail, browser="prøve")
            work.commit()
        found = sign_in.sign_in(guide.database, token, "prøve", "Prøve", now)
    assert found is not None
    return found
