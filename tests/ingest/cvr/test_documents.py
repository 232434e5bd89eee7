"""Register documents are read right in every field that a profile shows."""

import copy
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.addresses import address_lines
from guide.domain.employment import Band, Series
from guide.domain.industry import Standard
from guide.domain.register import Part, RegisterCompany, storable
from guide.domain.snapshot import Branch, Capital, Snapshot, take_snapshot
from guide.domain.status import CompanyStatus
from guide.ingest.cvr.documents import parse_company
from guide.ingest.cvr.values import DocumentError

SAMPLES = Path(__file__).parents[2] / "samples" / "cvr"
TODAY = date(2026, 11, 25)


def sources(name: str) -> list[dict[str, Any]]:
    """Read the ``Vrvirksomhed`` objects of a sample."""
    hits = json.loads((SAMPLES / name).read_text(encoding="utf-8"))["hits"]["hits"]
    return [hit["_source"]["Vrvirksomhed"] for hit in hits]


def sample(name: str, index: int = 0) -> RegisterCompany:
    """Parse one company of a sample."""
    return parse_company(sources(name)[index])


def told(name: str, index: int = 0, today: date = TODAY) -> Snapshot:
    """Tell one company of a sample as of a day."""
    return take_snapshot(sample(name, index), today)


def test_a_company_that_changed_name_and_branch_standard_is_read_whole() -> None:
    """Nordlys: two names, DB07 to DB25, all four employment series."""
    company = sample("eksempel_2026.json")
    snapshot = take_snapshot(company, TODAY)
    assert company.cvr == "98000003"
    assert company.unit_number == 4009000003
    assert company.version == 186
    assert company.loaded_at == datetime(2026, 11, 20, 2, 10, tzinfo=UTC)
    assert company.advertising_protected is False
    assert snapshot.name == "Nordlys Software ApS"
    assert snapshot.former_names == ("Nordlys Data ApS",)
    assert snapshot.address is not None
    assert address_lines(snapshot.address) == ("Eksempelvej 12, 2. tv", "8000 Aarhus C")
    assert snapshot.address.municipality_code == "0751"
    assert [(row.standard, row.code) for row in company.branches] == [
        (Standard.DB07, "620100"),
        (Standard.DB25, "621000"),
    ]
    assert snapshot.main_branch == Branch(
        standard=Standard.DB25, code="621000", title="Computerprogrammering"
    )
    assert snapshot.status.status is CompanyStatus.ACTIVE
    assert (snapshot.legal_form, snapshot.legal_form_code) == ("ApS", "80")
    assert snapshot.purpose.startswith("Selskabets formål er at udvikle og sælge lønsystemer")
    assert snapshot.website == "https://www.nordlys-software.example"
    assert snapshot.phone == "+4570000001"
    assert snapshot.email == "kontakt@nordlys-software.example"
    assert snapshot.founded == date(2014, 3, 1)
    assert snapshot.fiscal_year == "01-01/12-31"
    assert snapshot.capital == Capital(amount=500000, currency=None)
    assert snapshot.production_units == 1
    assert snapshot.is_candidate


def test_all_four_employment_series_are_read_and_the_living_one_is_newest() -> None:
    """5 years, 22 quarters, 57 months and 51 months of the living series."""
    company = sample("eksempel_2026.json")
    counts = {series: sum(row.series is series for row in company.employment) for series in Series}
    assert counts == {
        Series.YEARLY: 5,
        Series.QUARTERLY: 22,
        Series.MONTHLY: 57,
        Series.CURRENT: 51,
    }
    headcount = take_snapshot(company, TODAY).headcount
    assert headcount is not None
    assert (headcount.employees, headcount.full_time, headcount.year, headcount.month) == (
        42,
        34.0,
        2023,
        12,
    )
    assert headcount.stale
    fresh = take_snapshot(company, date(2024, 2, 25)).headcount
    assert fresh is not None
    assert not fresh.stale


def test_a_document_with_a_registered_fault_is_read_all_the_same() -> None:
    """The fault flag is true in most ordinary documents."""
    assert sources("eksempel_2026.json")[0]["fejlVedIndlaesning"] is True
    assert sample("eksempel_2026.json").names


