"""Readable addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.slugs import free_slug, slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Despec Denmark A/S", "despec-denmark"),
        ("Rådgivning & Drift ApS", "raadgivning-og-drift"),
        ("C# Huset", "c-sharp-huset"),
        ("Æ Ø Å", "ae-oe-aa"),
        ("東京", "virksomhed"),
        ("  .legal ", "legal"),
    ],
)
def test_a_name_becomes_a_readable_slug(name: str, slug: str) -> None:
    """Danish letters are written out, the legal form falls away."""
    assert slugify(name) == slug


@given(st.text(max_size=200))
def test_every_name_gives_a_safe_slug(name: str) -> None:
    """Only small letters, digits and single hyphens, never empty, at most 80 characters."""
    slug = slugify(name)
    assert 0 < len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")


def test_a_taken_slug_gets_the_first_free_number() -> None:
    """Two companies of one name have two addresses."""
    taken = {"kmd", "kmd-2"}
    assert free_slug("KMD A/S", taken.__contains__) == "kmd-3"
