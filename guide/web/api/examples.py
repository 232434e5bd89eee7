"""Examples of the API as they stand on /api and in docs/api.md; the tests run them."""

SITE = "http://localhost:8000"

CURL = (
    ("Find companies", f"curl '{SITE}/api/v1/search?q=erp&status=active&limit=5'"),
    ("One company by slug or CVR number", f"curl '{SITE}/api/v1/companies/columbus'"),
    ("Its figures year by year", f"curl '{SITE}/api/v1/companies/13228345/figures'"),
    ("What changed since a moment", f"curl '{SITE}/api/v1/changes?since=2026-11-01T00:00:00Z'"),
    (
        "Which companies an article names",
        f"curl -H 'Content-Type: application/json' -d '{{\"text\": \"Columbus A/S vokser.\"}}' "
        f"'{SITE}/api/v1/match'",
    ),
)

PYTHON = f'''\
import json
from urllib.parse import urlencode
from urllib.request import urlopen

SITE = "{SITE}"


def every_company(**filters):
    """Yield every company of a search, following the cursors to the end."""
    while True:
        with urlopen(f"{{SITE}}/api/v1/search?{{urlencode(filters, doseq=True)}}") as answer:
            part = json.load(answer)
        yield from (hit["company"] for hit in part["hits"])
        if part["next"] is None:
            return
        filters["cursor"] = part["next"]


for company in every_company(category="erp", sort="employees", limit=10):
    print(company["name"], company["employees"])
'''