def test_a_protected_company_is_marked_and_its_contact_data_may_not_be_stored() -> None:
    """Klitkyst: the flag is read, the phone falls at the door to the store."""
    company = sample("eksempel_2026.json", 1)
    assert company.advertising_protected is True
    kept = storable(company)
    assert "70000002" not in repr(kept)
    assert "Prøvegade" not in repr(kept)
    snapshot = take_snapshot(kept, TODAY)
    assert (snapshot.name, snapshot.legal_form) == ("Klitkyst Drift A/S", "A/S")
    assert snapshot.address is not None
    assert snapshot.address.town == "Esbjerg"


def test_a_company_dissolved_after_bankruptcy_keeps_its_last_rows() -> None:
    """Gammel Printerservice: every row is closed, the status says how it ended."""
    snapshot = told("eksempel_2026.json", 2)
    assert snapshot.status.status is CompanyStatus.CEASED
    assert snapshot.status.note == "Opløst efter konkurs"
    assert snapshot.status.since == date(2022, 9, 30)
    assert snapshot.name == "Gammel Printerservice ApS"
    assert snapshot.main_branch is not None
    assert (snapshot.main_branch.standard, snapshot.main_branch.code) == (Standard.DB07, "951100")
    assert snapshot.legal_form == "ApS"
    assert snapshot.address is not None
    assert snapshot.address.street


def test_the_shape_of_2017_is_read() -> None:
    """Bands instead of numbers, branches back to DB93, five addresses."""
    company = sample("company_in.json")
    snapshot = take_snapshot(company, date(2017, 6, 11))
    assert company.cvr == "25052943"
    assert company.advertising_protected is True
    assert snapshot.name == "MAGENTA ApS"
    assert snapshot.former_names == ("ApS KBIL 17 NR. 1179",)
    assert [(row.standard, row.code) for row in company.branches] == [
        (Standard.DB93, None),
        (Standard.DB93, "726000"),
        (Standard.DB07, "620900"),
        (Standard.DB07, "620200"),
    ]
    assert snapshot.address is not None
    assert address_lines(snapshot.address) == ("Pilestræde 43, 3. 777", "1112 København K")
    assert snapshot.address.municipality_code == "0101"
    assert snapshot.headcount is not None
    assert snapshot.headcount.employees is None
    assert snapshot.headcount.band == Band(20, 49)
    assert (snapshot.headcount.year, snapshot.headcount.month) == (2016, 12)
    assert snapshot.founded == date(1999, 11, 15)
    assert snapshot.capital == Capital(amount=125000, currency="DKK")
    assert snapshot.website == "https://www.magenta.dk"


def test_an_organisation_behind_c_o_is_read_and_a_person_is_not() -> None:
    """A c/o line without the mark of an organisation may be somebody's home."""
    source = sources("company_in.json")[0]
    assert parse_company(source).addresses[0].address.care_of == "Advokatfirmaet Stakemann"
    source["beliggenhedsadresse"][0]["conavn"] = "Opdigtet Person"
    assert parse_company(source).addresses[0].address.care_of == ""


def test_a_later_edit_of_the_same_company_reads_its_secondary_name_and_side_branch() -> None:
    """The side branch is a sentinel, whatever its text says."""
    company = sample("company_in2.json")
    snapshot = take_snapshot(company, TODAY)
    assert snapshot.secondary_names == ("World Domination Inc.",)
    assert snapshot.side_branches == ()
    assert snapshot.name == "MAGENTA ApS 2"


def test_a_stub_without_summary_is_read_and_nothing_is_made_up() -> None:
    """No name, no status, no version: the company is unknown, the version always written."""
    company = sample("company_in3.json")
    assert (company.version, company.loaded_at, company.unit_number) == (-1, None, None)
    assert take_snapshot(company, TODAY).status.status is CompanyStatus.UNKNOWN
    assert company.employment == ()
    assert Part.NAMES not in company.missing


def test_a_greenlandic_company_is_read_with_its_own_clock_and_numbers() -> None:
    """Times at −03:00, a form code as text, a six-digit phone, a house number to 0."""
    company = sample("company_in4.json")
    snapshot = take_snapshot(company, TODAY)
    assert company.names[0].updated_at == datetime(
        2017, 11, 10, 4, 48, 10, tzinfo=timezone(timedelta(hours=-3))
    )
    assert snapshot.legal_form_code == "80"
    assert snapshot.phone == "+299556675"
    assert snapshot.address is not None
    assert address_lines(snapshot.address) == (
        "Imaneq 32A, 3. sal",
        "Postboks 924",
        "3900 Nuuk",
        "Grønland",
    )
    assert snapshot.address.municipality_code == "0956"
    assert snapshot.capital == Capital(amount=125000, currency="DKK")


