"""Categories, places, events, suggestions and changes by program."""

from flask.testing import FlaskClient

from guide.bootstrap import Guide
from guide.catalogue import companies, facts
from guide.domain.facts import Fact, Field, Layer
from guide.usecases.refresh_company import refresh_company
from guide.web import create_app
from tests.conftest import FixedClock

SINCE = "2026-01-01T00:00:00Z"


def test_categories_count_their_companies(client: FlaskClient) -> None:
    """A category's count is what a search by it finds."""
    found = {one["slug"]: one for one in client.get("/api/v1/categories").json["categories"]}
    total = client.get("/api/v1/search?category=erp&limit=1").json["total"]
    assert found["erp"]["companies"] == total
    assert found["erp"]["parent"] in found


def test_places_are_98_municipalities_and_christiansoe(client: FlaskClient) -> None:
    """Every municipality lies in a region, and the counts add up to the regions'."""
    answer = client.get("/api/v1/places").json
    assert len(answer["municipalities"]) == 99
    in_regions = sum(one["companies"] for one in answer["regions"])
    assert in_regions == sum(one["companies"] for one in answer["municipalities"] if one["region"])


def test_events_without_a_day_are_never_coming(client: FlaskClient) -> None:
    """The three kinds share no event."""
    kinds = [
        {one["slug"] for one in client.get(f"/api/v1/events?when={when}").json["events"]}
        for when in ("coming", "past", "undated")
    ]
    assert sum(len(kind) for kind in kinds) == len(set.union(*kinds)) > 0


def test_a_few_letters_suggest_a_company(client: FlaskClient) -> None:
    """What is being typed is completed."""
    found = client.get("/api/v1/suggest?q=colum").json["suggestions"]
    assert any(one["target"] == "columbus" for one in found)


def every_change(client: FlaskClient) -> tuple[list[int], str]:
    """Read all changes; return the ids and the cursor to go on from."""
    ids, query = [], {"since": SINCE, "limit": 100}
    while True:
        answer = client.get("/api/v1/changes", query_string=query).json
        ids += [change["id"] for change in answer["changes"]]
        query["cursor"] = answer["next"]
        if not answer["more"]:
            return ids, answer["next"]


def test_changes_tell_every_company_once(client: FlaskClient) -> None:
    """Read to the end, they name as many companies as the guide has."""
    ids, _ = every_change(client)
    total = client.get("/api/v1/search?limit=1").json["total"]
    assert len(ids) == len(set(ids)) == total


def test_changes_of_companies_that_left_tell_their_number_alone(
    guide: Guide, clock: FixedClock
) -> None:
    """After an editor's exclude a copy learns that it must forget, and nothing else."""
    client = create_app(guide).test_client()
    _, cursor = every_change(client)
    query = {"since": SINCE, "cursor": cursor}
    assert client.get("/api/v1/changes", query_string=query).json["changes"] == []
    clock.move(hours=1)
    with guide.database.writing() as work:
        known = companies.find_by_slug(work, "columbus")
        assert known is not None
        exclude = Fact(
            field=Field.EXCLUDED,
            layer=Layer.EDITOR,
            value=True,
            source="seed",
            recorded_at=clock.now(),
            override=True,
            reason="ikke en it-virksomhed",
        )
        facts.record(work, known.id, [exclude])
        refresh_company(work, known.id, guide.policy, clock.now())
        work.commit()
    changes = client.get("/api/v1/changes", query_string=query).json["changes"]
    assert [(one["id"], one["state"], one["company"]) for one in changes] == [
        (known.id, "gone", None)
    ]


def test_a_moment_without_a_zone_is_refused(client: FlaskClient) -> None:
    """Nobody would know when it was."""
    answer = client.get("/api/v1/changes?since=2026-01-01T00:00:00")
    assert answer.status_code == 422


def test_a_ranking_tells_places_measures_and_who_is_left_out(client: FlaskClient) -> None:
    """Scores never fall from place to place, and every company left out has a reason."""
    answer = client.get("/api/v1/rankings?limit=50").json
    scores = [one["score"] for one in answer["placements"]]
    assert scores == sorted(scores)
    assert len(scores) >= 5
    assert all(one["measures"] for one in answer["placements"])
    assert all(one["reasons"] for one in answer["left_out"])
    assert client.get("/api/v1/rankings?category=nope").status_code == 422
    assert client.get("/api/v1/rankings?method=nope").status_code == 422
