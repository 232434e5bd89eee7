"""Loading the seed: whole, twice, broken, and after people have worked on it."""

import shutil
from pathlib import Path

from guide.catalogue import companies, facts, profiles
from guide.catalogue.database import Database
from guide.domain.facts import Fact, Field, Layer
from guide.domain.protection import ProtectionPolicy
from guide.usecases.load_seed import load_seed
from guide.usecases.refresh_company import refresh_company
from tests.conftest import NOW, ROOT, FixedClock

POLICY = ProtectionPolicy()


def test_loading_twice_changes_nothing(database: Database, clock: FixedClock) -> None:
    """The second loading finds every row as it was."""
    first = load_seed(database, ROOT / "data", POLICY, clock.now())
    clock.move(days=1)
    second = load_seed(database, ROOT / "data", POLICY, clock.now())
    assert (first.problems, first.created) == ([], first.companies)
    assert (second.created, second.changed, second.events) == (0, 0, 0)


def test_a_broken_row_is_named_and_the_rest_is_loaded(tmp_path: Path, database: Database) -> None:
    """File, line and reason are told; every other row is there."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    file = folder / "companies.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split("\t")
    lines[1] = "\t".join([*cells[:2], "12345678", *cells[3:]])
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = load_seed(database, folder, POLICY, NOW)
    assert report.created == len(lines) - 2
    assert next(str(problem) for problem in report.problems) == (
        "companies.tsv, linje 2: CVR-nummeret 12345678 er ikke gyldigt"
    )


def test_what_was_erased_or_overridden_is_not_restored(database: Database) -> None:
    """An erased description stays away and an editor's name stays above the seed's."""
    load_seed(database, ROOT / "data", POLICY, NOW)
    with database.writing() as work:
        known = companies.find_by_seed_key(work, "Despec Denmark A/S")
        assert known is not None
        facts.withdraw(work, known.id, Field.DESCRIPTION, Layer.SEED, NOW)
        override = Fact(
            field=Field.TOWN,
            layer=Layer.EDITOR,
            value="Prøveby",
            recorded_at=NOW,
            source="seed",
            override=True,
            reason="afprøvning",
        )
        facts.record(work, known.id, [override])
        refresh_company(work, known.id, POLICY, NOW)
        work.commit()
    load_seed(database, ROOT / "data", POLICY, NOW)
    with database.reading() as work:
        profile = profiles.find(work, known.id)
    assert profile is not None
    assert profile.card.description == ""
    assert profile.card.town == "Prøveby"