def test_the_invented_sole_traders_are_ceased_in_spite_of_normal() -> None:
    """Four firms with an open NORMAL row and a closed life."""
    for index in range(4):
        snapshot = told("GLBASETEST.json", index)
        assert snapshot.status.status is CompanyStatus.CEASED
        assert snapshot.legal_form_code == "10"
        assert not snapshot.is_candidate


def test_no_person_of_a_document_is_read() -> None:
    """Participants are never looked at."""
    for name in ("GLBASETEST.json", "company_in.json", "eksempel_2026.json"):
        for source in sources(name):
            source["deltagerRelation"] = [{"deltager": {"navne": [{"navn": "Opdigtet Person"}]}}]
            assert "Opdigtet Person" not in repr(parse_company(source))
    assert "Fætter" not in repr(sample("GLBASETEST.json", 3))


@pytest.fixture
def nordlys() -> dict[str, Any]:
    """A document to spoil."""
    return copy.deepcopy(sources("eksempel_2026.json")[0])


def test_a_secret_value_never_leaves_the_parser(nordlys: dict[str, Any]) -> None:
    """Only the mark that there is a secret row is kept."""
    nordlys["telefonNummer"][0]["hemmelig"] = True
    nordlys["elektroniskPost"].append(
        {"kontaktoplysning": "hemmelig@nordlys.example", "hemmelig": True, "periode": None}
    )
    company = parse_company(nordlys)
    assert "70000001" not in repr(company)
    assert "hemmelig@" not in repr(company)
    assert take_snapshot(company, TODAY).phone is None


def test_a_missing_version_means_always_write(nordlys: dict[str, Any]) -> None:
    """``samtId`` may be null."""
    nordlys["samtId"] = None
    assert parse_company(nordlys).version == -1


@pytest.mark.parametrize("start", [None, "1900-01-01", "1901-01-01"])
def test_the_marks_of_an_unknown_start_are_read_as_unknown(
    nordlys: dict[str, Any], start: str | None
) -> None:
    """Three spellings, one meaning."""
    nordlys["navne"][0]["periode"]["gyldigFra"] = start
    assert parse_company(nordlys).names[0].valid_from is None


@pytest.mark.parametrize("code", ["999999", "980000", "", None])
def test_sentinel_branches_are_no_branch(nordlys: dict[str, Any], code: str | None) -> None:
    """Their text is not shown either."""
    nordlys["hovedbranche"][1]["branchekode"] = code
    row = parse_company(nordlys).branches[1]
    assert (row.code, row.title) == (None, "")


def test_a_short_branch_code_gets_its_zero_back(nordlys: dict[str, Any]) -> None:
    """Codes are six digits; the register sometimes drops the first."""
    nordlys["hovedbranche"][1]["branchekode"] = "11300"
    assert parse_company(nordlys).branches[1].code == "011300"


def test_a_postcode_gets_its_zero_back(nordlys: dict[str, Any]) -> None:
    """0800 Høje Taastrup arrives as the number 800."""
    nordlys["beliggenhedsadresse"][0]["postnummer"] = 800
    assert parse_company(nordlys).addresses[0].address.postcode == "0800"


@pytest.mark.parametrize("code", ["ANTAL_1000_", "ANTAL_1000_999999"])
def test_the_largest_band_is_open_in_both_spellings(nordlys: dict[str, Any], code: str) -> None:
    """No upper end is made up."""
    nordlys["erstMaanedsbeskaeftigelse"][-1]["intervalKodeAntalAnsatte"] = code
    assert parse_company(nordlys).employment[-1].employees_band == Band(1000, None)


def test_decimals_in_full_time_equivalents_are_kept(nordlys: dict[str, Any]) -> None:
    """Later documents count parts of persons."""
    nordlys["erstMaanedsbeskaeftigelse"][-1]["antalAarsvaerk"] = 34.5
    assert parse_company(nordlys).employment[-1].full_time == 34.5


def test_rows_without_a_period_are_read(nordlys: dict[str, Any]) -> None:
    """Some services send null for the whole period."""
    nordlys["navne"][1]["periode"] = None
    assert parse_company(nordlys).names[1].valid_from is None


