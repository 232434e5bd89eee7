"""Identity: ids, numbers and slugs, on both databases."""

import pytest
from sqlalchemy.exc import IntegrityError

from guide.catalogue import companies
from guide.catalogue.companies import Name, NameKind
from guide.catalogue.database import Database
from tests.conftest import NOW


def test_a_slug_once_given_is_never_given_to_another(database: Database) -> None:
    """After a change of name the old slug still leads to the first company."""
    with database.writing() as work:
        first = companies.create(work, name="Alfa ApS", now=NOW)
        companies.change_slug(work, first, "Beta ApS", NOW)
        second = companies.create(work, name="Alfa A/S", now=NOW)
        work.commit()
    with database.reading() as work:
        assert companies.get(work, first).slug == "beta"
        assert companies.get(work, second).slug == "alfa-2"
        found = companies.find_by_slug(work, "alfa")
        assert found is not None
        assert found.id == first


def test_a_company_may_have_its_old_slug_back(database: Database) -> None:
    """It was its own all the time."""
    with database.writing() as work:
        only = companies.create(work, name="Alfa ApS", now=NOW)
        companies.change_slug(work, only, "Beta", NOW)
        assert companies.change_slug(work, only, "Alfa", NOW) == "alfa"


def test_a_number_belongs_to_one_company(database: Database) -> None:
    """The database itself refuses the second."""
    with database.writing() as work:
        companies.create(work, name="Alfa", now=NOW, cvr="98000003")
        with pytest.raises(IntegrityError):
            companies.create(work, name="Beta", now=NOW, cvr="98000003")


def test_many_companies_may_lack_a_number(database: Database) -> None:
    """257 of the seed's do."""
    with database.writing() as work:
        companies.create(work, name="Alfa", now=NOW)
        companies.create(work, name="Beta", now=NOW)
        work.commit()


def test_names_are_superseded_not_deleted(database: Database) -> None:
    """A layer's names are what it says now; saying the same again is no change."""
    former = Name(name="Gammelt Navn ApS", kind=NameKind.FORMER, layer="register")
    with database.writing() as work:
        company_id = companies.create(work, name="Nyt Navn ApS", now=NOW)
        assert companies.record_names(work, company_id, "register", [former], NOW)
        assert not companies.record_names(work, company_id, "register", [former], NOW)
        assert companies.names_of(work, [company_id])[company_id] == [former]
        assert companies.find_by_name(work, "gammelt navn aps")[0].id == company_id
        assert companies.record_names(work, company_id, "register", [], NOW)
        assert companies.names_of(work, [company_id])[company_id] == []
