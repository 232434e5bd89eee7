"""Places: municipalities by code, regions as they are on a given day, distances."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG), kilometres."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Municipality:
    """A municipality: four-digit code, name, slug and centroid (degrees)."""

    code: str
    name: str
    slug: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """A region: its code and name."""

    code: str
    name: str
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionMembership:
    """A municipality belongs to a region from a day (included) to a day (not included)."""

    municipality: str
    region: str
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the membership is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def regions_on(day: date, memberships: Iterable[RegionMembership]) -> dict[str, str]:
    """Map municipality codes to region codes as they are on a day.

    Hovedstaden and Sjælland become Region Østdanmark on 1 January 2027 (lov 699 of 20/6/2025).
    """
    return {row.municipality: row.region for row in memberships if row.holds_on(day)}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres (haversine)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2
    half += cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def municipalities_within(
    centre: tuple[float, float], kilometres: float, municipalities: Iterable[Municipality]
) -> frozenset[str]:
    """Return the codes whose centroid lies within so many kilometres of a point (lat, lon)."""
    return frozenset(
        place.code
        for place in municipalities
        if place.latitude is not None
        and place.longitude is not None
        and distance_km(*centre, place.latitude, place.longitude) <= kilometres
    )
