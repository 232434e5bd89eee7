"""A company and its figures by program."""

from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import companies
from guide.web import create_app
from tests.conftest import NOW


def test_number_and_slug_lead_to_the_same_company(client: FlaskClient) -> None:
    """Both addresses answer alike."""
    by_slug = client.get("/api/v1/companies/columbus").json
    assert by_slug == client.get("/api/v1/companies/13228345").json
    assert by_slug["name"] == "Columbus A/S"


def test_contact_is_empty_while_protection_is_unknown(client: FlaskClient) -> None:
    """A company of the seed alone has no phone and no mail in the API, nor their sources."""
    company = client.get("/api/v1/companies/columbus").json
    assert company["advertising_protected"] is None
    assert company["contact"] is None
    assert not {"phone", "email"} & company["sources"].keys()


def test_an_unknown_company_is_a_problem_with_a_next_step(client: FlaskClient) -> None:
    """404 tells how companies are found."""
    answer = client.get("/api/v1/companies/98000003")
    assert answer.status_code == 404
    assert "/api/v1/search" in answer.json["detail"]


def test_a_former_slug_leads_to_the_present_one(guide: Guide) -> None:
    """An address once given keeps working, for the figures too."""
    with guide.database.writing() as work:
        known = companies.find_by_slug(work, "columbus")
        assert known is not None
        companies.change_slug(work, known.id, "Columbus Nyt Navn", NOW)
        work.commit()
    client = create_app(guide).test_client()
    answer = client.get("/api/v1/companies/columbus/figures")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/api/v1/companies/columbus-nyt-navn/figures"


def test_the_three_states_of_a_figure_are_told_apart(client: FlaskClient) -> None:
    """Somewhere in the seed a figure is a number, withheld, and not there at all."""
    query = "/api/v1/search?revenue_state=not_published&limit=1"
    slug = client.get(query).json["hits"][0]["company"]["slug"]
    newest = client.get(f"/api/v1/companies/{slug}/figures").json["years"][-1]
    assert newest["figures"]["revenue"] == "not_published"
    assert any(isinstance(value, int) for value in newest["figures"].values())
    years = client.get("/api/v1/companies/columbus/figures").json["years"]
    assert all("employees" not in year["figures"] for year in years)


def test_a_ratio_has_a_value_or_a_reason(client: FlaskClient) -> None:
    """Never both and never neither, each with the version of its formula."""
    for year in client.get("/api/v1/companies/columbus/figures").json["years"]:
        assert len(year["ratios"]) == 9
        for ratio in year["ratios"]:
            assert (ratio["value"] is None) == (ratio["reason"] is not None)
            assert ratio["formula_version"]