def test_unknown_keys_and_attributes_are_ignored(nordlys: dict[str, Any]) -> None:
    """New kinds of attributes appear in the register."""
    before = parse_company(nordlys)
    nordlys["nytFelt"] = {"a": [1]}
    nordlys["attributter"].append({"sekvensnr": 0, "type": "NYT", "vaerdier": [{"vaerdi": "x"}]})
    assert parse_company(nordlys) == before


def test_the_summary_fills_in_where_a_list_is_left_out(nordlys: dict[str, Any]) -> None:
    """A document filtered at the source keeps name, address, form and branch."""
    whole = take_snapshot(parse_company(nordlys), TODAY)
    for key in ("navne", "beliggenhedsadresse", "virksomhedsform", "hovedbranche"):
        del nordlys[key]
    company = parse_company(nordlys)
    snapshot = take_snapshot(company, TODAY)
    assert (snapshot.name, snapshot.address, snapshot.legal_form, snapshot.main_branch) == (
        whole.name,
        whole.address,
        whole.legal_form,
        whole.main_branch,
    )
    assert {Part.NAMES, Part.ADDRESSES, Part.LEGAL_FORMS, Part.BRANCHES} <= company.missing


def test_what_a_document_leaves_out_is_told_from_what_it_says_is_empty(
    nordlys: dict[str, Any],
) -> None:
    """A missing list says nothing, an empty one says that there is nothing."""
    nordlys["binavne"] = []
    del nordlys["penheder"]
    company = parse_company(nordlys)
    assert company.missing == {Part.PRODUCTION_UNITS}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d.pop("cvrNummer"), "cvrNummer"),
        (lambda d: d.update(cvrNummer=123456789012), "cvrNummer"),
        (lambda d: d.update(cvrNummer={"v": 1}), "cvrNummer"),
        (lambda d: d.update(navne="Nordlys"), "navne"),
        (lambda d: d.update(navne=["Nordlys"]), "navne"),
        (lambda d: d["navne"][0].update(navn={"da": "x"}), "navn"),
        (lambda d: d["navne"][0].update(periode="2014"), "periode"),
        (lambda d: d["navne"][0]["periode"].update(gyldigFra="i går"), "dato"),
        (lambda d: d["navne"][0]["periode"].update(gyldigFra=["2014-01-01"]), "dato"),
        (lambda d: d["navne"][0].update(sidstOpdateret=20140301), "tidspunkt"),
        (lambda d: d["navne"][0].update(sidstOpdateret="snart"), "tidspunkt"),
        (lambda d: d.update(reklamebeskyttet="nej"), "reklamebeskyttet"),
        (lambda d: d.update(virksomhedMetadata=[1]), "virksomhedMetadata"),
        (lambda d: d["hovedbranche"][0].update(branchekode="62.01"), "branchekode"),
        (lambda d: d["erstMaanedsbeskaeftigelse"][0].pop("maaned"), "erstMaaneds"),
        (lambda d: d["erstMaanedsbeskaeftigelse"][0].update(maaned=13), "erstMaaneds"),
        (lambda d: d["erstMaanedsbeskaeftigelse"][0].update(antalAnsatte="mange"), "antalAnsatte"),
        (lambda d: d["erstMaanedsbeskaeftigelse"][0].update(antalAarsvaerk="x"), "antalAarsvaerk"),
        (
            lambda d: d["erstMaanedsbeskaeftigelse"][0].update(intervalKodeAntalAnsatte=[1]),
            "interval",
        ),
        (lambda d: d["telefonNummer"][0].update(hemmelig="ja"), "hemmelig"),
    ],
)
def test_a_wrong_shape_is_refused_with_its_place(
    nordlys: dict[str, Any], change: Any, place: str
) -> None:
    """Drift of the schema is told, never read as empty; no content is quoted whole."""
    change(nordlys)
    with pytest.raises(DocumentError, match=place):
        parse_company(nordlys)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(st.data())
def test_any_value_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    """No document makes the parser fall in any other way."""
    source = copy.deepcopy(sources("eksempel_2026.json")[0])
    key = data.draw(st.sampled_from(sorted(source)))
    value = data.draw(json_values)
    if isinstance(source[key], list) and source[key] and data.draw(st.booleans()):
        row = source[key][0]
        row[data.draw(st.sampled_from(sorted(row)))] = value
    else:
        source[key] = value
    try:
        company = parse_company(source)
    except DocumentError:
        return
    take_snapshot(storable(company), TODAY)
