"""Regions and municipalities as they are today, with how many companies lie in each."""

from pydantic import Field

from guide.web.api.operations import Answer, NoQuery, Operation
from guide.web.shared import shared


class RegionJson(Answer):
    """A region."""

    code: str
    slug: str
    name: str
    companies: int


class MunicipalityJson(Answer):
    """A municipality in a region, with its centroid in degrees."""

    code: str
    slug: str
    name: str
    region: str | None
    latitude: float | None
    longitude: float | None
    companies: int


class PlacesJson(Answer):
    """All places, and how many listed companies told none."""

    regions: list[RegionJson]
    municipalities: list[MunicipalityJson]
    not_told: int = Field(description="listed companies whose place is not told")


def places(query: NoQuery) -> PlacesJson:
    """Tell all places."""
    known = shared()
    found, counts = known.places, known.municipality_counts
    in_region = known.region_counts
    return PlacesJson(
        regions=[
            RegionJson(code=r.code, slug=r.slug, name=r.name, companies=in_region.get(r.code, 0))
            for r in found.regions.values()
        ],
        municipalities=[
            MunicipalityJson(
                code=m.code,
                slug=m.slug,
                name=m.name,
                region=found.region_of.get(m.code),
                latitude=m.latitude,
                longitude=m.longitude,
                companies=counts.get(m.code, 0),
            )
            for m in found.municipalities.values()
        ],
        not_told=counts.get(None, 0),
    )


OPERATIONS = (
    Operation(
        name="places",
        path="/places",
        summary="Regions and municipalities",
        description="98 municipalities and Christiansø in the regions they belong to today.",
        function=places,
        answer=PlacesJson,
        tag="lists",
        fresh_seconds=300,
    ),
)
