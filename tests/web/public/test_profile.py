"""A profile shows what may be shown, says what is missing, and every address leads right."""

import csv
import json
import re
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import companies, facts, reports, sources
from guide.catalogue.sources import Source
from guide.catalogue.tables.companies import CompanyRow
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.domain.report_terms import Absence
from guide.domain.reports import FigureSet
from guide.usecases.refresh_company import refresh_company
from tests.domain.invented import figure_set


def invent(
    guide: Guide,
    name: str,
    cvr: str | None = None,
    figures: tuple[FigureSet, ...] = (),
    **told: FactValue,
) -> CompanyId:
    """Add an invented company that the register tells of and an editor includes."""
    now = guide.clock.now()
    with guide.database.writing() as work:
        for key in ("cvr", "editor"):
            sources.save(work, Source(key=key, title=key))
        company = companies.create(work, name=name, now=now, cvr=cvr)
        said: dict[str, FactValue] = {"name": name, "status": "active", **told}
        statements = [
            Fact(field=Field(key), layer=Layer.REGISTER, value=value, recorded_at=now, source="cvr")
            for key, value in said.items()
        ]
        statements.append(
            Fact(
                field=Field.INCLUDED,
                layer=Layer.EDITOR,
                value=True,
                recorded_at=now,
                source="editor",
            )
        )
        facts.record(work, company, statements)
        reports.save_sets(work, company, Layer.REGISTER, "cvr", figures, now)
        refresh_company(work, company, guide.policy, now)
        work.commit()
    return company


