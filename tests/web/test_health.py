"""The pages that operators ask."""

from guide.bootstrap import Guide
from guide.web import create_app


def test_a_seeded_guide_is_ready(guide: Guide) -> None:
    """Database, schema, data, index and disk are all in order."""
    answer = create_app(guide).test_client().get("/readyz")
    assert answer.status_code == 200
    assert set(answer.json["checks"].values()) == {"ok"}
