"""Invented companies that are known well enough to be resolved."""

from guide.catalogue import companies, facts, sources
from guide.catalogue.database import Database
from guide.catalogue.sources import Source
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Field, Layer
from tests.conftest import NOW


def add_company(database: Database, name: str, cvr: str) -> CompanyId:
    """Add a company with a name and a number, included by an editor."""
    with database.writing() as work:
        sources.save(work, Source(key="prøve", title="Prøve"))
        company_id = companies.create(work, name=name, now=NOW, cvr=cvr)
        told = {Field.NAME: name, Field.INCLUDED: True}
        statements = [
            Fact(field=field, layer=Layer.SEED, value=value, recorded_at=NOW, source="prøve")
            for field, value in told.items()
        ]
        facts.record(work, company_id, statements)
        work.commit()
    return company_id
