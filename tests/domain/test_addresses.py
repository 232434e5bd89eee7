"""Danish addresses as people write them."""

import pytest

from guide.domain.addresses import Address, address_lines, house_number, street_line, town_only


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({"street": "Eksempelvej", "house_number": "12", "floor": "2", "door": "tv"},
         "Eksempelvej 12, 2. tv"),
        ({"street": "Eksempelvej", "house_number": "12A", "floor": "03", "door": "0012"},
         "Eksempelvej 12A, 3. 12"),
        ({"street": "Imaneq", "house_number": "32A", "floor": "3", "door": "sal"},
         "Imaneq 32A, 3. sal"),
        ({"street": "Eksempelvej", "house_number": "1", "floor": "st", "door": "th"},
         "Eksempelvej 1, st. th"),
        ({"street": "Eksempelvej", "house_number": "1", "floor": "kl"}, "Eksempelvej 1, kl."),
        ({"street": "Eksempelvej"}, "Eksempelvej"),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_street_line_reads_as_on_a_letter(parts: dict[str, str], line: str) -> None:
    """Floor with a full stop, door behind it, no leading zeros."""
    assert street_line(Address(**parts)) == line


def test_the_lines_come_in_the_order_of_a_letter() -> None:
    """C/o first, the village between street and town, the post box before the town."""
    address = Address(
        care_of="Advokatfirmaet Eksempel",
        street="Eksempelvej",
        house_number="12",
        village="Lille By",
        post_box="924",
        postcode="0800",
        town="Høje Taastrup",
    )
    assert address_lines(address) == (
        "c/o Advokatfirmaet Eksempel",
        "Eksempelvej 12",
        "Lille By",
        "Postboks 924",
        "0800 Høje Taastrup",
    )


def test_a_greenlandic_address_ends_with_its_land() -> None:
    """Other lands are named, Denmark is not."""
    assert address_lines(Address(country="GL", postcode="3900", town="Nuuk")) == (
        "3900 Nuuk",
        "Grønland",
    )
    assert address_lines(Address(country="XK", free_text="Rruga 1, Prishtina")) == (
        "Rruga 1, Prishtina",
        "XK",
    )


def test_a_village_that_is_the_town_is_not_repeated() -> None:
    """The line between stands only when it adds something."""
    assert address_lines(Address(village="Ribe", postcode="6760", town="Ribe")) == ("6760 Ribe",)


@pytest.mark.parametrize(
    ("first", "first_letter", "last", "last_letter", "printed"),
    [
        (12, "", None, "", "12"),
        (12, "A", None, "", "12A"),
        (12, "", 14, "", "12–14"),
        (12, "A", 12, "C", "12A–12C"),
        (32, "A", 0, "", "32A"),
        (42, "", 20, "", "42"),
        (12, "", 12, "", "12"),
        (None, "", None, "", ""),
        (0, "", None, "", ""),
    ],
)
def test_house_numbers_join_to_a_range_only_when_there_is_one(
    first: int | None, first_letter: str, last: int | None, last_letter: str, printed: str
) -> None:
    """An end of zero or below the start is no range."""
    assert house_number(first, first_letter, last, last_letter) == printed


def test_the_town_alone_keeps_no_street() -> None:
    """A stub tells the place and no more."""
    whole = Address(street="Prøvegade", house_number="3", postcode="6700", town="Esbjerg")
    assert town_only(whole) == Address(postcode="6700", town="Esbjerg")