def linked(text: str) -> dict[str, Any]:
    """Read the linked data of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_profile_tells_who_what_where_and_from_whom(client: FlaskClient) -> None:
    """Name, categories, number, source and age, similar companies, and a canonical address."""
    text = client.get("/virksomhed/columbus").text
    assert "<h1>Columbus A/S</h1>" in text
    assert 'href="/kategori/erp"' in text
    assert "13228345" in text
    assert "Brancheguidens grunddata" in text
    assert "Ligner denne" in text
    assert 'rel="canonical" href="http://localhost:8000/virksomhed/columbus"' in text
    assert 'property="og:title" content="Columbus A/S"' in text
    assert "noindex" not in text


def test_linked_data_says_what_the_page_says(client: FlaskClient) -> None:
    """An Organization with its number and nothing that is not known."""
    data = linked(client.get("/virksomhed/columbus").text)
    assert data["@type"] == "Organization"
    assert data["taxID"] == "13228345"
    assert "telephone" not in data


def test_parent_and_group_stand_apart(client: FlaskClient) -> None:
    """The parent's table comes first, the group's after it under its own heading."""
    text = client.get("/virksomhed/columbus").text
    assert text.index('id="parent-dkk-caption"') < text.index(">Koncernen</h3>")
    assert text.index(">Koncernen</h3>") < text.index('id="group-dkk-caption"')


def test_what_is_not_published_is_never_zero(guide: Guide, client: FlaskClient) -> None:
    """Not published, unknown and zero are three different cells; a ratio tells its reason."""
    year = figure_set(2024, revenue=Absence.NOT_PUBLISHED, result=0, equity=500_000, assets=900_000)
    invent(guide, "Prøvefirma ApS", "98000003", (year,))
    text = client.get("/virksomhed/proevefirma").text
    row = re.search(r"Nettoomsætning</th>(.*?)</tr>", text)
    assert row is not None
    assert "ikke offentliggjort" in row[1]
    assert '<data value="0">0</data>' in text
    assert "omsætning ikke offentliggjort" in text
    assert "55,6" in text


def test_euro_and_kroner_never_share_a_table(guide: Guide, client: FlaskClient) -> None:
    """Each currency has its own caption."""
    years = (figure_set(2024, currency="EUR", revenue=10_000), figure_set(2023, revenue=20_000))
    invent(guide, "Tovaluta ApS", "98000003", years)
    text = client.get("/virksomhed/tovaluta").text
    assert "beløb i t.kr." in text
    assert "beløb i 1.000\u00a0EUR" in text


def test_peers_are_compared_from_five_on(guide: Guide, client: FlaskClient) -> None:
    """With four others nothing is told; with five, median and quartiles of the others."""
    years = [figure_set(2024, equity=part * 100_000, assets=1_000_000) for part in range(1, 7)]
    for number, year in enumerate(years[:5]):
        invent(guide, f"Lige {number} ApS", None, (year,), categories=["print-kopi"], employees=700)
    assert "færre end 5" in client.get("/virksomhed/lige-0").text
    invent(guide, "Lige 5 ApS", None, (years[5],), categories=["print-kopi"], employees=700)
    text = client.get("/virksomhed/lige-0").text
    row = re.search(r"Soliditetsgrad</th>(<td>.*?)</tr>", text)
    assert row is not None
    assert re.findall(r"<td>(.*?)</td>", row[1]) == [
        "10,0\u00a0%",
        "30,0\u00a0%",
        "40,0\u00a0%",
        "50,0\u00a0%",
        "5",
    ]


def test_figures_come_as_a_file(client: FlaskClient) -> None:
    """One row a year and scope; no field can be read as a formula."""
    answer = client.get("/virksomhed/columbus/noegletal.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["omfang"] for row in rows} == {"parent", "group"}
    assert all(row["kilde"].startswith("http") for row in rows)
    losses = [row["result"] for row in rows if row["result"].startswith("-")]
    assert losses == ["-11310000"]


@pytest.mark.parametrize(("protected", "shown"), [(None, False), (True, False), (False, True)])
def test_contact_is_shown_only_where_the_register_says_unprotected(
    guide: Guide, client: FlaskClient, protected: bool | None, shown: bool
) -> None:
    """Unknown protection hides phone and mail just as protection does, on page and in file."""
    told: dict[str, FactValue] = {"phone": "+4533123456", "email": "post@proeve.example"}
    if protected is not None:
        told["advertising_protected"] = protected
    invent(guide, "Kontakt ApS", "98000003", **told)
    text = client.get("/virksomhed/kontakt", follow_redirects=True).text
    assert ("33\u00a012\u00a034\u00a056" in text) is shown
    assert ("post@proeve.example" in text) is shown
    card = client.get("/virksomhed/kontakt/kort.vcf")
    assert card.status_code == (200 if shown else 404)
    assert ("TEL;VALUE=uri:tel:+4533123456\r\n" in card.text) is shown


def test_a_protected_company_has_a_stub_alone(guide: Guide, client: FlaskClient) -> None:
    """Its number leads to name, form, town, status and badge; no list, search or sitemap has it."""
    invent(
        guide,
        "Skjult ApS",
        "98000003",
        advertising_protected=True,
        legal_form="80",
        town="Aabenraa",
        categories=["erp"],
        description="Hemmelig tekst",
    )
    answer = client.get("/virksomhed/skjult")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cvr/98000003")
    stub = client.get("/cvr/98000003")
    assert stub.status_code == 200
    assert "Reklamebeskyttet – må ikke kontaktes i reklameøjemed" in stub.text
    assert "Aabenraa" in stub.text
    assert "Hemmelig" not in stub.text
    assert 'name="robots" content="noindex"' in stub.text
    assert "/cvr/98000003" in client.get("/soeg?q=98000003").text
    for path in ("/soeg?q=Skjult", "/kategori/erp", "/a-aa/s", "/sitemap-virksomheder-1.xml"):
        assert "/virksomhed/skjult" not in client.get(path).text
    assert client.get("/virksomhed/skjult/noegletal.csv").status_code == 404


@pytest.mark.parametrize("typed", ["DK-13 22 83 45", "13.22.83.45", "cvr13228345"])
def test_a_number_in_any_spelling_leads_to_the_profile(client: FlaskClient, typed: str) -> None:
    """The address of a number is the eight digits, which lead on to the profile."""
    answer = client.get(f"/cvr/{typed}", follow_redirects=True)
    assert answer.request.path == "/virksomhed/columbus"


def test_an_old_slug_leads_to_the_new_one_for_ever(guide: Guide, client: FlaskClient) -> None:
    """A slug once given redirects with 301."""
    with guide.database.writing() as work:
        known = companies.find_by_slug(work, "columbus")
        assert known is not None
        companies.change_slug(work, known.id, "Columbus Danmark", guide.clock.now())
        work.commit()
    answer = client.get("/virksomhed/columbus")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/virksomhed/columbus-danmark")


def test_a_merged_company_leads_on_and_an_erased_one_is_gone(
    guide: Guide, client: FlaskClient
) -> None:
    """308 to the one it became, 410 where everything was erased."""
    with guide.database.writing() as work:
        known = {slug: companies.find_by_slug(work, slug) for slug in ("columbus", "cbrain")}
        first, second = known["columbus"], known["cbrain"]
        assert first is not None
        assert second is not None
        work.session.get_one(CompanyRow, first.id).merged_into = second.id
        work.commit()
    answer = client.get("/virksomhed/columbus")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/virksomhed/cbrain")
    with guide.database.writing() as work:
        work.session.get_one(CompanyRow, second.id).erased_at = guide.clock.now()
        work.commit()
    assert client.get("/virksomhed/cbrain").status_code == 410


def test_what_is_over_is_told_in_words_and_not_indexed(guide: Guide, client: FlaskClient) -> None:
    """The source's own words stand as the status, and crawlers are asked to leave it."""
    invent(guide, "Slut ApS", "98000003", status="ceased", status_note="konkurs 2008")
    text = client.get("/virksomhed/slut").text
    assert "Konkurs 2008" in text
    assert 'name="robots" content="noindex"' in text
    assert "/virksomhed/slut<" not in client.get("/sitemap-virksomheder-1.xml").text


def test_trouble_is_told_neutrally_with_its_day(guide: Guide, client: FlaskClient) -> None:
    """A warning names what the register says."""
    invent(guide, "Trængt ApS", "98000003", status="warning", status_note="Under rekonstruktion")
    assert "Registret oplyser: Under rekonstruktion" in client.get("/virksomhed/traengt").text
