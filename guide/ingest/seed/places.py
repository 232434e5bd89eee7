"""Municipalities, regions, postcodes and legal forms."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guide.domain.legal_forms import LegalForm
from guide.domain.places import Municipality, Region, RegionMembership
from guide.domain.slugs import slugify
from guide.ingest.seed.tables import rows

REGIONS_SINCE = date(2007, 1, 1)
EAST_DENMARK_SINCE = date(2027, 1, 1)
"""Hovedstaden and Sjælland become Region Østdanmark (lov 699 of 20/6/2025)."""
EAST_DENMARK_NAME = "Region Østdanmark"
CHRISTIANSOE = "0411"


@dataclass(frozen=True, kw_only=True, slots=True)
class SeedPlaces:
    """Everything the place files hold; ``postcodes`` are (postcode, town, municipality code)."""

    municipalities: tuple[Municipality, ...]
    regions: tuple[Region, ...]
    memberships: tuple[RegionMembership, ...]
    postcodes: tuple[tuple[str, str, str], ...]
    legal_forms: tuple[LegalForm, ...]


def read_places(folder: Path) -> SeedPlaces:
    """Read the place files of ``data/``."""
    centroids = {
        row["code"]: (float(row["lat"]), float(row["lon"]))
        for _, row in rows(folder / "centroids.csv", ",", frozenset({"code", "lat", "lon"}))
    }
    table = [row for _, row in rows(folder / "kommuner.csv", ",", frozenset({"kommunekode"}))]
    municipalities = tuple(
        _municipality(row["kommunekode"], row["kommune"], centroids) for row in table
    )
    memberships = [membership for row in table for membership in _memberships(row)]
    return SeedPlaces(
        municipalities=(
            *municipalities,
            _municipality(CHRISTIANSOE, "Christiansø", centroids),
        ),
        regions=_regions(table),
        memberships=tuple(memberships),
        postcodes=_postcodes(folder / "postnumre.csv"),
        legal_forms=_legal_forms(folder / "virksomhedsformer.csv"),
    )


def _municipality(code: str, name: str, centroids: dict[str, tuple[float, float]]) -> Municipality:
    latitude, longitude = centroids.get(code, (None, None))
    return Municipality(
        code=code, name=name, slug=slugify(name), latitude=latitude, longitude=longitude
    )


def _regions(table: list[dict[str, str]]) -> tuple[Region, ...]:
    names = {row["regionskode_2026"]: row["region_2026"] for row in table}
    new = {row["regionskode_2027"] for row in table} - names.keys()
    names.update(dict.fromkeys(sorted(new), EAST_DENMARK_NAME))
    return tuple(
        Region(code=code, name=name, slug=slugify(name)) for code, name in sorted(names.items())
    )


def _memberships(row: dict[str, str]) -> list[RegionMembership]:
    """One row where the region stays, two where it is another from 2027."""
    now, later = row["regionskode_2026"], row["regionskode_2027"]
    code = row["kommunekode"]
    if now == later:
        return [RegionMembership(municipality=code, region=now, valid_from=REGIONS_SINCE)]
    return [
        RegionMembership(
            municipality=code, region=now, valid_from=REGIONS_SINCE, valid_to=EAST_DENMARK_SINCE
        ),
        RegionMembership(municipality=code, region=later, valid_from=EAST_DENMARK_SINCE),
    ]


def _postcodes(path: Path) -> tuple[tuple[str, str, str], ...]:
    needed = frozenset({"KOMMUNE_NR", "POSTNR", "BYNAVN"})
    found = {
        (row["POSTNR"].zfill(4), row["BYNAVN"], row["KOMMUNE_NR"].zfill(4)): None
        for _, row in rows(path, ";", needed)
    }
    return tuple(found)


def _legal_forms(path: Path) -> tuple[LegalForm, ...]:
    needed = frozenset({"kode", "kort", "lang", "sikker"})
    return tuple(
        LegalForm(code=row["kode"], short=row["kort"], long=row["lang"])
        for _, row in rows(path, ",", needed)
        if row["sikker"] == "1"
    )
